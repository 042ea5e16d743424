"""The grid for the board: measures by whether they change and whether they meet their target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from plait.engine.outcomes import ENOUGH, Outcome
from plait.engine.spc.charting import Chart
from plait.engine.spc.reading import Assurance, Variation
from plait.pack.chart_scale import figure_words
from plait.store.outcomes import OutcomeLine
from plait.web.outcomes.icons import assured_icon, changed_icon
from plait.web.shared.jinja import plural
from plait.web.shared.page import Link

MEASURES_SHOWN = 6
"""So many of a cell stand in the grid; the list beneath has all."""


class Drawn(Protocol):
    """An outcome with its chart."""

    @property
    def line(self) -> OutcomeLine:
        """The record by its id."""

    @property
    def outcome(self) -> Outcome:
        """The record."""

    @property
    def chart(self) -> Chart:
        """Its chart."""


@dataclass(frozen=True, slots=True)
class Head:
    """What heads a row or a column: icon, word, and what it means."""

    icon: Markup
    word: str
    means: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure in the grid, with its figure and its target."""

    link: Link
    figures: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """The measures of one row and column; `is_hot` where the board should look."""

    entries: tuple[Entry, ...]
    more: Link | None
    label: str
    is_hot: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One way of changing, and a cell for each column; a row without targets has one cell for all."""

    head: Head
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole grid, and those of which nothing can be told yet."""

    columns: tuple[Head, ...]
    rows: tuple[GridRow, ...]
    few: GridRow | None


BETTER = frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})
WORSE = frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})
CHANGED = frozenset({Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW})
USUAL = frozenset({Variation.COMMON_CAUSE})
EVERY_TIME = "every time, as things stand"


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in one column, and how the list is asked for it."""

    asked: str
    assurance: Assurance | None
    head: Head


COLUMNS = tuple(
    _Column(asked, assurance, Head(assured_icon(assurance), word, means))
    for asked, assurance, word, means in (
        ("meets", Assurance.PASSES, "Meets its target", EVERY_TIME),
        ("between", Assurance.INCONSISTENT, "Hit and miss", "sometimes it will, sometimes not"),
        ("misses", Assurance.FAILS, "Misses its target", EVERY_TIME),
        ("none", None, "No target", "none holds"),
    )
)
ROWS = tuple(
    (asked, those, Head(changed_icon(icon), word, means))
    for asked, those, icon, word, means in (
        ("improving", BETTER, Variation.IMPROVEMENT_HIGH, "Improving", "a lasting change for the better"),
        ("same", USUAL, Variation.COMMON_CAUSE, "No real change", "ups and downs only"),
        ("worse", WORSE, Variation.CONCERN_LOW, "Getting worse", "a lasting change for the worse"),
        ("changed", CHANGED, Variation.NEUTRAL_HIGH, "Changed", "where neither direction is better"),
    )
)
FEW = Head(changed_icon(None), "Too few points", f"fewer than {ENOUGH}, or mixed")


def needs_attention(chart: Chart) -> bool:
    """Does it miss its target as things stand, while nothing improves it?"""
    return chart.assurance is Assurance.FAILS and chart.variation not in BETTER


def draw_grid(home: str, measures: Sequence[Drawn]) -> Grid:
    """Every measure in its cell; the last row, of measures without a better direction, only where there are some."""
    rows = []
    for change, those, head in ROWS:
        found = [one for one in measures if one.chart.variation in those]
        if found or change != "changed":
            rows.append(GridRow(head, tuple(_cell(home, found, change, column) for column in COLUMNS)))
    few = [one for one in measures if one.chart.variation is None]
    return Grid(tuple(column.head for column in COLUMNS), tuple(rows), _few(home, few) if few else None)


def _cell(home: str, found: Iterable[Drawn], change: str, column: _Column) -> GridCell:
    here = [one for one in found if _assurance(one.chart) is column.assurance]
    is_hot = any(needs_attention(one.chart) for one in here)
    more = _more(home, len(here), f"change={change}&met={column.asked}")
    return GridCell(_entries(home, here), more, column.head.word, is_hot)


def _assurance(chart: Chart) -> Assurance | None:
    return None if chart.target is None else chart.assurance


def _few(home: str, few: Sequence[Drawn]) -> GridRow:
    return GridRow(FEW, (GridCell(_entries(home, few), _more(home, len(few), "change=few"), FEW.word),))


def _more(home: str, many: int, asked: str) -> Link | None:
    left = many - MEASURES_SHOWN
    return Link(f"{left} more", f"{home}/outcomes/?{asked}#list") if left > 0 else None


def _entries(home: str, found: Iterable[Drawn]) -> tuple[Entry, ...]:
    return tuple(
        Entry(Link(one.outcome.name, f"{home}/outcomes/{one.line.id}/"), _figures(one))
        for one in sorted(found, key=lambda one: one.outcome.name.casefold())[:MEASURES_SHOWN]
    )


def _figures(one: Drawn) -> str:
    chart, unit = one.chart, one.outcome.unit
    if not chart.counting:
        return "No figure yet"
    last = chart.counting[-1]
    told = figure_words(float(chart.points.value[last]), unit)
    told += f" {unit}" if unit not in {"", "%"} else ""
    if chart.variation is None:
        return f"{told}; {plural(len(chart.counting), chart.rhythm.word)}"
    if chart.target is None:
        return told
    way = {1: " or more", -1: " or less"}.get(one.outcome.direction.sign, "")
    return f"{told}, target {figure_words(chart.target, unit)}{way}"
