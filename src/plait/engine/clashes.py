"""Where programmes are in each other's way: the same place, people or measure on the same days.

Programmes planned apart meet on the wards (requirements 35-36: join patient record, hospital and improvement). Two
changes clash where they are of different programmes, share at least one day, and touch the same ward or site, need the
same person, or change the same measure. What one programme does to itself is its own plan, and no clash.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from plait.engine.change_windows import ChangeWindow

DAY = timedelta(days=1)


class Kind(Enum):
    """What two changes both touch; in the order of how bad that is, for a ward cannot be in two states."""

    PLACE = "The same place"
    PEOPLE = "The same people"
    MEASURE = "The same measure"


ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's days in a team: `person` is whoever it is, in whatever post; `ends` is the first day after."""

    person: str
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two changes of different programmes that meet: `first_on` and `last_on` are the days they share, both counted.

    `things` are the place or the measure, or the people by their identities. `reason` says why it was accepted.
    """

    kind: Kind
    things: tuple[str, ...]
    one: ChangeWindow
    other: ChangeWindow
    first_on: date
    last_on: date
    reason: str = ""

    @property
    def days(self) -> int:
        """How many days they share."""
        return (self.last_on - self.first_on).days + 1

    @property
    def weight(self) -> int:
        """Days, times the people where these are hit."""
        return self.days * len(self.things)

    def is_past(self, on: date) -> bool:
        """Are all its days over?"""
        return self.last_on < on


@dataclass(frozen=True, slots=True)
class Touch:
    """One change on the days on which it touches one thing; the thing folded, and as it is spelt."""

    kind: Kind
    key: str
    thing: str
    place: int
    first_on: date
    last_on: date


Teams = Mapping[str, Sequence[Stay]]
"""Who is in each team and when, by its name, folded."""


def touches(place: int, window: ChangeWindow, teams: Teams, who: Mapping[str, str]) -> Iterator[Touch]:
    """Everything a change touches; `who` gives the person of an employee number where that is known.

    Somebody of its team is touched only on the days on which they are in it.
    """
    named = ((Kind.PLACE, "department", window.department), (Kind.PLACE, "site", window.site))
    for kind, of, thing in (*named, (Kind.MEASURE, "outcome", window.outcome)):
        if thing:
            yield Touch(kind, f"{of} {thing.casefold()}", thing, place, window.first_on, window.last_on)
    number = window.employee_number
    if number:
        person = who.get(number, number)
        yield Touch(Kind.PEOPLE, person, person, place, window.first_on, window.last_on)
    for stay in teams.get(window.team.casefold(), ()) if window.team else ():
        first = max(window.first_on, stay.starts)
        last = window.last_on if stay.ends is None else min(window.last_on, stay.ends - DAY)
        if first <= last:
            yield Touch(Kind.PEOPLE, stay.person, stay.person, place, first, last)


def find_clashes(
    windows: Sequence[ChangeWindow], teams: Teams, who: Mapping[str, str], *, on: date
) -> tuple[Clash, ...]:
    """Every clash among these changes, the worst first.

    Those that nobody accepted come before the accepted, those that are over last; then places, people and measures,
    and among each the most days, times the people. Two changes that share several people are one clash.
    """
    by_thing: dict[tuple[Kind, str], list[Touch]] = {}
    for place, window in enumerate(windows):
        for touch in touches(place, window, teams, who):
            by_thing.setdefault((touch.kind, touch.key), []).append(touch)
    shared: dict[tuple[int, int, Kind, str], set[str]] = {}
    for (kind, key), those in by_thing.items():
        for one, other in _meeting(those, windows):
            apart = "" if kind is Kind.PEOPLE else key
            low, high = sorted((one.place, other.place))
            shared.setdefault((low, high, kind, apart), set()).add(one.thing)
    found = [_clash(kind, things, windows[one], windows[other]) for (one, other, kind, _), things in shared.items()]
    return tuple(sorted(found, key=lambda clash: _badness(clash, on)))


def _meeting(those: list[Touch], windows: Sequence[ChangeWindow]) -> Iterator[tuple[Touch, Touch]]:
    """Each two touches of one thing by different programmes that share a day, by one walk through the days."""
    open_now: list[Touch] = []
    for one in sorted(those, key=lambda touch: (touch.first_on, touch.place)):
        open_now = [other for other in open_now if other.last_on >= one.first_on]
        programme = windows[one.place].programme.casefold()
        for other in open_now:
            if windows[other.place].programme.casefold() != programme:
                yield other, one
        open_now.append(one)


def _clash(kind: Kind, things: Iterable[str], one: ChangeWindow, other: ChangeWindow) -> Clash:
    first, second = sorted((one, other), key=lambda window: (window.first_on, window.programme, window.name))
    reasons = [
        window.accepted_because
        for window, against in ((first, second), (second, first))
        if window.accepts(against.programme)
    ]
    shared = max(one.first_on, other.first_on), min(one.last_on, other.last_on)
    return Clash(kind, tuple(sorted(things)), first, second, *shared, " ".join(dict.fromkeys(reasons)))


def _badness(clash: Clash, on: date) -> tuple[object, ...]:
    windows = (clash.one, clash.other)
    names = [(window.programme.casefold(), window.name.casefold()) for window in windows]
    return (
        clash.is_past(on), bool(clash.reason), ORDER.index(clash.kind), -clash.weight, clash.first_on, names,
        clash.things,
    )  # fmt: skip
