"""What one person must answer for: territories, who claims to answer for each, and what decisions have settled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from plait.engine.origins import Origin

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
"""How far back it is looked whether one person answered on every day (requirement 24; our default)."""


@dataclass(frozen=True, slots=True)
class Territory:
    """Something one person must answer for on every day from its first."""

    name: str
    kind: str
    starts: date
    ends: date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody answers for a territory, as a document says; it ends with the employment at the latest.

    One that a settlement overruled, on the day `overruled_on`, before it began, never takes hold and does not count.
    """

    territory: str
    employee_number: str
    document: str
    starts: date
    ends: date | None = None
    overruled_on: date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A decision on who answers for a territory; it ends with the employment at the latest, and marks no claim."""

    territory: str
    employee_number: str
    decided_on: date
    decision: str
    starts: date
    ends: date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Somebody, or something, from `starts` up to, not including, `ends`."""

    who: str
    starts: date
    ends: date | None = None

    def holds(self, on: date) -> bool:
        """Is it so on that day?"""
        return self.starts <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True)
class Interval:
    """From one day up to, not including, another, the same people answer for a territory: nobody, one, or several."""

    starts: date
    ends: date
    who: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.ends - self.starts).days

    @property
    def is_clear(self) -> bool:
        """Does exactly one person answer?"""
        return len(self.who) == 1


def intervals_of(spans: Iterable[Span], *, since: date, until: date) -> tuple[Interval, ...]:
    """Who answers from `since` up to, not including, `until`, one interval after another; none for no day at all."""
    spans = tuple(spans)
    ends = [span.ends for span in spans if span.ends is not None]
    turns = {day for day in (*(span.starts for span in spans), *ends) if since < day < until}
    found: list[Interval] = []
    for starts, before in pairwise(sorted({since, until, *turns}) if since < until else ()):
        who = tuple(sorted({span.who for span in spans if span.holds(starts)}))
        if found and found[-1].who == who:
            found[-1] = replace(found[-1], ends=before)
        else:
            found.append(Interval(starts, before, who))
    return tuple(found)


def looked_back(starts: date, on: date) -> date:
    """The first day on which a territory is looked at: a year before, or its own first day if that is later."""
    return max(starts, on - YEAR)
