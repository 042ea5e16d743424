"""The pool: who could serve which asks, and how much of their time is free for the whole window."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR

from plait.engine.assembly.asks import LEAST_TENTHS, MOST_TEAMS, Ask, Policy, Window
from plait.engine.assembly.wishes import Wish, kept_out, left_out, people_of
from plait.engine.capacity import Span, capacity_by_month
from plait.engine.competencies import Holding, Level
from plait.engine.people import Person
from plait.engine.teams import Membership
from plait.engine.trust import Identity, Trust, by_number, identities
from plait.engine.viewpoints import Viewpoint


@dataclass(frozen=True, slots=True)
class Candidate:
    """One employment that could be asked for: `free` is its free time in whole tenths of WTE, all through the window.

    `levels` are the competencies held and their level; `confirmed` those somebody confirmed. `teams` are those this
    person is in at some time of the window, by whichever employment; `places` is how many more they may join. Somebody
    wants them `kept_out` of the teams of these services. `home` is their trust or site, where teams of several are
    asked for at once; `open_to` are the others whose teams they may join.
    """

    employee_number: str
    identity: Identity
    viewpoint: Viewpoint
    department: str
    free: int
    teams: frozenset[str]
    places: int
    levels: Mapping[str, Level]
    confirmed: frozenset[str]
    kept_out: frozenset[str] = frozenset()
    home: str = ""
    open_to: frozenset[str] = frozenset()

    @property
    def is_free(self) -> bool:
        """Has this person the time, and the place, to join a team?"""
        return self.free >= LEAST_TENTHS and self.places > 0

    def may_join(self, ask: Ask) -> bool:
        """Could this person be a new member of that team? Whoever is in it at some time of the window is not new."""
        is_in_reach = ask.home == self.home or ask.home in self.open_to
        return is_in_reach and self.is_free and ask.team not in self.teams and ask.service not in self.kept_out

    def holds(self, competency: str, level: int) -> bool:
        """Does this person hold the competency, at that level or above?"""
        return self.levels.get(competency, 0) >= level


def pool_of(
    trust: Trust, asks: Iterable[Ask], policy: Policy, *, holders_only: bool = True, named: Iterable[Wish] = ()
) -> tuple[Candidate, ...]:
    """Everybody employed all through the window who holds something the asks need, by employee number.

    Those without free time stand in it too, so that a gap can say so. Whom the wishes leave out joins nothing. With
    `holders_only` false those who hold nothing the asks need stand in it too, as for whoever asks by role. So does
    whom a wish of `named` names, without time: a wish holds by whichever employment, and another one may join.
    """
    asked = tuple(asks)
    if not asked:
        return ()
    window = asked[0].window
    wanted = {need.competency for ask in asked for need in ask.needs}
    levels, confirmed = _held(trust.holdings, wanted, window)
    stays, who = _stays(trust.memberships), identities(trust.people)
    posts = Counter(who.values())
    told = {number for wish in named for number in people_of(wish) if posts[who.get(number, ("", ""))] > 1}
    teams = _teams(trust, who, window)
    everybody = tuple(
        Candidate(
            number,
            who[number],
            person.viewpoint,
            person.department,
            _free(person, stays.get(number, ()), window) if is_there else 0,
            frozenset(teams.get(who[number], ())),
            max(0, MOST_TEAMS - len(teams.get(who[number], ()))),
            levels.get(number, {}) if is_there else {},
            frozenset(confirmed.get(number, ())),
        )
        for number, person in sorted(by_number(trust.people).items())
        for is_there in (_stays_employed(person, window),)
        if number in told or (is_there and (number in levels or not holders_only))
    )
    return wished_pool(_lent(everybody, trust, window), asked, policy.wishes)


def _lent(pool: Iterable[Candidate], trust: Trust, window: Window) -> Iterator[Candidate]:
    """The pool, those lent for the whole window as of their own trust, with no more time than is lent and not taken.

    Of others only who is in a team here already stays, and joins no more.
    """
    lent = {loan.employee_number: loan for loan in trust.loans}
    ours = {team.name for team in trust.teams} if lent else set()
    taken: Counter[str] = Counter()
    for stay in trust.memberships:
        if stay.employee_number in lent and stay.team in ours and window.touches(stay.starts, stay.ends):
            taken[stay.employee_number] += int(stay.wte * 10)
    for one in pool:
        loan = lent.get(one.employee_number)
        if loan is None:
            yield one
        elif loan.starts <= window.starts and window.ends <= loan.ends:
            most = one.free if loan.wte is None else int(loan.wte * 10) - taken[one.employee_number]
            free = max(0, min(one.free, most))
            yield replace(one, home=loan.lender, open_to=frozenset(("",)), free=free)
        elif taken[one.employee_number]:
            yield replace(one, home=loan.lender, free=0)


def wished_pool(pool: Iterable[Candidate], asks: Iterable[Ask], wishes: Iterable[Wish]) -> tuple[Candidate, ...]:
    """The pool without those wanted in no team, and with whom to keep out of one; by whichever employment.

    Who is left out still counts for the team they are in today.
    """
    wished, everybody = tuple(wishes), tuple(pool)
    if not wished:
        return everybody
    who = {one.employee_number: one.identity for one in everybody}
    nowhere = {who[number] for number in left_out(wished) if number in who}
    apart: dict[Identity | None, set[str]] = {}
    for service, number in kept_out(wished):
        apart.setdefault(who.get(number), set()).add(service)
    seated = {seat.employee_number for ask in asks for seat in ask.seats}
    return tuple(
        replace(
            one,
            places=0 if one.identity in nowhere else one.places,
            kept_out=frozenset(apart.get(one.identity, ())),
        )
        for one in everybody
        if one.identity not in nowhere or one.employee_number in seated
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


def _teams(trust: Trust, who: Mapping[str, Identity], window: Window) -> dict[Identity, set[str]]:
    """The teams each person is in at some time of the window."""
    teams: dict[Identity, set[str]] = {}
    for one in trust.memberships:
        if window.touches(one.starts, one.ends) and one.employee_number in who:
            teams.setdefault(who[one.employee_number], set()).add(one.team)
    return teams
