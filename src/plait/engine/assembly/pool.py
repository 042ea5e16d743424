"""The pool: who could serve which asks, and how much of their time is free for the whole window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from plait.engine.assembly.asks import LEAST_TENTHS, MOST_TEAMS, Ask, Policy, Window
from plait.engine.capacity import Span, capacity_by_month
from plait.engine.competencies import Holding, Level
from plait.engine.people import Person
from plait.engine.teams import Membership
from plait.engine.trust import Identity, Trust, by_number, identities
from plait.engine.viewpoints import Viewpoint


@dataclass(frozen=True, slots=True)
class Candidate:
    """One employment that could be asked for: `free` is its free time in whole tenths of WTE, all through the window.

    `levels` are the competencies held and their level; `confirmed` those somebody confirmed. `places` is how many
    more teams this person may join.
    """

    employee_number: str
    identity: Identity
    viewpoint: Viewpoint
    department: str
    free: int
    places: int
    levels: Mapping[str, Level]
    confirmed: frozenset[str]

    @property
    def is_free(self) -> bool:
        """Has this person the time, and the place, to join a team?"""
        return self.free >= LEAST_TENTHS and self.places > 0

    def holds(self, competency: str, level: int) -> bool:
        """Does this person hold the competency, at that level or above?"""
        return self.levels.get(competency, 0) >= level


def pool_of(trust: Trust, asks: Iterable[Ask], policy: Policy) -> tuple[Candidate, ...]:
    """Everybody employed all through the window who holds something the asks need, by employee number.

    Those without free time stand in it too, so that a gap can say so.
    """
    asked = tuple(asks)
    if not asked:
        return ()
    window = asked[0].window
    wanted = {need.competency for ask in asked for need in ask.needs}
    levels, confirmed = _held(trust.holdings, wanted, window)
    stays, who = _stays(trust.memberships), identities(trust.people)
    places = _places(trust, who, window)
    return tuple(
        Candidate(
            number,
            who[number],
            person.viewpoint,
            person.department,
            _free(person, stays.get(number, ()), window),
            places.get(who[number], MOST_TEAMS),
            levels[number],
            frozenset(confirmed.get(number, ())),
        )
        for number, person in sorted(by_number(trust.people).items())
        if number in levels and number not in policy.left_out and _stays_employed(person, window)
    )


def _stays_employed(person: Person, window: Window) -> bool:
    return person.starts <= window.starts and (person.ends is None or person.ends >= window.ends)


def _held(
    holdings: Iterable[Holding], wanted: set[str], window: Window
) -> tuple[dict[str, dict[str, Level]], dict[str, set[str]]]:
    levels: dict[str, dict[str, Level]] = {}
    confirmed: dict[str, set[str]] = {}
    for holding in holdings:
        if holding.competency in wanted and holding.is_held(window.starts):
            held = levels.setdefault(holding.employee_number, {})
            held[holding.competency] = max(held.get(holding.competency, Level.AWARENESS), holding.level)
            if holding.is_confirmed(window.starts):
                confirmed.setdefault(holding.employee_number, set()).add(holding.competency)
    return levels, confirmed


def _stays(memberships: Iterable[Membership]) -> Mapping[str, tuple[Membership, ...]]:
    stays: dict[str, tuple[Membership, ...]] = {}
    for one in memberships:
        stays[one.employee_number] = (*stays.get(one.employee_number, ()), one)
    return stays


def _free(person: Person, stays: Iterable[Membership], window: Window) -> int:
    """Whole tenths of WTE free in the busiest month of the window."""
    own = Span(0, person.wte, person.starts, person.ends)
    teams: dict[str, int] = {}
    given = [Span(teams.setdefault(one.team, len(teams)), one.wte, one.starts, one.ends) for one in stays]
    months = capacity_by_month([own], given, on=window.starts, months=window.months)
    least = min(month.free for month in months)
    return max(0, int((least * 10).to_integral_value(ROUND_FLOOR)))


def _places(trust: Trust, who: Mapping[str, Identity], window: Window) -> dict[Identity, int]:
    """How many more teams each person who is in one may join, in the busiest month."""
    teams: dict[Identity, set[str]] = {}
    for one in trust.memberships:
        touches = one.starts < window.ends and (one.ends is None or one.ends > window.starts)
        if touches and one.employee_number in who and one.wte > Decimal(0):
            teams.setdefault(who[one.employee_number], set()).add(one.team)
    return {person: max(0, MOST_TEAMS - len(names)) for person, names in teams.items()}
