"""From days and figures to places on a chart: its sizes, its round ticks, and which days stand beneath it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

PERCENT = "%"
MOST_PERCENT = 100
MOST_TICKS = 6
LONG_DAYS, YEARS_DAYS = 60, 760
"""From how many days on the months stand beneath a chart, and from how many the years."""
ROOM = 10
"""How far the first and the last figure stand from the edge of the field."""
LETTER = 0.56
"""How wide a letter is, of its height."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn, where its field lies, and whether its lines are labelled beside it."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    font: int
    is_labelled: bool
    dot: float


WIDE = Size(width=960, height=372, left=58, right=846, top=40, bottom=330, font=14, is_labelled=True, dot=4.2)
NARROW = Size(width=320, height=320, left=44, right=314, top=40, bottom=286, font=14, is_labelled=False, dot=3.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """The field of one chart: `x` from the day's number, `y` from a figure, and where the ticks are."""

    size: Size
    first: int
    days: int
    least: float
    most: float
    ticks: tuple[float, ...]

    def x(self, day: date) -> float:
        """Where a day is, from the left."""
        wide = self.size.right - self.size.left - 2 * ROOM
        return round(self.size.left + ROOM + (day.toordinal() - self.first) / self.days * wide, 1)

    def y(self, figure: float) -> float:
        """Where a figure is, from above; one beyond the field on its edge."""
        inside = self.least if figure < self.least else min(figure, self.most)
        share = (inside - self.least) / (self.most - self.least)
        return round(self.size.bottom - share * (self.size.bottom - self.size.top), 1)


def scale_of(
    size: Size, days: Sequence[date], *, figures: Iterable[float], limits: Iterable[float], is_percent: bool
) -> Scale:
    """A scale on which all has room. Limits beyond what a figure can be are cut, on the sheet alone."""
    known = tuple(figures)
    low, high = min(known, default=0.0), max(known, default=1.0)
    least, most = min((low, *limits)), max((high, *limits))
    least = max(0.0, least) if low >= 0 else least
    most = min(float(MOST_PERCENT), most) if is_percent and high <= MOST_PERCENT else most
    step = _step(most - least or abs(most) or 1.0)
    bottom, top = math.floor(least / step + 1e-9) * step, math.ceil(most / step - 1e-9) * step
    top = top if top > bottom else bottom + step
    ticks = tuple(round(bottom + place * step, 10) for place in range(round((top - bottom) / step) + 1))
    return Scale(size, days[0].toordinal(), max(1, (days[-1] - days[0]).days), bottom, top, ticks)


def _step(span: float) -> float:
    """A round step of which so many as can be read fit into the span."""
    power = 10.0 ** math.floor(math.log10(span / MOST_TICKS))
    return next(power * one for one in (1, 2, 5, 10, 20) if span / (power * one) <= MOST_TICKS)


@dataclass(frozen=True, slots=True)
class DayLabel:
    """A day beneath the chart: where, its words, and where they are held so that they stay on the sheet."""

    x: float
    words: str
    anchor: str


def day_labels(scale: Scale, days: Sequence[date]) -> Iterator[DayLabel]:
    """The days that stand beneath the chart, as many as can be read; a month that names its year before the others."""
    size, gap = scale.size, scale.size.font * 0.7
    kept: list[tuple[float, float, DayLabel]] = []
    for day, words in sorted(_named(days), key=lambda one: not one[1][-4:].isdecimal()):
        x, half = scale.x(day), len(words) * size.font * LETTER / 2
        middle = min(max(x, size.left + half - 6), size.width - half)
        anchor = "start" if middle > x else "end" if middle < x else "middle"
        begins = {"start": x, "end": x - 2 * half}.get(anchor, x - half)
        ends = begins + 2 * half
        if all(ends + gap <= first or begins - gap >= last for first, last, _ in kept):
            kept.append((begins, ends, DayLabel(x, words, anchor)))
    yield from (label for _, _, label in sorted(kept, key=lambda one: one[0]))


def _named(days: Sequence[date]) -> Iterator[tuple[date, str]]:
    """Days with their words: each day, the first of each month, or the first of each year, as the chart is long."""
    span = (days[-1] - days[0]).days
    if span <= LONG_DAYS:
        yield from ((day, f"{day.day} {day:%b}") for day in days)
    elif span > YEARS_DAYS:
        yield from ((next(same), str(year)) for year, same in groupby(days, key=lambda day: day.year))
    else:
        for month, same in groupby(days, key=lambda day: day.month):
            day = next(same)
            yield day, f"{day:%b %Y}" if month == 1 or day == days[0] else f"{day:%b}"


def figure_words(figure: float, unit: str = "") -> str:
    """A figure as a chart says it: as many decimals as its size wants, the percent sign behind it."""
    decimals = 0 if abs(figure) >= MOST_PERCENT or figure == int(figure) else 1 if abs(figure) >= 1 else 2
    return f"{figure:,.{decimals}f}{PERCENT if unit == PERCENT else ''}"


def tick_words(figure: float, unit: str) -> str:
    """A tick, written short."""
    return f"{figure:,.10g}{PERCENT if unit == PERCENT else ''}"
