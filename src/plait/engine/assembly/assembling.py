"""Assembling: the best teams for several services at once, with the proof of how good they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from math import inf

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.beginning import find_start
from plait.engine.assembly.highs import Goal, NotSolved, Solution, Watch, solve
from plait.engine.assembly.likely import likely
from plait.engine.assembly.matrix import PERSON_TENTHS, AskColumns, Model, build, most_coverage
from plait.engine.assembly.plan import Level, Member, Plan, Progress, ProposedTeam, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.reasons import explain, gaps_of
from plait.engine.assembly.sharing import serving_members

LOOKING, BETTER, FEWER, EXPLAINING = "Who could serve", "Better plans, and proof", "Fewer people for as much", "Reasons"
STAGES = (LOOKING, BETTER, FEWER, EXPLAINING)
EFFORT_GAP = 0.01
EFFORT_NODES = 2_000
MOST_WHOLE = 2_000
"""Of a model with more whole columns than these, to prove the least effort takes longer than to find the plan."""
TOLERANCE = 1e-5


def carry_on(stage: str, best: float | None, bound: float | None) -> bool:
    """The progress of a run nobody watches."""
    del stage, best, bound
    return True


def assemble(pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy, *, progress: Progress = carry_on) -> Plan:
    """The plan that covers most of what the asks need, and of those the one with the fewest people and least time.

    Near an earlier plan (`policy.near`) it is the one that keeps most of its people, and then the fewest others.

    Both levels come with what no plan can pass. The same pool and asks give the same plan, unless `progress` stops
    the search: the best found until then is kept, and `progress` is asked again before the search for fewer people.
    Raises Impossible where no plan keeps the wishes, NotSolved where HiGHS gives no answer, and whatever `progress`
    raises.
    """
    progress(LOOKING, None, None)
    model = build(pool, asks, policy.near)
    whole = most_coverage(asks) or 1.0

    def tell(stage: str, best: float, bound: float) -> bool:
        return progress(stage, _share(best, whole), _share(bound, whole))

    goal = Goal(model.coverage, policy.gap, policy.most_nodes)
    first = solve(model.matrix, goal, known=_start(model, goal, partial(tell, BETTER)), watch=partial(tell, BETTER))
    best, fewest = first, 0.0
    if tell(FEWER, first.value, first.bound):
        best, fewest = _with_fewer(model, first, lambda *_: tell(FEWER, first.value, first.bound))
    tell(EXPLAINING, first.value, first.bound)
    teams = tuple(team_of(columns, best, pool, asks) for columns in model.asks)
    plan = plan_of_teams(teams, first.bound, pool, policy)
    status = Status.PROVED if first.is_proved else Status.STOPPED
    return replace(plan, effort=replace(plan.effort, bound=fewest), status=status)


def _start(model: Model, goal: Goal, watch: Watch) -> Sequence[float]:
    """A plan to begin from, so that a run that is stopped at once has one too.

    Of a large model, the best plan of the likeliest people: it is found soon, and is mostly so near the best of all
    that the search among everybody has only to prove it.
    """
    start = find_start(model)
    if sum(model.matrix.integral) <= MOST_WHOLE:
        return start
    try:
        return solve(likely(model, goal, model.stays), goal, watch=lambda value, _: watch(value, inf)).values
    except NotSolved:
        return start


def _share(value: float, whole: float) -> float | None:
    share = value / whole
    return min(1.0, share) if 0 <= share < float("inf") else None


def _worth(team: ProposedTeam) -> float:
    """What the team covers, worked out from its gaps: the solver's own figure may lie a little below it."""
    amounts = {need.competency: need.amount for need in team.ask.needs}
    whole = sum(need.priority for need in team.ask.needs)
    short = sum(float((gap.people + gap.wte * 10) / amounts[gap.competency]) * gap.priority for gap in team.gaps)
    return whole - short + (team.ask.priority if team.is_whole else 0)


def _effort(team: ProposedTeam) -> Decimal:
    return sum((PERSON_TENTHS + one.wte * 10 for one in team.members if one.is_new), Decimal(0))


def _with_fewer(model: Model, first: Solution, watch: Watch) -> tuple[Solution, float]:
    """A plan that covers as much as the first with the fewest people and least time, and the least there could be.

    Those of the first are thinned out first, which is quick; then, of a model that is not large, all others are
    looked at too. Of a large one, and near an earlier plan, the least there could be is not known: 0 is told for it.
    """
    least = first.value - TOLERANCE * max(1.0, first.value)
    goal = Goal([(column, -factor) for column, factor in model.effort], EFFORT_GAP, EFFORT_NODES)
    matrix = replace(model.matrix, rows=[*model.matrix.rows, (least, inf, model.coverage)])
    idle = {joins for one in model.asks for joins, _ in one.newcomers if first.values[joins] < 0.5} - model.stays
    upper = [0.0 if column in idle else most for column, most in enumerate(matrix.upper)]
    thinned = solve(replace(matrix, upper=upper), goal, known=first.values, watch=watch)
    if sum(matrix.integral) > MOST_WHOLE:
        return thinned, 0.0
    found = solve(matrix, goal, known=thinned.values, watch=watch)
    return found, 0.0 if model.stays else max(0.0, -found.bound)


def plan_of_teams(teams: tuple[ProposedTeam, ...], bound: float, pool: Sequence[Candidate], policy: Policy) -> Plan:
    """The plan of these teams, what it is worth worked out from them; `bound` is not yet a share."""
    whole = most_coverage(team.ask for team in teams) or 1.0
    value = sum(_worth(team) for team in teams) / whole
    return Plan(
        teams,
        Level("coverage", value, max(value, min(1.0, bound / whole))),
        Level("effort", float(sum(_effort(team) for team in teams)), 0.0),
        Status.PROVED,
        sum(1 for one in pool if one.is_free),
        tuple(pool),
        policy.wishes,
    )


def team_of(columns: AskColumns, found: Solution, pool: Sequence[Candidate], asks: Sequence[Ask]) -> ProposedTeam:
    """The team a solution makes of one ask, with the reason for each member and for each gap."""
    ask = columns.ask
    members = _members(columns, found, {one.employee_number: one for one in pool})
    covered, gaps, refusal = gaps_of(ask, members, pool, len(asks))
    return ProposedTeam(ask, explain(ask, members, pool), covered, gaps, refusal)


def _members(columns: AskColumns, found: Solution, pool: Mapping[str, Candidate]) -> tuple[Member, ...]:
    """The members of today, then the newcomers, with the needs they serve and their time shared out exactly."""
    ask = columns.ask
    members = [Member(seat.employee_number, seat.viewpoint, seat.wte, (), is_new=False) for seat in ask.seats]
    for joins, place in columns.newcomers:
        if found.values[joins] > 0.5:
            column, factor = place.time
            wte = Decimal(round(found.values[column] * factor)) / 10
            members.append(Member(place.candidate.employee_number, place.candidate.viewpoint, wte, ()))
    return serving_members(members, ask, pool)
