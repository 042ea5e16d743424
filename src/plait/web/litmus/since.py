"""What Where we stand says of the time since the board last met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import MEETINGS
from plait.engine.litmus.earlier import NO_EARLIER_MEETING, NO_MEETING, Change, corrections_words
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.since_board import board_day, since_last_board
from plait.engine.litmus.wording import day
from plait.engine.permissions import Viewer
from plait.store.findings import Findings
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage


@dataclass(frozen=True, slots=True)
class SinceBoard:
    """The change in a sentence, the questions that changed, and apart from them what was put right of the past."""

    sentence: str
    is_known: bool = False
    changed: TablePage | None = None
    corrections: str = ""
    list: Link | None = None


def since_board(viewer: Viewer, findings: Findings, feeds: Mapping[str, date], corrections: int) -> SinceBoard:
    """What changed since the last board as this viewer may see it; where it cannot be shown, what would show it."""
    met = board_day(findings.judged)
    if met is None:
        return SinceBoard(NO_EARLIER_MEETING if MEETINGS.name in feeds else NO_MEETING)
    return SinceBoard(
        sentence=since_last_board(findings.judged),
        is_known=True,
        changed=_changed(viewer, findings.judged, met),
        corrections=corrections_words(corrections),
        list=Link("See what was corrected", f"/t/{viewer.trust_code}/corrections/") if corrections else None,
    )


def _changed(viewer: Viewer, judged: Iterable[Judged], met: date) -> TablePage | None:
    rows = tuple(_row(viewer, one) for one in judged if one.change is not Change.SAME)
    heads = tuple(map(ColumnHead, ("Question", f"On {day(met)}", "Now", "Change")))
    if not rows:
        return None
    return TablePage("What changed since the board met", heads, rows, EmptyState(""), caption_hidden=True)


def _row(viewer: Viewer, one: Judged) -> Row:
    then = one.earlier.verdict.value if one.earlier else ""
    asked = one.litmus.question if one.litmus else one.slug
    return Row(
        (
            Cell(asked, href=f"/t/{viewer.trust_code}/questions/{one.slug}/"),
            Cell(then, look="verdict"),
            Cell(one.finding.verdict.value, look="verdict"),
            Cell(one.change.word),
        )
    )
