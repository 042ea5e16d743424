"""Clinical areas, and when somebody who leads clinical work on digital was last in each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.champions import Champion
from plait.engine.leadership import CCIO, CNIO, Holder, LeadershipRole
from plait.engine.origins import Origin
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text

REACHED_DAYS = 90
"""An area counts as reached for so many days after a visit (requirement 13a)."""
CLINICAL_LEADERS = frozenset((CCIO, CNIO))
"""The kinds of role whose holders' visits count; those of champions count too (our default)."""


@dataclass(frozen=True, slots=True)
class Area:
    """A ward, clinic, theatre or community base, open from `starts` up to, not including, `ends`."""

    name: str
    starts: date
    ends: date | None = None
    site: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's visit to an area on a day; one that did not take place (yet) is only planned."""

    area: str
    visited_on: date
    employee_number: str
    purpose: str
    took_place: bool = True
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """An area, the visits to it that count, latest first, and how many of other people or not yet made do not."""

    area: Area
    counted: tuple[Visit, ...]
    others: int
    on: date

    @property
    def last(self) -> Visit | None:
        """The latest visit that counts, if there ever was one."""
        return self.counted[0] if self.counted else None

    @property
    def days(self) -> int | None:
        """Days since that visit."""
        return (self.on - self.counted[0].visited_on).days if self.counted else None

    @property
    def is_reached(self) -> bool:
        """Was such a visit within the last 90 days, today included?"""
        return self.days is not None and self.days <= REACHED_DAYS


@dataclass(frozen=True, slots=True)
class Leaders:
    """Who leads clinical work on digital, and when: the holders of the two clinical roles, and champions."""

    stays: tuple[tuple[str, date, date | None], ...]

    def led_on(self, employee_number: str, on: date) -> bool:
        """Did this employment hold such a role, or was it a champion's, on that day?"""
        return any(
            number == employee_number and starts <= on and (ends is None or on < ends)
            for number, starts, ends in self.stays
        )


def leaders_of(
    roles: Iterable[LeadershipRole], holders: Iterable[Holder], champions: Iterable[Champion]
) -> Leaders:  # fmt: skip
    """Whose visits count: holders of the roles of CCIO and CNIO, and champions, each on the days they were that."""
    clinical = {role.name for role in roles if role.kind in CLINICAL_LEADERS}
    return Leaders(
        (
            *((one.employee_number, one.starts, one.ends) for one in holders if one.role in clinical),
            *((one.employee_number, one.starts, one.ends) for one in champions),
        )
    )


def reached_areas(
    areas: Iterable[Area], visits: Iterable[Visit], leaders: Leaders, on: date
) -> tuple[Reached, ...]:  # fmt: skip
    """The areas open on that day: first those never visited, then the longest not visited, then by name.

    A visit counts when it took place by that day and whoever went led clinical work on digital on the day of it.
    """
    by_area: dict[str, list[Visit]] = {}
    for visit in visits:
        by_area.setdefault(visit.area, []).append(visit)
    is_open = (area for area in areas if area.starts <= on and (area.ends is None or on < area.ends))
    reached = [_reached(area, by_area.get(area.name, []), leaders, on) for area in is_open]
    return tuple(sorted(reached, key=_longest_first))


def _reached(area: Area, visits: list[Visit], leaders: Leaders, on: date) -> Reached:
    counted = [
        one
        for one in visits
        if one.took_place and one.visited_on <= on and leaders.led_on(one.employee_number, one.visited_on)
    ]
    counted.sort(key=lambda one: (-one.visited_on.toordinal(), one.employee_number))
    return Reached(area, tuple(counted), len(visits) - len(counted), on)


def _longest_first(one: Reached) -> tuple[bool, int, str, str]:
    return one.days is not None, -(one.days or 0), one.area.name.casefold(), one.area.name


def area_of(entry: Entry, *, starts: date, origin: Origin) -> Area:
    """The area that a good row states; `starts` where it gives no first day."""
    return Area(
        name=stated_text(entry, "name"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        site=stated_text(entry, "site"),
        origin=origin,
    )


def visit_of(entry: Entry, origin: Origin) -> Visit:
    """The visit that a good row states."""
    return Visit(
        area=stated_text(entry, "area"),
        visited_on=stated(entry, "visited_on", date),
        employee_number=stated_text(entry, "employee_number"),
        purpose=stated_text(entry, "purpose"),
        took_place=perhaps(entry, "took_place", bool) is not False,
        origin=origin,
    )
