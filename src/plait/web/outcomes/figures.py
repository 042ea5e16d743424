"""The figures of one outcome as a table and as a file: the same as on its chart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.spc.charting import Chart, target_on
from plait.engine.spc.wording import rules_of
from plait.pack.chart_days import figure_day
from plait.pack.chart_scale import figure_words
from plait.pack.xmr_chart import kinds_of
from plait.store.outcomes import ObservationLine
from plait.web.outcomes.icons import KINDS, shape_icon
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

HEADINGS = (
    "Date", "Value", "Mean", "Lower limit", "Upper limit", "Median", "Target", "Reading", "Rules that mark it",
    "Left out because", *PLACE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """A chart, and the recorded figure of each of its days."""

    chart: Chart
    unit: str
    recorded: Mapping[date, ObservationLine]
    kinds: Sequence[str]


def figures_of(chart: Chart, unit: str, recorded: Sequence[ObservationLine]) -> Figures:
    """The figures of a chart, to be shown in any way."""
    return Figures(chart, unit, {one.observed_on: one for one in recorded}, kinds_of(chart))


def figures_table(told: Figures, here: str) -> TablePage:
    """Every figure, the latest first; with `here` the way to change each."""
    heads = [ColumnHead("Date"), ColumnHead("Figure", number=True)]
    heads += map(ColumnHead, ("Usual range", "Reading", "Rule", "Source"))
    heads += [ColumnHead("Change", onscreen=True)] if here else []
    empty = EmptyState("No figure is recorded yet. Without them nobody can tell whether anything got better.")
    rows = tuple(_row(told, place, here) for place in reversed(range(len(told.chart.days))))
    return TablePage("The same as a table", tuple(heads), rows, empty, caption_hidden=True)


def _row(told: Figures, place: int, here: str) -> Row:
    chart = told.chart
    figure, one, day = chart.shown[place], told.recorded.get(chart.days[place]), figure_day(chart, chart.days[place])
    lower, upper = float(chart.points.lower[place]), float(chart.points.upper[place])
    rules = "; ".join(rules_of(chart, place))
    cells = (
        Cell(day, look="day"),
        Cell("Missing" if figure is None else figure_words(figure, told.unit)),
        Cell(_range(lower, upper, told.unit), look="day"),
        Cell("–") if figure is None else Cell(KINDS[told.kinds[place]], icon=shape_icon(told.kinds[place])),
        Cell(rules.capitalize() or "–", note=f"Because: {one.left_out}" if one and one.left_out else ""),
        Cell(source_words(one.origin) if one else "–", look="source"),
    )
    change = Cell("Change", of=day, href=f"{here}figures/{one.id}/edit/") if one else Cell("–")
    return Row((*cells, change) if here else cells)


def _range(lower: float, upper: float, unit: str) -> str:
    return "–" if math.isnan(lower) else f"{figure_words(lower, unit)} to {figure_words(upper, unit)}"


def figure_rows(told: Figures) -> list[list[str]]:
    """Every figure as a file, the oldest first."""
    return [_file_row(told, place) for place in range(len(told.chart.days))]


def _file_row(told: Figures, place: int) -> list[str]:
    chart, points = told.chart, told.chart.points
    day, figure = chart.days[place], chart.shown[place]
    one = told.recorded.get(day)
    return [
        day.isoformat(),
        _plain(figure),
        *(_plain(float(each[place])) for each in (points.mean, points.lower, points.upper)),
        _plain(chart.median_at(place)),
        _plain(target_on(chart.series.targets, day)),
        "" if figure is None else KINDS[told.kinds[place]],
        "; ".join(rules_of(chart, place)),
        one.left_out if one else "",
        *place_of(one.origin if one else None),
    ]


def _plain(figure: float | None) -> str:
    return "" if figure is None or math.isnan(figure) else f"{figure:.10g}"
