"""How often something was measured, told from its days: every day, week, month, quarter or year, or anyhow."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from statistics import median

LEAST_STEPS, LEAST_SHARE = 3, 0.2
"""From how many steps, and which share of all, a second rhythm is no slip (our definition)."""
SATURDAY = 5


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


@dataclass(frozen=True, slots=True)
class _Beat:
    """One rhythm: its words, from how many days to how many a step is one of it, and the number of a day's beat."""

    word: str
    words: str
    least: int
    most: int
    number: Callable[[date], int]


class Rhythm(Enum):
    """How often something is measured."""

    DAY = _Beat("day", "days", 1, 1, date.toordinal)
    WEEK = _Beat("week", "weeks", 5, 9, date.toordinal)
    MONTH = _Beat("month", "months", 26, 34, _month)
    QUARTER = _Beat("quarter", "quarters", 85, 97, lambda day: _month(day) // 3)
    YEAR = _Beat("year", "years", 350, 380, lambda day: day.year)
    IRREGULAR = _Beat("point", "points", 0, 0, date.toordinal)

    @property
    def word(self) -> str:
        """What one step is called."""
        return self.value.word

    @property
    def words(self) -> str:
        """What several are called."""
        return self.value.words


def rhythm_of(days: Sequence[date]) -> Rhythm:
    """How often these days, in order, come: by the step in the middle, and only where no two are of one beat."""
    steps = [(after - before).days for before, after in pairwise(days)]
    if not steps:
        return Rhythm.IRREGULAR
    found = _of_step(int(median(steps)))
    numbers = [_number(found, day, days[0]) for day in days]
    return found if len(set(numbers)) == len(numbers) else Rhythm.IRREGULAR


_BY_STEP = {step: one for one in Rhythm for step in range(one.value.least, one.value.most + 1)}


def _of_step(step: int) -> Rhythm:
    return _BY_STEP.get(step, Rhythm.IRREGULAR)


def _number(rhythm: Rhythm, day: date, first: date) -> int:
    if rhythm is Rhythm.WEEK:  # whichever day of the week the first is, its weeks begin there
        return (day - first).days // 7
    beat: _Beat = rhythm.value
    return beat.number(day)


def missing_days(days: Sequence[date], rhythm: Rhythm) -> tuple[date, ...]:
    """The days of beats without a figure between the first day and the last; none where there is no rhythm.

    Days of a weekend are not missing where nothing was ever measured on one.
    """
    if rhythm is Rhythm.IRREGULAR:
        return ()
    found: list[date] = []
    for before, after in pairwise(days):
        skipped = _number(rhythm, after, days[0]) - _number(rhythm, before, days[0]) - 1
        found += [_later(before, rhythm, step) for step in range(1, skipped + 1)]
    if rhythm is Rhythm.DAY and all(day.weekday() < SATURDAY for day in days):
        return tuple(day for day in found if day.weekday() < SATURDAY)
    return tuple(found)


def _later(day: date, rhythm: Rhythm, steps: int) -> date:
    if rhythm in {Rhythm.DAY, Rhythm.WEEK}:
        return day + timedelta(days=steps * (7 if rhythm is Rhythm.WEEK else 1))
    months = _month(day) + steps * {Rhythm.MONTH: 1, Rhythm.QUARTER: 3}.get(rhythm, 12)
    first = date(months // 12, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the days of a series tell: how often they come, which are missing, and whether two rhythms are mixed."""

    rhythm: Rhythm
    missing: tuple[date, ...]
    mixed: tuple[Rhythm, Rhythm] | None


@lru_cache(maxsize=1024)
def calendar_of(days: tuple[date, ...]) -> Calendar:
    """The calendar of these days; most measures of a trust share theirs, so it is worked out once."""
    rhythm = rhythm_of(days)
    return Calendar(rhythm, missing_days(days, rhythm), mixed_rhythms(days))


def next_day(days: Sequence[date]) -> date | None:
    """The day of the next figure, one step after the last; nothing where there is no rhythm."""
    rhythm = rhythm_of(days)
    return None if rhythm is Rhythm.IRREGULAR else _later(days[-1], rhythm, 1)


def first_of(days: Sequence[date], rhythm: Rhythm) -> date:
    """The first day that stands one step of this rhythm after the day before it; the first of all where none does."""
    return next((after for before, after in pairwise(days) if _of_step((after - before).days) is rhythm), days[0])


def mixed_rhythms(days: Sequence[date]) -> tuple[Rhythm, Rhythm] | None:
    """The two rhythms that these days mix, the commoner first; nothing where they keep to one."""
    steps = Counter(_of_step((after - before).days) for before, after in pairwise(days))
    del steps[Rhythm.IRREGULAR]
    [*most] = steps.most_common(2)
    if len(most) < 2 or most[1][1] < max(LEAST_STEPS, LEAST_SHARE * (len(days) - 1)):
        return None
    return most[0][0], most[1][0]
