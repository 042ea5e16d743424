"""One XmR or run chart as SVG: figures, mean or median, limits, target, and what is marked.

No script; every colour has its shape.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

import numpy as np

from plait.engine.spc.charting import Chart, target_on
from plait.pack.chart_scale import PERCENT, WIDE, Scale, Size, day_labels, figure_words, scale_of, tick_words
from plait.pack.icons import BETTER, LINE, TARGET, USUAL, WORSE

INK, BAND, GRID = "#212b32", "#eef3f7", "#e4e9ec"
FONT = 'font-family="Arial, Helvetica, sans-serif"'


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked on a day: limits that start again, or something that happened; told beneath by its number."""

    day: date
    is_rebase: bool
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn beside the figures themselves: title, what it says in words, the unit, and the marks by day."""

    id: str
    title: str
    words: str
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    size: Size = WIDE


@dataclass(frozen=True, slots=True)
class _Laid:
    """Everything with its place on the sheet, taken out of the arrays once."""

    chart: Chart
    sheet: Sheet
    scale: Scale
    xs: Sequence[float]
    ys: Sequence[float | None]
    mean: Sequence[float]
    upper: Sequence[float]
    lower: Sequence[float]
    is_provisional: Sequence[bool]
    kinds: Sequence[str]

    def ends(self, first: int, last: int) -> tuple[float, float]:
        """A stretch reaches from the middle before its first figure to the middle behind its last."""
        xs, size = self.xs, self.scale.size
        before = (xs[first - 1] + xs[first]) / 2 if first else size.left
        behind = (xs[last] + xs[last + 1]) / 2 if last + 1 < len(xs) else size.right
        return round(before, 1), round(behind, 1)


def draw_chart(chart: Chart, sheet: Sheet) -> str:
    """The chart as one SVG element, complete in itself; without any day an empty text."""
    if not chart.days:
        return ""
    laid = _laid(chart, sheet)
    size = sheet.size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-xmr" viewBox="0 0 {size.width} {size.height}" role="img" '
        f'aria-labelledby="{sheet.id}-title {sheet.id}-words" {FONT} font-size="{size.font}">'
        f'<title id="{sheet.id}-title">{escape(sheet.title)}</title>'
        f'<desc id="{sheet.id}-words">{escape(sheet.words)}</desc>'
    )
    names = _names(laid) if size.is_labelled else ()
    drawn = (_axes(laid), _limits(laid), _target(laid), _marks(laid), _line(laid), _dots(laid), names)
    return "".join((head, *(part for parts in drawn for part in parts), "</svg>"))


def _laid(chart: Chart, sheet: Sheet) -> _Laid:
    points = chart.points
    upper, lower = points.upper.tolist(), points.lower.tolist()
    figures = [one for one in chart.shown if one is not None]
    scale = scale_of(
        sheet.size,
        chart.days,
        figures=(*figures, *(one.figure for one in chart.series.targets)),
        limits=tuple(one for each in (upper, lower) for one in each if one == one),  # noqa: PLR0124 # nan is not
        is_percent=sheet.unit == PERCENT,
    )
    return _Laid(
        chart,
        sheet,
        scale,
        [scale.x(day) for day in chart.days],
        [None if figure is None else scale.y(figure) for figure in chart.shown],
        (points.mean if chart.run is None else chart.run.median).tolist(),
        upper,
        lower,
        points.is_provisional.tolist(),
        kinds_of(chart),
    )


def kinds_of(chart: Chart) -> tuple[str, ...]:
    """What each figure is by the rules: usual, better, worse, both, changed where no way is better, or left out.

    Where there are no limits yet no rule tells anything, not even that a figure is usual.
    """
    points = chart.points
    marked = points.is_special if chart.run is None else chart.run.is_marked
    flags = (chart.better, chart.worse, marked, np.isnan(points.mean))
    told = zip(chart.ghosted, *(flag.tolist() for flag in flags), strict=True)
    return tuple(
        "left out" if ghosted
        else "both" if better and worse
        else "better" if better
        else "worse" if worse
        else "changed" if is_marked
        else "untold" if is_untold
        else "usual"
        for ghosted, better, worse, is_marked, is_untold in told
    )  # fmt: skip


def _axes(laid: _Laid) -> Iterator[str]:
    scale, unit = laid.scale, laid.sheet.unit
    size = scale.size
    for figure in scale.ticks:
        y = scale.y(figure)
        yield f'<path d="M{size.left} {y}H{size.right}" stroke="{GRID}"/>'
        yield _text(size.left - 7, y + 5, tick_words(figure, unit), anchor="end", fill=LINE)
    yield f'<path d="M{size.left} {size.bottom}H{size.right}" stroke="{LINE}" stroke-width="1.4"/>'
    if unit and unit != PERCENT:
        yield _text(2, size.top - 18, unit, fill=LINE)
    for label in day_labels(scale, laid.chart.days):
        yield f'<path d="M{label.x} {size.bottom}v5" stroke="{LINE}"/>'
        yield _text(label.x, size.bottom + size.font + 8, label.words, anchor=label.anchor, fill=LINE)


def _limits(laid: _Laid) -> Iterator[str]:
    """Band, limits and mean (or median) of each stretch; limits kept until there are enough are dotted."""
    scale, start = laid.scale, 0
    levels = (map(_known, each) for each in (laid.mean, laid.upper, laid.lower))
    for (mean, upper, lower, waits), same in groupby(zip(*levels, laid.is_provisional, strict=True)):
        many = len(list(same))
        x1, x2 = laid.ends(start, start + many - 1)
        start += many
        if upper is not None and lower is not None:
            top, bottom = scale.y(upper), scale.y(lower)
            yield f'<rect x="{x1}" y="{top}" width="{x2 - x1:.1f}" height="{bottom - top:.1f}" fill="{BAND}"/>'
            yield (
                f'<path d="M{x1} {top}H{x2}M{x1} {bottom}H{x2}" stroke="{LINE}" stroke-width="1.4" '
                f'stroke-dasharray="{"2 4" if waits else "7 4"}" fill="none"/>'
            )
        if mean is not None:
            yield f'<path d="M{x1} {scale.y(mean)}H{x2}" stroke="{INK}" stroke-width="1.6"/>'


def _known(figure: float) -> float | None:
    """None for nan, which equals not even itself and so would begin a stretch at every place."""
    return None if math.isnan(figure) else figure


def _target(laid: _Laid) -> Iterator[str]:
    """The target by day: a step where it changes."""
    start = 0
    for figure, same in groupby(target_on(laid.chart.series.targets, day) for day in laid.chart.days):
        many = len(list(same))
        x1, x2 = laid.ends(start, start + many - 1)
        start += many
        if figure is not None:
            yield (
                f'<path d="M{x1} {laid.scale.y(figure)}H{x2}" stroke="{TARGET}" stroke-width="2.4" '
                'stroke-dasharray="1.6 5" stroke-linecap="round"/>'
            )


def _marks(laid: _Laid) -> Iterator[str]:
    size, days = laid.scale.size, laid.chart.days
    for number, mark in enumerate(laid.sheet.marks, 1):
        if not days[0] <= mark.day <= days[-1]:
            continue
        x = laid.scale.x(mark.day)
        if mark.is_rebase and mark.day in days:
            x, _ = laid.ends(days.index(mark.day), days.index(mark.day))
        if mark.is_rebase:
            yield f'<path d="M{x} {size.top - 6}V{size.bottom}" stroke="{INK}" stroke-width="1.8"/>'
            yield f'<path d="M{x - 7:.1f} {size.top - 15}h14l-7 10z" fill="{INK}"/>'
        else:
            yield f'<path d="M{x} {size.top}V{size.bottom - 12}" stroke="{USUAL}" stroke-dasharray="2 3"/>'
        yield _number(x, size.top - 24 if mark.is_rebase else size.bottom - 12, number, size)


def _number(x: float, y: float, number: int, size: Size) -> str:
    return f'<circle cx="{x}" cy="{y}" r="9" fill="#fff" stroke="{INK}"/>' + _text(
        x, y + 4.5, str(number), anchor="middle", bold=True, font=size.font
    )


def _line(laid: _Laid) -> Iterator[str]:
    """The line through the figures: broken where one is missing or counts in nothing, and where limits start again."""
    chart, path, pen = laid.chart, [], "M"
    for x, y, day, ghosted in zip(laid.xs, laid.ys, chart.days, chart.ghosted, strict=True):
        if y is None or ghosted:
            pen = "M"
            continue
        path.append(f"{'M' if day in chart.series.rebased else pen}{x} {y}")
        pen = "L"
    yield f'<path d="{"".join(path)}" fill="none" stroke="{USUAL}" stroke-width="1.5"/>'


def _dots(laid: _Laid) -> Iterator[str]:
    dot = laid.scale.size.dot
    for x, y, kind in zip(laid.xs, laid.ys, laid.kinds, strict=True):
        if y is not None:
            yield shape(kind, x, y, dot)


def shape(kind: str, x: float, y: float, r: float) -> str:
    """A figure as it is drawn: its shape says what its colour says."""
    if kind in {"usual", "untold"}:
        return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{USUAL}" stroke="#fff"/>'
    if kind == "left out":
        return f'<circle cx="{x}" cy="{y}" r="{r}" fill="#fff" stroke="{USUAL}"/>'
    if kind == "better":
        return f'{_square(x, y, r)} fill="{BETTER}" stroke="#fff"/>'
    if kind == "worse":
        return f'{_triangle(x, y, r)} stroke="#fff"/>'
    if kind == "both":
        return f'{_square(x, y, r)} fill="#fff" stroke="{BETTER}" stroke-width="2"/>{_triangle(x, y, r)}/>'
    tip = r + 1.6
    return f'<path d="M{x} {y - tip:.1f}L{x + tip:.1f} {y}L{x} {y + tip:.1f}L{x - tip:.1f} {y}z" fill="{LINE}"/>'


def _square(x: float, y: float, r: float) -> str:
    half = r + 0.4
    return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}"'


def _triangle(x: float, y: float, r: float) -> str:
    tip = r + 1.6
    return f'<path d="M{x} {y - tip:.1f}L{x + tip:.1f} {y + r + 0.6:.1f}H{x - tip:.1f}z" fill="{WORSE}"'


def _names(laid: _Laid) -> Iterator[str]:
    """Mean, limits and target by name beside the field, moved apart where they would touch."""
    names: list[tuple[float, str, str, bool]] = []
    if laid.chart.counting:
        last = laid.chart.counting[-1]
        limits = (
            (laid.mean, "Mean" if laid.chart.run is None else "Median", INK, True),
            (laid.upper, "Upper", LINE, False),
            (laid.lower, "Lower", LINE, False),
        )
        names += [(each[last], name, fill, bold) for each, name, fill, bold in limits if not math.isnan(each[last])]
    if laid.chart.target is not None:
        names.append((laid.chart.target, "Target", TARGET, True))
    size, at = laid.scale.size, -math.inf
    for figure, name, fill, bold in sorted(names, reverse=True):
        told = min(max(figure, laid.scale.least), laid.scale.most)  # a limit beyond the field stands on its edge
        at = max(laid.scale.y(figure) + 5, at + size.font + 3)
        yield _text(size.right + 8, at, f"{name} {figure_words(told, laid.sheet.unit)}", fill=fill, bold=bold)


def _text(  # noqa: PLR0913 # each is an attribute of one element
    x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, bold: bool = False, font: int = 0
) -> str:
    more = (' font-weight="700"' if bold else "") + (f' font-size="{font}"' if font else "")
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x}" y="{y:.1f}" fill="{fill}"{more}>{escape(words)}</text>'


def marks_of(marks: Iterable[tuple[date, bool, str]]) -> tuple[Mark, ...]:
    """Marks in the order of their days, which is that of their numbers."""
    return tuple(Mark(*one) for one in sorted(marks))
