"""One measure that several programmes change: its chart with a mark for each change of each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plait.engine.change_windows import ChangeWindow
from plait.engine.litmus.wording import many
from plait.engine.outcome_sheets import REBASE
from plait.engine.outcomes import series_of
from plait.engine.spc.charting import chart
from plait.engine.spc.wording import better_words, variation_word
from plait.pack.chart_scale import NARROW, WIDE
from plait.pack.xmr_chart import Mark, Sheet, draw_chart, marks_of
from plait.store.outcomes import MarkLine, OutcomeLine
from plait.web.programmes.clashing import days_words
from plait.web.shared.jinja import full_date
from plait.web.shared.origins import source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

FOLLOWED = "What came after a change followed it. The figures do not show which of the changes it came from, if any."


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure, its chart wide and narrow, and the changes that touch it."""

    name: str
    answer: str
    told: str
    wide: Markup
    narrow: Markup
    marks: tuple[str, ...]
    table: TablePage
    later: str
    outcome: Link
    followed: str = FOLLOWED


def measure_page(
    home: str, line: OutcomeLine, windows: Iterable[ChangeWindow], marks: Iterable[MarkLine]
) -> MeasurePage:
    """The measure with the changes of every programme that name it, the earliest first."""
    outcome = line.outcome
    drawn = chart(series_of(outcome, line.measured))
    touching = sorted((one for one in windows if one.outcome == outcome.name), key=lambda one: one.first_on)
    known = marks_of((each.marked_on, each.kind == REBASE, each.reason) for each in marks)
    own = tuple(Mark(one.first_on, is_rebase=False, words=f"{one.programme}: {one.name}") for one in touching)
    every = tuple(sorted((*known, *own), key=lambda mark: mark.day))
    told = f"{variation_word(drawn.variation)}. {better_words(outcome.direction)}."
    sheets = {
        name: Sheet(f"measure-{line.id}-{name}", outcome.name, told, outcome.unit, every, size)
        for name, size in (("wide", WIDE), ("narrow", NARROW))
    }
    programmes = {one.programme for one in touching}
    changed = many(len(programmes), "programme changes", "programmes change")
    return MeasurePage(
        name=outcome.name,
        answer=f"{changed} it: {many(len(touching), 'change', 'changes')} recorded.",
        told=told,
        wide=Markup(draw_chart(drawn, sheets["wide"])),  # noqa: S704 # drawn by us, every text in it escaped
        narrow=Markup(draw_chart(drawn, sheets["narrow"])),  # noqa: S704 # as above
        marks=tuple(f"{full_date(mark.day)}: {mark.words}" for mark in every),
        table=_table(touching),
        later=_later(touching, drawn.days[-1] if len(drawn.days) else None),
        outcome=Link(f"The outcome {outcome.name}", f"{home}/outcomes/{line.id}/"),
    )


def _later(touching: Iterable[ChangeWindow], last: date | None) -> str:
    """How many changes begin after the latest figure: these stand on no chart yet."""
    count = sum(last is None or one.first_on > last for one in touching)
    if not count:
        return ""
    begins = many(count, "change begins", "changes begin")
    return f"{begins} after the latest figure and will stand on the chart when there are figures."


def _table(touching: Iterable[ChangeWindow]) -> TablePage:
    rows = tuple(
        Row(
            (
                Cell(one.name),
                Cell(one.programme),
                Cell(days_words(one.first_on, one.last_on)),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in touching
    )
    heads = tuple(map(ColumnHead, ("Change", "Programme", "Days", "Source")))
    empty = EmptyState("No programme has a change that names this measure.")
    return TablePage("Changes that touch it", heads, rows, empty, caption_hidden=True)
