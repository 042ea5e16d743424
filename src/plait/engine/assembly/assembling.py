"""Assembling: the best teams for several services at once, with the proof of how good they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from plait.engine.assembly.alone import sharpened
from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.beginning import find_start
from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.large import is_large, search_likeliest
from plait.engine.assembly.levels import EFFORT
from plait.engine.assembly.matrix import PERSON_TENTHS, AskColumns, most_coverage
from plait.engine.assembly.modelling import model_of
from plait.engine.assembly.part_time import Served, newly_served
from plait.engine.assembly.plan import Level, Member, Plan, Progress, ProposedTeam, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.reached import levels_of
from plait.engine.assembly.reasons import explain, gaps_of
from plait.engine.assembly.sharing import serving_members
from plait.engine.assembly.weighing import bounds_of, choose

LOOKING, BETTER, WEIGHING, EXPLAINING = "Who could serve", "Better plans, and proof", "What else counts", "Reasons"
STAGES = (LOOKING, BETTER, WEIGHING, EXPLAINING)
TOLERANCE = 1e-5


def carry_on(stage: str, best: float | None, bound: float | None) -> bool:
    """The progress of a run nobody watches."""
    del stage, best, bound
    return True


def assemble(pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy, *, progress: Progress = carry_on) -> Plan:
    """The plan that is best by the weights of the policy: what it covers first, and what else counts at its rates.

    What any plan could cover is proved by itself first. Every level comes with what no plan can pass. The same pool
    and asks give the same plan, unless `progress` stops the search: the best found until then is kept, and `progress`
    is asked again before what else counts is weighed; without that the plan has no other levels. Raises Impossible
    where no plan keeps the wishes, NotSolved where HiGHS gives no answer, and whatever `progress` raises.
    """
    progress(LOOKING, None, None)
    model = model_of(pool, asks, policy)
    whole = most_coverage(asks) or 1.0

    def tell(stage: str, best: float, bound: float) -> bool:
        return progress(stage, _share(best, whole), _share(bound, whole))

    goal = Goal(model.coverage, policy.gap, policy.most_nodes)
    if is_large(model.matrix):
        model = sharpened(model)
        first = search_likeliest(model, goal, partial(tell, BETTER))
    else:
        first = solve(model.matrix, goal, known=find_start(model), watch=partial(tell, BETTER))
    chosen: Sequence[float] = first.values
    gap: float | None = None
    bounds: Mapping[str, float] = {}
    if tell(WEIGHING, first.value, first.bound):
        found = choose(model, first, policy, lambda *_: tell(WEIGHING, first.value, first.bound))
        chosen, gap = found.values, found.gap
        bounds = bounds_of(model, policy, sum(factor * chosen[column] for column, factor in model.coverage))
    tell(EXPLAINING, first.value, first.bound)
    teams = tuple(team_of(columns, chosen, pool, asks) for columns in model.asks)
    plan = plan_of_teams(teams, first.bound, pool, policy)
    return replace(
        plan,
        effort=replace(plan.effort, bound=min(plan.effort.value, bounds.get(EFFORT, 0.0))),
        status=Status.PROVED if first.is_proved else Status.STOPPED,
        levels=levels_of(teams, pool, policy.near, bounds),
        gap=gap,
    )


def _share(value: float, whole: float) -> float | None:
    share = value / whole
    return min(1.0, share) if 0 <= share < float("inf") else None


def worth_of(team: ProposedTeam) -> float:
    """What the team covers, worked out from its gaps: the solver's own figure may lie a little below it."""
    amounts = {need.competency: need.amount for need in team.ask.needs}
    whole = sum(need.priority for need in team.ask.needs)
    short = sum(float((gap.people + gap.wte * 10) / amounts[gap.competency]) * gap.priority for gap in team.gaps)
    return whole - short + (team.ask.priority if team.is_whole else 0)


def _effort(team: ProposedTeam) -> Decimal:
    joining = sum((PERSON_TENTHS + one.wte * 10 for one in team.members if one.is_new), Decimal(0))
    return joining + newly_served(team.served)


def plan_of_teams(teams: tuple[ProposedTeam, ...], bound: float, pool: Sequence[Candidate], policy: Policy) -> Plan:
    """The plan of these teams, what it is worth worked out from them; `bound` is not yet a share."""
    whole = most_coverage(team.ask for team in teams) or 1.0
    value = sum(worth_of(team) for team in teams) / whole
    return Plan(
        teams,
        Level("coverage", value, max(value, min(1.0, bound / whole))),
        Level("effort", float(sum(_effort(team) for team in teams)), 0.0),
        Status.PROVED,
        sum(1 for one in pool if one.is_free),
        tuple(pool),
        policy.wishes,
        weights=policy.weights,
        near=policy.near,
        strict=policy.strict,
    )


def team_of(
    columns: AskColumns, values: Sequence[float], pool: Sequence[Candidate], asks: Sequence[Ask]
) -> ProposedTeam:
    """The team a solution makes of one ask, with the reason for each member and for each gap."""
    members, served = _members(columns, values), tuple(_served(columns, values))
    return built_team(columns.ask, members, served, pool, asked=len(asks))


def built_team(
    ask: Ask, members: Sequence[Member], served: tuple[Served, ...], pool: Sequence[Candidate], *, asked: int
) -> ProposedTeam:
    """The team these members make, one of so many that are `asked` for: whom they serve, why them, what is short."""
    serving = serving_members(members, ask, {one.employee_number: one for one in pool}, served)
    covered, gaps, refusal = gaps_of(ask, serving, pool, asked, served)
    return ProposedTeam(ask, explain(ask, serving, pool), covered, gaps, refusal, served)


def _served(columns: AskColumns, values: Sequence[float]) -> Iterator[Served]:
    for one, column in columns.helps:
        tenths = round(values[column])
        if tenths:
            yield Served(one.community, one.team, one.competency, tenths, is_new=not one.given)


def _members(columns: AskColumns, values: Sequence[float]) -> list[Member]:
    """The members of today, then the newcomers."""
    ask = columns.ask
    members = [Member(seat.employee_number, seat.viewpoint, seat.wte, (), is_new=False) for seat in ask.seats]
    for joins, place in columns.newcomers:
        if values[joins] > 0.5:
            column, factor = place.time
            wte = Decimal(round(values[column] * factor)) / 10
            who = place.candidate
            home = "" if who.home == ask.home else who.home
            members.append(Member(who.employee_number, who.viewpoint, wte, (), home=home))
    return members
