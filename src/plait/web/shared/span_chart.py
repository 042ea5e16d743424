"""Who held something from day to day, as bars in rows: one person, two or more, nobody, or somebody who covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.litmus.wording import listed
from plait.web.shared.jinja import full_date, short_date

LEFT, RIGHT, WIDTH, TOP = 292, 1090, 1104, 30
BAR, LANE, GAP, FOOT = 26, 23, 14, 26
LETTER = 6.9  # how wide a letter is drawn, on average, in the units of the chart
NAME_LETTERS = 42
MOST_MARKS = 14
DAY = timedelta(days=1)
ONE, SEVERAL, NOBODY, COVER = "one", "several", "nobody", "cover"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `starts` up to, not including, `ends`: who, and whether that is one, several, nobody or a cover."""

    starts: date
    ends: date
    kind: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the drawing; `lines` are the lanes of text in it, each with how far down it stands."""

    x: float
    y: int
    width: float
    height: int
    kind: str
    lines: tuple[tuple[int, str], ...]
    badge: str = ""


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One row: its name, how far down that stands beside its bars and above them, the bars, and where the row ends."""

    name: str
    y: int
    above: int
    bars: tuple[Bar, ...]
    bottom: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A day under the chart or across it."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class SpanChart:
    """The drawing, in its own units, and the same in words for who cannot see it."""

    id: str
    title: str
    words: str
    width: int
    height: int
    rows: tuple[SpanRow, ...]
    months: tuple[Mark, ...]
    today: Mark | None
    decided: Mark | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days a chart shows, from `first` up to and with `last`; today, and a day on which something is decided."""

    first: date
    last: date
    today: date
    decided: date | None = None

    def x(self, day: date) -> float:
        """Where a day stands, never outside the chart."""
        inside = min(max(day, self.first), self.last)
        return round(LEFT + (RIGHT - LEFT) * (inside - self.first).days / max(1, (self.last - self.first).days), 1)


def around(today: date, *, back: int, ahead: int, decided: date | None = None) -> Days:
    """Whole months around a day: so many back and so many ahead."""
    return Days(_month(today, -back), _month(today, ahead + 1), today, decided)


def _month(day: date, step: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return date(year, month + 1, 1)


Named = tuple[str, Sequence[Stretch]]
"""A row as it is asked for: its name, and its stretches in order."""


def draw_spans(named: Iterable[Named], days: Days, *, id: str, title: str) -> SpanChart:
    """The chart of these rows, each as high as its fullest stretch needs."""
    given = [(name, tuple(stretches)) for name, stretches in named]
    rows: list[SpanRow] = []
    top = TOP
    for name, stretches in given:
        seen = [one for one in stretches if one.starts < days.last and one.ends > days.first]
        lanes = max((len(one.who) for one in seen), default=1)
        height = max(BAR, lanes * LANE)
        bars = tuple(_bar(one, days, top, height) for one in seen)
        rows.append(SpanRow(_cut(name, NAME_LETTERS), top + height // 2 + 5, top - 3, bars, top + height + GAP // 2))
        top += height + GAP
    return SpanChart(
        id=id,
        title=title,
        words=" ".join(f"{name}: {_told(stretches, days.today)}." for name, stretches in given),
        width=WIDTH,
        height=top + FOOT,
        rows=tuple(rows),
        months=_months(days),
        today=Mark(days.x(days.today), "Today") if days.first <= days.today < days.last else None,
        decided=Mark(days.x(days.decided), short_date(days.decided)) if days.decided is not None else None,
    )


def _bar(one: Stretch, days: Days, top: int, height: int) -> Bar:
    x, end = days.x(one.starts), days.x(one.ends)
    width = round(max(end - x, 2), 1)
    tall = height if len(one.who) > 1 else BAR
    y = top + (height - tall) // 2
    badge = f"{len(one.who)} people" if one.kind == SEVERAL and width > 92 else ""
    room = int((width - 10 - (82 if badge else 0)) / LETTER)
    texts = one.who or (("Nobody",) if one.kind == NOBODY else ())
    lane = tall / max(1, len(texts))
    lines = tuple((round(y + lane * place + lane / 2 + 4), _cut(text, room)) for place, text in enumerate(texts))
    return Bar(x, y, width, tall, one.kind, tuple(line for line in lines if line[1]), badge)


def _cut(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1].rstrip()}…" if letters > 5 else ""


def _told(stretches: Sequence[Stretch], today: date) -> str:
    """Each stretch in words; the last one ends where the chart does, so that of it no end is known."""
    said = []
    for one in stretches:
        is_open = one is stretches[-1] and one.ends > today
        until = "on" if is_open else f"to {full_date(one.ends - DAY)}"
        said.append(f"{listed(one.who) or 'nobody'} from {full_date(one.starts)} {until}")
    return "; ".join(said) or "no day of it lies here"


def _months(days: Days) -> tuple[Mark, ...]:
    count = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 1200) if count / step <= MOST_MARKS)
    marks: list[Mark] = []
    for step in range(0, count, every):
        day = _month(days.first, step)
        if days.x(day) > RIGHT - 52:  # its name would stand outside
            break
        marks.append(Mark(days.x(day), f"{day:%b %Y}" if day.month <= every or not marks else f"{day:%b}"))
    return tuple(marks)
