"""The calendar as a picture: a lane for each programme, its changes as named bars, those in another's way outlined.

It is drawn twice: for wide screens and paper with the names beside the bars, and for narrow ones with each name above
its bar. No two names meet, and no name meets another's bar: where they would, one goes beneath the other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.change_windows import ChangeWindow
from plait.engine.litmus.wording import many
from plait.engine.programmes import Milestone
from plait.store.programmes import Kept
from plait.web.programmes.clashing import Changes, days_words

LEFT, HEAD, GAP = 8, 26, 5
LETTER = 7.2
"""How wide a letter of a name is at most on average, in the units of the picture: names are set in 13."""
MOST_LANES = 12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a picture is drawn: its width, how far apart its tracks are, whether names stand above their bars."""

    width: int
    track: int
    letters: int
    above: bool

    def x(self, day: date, over: tuple[date, date]) -> float:
        """Where a day lies."""
        begins, ends = over
        return round(LEFT + (self.width - 2 * LEFT) * (day - begins).days / (ends - begins).days, 1)


WIDE = Frame(880, 22, 38, above=False)
NARROW = Frame(300, 34, 38, above=True)


@dataclass(frozen=True, slots=True)
class Bar:
    """A change on its days; `is_clash` where it is in another programme's way; its name, and where that stands.

    The name begins at `name_x`, or ends there where `anchor` is “end”; `on_bar` where it stands on the bar itself.
    """

    x: float
    y: int
    width: float
    is_clash: bool
    name: str
    name_x: float
    name_y: int
    anchor: str
    on_bar: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A programme: its name and how far down its lane begins, its bars, and its milestones as points on a line."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    points: tuple[float, ...]
    points_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of a month, and its name where there is room."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The lanes as they are drawn on one width; `id` tells the two pictures of a page apart."""

    id: str
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """A programme in words: each change with its days, and whether it is in another's way."""

    programme: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of the programmes that do something in these months, drawn wide and narrow, and the same in words."""

    pictures: tuple[Picture, ...]
    told: tuple[Told, ...]
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


@dataclass(frozen=True, slots=True)
class _Busy:
    """A programme that does something in these months: its changes by day, and the days of its milestones."""

    name: str
    running: tuple[ChangeWindow, ...]
    milestones: tuple[date, ...]


def lanes_of(changes: Changes, clashing: Collection[tuple[str, str]], months: Sequence[date]) -> Lanes | None:
    """The pictures of these months; nothing where no programme does anything in them."""
    over = begins, ends = months[0], next_month(months[-1])
    busy = [
        _Busy(
            plan.programme.name,
            running,
            tuple(day for day in map(_planned, plan.milestones) if day is not None and begins <= day < ends),
        )
        for plan in changes.plans
        if (running := _running(plan.windows, begins, ends))
    ]
    if not busy:
        return None
    rest = len(busy) - MOST_LANES
    shown = busy[:MOST_LANES]
    today = changes.today if begins <= changes.today < ends else None
    return Lanes(
        tuple(_picture(id, frame, shown, clashing, (over, months, today)) for id, frame in PICTURES),
        tuple(Told(one.name, tuple(_words(change, clashing) for change in one.running)) for one in shown),
        f"{many(rest, 'more programme is', 'more programmes are')} in the table." if rest > 0 else "",
    )


PICTURES = (("wide", WIDE), ("narrow", NARROW))


def _planned(kept: Kept[Milestone]) -> date | None:
    one = kept.record
    return None if one.done_on else one.replanned_on or one.planned_on


def _running(windows: Sequence[Kept[ChangeWindow]], begins: date, ends: date) -> tuple[ChangeWindow, ...]:
    found = [one for one in (kept.record for kept in windows) if one.first_on < ends and one.last_on >= begins]
    return tuple(sorted(found, key=lambda window: (window.first_on, window.last_on, window.name.casefold())))


def _words(one: ChangeWindow, clashing: Collection[tuple[str, str]]) -> str:
    said = f"{one.name}, {days_words(one.first_on, one.last_on)}"
    return f"{said}, in another’s way" if _is_clash(one, clashing) else said


def _is_clash(one: ChangeWindow, clashing: Collection[tuple[str, str]]) -> bool:
    return (one.programme.casefold(), one.name.casefold()) in clashing


def _picture(
    id: str,
    frame: Frame,
    busy: Sequence[_Busy],
    clashing: Collection[tuple[str, str]],
    shown: tuple[tuple[date, date], Sequence[date], date | None],
) -> Picture:
    over, months, today = shown
    lanes, y = [], HEAD
    for one in busy:
        points = tuple(frame.x(day, over) for day in one.milestones)
        top = y + 20 + (16 if points else 0)
        bars, tracks = _bars(frame, one.running, clashing, (over, top))
        lanes.append(Lane(_short(one.name, frame.letters - 4), y + 14, bars, points, y + 27))
        y = top + tracks * frame.track + 8
    every = 1 if frame is WIDE else 3
    ticks = tuple(
        Tick(frame.x(month, over), f"{month:%b}" if not place % every else "") for place, month in enumerate(months)
    )
    return Picture(id, frame.width, y + 14, tuple(lanes), ticks, None if today is None else frame.x(today, over))


def _bars(
    frame: Frame,
    running: Sequence[ChangeWindow],
    clashing: Collection[tuple[str, str]],
    where: tuple[tuple[date, date], int],
) -> tuple[tuple[Bar, ...], int]:
    """The bars of a lane with their names, those that would meet beneath one another; how many tracks that takes."""
    over, top = where
    taken: list[list[tuple[float, float]]] = []
    bars = []
    for one in running:
        x = frame.x(max(one.first_on, over[0]), over)
        width = max(round(frame.x(min(one.last_on + DAY, over[1]), over) - x, 1), 4.0)
        name = _short(one.name, frame.letters)
        name_x, anchor, on_bar, extent = _beside(frame, x, width, len(name) * LETTER)
        track = next((place for place, held in enumerate(taken) if _is_free(held, extent)), len(taken))
        taken[track:] = taken[track:] or [[]]
        taken[track].append(extent)
        y = top + track * frame.track
        drawn = y + 15 if frame.above else y
        bars.append(Bar(x, drawn, width, _is_clash(one, clashing), name, name_x, y + 11, anchor, on_bar))
    return tuple(bars), len(taken)


def _beside(frame: Frame, x: float, width: float, long: float) -> tuple[float, str, bool, tuple[float, float]]:
    """Where the name of a bar stands: right of it, left of it or on it; and what both take of a track."""
    end, edge = x + width, frame.width - LEFT
    if frame.above:
        begins = max(min(x, edge - long), LEFT)
        return round(begins, 1), "start", False, (min(x, begins), max(end, begins + long))
    if end + GAP + long <= edge:
        return round(end + GAP, 1), "start", False, (x, end + GAP + long)
    if x - GAP - long >= LEFT:
        return round(x - GAP, 1), "end", False, (x - GAP - long, end)
    return round(x + GAP, 1), "start", True, (x, end)


def _is_free(held: Sequence[tuple[float, float]], wanted: tuple[float, float]) -> bool:
    return all(wanted[0] > last + GAP or wanted[1] < first - GAP for first, last in held)


def _short(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"
