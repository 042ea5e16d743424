"""Who was in a team over time, as ribbons: one line a person, in the colour of the strand, thicker for more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.store.teams import Member
from plait.web.shared.jinja import full_date
from plait.web.shared.plait_mark import STRANDS

LEFT, RIGHT, WIDTH, TOP, STEP, GAP = 190, 1020, 1040, 36, 19, 10
AHEAD = timedelta(days=183)
MOST_MARKS = 9
LONGEST_NAME = 24
USUAL = 8.0  # the thickness where the time is not for this viewer


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a ribbon, with the same time throughout; `ends` marks that the person leaves there."""

    x1: float
    x2: float
    thickness: float
    ends: bool


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One person."""

    name: str
    strand: str
    y: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A month under the chart."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class RibbonChart:
    """The drawing, in its own units, with what it says in words."""

    width: int
    height: int
    title: str
    description: str
    ribbons: tuple[Ribbon, ...]
    marks: tuple[Mark, ...]
    today_x: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """The days a chart shows."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands, never outside the chart."""
        inside = min(max(day, self.first), self.last)
        return round(LEFT + (RIGHT - LEFT) * (inside - self.first).days / (self.last - self.first).days, 1)


def draw_ribbons(
    members: Sequence[Member], readable: frozenset[int], *, ended: date | None, today: date
) -> RibbonChart:
    """The chart of these members; thickness tells the time only of employments in `readable`."""
    people: dict[tuple[int, int], list[Member]] = {}
    latest = {member.employment_id: member.viewpoint for member in members}
    for member in members:
        strand = STRANDS.index(latest[member.employment_id])
        people.setdefault((strand, member.employment_id), []).append(member)
    span = _span([member for times in people.values() for member in times], ended, today)
    ribbons: list[Ribbon] = []
    y = TOP
    for strand, employment_id in sorted(people, key=lambda key: (key[0], people[key][0].joined)):
        if ribbons and ribbons[-1].strand != STRANDS[strand]:
            y += GAP
        times = people[strand, employment_id]
        ribbons.append(_ribbon(times, STRANDS[strand], y, span, is_readable=employment_id in readable))
        y += STEP
    return RibbonChart(
        width=WIDTH,
        height=y + 36,
        title=f"Who has been in the team since {full_date(span.first)}",
        description="Each line is one person, grouped by strand. The table below says the same in words.",
        ribbons=tuple(ribbons),
        marks=_marks(span),
        today_x=span.x(today) if span.first <= today <= span.last else None,
    )


def _span(members: list[Member], ended: date | None, today: date) -> Span:
    first = min(member.joined for member in members).replace(day=1)
    last = ended if ended is not None and ended <= today else today + AHEAD
    return Span(first, max(last, first + timedelta(days=31)))


def _ribbon(times: list[Member], strand: str, y: int, span: Span, *, is_readable: bool) -> Ribbon:
    pieces = []
    for time, following in zip(times, [*times[1:], None], strict=True):
        stops = time.ends is not None and (following is None or following.starts > time.ends)
        if time.starts >= span.last:
            continue
        ends = time.ends or span.last
        pieces.append(Piece(span.x(time.starts), span.x(ends), _thickness(time.wte, is_readable=is_readable), stops))
    name = times[-1].name
    shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    return Ribbon(shown, strand, y, tuple(pieces))


def _thickness(time: Decimal, *, is_readable: bool) -> float:
    return round(2 + 11 * float(time), 1) if is_readable else USUAL


def _marks(span: Span) -> tuple[Mark, ...]:
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / step < MOST_MARKS)
    marks: list[Mark] = []
    for month in range(0, months + 1, every):
        year, index = divmod(span.first.month - 1 + month, 12)
        day = date(span.first.year + year, index + 1, 1)
        marks.append(Mark(span.x(day), f"{day:%b %Y}" if day.month <= every or not marks else f"{day:%b}"))
    return tuple(marks)
