"""Building another team: found beside the first from whoever is free, or made of its people where they are too many."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from math import ceil

from plait.engine.assembly.asks import LEAST_TENTHS, Ask, Policy, Window, ask_beside
from plait.engine.assembly.assembling import assemble
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.planning import BrokenPlan
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.second_team import Another, How, Place, Way, first_release, too_early
from plait.engine.assembly.split import FEWEST, MOST, Halves, Large, Rule, Seated, split
from plait.engine.assembly.split_scorer import check_another
from plait.engine.litmus.wording import day, listed, many
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust, by_number, holds, identities, members_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint


def build_another(trust: Trust, team: Team, way: Way, window: Window, *, is_excepted: bool = False) -> Another:
    """The second team of `team` from the first day of the window, or what stands in the way; the scorer has checked it.

    `trust` stands as on that day. Raises NotSolved where HiGHS gives no answer, BrokenPlan where the scorer finds a
    fault.
    """
    ask = ask_beside(trust, team, window)
    early = too_early(team.name, window.starts, first_release(trust, team), is_excepted=is_excepted)
    if early:
        return Another(team, ask.team, way, window, refused=(early,))
    if not holds(team, window.starts):
        gone = f"{team.name} does not run on {day(window.starts)}, so no team can be built from it."
        return Another(team, ask.team, way, window, refused=(gone,))
    made = _beside(trust, team, ask) if way is Way.BESIDE else _halves(trust, team, ask)
    faults = check_another(made, trust) if not made.refused else ()
    if faults:
        raise BrokenPlan("; ".join(faults))
    return made


def _beside(trust: Trust, team: Team, ask: Ask) -> Another:
    if not ask.needs:
        nothing = f"Nobody has recorded what {team.service or 'its service'} needs, so no second team can be found for "
        return Another(
            team, ask.team, Way.BESIDE, ask.window, refused=(f"{nothing}it. Record the needs of the service first.",)
        )
    # What the service has part-time already serves the first team.
    ask = replace(ask, help=tuple(one for one in ask.help if not one.given))
    today = members_on(trust).get(team.name, ())
    others = [one for one in pool_of(trust, [ask], Policy()) if team.name not in one.teams]
    plan = assemble(others, [ask], Policy())
    faults = check(plan, trust)
    if faults:
        raise BrokenPlan("; ".join(faults))
    [found] = plan.teams
    if not found.members:
        return Another(team, ask.team, Way.BESIDE, ask.window, refused=(found.refusal,), gaps=found.gaps)
    return Another(
        team,
        ask.team,
        Way.BESIDE,
        ask.window,
        tuple(_Seats(trust, team, ask).place(one, How.STAYS) for one in today),
        tuple(Place(m.employee_number, m.viewpoint, m.wte, How.JOINS, m.serves, m.reason) for m in found.members),
        gaps=found.gaps,
        served=found.served,
    )


class _Seats:
    """The people of a team on the day a second one begins: who has been there longest, with how much time."""

    def __init__(self, trust: Trust, team: Team, ask: Ask) -> None:
        self.trust, self.team, self.ask = trust, team, ask
        self._people, self._who = by_number(trust.people), identities(trust.people)
        self._stays = [m for m in trust.memberships if m.team == team.name and m.employee_number in self._who]
        seats = members_on(trust).get(team.name, ())
        self.members = sorted(seats, key=lambda one: (self._since(one), one.employee_number))

    def later(self) -> int:
        """How many others come to the team afterwards; each needs a place in it."""
        there = {self._who[one.employee_number] for one in self.members}
        coming = {self._who[one.employee_number] for one in self._stays if one.starts > self.ask.window.starts}
        return len(coming - there)

    def rows(self, member: Membership) -> list[Membership]:
        """All stays of this person in the team that go on or begin from that day, by whichever post."""
        who, starts = self._who[member.employee_number], self.ask.window.starts
        own = [one for one in self._stays if self._who[one.employee_number] == who]
        return [one for one in own if one.ends is None or one.ends > starts]

    def _since(self, member: Membership) -> date:
        return min(one.joined for one in self.rows(member))

    def seated(self, member: Membership) -> Seated:
        """This person, as the split sees them."""
        viewpoint = viewpoint_of(member, self._people)
        return Seated(member.employee_number, viewpoint, frozenset(self.brings(member)), self._may_share(member))

    def brings(self, member: Membership) -> tuple[str, ...]:
        """The needs whose level this person meets, by any post."""
        who, starts = self._who[member.employee_number], self.ask.window.starts
        own = {number for number, other in self._who.items() if other == who}
        held = [(h.competency, h.level) for h in self.trust.holdings if h.employee_number in own and h.is_held(starts)]
        return tuple(
            need.competency
            for need in self.ask.needs
            if any(name == need.competency and level >= need.level for name, level in held)
        )

    def wte(self, member: Membership) -> Decimal:
        """Their time in the team on that day."""
        starts = self.ask.window.starts
        return sum((one.wte for one in self.rows(member) if one.starts <= starts), Decimal(0))

    def _may_share(self, member: Membership) -> bool:
        """One stay with 0.2 WTE for each of the two, and no other team meanwhile."""
        who, window, rows = self._who[member.employee_number], self.ask.window, self.rows(member)
        elsewhere = [
            one
            for one in self.trust.memberships
            if self._who.get(one.employee_number) == who
            and one.team != self.team.name
            and window.touches(one.starts, one.ends)
        ]
        return len(rows) == 1 and not elsewhere and rows[0].wte * 10 >= 2 * LEAST_TENTHS

    def place(self, member: Membership, how: How, wte: Decimal | None = None) -> Place:
        """Their place in one of the two, with all their time unless they share it."""
        viewpoint = viewpoint_of(member, self._people)
        time = self.wte(member) if wte is None else wte
        return Place(member.employee_number, viewpoint, time, how, self.brings(member))


def _halves(trust: Trust, team: Team, ask: Ask) -> Another:
    seats, sizes = _Seats(trust, team, ask), trust.sizes
    if not seats.members:
        nobody = f"Nobody is in {team.name} on {day(ask.window.starts)}, so there is nothing to halve."
        return Another(team, ask.team, Way.HALVES, ask.window, refused=(nobody,))
    pool = pool_of(trust, [ask], Policy())
    free = {one.employee_number: one for one in pool if one.may_join(ask) and team.name not in one.teams}
    asked = {one.identity: one for one in sorted(free.values(), key=lambda one: (one.free, one.employee_number))}
    large = Large(
        tuple(seats.seated(one) for one in seats.members),
        {need.competency: need.priority for need in ask.needs},
        (sizes.least_of(team, ask.window.starts), ask.least),
        (max(0, sizes.most - seats.later()), sizes.most),
        frozenset(_part_time(ask)),
    )
    newcomers = [_seated(one, ask) for one in asked.values()]
    halves = split(large, [one for one in newcomers if one.holds])
    if halves.broken:
        refused = tuple(_rule_words(rule, halves.broken, large, trust) for rule in _once(halves.broken))
        return Another(team, ask.team, Way.HALVES, ask.window, refused=refused)
    return _placed(seats, halves, free)


def _seated(one: Candidate, ask: Ask) -> Seated:
    holds_these = frozenset(need.competency for need in ask.needs if one.holds(need.competency, need.level))
    return Seated(one.employee_number, one.viewpoint, holds_these)


def _placed(seats: _Seats, halves: Halves, free: Mapping[str, Candidate]) -> Another:
    ask, both = seats.ask, {*halves.first} & {*halves.second}
    members = {one.employee_number: one for one in seats.members}
    teams: list[tuple[Place, ...]] = []
    for half, numbers in enumerate((halves.first, halves.second)):
        places = []
        for number in numbers:
            if number not in members:
                places.append(_newcomer(free[number], ask))
            elif number in both:
                places.append(seats.place(members[number], How.SHARES, _half_of(members[number].wte)[half]))
            else:
                places.append(seats.place(members[number], How.MOVES if half else How.STAYS))
        teams.append(tuple(places))
    part_time = _part_time(ask)
    served = tuple(part_time[name] for name in halves.served)
    return Another(seats.team, ask.team, Way.HALVES, ask.window, teams[0], teams[1], served=served)


def _part_time(ask: Ask) -> dict[str, Served]:
    """The needs by WTE that a community or an enabling team could serve for one of two teams, and who of them would.

    Each of the two has a half of what is needed. Whoever serves the service already does; else who has most to give.
    """
    found: dict[str, Served] = {}
    for need in ask.needs:
        half = max(1, ceil(need.amount / 2))
        able = [one for one in ask.help if one.competency == need.competency and (one.given or one.free >= half)]
        if able:
            one = min(able, key=lambda one: (-one.given, -one.free, one.giver))
            tenths = one.given or half
            found[need.competency] = Served(one.community, one.team, one.competency, tenths, is_new=not one.given)
    return found


def _half_of(wte: Decimal) -> tuple[Decimal, Decimal]:
    """Somebody's time for the first team and the second, in whole tenths for the second."""
    second = (wte * 5).to_integral_value(ROUND_FLOOR) / 10
    return wte - second, second


def _newcomer(one: Candidate, ask: Ask) -> Place:
    """Somebody new: for half of the largest need by time that they meet, as each of two teams has a half of it."""
    met = [need for need in ask.needs if one.holds(need.competency, need.level)]
    wanted = max((int(need.amount / 2) for need in met if need.wte), default=0)
    tenths = min(one.free, max(LEAST_TENTHS, wanted))
    brings = tuple(need.competency for need in met)
    reason = f"Free for {Decimal(one.free) / 10} WTE all through, and holds {listed(list(brings))}"
    return Place(one.employee_number, one.viewpoint, Decimal(tenths) / 10, How.JOINS, brings, reason)


def _once(broken: Sequence[Rule]) -> list[Rule]:
    """Each rule once, though it may be broken in both teams."""
    return list({rule.what: rule for rule in broken}.values())


def _rule_words(rule: Rule, broken: Sequence[Rule], large: Large, trust: Trust) -> str:
    """Which rule stands in the way, and what would help."""
    sizes, short = trust.sizes, sum(one.short for one in broken if one.what == rule.what)
    there = len(large.seats)
    if rule.what == MOST:
        return (
            f"{many(there, 'person', 'people')} do not fit into two teams: each may have {sizes.most}, and "
            f"{many(short, 'person is', 'people are')} left over."
        )
    if rule.what == FEWEST:
        return (
            f"{many(there, 'person', 'people')} are too few for two teams of {large.least[0]} and {large.least[1]}, "
            f"and {many(short, 'person is', 'people are')} missing whom nobody free could be."
        )
    if rule.what in {*Viewpoint}:
        bring = sum(1 for one in large.seats if one.viewpoint == rule.what)
        return (
            f"Each of the two teams needs somebody {rule.what}: {many(bring, 'person here is', 'people here are')}, "
            "and nobody who is free could join."
        )
    bring = sum(1 for one in large.seats if rule.what in one.holds)
    return (
        f"Each of the two teams needs somebody who holds {rule.what}: "
        f"{many(bring, 'person here does', 'people here do')}, and nobody who does is free. Train or recruit one more."
    )
