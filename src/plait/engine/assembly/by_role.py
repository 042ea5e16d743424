"""By role: the teams of a trust that asks for job titles, to set beside the plan that asks for competencies.

How a pick by role is made, the same for every trust (requirement 31; our default):
- For each need the role is asked for in which most people hold it at the level needed; of as many, the one of which
  they are the greater share. A role is a job title, or the staff group of whoever has none.
- One service after another takes its people, the most urgent first. Of a role the next free person is asked, seniors
  first: by band and point, then by time in post. Whoever of the role is in the team already counts for the need.
- Free time, the two-team limit, team sizes and the three viewpoints hold as for the plan. Whoever fills up a team, or
  brings a viewpoint it lacks, comes from the roles that hold most of what it needs.
- Then each member counts for everything they hold, as in the plan. Wishes for single people are not followed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import ceil

from plait.engine.assembly.asks import LEAST_TENTHS, Ask, Policy, Wanted
from plait.engine.assembly.assembling import plan_of_teams
from plait.engine.assembly.matrix import most_coverage
from plait.engine.assembly.part_time import Served, served_of
from plait.engine.assembly.plan import Gap, Member, Plan, ProposedTeam, Status
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.reasons import missing
from plait.engine.assembly.scorer import MISFIT, check
from plait.engine.assembly.sharing import serving_members
from plait.engine.assembly.wishes import Size, Weight, Without
from plait.engine.people import Person
from plait.engine.trust import Identity, Trust, by_number
from plait.engine.viewpoints import Viewpoint

LEAST = Decimal(LEAST_TENTHS)
BAND = re.compile(r"(\d+)([a-z]?)")
Held = Mapping[tuple[str, int], Counter[str]]
"""By competency and level, how many people of each role hold it there or above."""


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """The role asked for in place of a need, empty where nobody holds it; of its `people`, `holders` do."""

    service: str
    competency: str
    level: int
    role: str
    holders: int
    people: int


@dataclass(frozen=True, slots=True)
class ByRole:
    """The teams picked by role, the roles asked for, and how many places went to who holds nothing the team needs."""

    plan: Plan
    asked: tuple[RoleAsked, ...]
    misfits: int


@dataclass(frozen=True, slots=True)
class _Bench:
    """Who can be asked, by role and seniors first, and what is left of their time as one team after another is made.

    `sizes` counts everybody of each role; whoever has no time or place left is in `of_role` no more.
    """

    roles: Mapping[str, str]
    sizes: Counter[str]
    of_role: Mapping[str, list[Candidate]]
    free: dict[str, int]
    places: dict[Identity, int]

    def may_join(self, one: Candidate, ask: Ask) -> bool:
        """Is there time and a place left for this person to be new in that team?"""
        return self.is_left(one) and one.may_join(ask)

    def is_left(self, one: Candidate) -> bool:
        """Has this person time and a place left?"""
        return self.free[one.employee_number] >= LEAST_TENTHS and self.places[one.identity] > 0


@dataclass(slots=True)
class _Making:
    """A team in the making: everybody's tenths of WTE, what of them no need has taken, and who joins for which role."""

    ask: Ask
    bench: _Bench
    viewpoints: set[Viewpoint]
    times: dict[str, Decimal]
    spare: dict[str, Decimal]
    served: tuple[Served, ...]
    joined: dict[str, Candidate] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def has_room(self, one: Candidate) -> bool:
        """May this person join and leave room for the viewpoints that are lacking then?"""
        lacking = set(Viewpoint) - self.viewpoints - {one.viewpoint}
        return len(self.times) + 1 + len(lacking) <= self.ask.most

    def find(self, some: Iterable[Candidate]) -> Candidate | None:
        """The first of these who can join."""
        there = {one.identity for one in self.joined.values()}
        return next(
            (
                one
                for one in some
                if one.identity not in there and self.bench.may_join(one, self.ask) and self.has_room(one)
            ),
            None,
        )

    def join(self, one: Candidate, reason: str) -> None:
        """Ask this person for the least time."""
        number = one.employee_number
        self.viewpoints.add(one.viewpoint)
        self.times[number] = self.spare[number] = LEAST
        self.joined[number], self.reasons[number] = one, reason

    def take(self, number: str, wanted: Decimal) -> Decimal:
        """Give a need so much of somebody's time, asking whoever joins for more as they have it; how much it gets."""
        if number in self.joined:
            more = min(Decimal(ceil(wanted - self.spare[number])), self.bench.free[number] - self.times[number])
            self.times[number] += max(Decimal(0), more)
            self.spare[number] += max(Decimal(0), more)
        given = min(wanted, self.spare[number])
        self.spare[number] -= given
        return given

    def fill(self, need: Wanted, role: str) -> None:
        """Find the people, or the time, of a need in a role: of those in the team, then of the next who are free."""
        left = need.amount - served_of(self.served, need.competency)
        for number in [number for number in self.times if self.bench.roles.get(number) == role]:
            left -= 1 if need.wte is None else self.take(number, left)
        while left > 0:
            one = self.find(self.bench.of_role.get(role, ()))
            if one is None:
                break
            self.join(one, f"Next free: {role}")
            left -= 1 if need.wte is None else self.take(one.employee_number, left)

    def complete(self, others: Sequence[Candidate]) -> bool:
        """Find whoever brings a viewpoint that is lacking, then whoever fills up the team; false where nobody can."""
        while len(self.times) < self.ask.least or len(self.viewpoints) < len(Viewpoint):
            lacking = [view for view in Viewpoint if view not in self.viewpoints]
            one = self.find(one for one in others if not lacking or one.viewpoint == lacking[0])
            if one is None:
                return False
            reason = f"Brings the {lacking[0].value} viewpoint" if lacking else "Fills up the team"
            self.join(one, reason)
        return True


def pick_by_role(trust: Trust, plan: Plan) -> ByRole | None:
    """The teams for what a plan asks for, of the same people, picked by role; `trust` is that of its first day.

    None where the independent scorer finds any other rule broken than that everybody holds something their team needs:
    such a pick compares with nothing.
    """
    asks = [replace(team.ask, pins=(), lead="", limit=None) for team in plan.teams]
    wishes = tuple(one for one in plan.wishes if isinstance(one, Size | Weight | Without))
    pool = pool_of(trust, asks, Policy(wishes), holders_only=False)
    people = by_number(trust.people)
    bench = _bench(pool, people)
    held = _held(pool, asks, bench.roles)
    made: dict[int, ProposedTeam] = {}
    for place, ask in sorted(enumerate(asks), key=lambda pair: -pair[1].priority):
        made[place] = _pick(
            replace(plan.teams[place], ask=ask), bench, held, {one.employee_number: one for one in pool}
        )
    teams = tuple(made[place] for place in range(len(asks)))
    bound = plan.coverage.bound * most_coverage(asks)
    picked = plan_of_teams(teams, bound, pool, Policy(wishes))
    joined = {member.employee_number for team in teams for member in team.members}
    there = tuple(one for one in pool if one.employee_number in joined)
    picked = replace(picked, pool=there, status=Status.STOPPED)
    faults = check(picked, trust)
    misfits = sum(1 for fault in faults if fault.endswith(MISFIT))
    if misfits < len(faults):
        return None
    roles = tuple(_asked(ask, need, held, bench) for ask in asks for need in ask.needs)
    return ByRole(picked, roles, misfits)


def _bench(pool: Sequence[Candidate], people: Mapping[str, Person]) -> _Bench:
    roles = {one.employee_number: _role(people[one.employee_number]) for one in pool}
    sizes = Counter(roles.values())
    of_role: dict[str, list[Candidate]] = {role: [] for role in sizes}
    for one in sorted(pool, key=lambda one: _seniority(people[one.employee_number])):
        if one.is_free:
            of_role[roles[one.employee_number]].append(one)
    free = {one.employee_number: one.free for one in pool}
    return _Bench(roles, sizes, of_role, free, {one.identity: one.places for one in pool})


def _role(person: Person) -> str:
    return person.job_title or person.staff_group


def _seniority(person: Person) -> tuple[int, str, int, int, str]:
    """Before others stands the higher band, then the higher point, the longer time in post, the lower number."""
    found = BAND.match(person.band.casefold())
    number, letter = (int(found[1]), found[2]) if found else (0, "")
    after = "".join(chr(ord("z") - ord(one) + ord("a")) for one in letter or " ")
    return -number, after, -(person.point or 0), person.starts.toordinal(), person.employee_number


def _held(pool: Iterable[Candidate], asks: Iterable[Ask], roles: Mapping[str, str]) -> Held:
    levels: dict[str, set[int]] = {}
    for need in (need for ask in asks for need in ask.needs):
        levels.setdefault(need.competency, set()).add(need.level)
    held: dict[tuple[str, int], Counter[str]] = {}
    for one in pool:
        for name, level in one.levels.items():
            for least in (least for least in levels[name] if least <= level):
                held.setdefault((name, least), Counter())[roles[one.employee_number]] += 1
    return held


def _asked(ask: Ask, need: Wanted, held: Held, bench: _Bench) -> RoleAsked:
    """The role in which most people hold the need."""
    holders = held.get((need.competency, need.level), Counter())
    role = min(holders, key=lambda role: (-holders[role], bench.sizes[role], role), default="")
    return RoleAsked(ask.service, need.competency, need.level, role, holders[role], bench.sizes[role])


def _pick(team: ProposedTeam, bench: _Bench, held: Held, pool: Mapping[str, Candidate]) -> ProposedTeam:
    ask, served = team.ask, team.served
    times = {seat.employee_number: seat.wte * 10 for seat in ask.seats}
    making = _Making(ask, bench, {seat.viewpoint for seat in ask.seats}, times, dict(times), served)
    for need in ask.needs:
        making.fill(need, _asked(ask, need, held, bench).role)
    if making.joined and not making.complete(list(_others(ask, bench, held))):
        making.joined = {}
    for number, one in making.joined.items():
        bench.free[number] -= int(making.times[number])
        bench.places[one.identity] -= 1
        if not bench.is_left(one):
            bench.of_role[bench.roles[number]].remove(one)
    seated = [Member(seat.employee_number, seat.viewpoint, seat.wte, (), is_new=False) for seat in ask.seats]
    joining = [
        Member(number, one.viewpoint, making.times[number] / 10, (), reason=making.reasons[number])
        for number, one in making.joined.items()
    ]
    if ask.is_new and not joining:
        served = tuple(one for one in served if not one.is_new)  # there is no team to serve
    members = serving_members([*seated, *joining], ask, pool, served)
    gaps = tuple(_gaps(ask, members, served))
    return ProposedTeam(ask, members, len(ask.needs) - len(gaps), gaps, served=served)


def _others(ask: Ask, bench: _Bench, held: Held) -> Iterator[Candidate]:
    """Everybody, those of the roles first that hold most of what the ask needs, then those of the largest roles."""
    holders: Counter[str] = Counter()
    for need in ask.needs:
        holders.update(held.get((need.competency, need.level), Counter()))
    for role in sorted(bench.of_role, key=lambda role: (-holders[role], -bench.sizes[role], role)):
        yield from bench.of_role[role]


def _gaps(ask: Ask, members: Sequence[Member], served: Sequence[Served]) -> Iterator[Gap]:
    for need in ask.needs:
        people, wte = missing(need, members, served)
        if people or wte:
            yield Gap(need.competency, need.level, people, wte, need.priority)
