"""The calendar as a picture: a lane for each programme, its changes as bars, those in another's way outlined."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.change_windows import ChangeWindow
from plait.engine.litmus.wording import many
from plait.store.programmes import Kept
from plait.web.programmes.clashing import Changes, days_words

WIDTH, LEFT, TRACK, HEAD, BAR = 880, 8, 22, 26, 14
MOST_LANES = 12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A change on its days; `is_clash` where it is in another programme's way."""

    x: float
    y: int
    width: float
    is_clash: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A programme: its name and how far down its lane begins, its bars, and its milestones as points."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of a month, and its name; `is_far` where only wide screens have room for the name."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of the programmes that do something in these months, and the same in words."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    height: int
    words: str
    left_out: str


def next_month(day: date) -> date:
    """The first of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def months_from(begins: date, count: int) -> list[date]:
    """The first days of so many months, from the month of a day on."""
    months = [begins.replace(day=1)]
    while len(months) < count:
        months.append(next_month(months[-1]))
    return months


def lanes_of(changes: Changes, clashing: Collection[tuple[str, str]], months: Sequence[date]) -> Lanes | None:
    """The picture of these months; nothing where no programme does anything in them."""
    begins, ends = months[0], next_month(months[-1])
    drawn, y, words = [], HEAD, []
    busy = [plan for plan in changes.plans if _running(plan.windows, begins, ends)]
    for plan in busy[:MOST_LANES]:
        running = _running(plan.windows, begins, ends)
        bars, tracks = _bars(running, clashing, (begins, ends), y + 20)
        days = [one.record.replanned_on or one.record.planned_on for one in plan.milestones if not one.record.done_on]
        points = tuple(_x(day, begins, ends) for day in days if begins <= day < ends)
        drawn.append(Lane(plan.programme.name, y + 14, bars, points))
        y += 20 + max(tracks, 1) * TRACK + 8
        said = "; ".join(f"{one.name}, {days_words(one.first_on, one.last_on)}" for one in running)
        words.append(f"{plan.programme.name}: {said}")
    if not drawn:
        return None
    rest = len(busy) - MOST_LANES
    today = _x(changes.today, begins, ends) if begins <= changes.today < ends else None
    left_out = f"{many(rest, 'more programme is', 'more programmes are')} in the table." if rest > 0 else ""
    ticks = tuple(Tick(_x(month, begins, ends), f"{month:%b}") for month in months)
    return Lanes(tuple(drawn), ticks, today, y + 6, ". ".join(words), left_out)


def _running(windows: Sequence[Kept[ChangeWindow]], begins: date, ends: date) -> list[ChangeWindow]:
    return [one for one in (kept.record for kept in windows) if one.first_on < ends and one.last_on >= begins]


def _x(day: date, begins: date, ends: date) -> float:
    return round(LEFT + (WIDTH - 2 * LEFT) * (day - begins).days / (ends - begins).days, 1)


def _bars(
    running: Sequence[ChangeWindow], clashing: Collection[tuple[str, str]], over: tuple[date, date], top: int
) -> tuple[tuple[Bar, ...], int]:
    """The bars of a lane, those that overlap beneath one another, and how many tracks that takes."""
    begins, ends = over
    free: list[date] = []
    bars = []
    for one in sorted(running, key=lambda window: (window.first_on, window.last_on)):
        track = next((place for place, last in enumerate(free) if last < one.first_on), len(free))
        free[track : track + 1] = [one.last_on]
        first, last = _x(max(one.first_on, begins), begins, ends), _x(min(one.last_on + DAY, ends), begins, ends)
        is_clash = (one.programme.casefold(), one.name.casefold()) in clashing
        bars.append(Bar(first, top + track * TRACK, max(round(last - first, 1), 4.0), is_clash))
    return tuple(bars), len(free)
