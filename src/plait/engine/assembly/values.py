"""Values: which competencies bind in a plan, and what a little more of one would be worth to all its asks together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plait.engine.assembly.asks import LEAST_TENTHS, Ask, help_left
from plait.engine.assembly.highs import Goal, Solution, relax, solve
from plait.engine.assembly.matrix import build, most_coverage
from plait.engine.assembly.plan import Gap, Plan
from plait.engine.assembly.pool import Candidate
from plait.engine.competencies import Level
from plait.engine.trust import Identity
from plait.engine.viewpoints import Viewpoint

MOST_VERIFIED = 5
EXACT_GAP, MOST_NODES = 2e-5, 5_000
"""Nearer than a plan needs: what 0.2 WTE brings may be less than the gap of the plan itself."""
LARGE, MOST_NEAR = 2_000, 8
"""To find the best plan of a larger model takes minutes; eight teams at most are then assembled again."""
TINY = 1e-6
ADDED = "added"
"""Who is added has no employee number of anybody's."""

Recruit = tuple[str, int]
"""A competency and a level."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A competency at a level that a plan lacks: how much, for which services, and what that loses.

    `lost` is the share of all that the asks need, by priority; what it costs a service not to be whole is not in it.
    `nearly` is how many employments hold it one level below: they could learn it. `why` is what stands in the way,
    each reason once.
    """

    competency: str
    level: Level
    people: int
    wte: Decimal
    services: tuple[str, ...]
    lost: float
    nearly: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody new with 0.2 WTE and this one competency would add to the coverage of all asks.

    `estimated` is the price of the needs in the plan without whole numbers: no such person is worth more there.
    `verified` is the difference between the best plan with them and the best without (of a large plan, with the other
    teams as they are), and nothing where only the estimate was made; `is_proved` says that both plans were found to be
    the best.
    """

    competency: str
    level: Level
    estimated: float
    verified: float | None = None
    is_proved: bool = False


def binding_of(plan: Plan) -> tuple[Binding, ...]:
    """What the plan lacks, by competency and level, what loses most first."""
    whole = most_coverage(team.ask for team in plan.teams)
    gaps: dict[Recruit, list[tuple[str, Gap]]] = {}
    lost: dict[Recruit, float] = {}
    for team in plan.teams:
        amounts = {need.competency: need.amount for need in team.ask.needs}
        for gap in team.gaps:
            key = gap.competency, gap.level
            gaps.setdefault(key, []).append((team.ask.service, gap))
            share = float((gap.people + gap.wte * 10) / amounts[gap.competency])
            lost[key] = lost.get(key, 0.0) + share * gap.priority / whole
    return tuple(
        Binding(
            name,
            Level(level),
            sum(gap.people for _, gap in gaps[name, level]),
            sum((gap.wte for _, gap in gaps[name, level]), Decimal(0)),
            tuple(service for service, _ in gaps[name, level]),
            lost[name, level],
            len({number for _, gap in gaps[name, level] for number in gap.nearly}),
            tuple(dict.fromkeys(gap.reason for _, gap in gaps[name, level])),
        )
        for name, level in sorted(gaps, key=lambda key: (-lost[key], key))
    )


def values_of(
    plan: Plan, viewpoints: Mapping[str, Viewpoint], *, most: int = MOST_VERIFIED, large: int = LARGE
) -> tuple[Value, ...]:
    """What recruiting 0.2 WTE of each competency that the asks need is worth, as shares of all that they need.

    Those worth nothing are left out. The `most` with the highest estimate are verified by assembling again; they come
    first, by what was verified. Of a model with more than `large` whole columns only the teams that need the competency
    are assembled again, the others stay as they are: so it is worth that at least. `viewpoints` says which viewpoint
    comes with a competency.
    """
    asks = tuple(team.ask for team in plan.teams)
    whole = most_coverage(asks)
    added = {key: _newcomer(key, viewpoints[key[0]]) for key in _recruits(asks) if key[0] in viewpoints}
    worth = _estimates(plan.pool, asks, added) if added else {}
    made = [Value(key[0], Level(key[1]), worth[key] / whole) for key in worth if worth[key] > TINY * whole]
    made.sort(key=lambda one: (-one.estimated, one.competency, one.level))
    if not made or not most:
        return tuple(made)
    is_large = sum(build(plan.pool, asks).matrix.integral) > large
    verified = [_verified(one, plan, added[one.competency, one.level], is_large=is_large) for one in made[:most]]
    verified.sort(key=lambda one: (-(one.verified or 0.0), -one.estimated, one.competency, one.level))
    return (*verified, *made[most:])


def _recruits(asks: Sequence[Ask]) -> tuple[Recruit, ...]:
    return tuple(sorted({(need.competency, need.level) for ask in asks for need in ask.needs}))


def _newcomer(key: Recruit, viewpoint: Viewpoint) -> Candidate:
    name, level = key
    number = f"{ADDED} {name} {level}"
    return Candidate(
        number,
        ("", number),
        viewpoint,
        department="",
        free=LEAST_TENTHS,
        teams=frozenset(),
        places=1,
        levels={name: Level(level)},
        confirmed=frozenset(),
    )


def _estimates(
    pool: Sequence[Candidate], asks: Sequence[Ask], added: Mapping[Recruit, Candidate]
) -> dict[Recruit, float]:
    """What each would add at the prices of the plan with parts of people, in the team where that is most."""
    model = build((*pool, *added.values()), asks)
    key_of = {one.employee_number: key for key, one in added.items()}
    places = [
        (key_of[place.candidate.employee_number], joins, place)
        for one in model.asks
        for joins, place in one.newcomers
        if place.candidate.employee_number in key_of
    ]
    # They are there, and may join nothing: so the prices are those without them, and their columns have one too.
    upper = list(model.matrix.upper)
    for _, joins, place in places:
        for column in (joins, place.time[0], *place.shares.values()):
            upper[column] = 0.0
    worth = relax(replace(model.matrix, upper=upper), Goal(model.coverage, EXACT_GAP, MOST_NODES)).worth
    found = dict.fromkeys(added, 0.0)
    for key, joins, place in places:
        # The columns of a place move together, so what the rows between them cost cancels out.
        tenths = [place.time[0]] * (place.time[0] != joins) + list(place.shares.values())
        found[key] = max(found[key], worth[joins] + LEAST_TENTHS * sum(worth[column] for column in tenths))
    return found


def _verified(one: Value, plan: Plan, newcomer: Candidate, *, is_large: bool) -> Value:
    pool, asks = _near(plan, one.competency) if is_large else (plan.pool, tuple(team.ask for team in plan.teams))
    best, found = _best(pool, asks), _best((*pool, newcomer), asks)
    gained = max(0.0, found.value - best.value) / most_coverage(team.ask for team in plan.teams)
    return replace(one, verified=gained, is_proved=found.is_proved and best.is_proved)


def _near(plan: Plan, competency: str) -> tuple[tuple[Candidate, ...], tuple[Ask, ...]]:
    """The asks that need the competency, those that lack it first, and what people have left beside the other teams."""
    needing = [team for team in plan.teams if any(need.competency == competency for need in team.ask.needs)]
    short = [any(gap.competency == competency for gap in team.gaps) for team in needing]
    near = [team for team, _ in sorted(zip(needing, short, strict=True), key=lambda pair: not pair[1])][:MOST_NEAR]
    who = {one.employee_number: one.identity for one in plan.pool}
    time: dict[str, int] = {}
    places: dict[Identity, int] = {}
    for team in plan.teams:
        for member in team.members if team not in near else ():
            if member.is_new:
                number = member.employee_number
                time[number] = time.get(number, 0) + int(member.wte * 10)
                places[who[number]] = places.get(who[number], 0) + 1
    left = (
        replace(
            one,
            free=one.free - time.get(one.employee_number, 0),
            places=max(0, one.places - places.get(one.identity, 0)),
        )
        for one in plan.pool
    )
    others = [team.served for team in plan.teams if team not in near]
    return tuple(left), help_left([team.ask for team in near], others)


def _best(pool: Sequence[Candidate], asks: Sequence[Ask]) -> Solution:
    model = build(pool, asks)
    return solve(model.matrix, Goal(model.coverage, EXACT_GAP, MOST_NODES))
