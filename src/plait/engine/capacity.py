"""What of somebody's time is free, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Span:
    """Time given to one thing (an employment, a team) from `starts` up to, not including, `ends`."""

    of: int
    wte: Decimal
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """One month of somebody's time: their own, what teams have of it, and what is left; below nothing when too much."""

    first_day: date
    own: Decimal
    in_teams: Decimal

    @property
    def free(self) -> Decimal:
        """Own time less the time in teams."""
        return self.own - self.in_teams


def month_after(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def capacity_by_month(own: Iterable[Span], teams: Iterable[Span], *, on: date, months: int = 12) -> tuple[Month, ...]:
    """The month of `on` and those after it; whole months count, so a span counts in each month it touches.

    Where the time in one team changes within a month the larger counts, and of one's own time the smaller:
    nobody is promised time that is there for half a month only.
    """
    owned, given = tuple(own), tuple(teams)
    first = on.replace(day=1)
    made: list[Month] = []
    for _ in range(months):
        after = month_after(first)
        mine = _in_month(owned, first, after, smaller=True)
        theirs = _in_month(given, first, after, smaller=False)
        made.append(Month(first, mine, theirs))
        first = after
    return tuple(made)


def _in_month(spans: Iterable[Span], first: date, after: date, *, smaller: bool) -> Decimal:
    choose = min if smaller else max
    times: dict[int, Decimal] = {}
    for span in spans:
        if span.starts < after and (span.ends is None or span.ends > first):
            times[span.of] = choose(times.get(span.of, span.wte), span.wte)
    return sum(times.values(), NOTHING)
