"""A chart of days that pass between two things: an XmR chart by the rules of Making Data Count, with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from plait.engine.spc.reading import Direction, Variation, improves, variation
from plait.engine.spc.xmr import xmr
from plait.web.shared.jinja import plural, short_date

LEFT, RIGHT, TOP, FLOOR = 44, 410, 20, 190
ROOM = 1.1
"""The axis goes a little beyond the largest figure."""
SAID = {
    Variation.COMMON_CAUSE: "The latest lies within what is usual.",
    Variation.CONCERN_HIGH: "The latest take longer than usual.",
    Variation.IMPROVEMENT_LOW: "The latest take less time than usual.",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """One number of days: where it stands, and whether a rule says it is better or worse than usual."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level right across: the mean, or a limit."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class DaysChart:
    """The drawing and its words; without enough points it has no mean and no limits."""

    title: str
    beside: str
    words: str
    reading: str
    path: str
    dots: tuple[Dot, ...]
    mean: Line | None
    limits: tuple[Line, ...]
    ticks: tuple[Line, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What is charted: its title, what stands beside that, what one number of days is of, and in which order."""

    title: str
    beside: str
    thing: str
    order: str


def draw_days(numbers: Sequence[int], ended: Sequence[date], of: Subject) -> DaysChart | None:
    """Numbers of days in the order in which they ended; nothing without any."""
    days = [float(number) for number in numbers]
    if not days:
        return None
    points = xmr(days)
    better, worse = improves(points, Direction.DECREASE)
    mean, upper, lower = (float(one[-1]) for one in (points.mean, points.upper, points.lower))
    has_limits = not np.isnan(mean)
    most = ROOM * max(*days, upper if has_limits else 1.0, 1.0)

    def y(value: float) -> float:
        return round(FLOOR - (FLOOR - TOP) * max(0.0, value) / most, 1)

    wide = (RIGHT - LEFT) / max(1, len(days) - 1)
    dots = tuple(
        Dot(
            round(LEFT + place * wide, 1), y(value), "better" if better[place] else "worse" if worse[place] else "usual"
        )
        for place, value in enumerate(days)
    )
    found = variation(points, Direction.DECREASE)
    limits = (Line(y(upper), f"{upper:.0f}"), *((Line(y(lower), f"{lower:.0f}"),) if lower > 0 else ()))
    return DaysChart(
        title=of.title,
        beside=of.beside,
        words=_words(numbers, of, mean, upper) if has_limits else _told(numbers, of),
        reading=SAID[found] if found else f"Limits are drawn from 13 {of.thing}s on.",
        path=" ".join(f"{'L' if place else 'M'}{dot.x} {dot.y}" for place, dot in enumerate(dots)),
        dots=dots,
        mean=Line(y(mean), f"{mean:.0f}") if has_limits else None,
        limits=limits if has_limits else (),
        ticks=(Line(y(0), "0"), Line(y(max(days)), f"{max(days):.0f}")),
        first=short_date(ended[0]),
        last=short_date(ended[-1]),
    )


def _told(numbers: Sequence[int], of: Subject) -> str:
    return f"{plural(len(numbers), of.thing)}, {of.order}: {', '.join(map(str, numbers))} days"


def _words(numbers: Sequence[int], of: Subject, mean: float, upper: float) -> str:
    return f"{_told(numbers, of)}. Mean {mean:.1f}, upper limit {upper:.1f}"
