"""What the list of corrections shows: what was put right of the past since the board last met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plait.engine.history import label
from plait.engine.litmus.earlier import NO_EARLIER_MEETING
from plait.engine.litmus.wording import day, many
from plait.engine.permissions import Viewer
from plait.store.corrections import Correction
from plait.store.paging import Page
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Listing, Query
from plait.web.shared.origins import PLACE
from plait.web.shared.page import Cell, EmptyState, Row, TablePage
from plait.web.shared.table import ListWords, show_table

MOST_QUESTIONS = 2
"""Questions named beside a correction; the file names them all."""
HEADINGS = ("When", "Who", "Record", "What", "Was", "Is now", "Questions on its sheet", *PLACE)
CORRECTIONS = Listing(
    tuple(
        Column(key, text, sortable=False)
        for key, text in (
            ("record", "Record"), ("values", "What was corrected"), ("questions", "Questions on its sheet"),
            ("when", "When, by whom"), ("source", "Source"),
        )
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """The corrections since the board last met, what they mean, and the list."""

    answer: str
    note: str
    table: TablePage


def corrections_page(viewer: Viewer, query: Query, found: Page[Correction], met: date | None) -> CorrectionsPage:
    """One page of the corrections; where the board never met there is no day they could be counted from."""
    if met is None:
        answer, note = NO_EARLIER_MEETING, ""
    else:
        answer = f"{many(found.total, 'correction', 'corrections')} since the board met on {day(met)}."
        note = "That day is judged with what we know today, so none of them shows as a change."
    words = ListWords("Corrections of the past", "corrections", EmptyState("Nothing of the past was corrected."))
    rows = [_row(viewer, one) for one in found.rows]
    return CorrectionsPage(answer, note, show_table(CORRECTIONS, query, words, rows=rows, total=found.total))


def _row(viewer: Viewer, one: Correction) -> Row:
    at = timezone.localtime(one.at)
    return Row(
        (
            Cell(one.record, look="strong"),
            Cell(one.values or "–"),
            _questions(viewer, one),
            Cell(f"{short_date(at.date())}, {at:%H:%M}", note=one.by),
            Cell(_source(one), look="source"),
        )
    )


def _questions(viewer: Viewer, one: Correction) -> Cell:
    if not one.questions:
        return Cell("None")
    if len(one.questions) == 1:
        only = one.questions[0]
        return Cell(only.question, href=f"/t/{viewer.trust_code}/questions/{only.slug}/")
    named = [question.question for question in one.questions[:MOST_QUESTIONS]]
    more = len(one.questions) - len(named)
    return Cell(f"{len(one.questions)} questions", note=" ".join([*named, *([f"And {more} more."] if more else [])]))


def _source(one: Correction) -> str:
    if not one.file:
        return "Typed in Plait"
    return ", ".join(part for part in (one.file, one.sheet, f"line {one.line}" if one.line else "") if part)


def correction_rows(found: Page[Correction]) -> Iterable[list[str]]:
    """The corrections as a file: a line for each value."""
    for one in found.rows:
        begins = [f"{timezone.localtime(one.at):%Y-%m-%d %H:%M:%S}", one.by, one.record]
        ends = ["; ".join(question.question for question in one.questions), one.file, one.sheet, str(one.line or "")]
        values = [[label(change.column), change.before, change.after] for change in one.changes]
        values += [[one.unread_words, "", ""]] if one.unread else []
        for value in values or [["", "", ""]]:
            yield [*begins, *value, *ends]
