"""Assembling: the best teams for several services at once, with the proof of how good they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.highs import Goal, Solution, Watch, solve
from plait.engine.assembly.matrix import AskColumns, Matrix, Model, build, most_coverage
from plait.engine.assembly.plan import Level, Member, Plan, Progress, ProposedTeam, Share, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.reasons import explain, gaps_of
from plait.engine.assembly.sharing import share_time

LOOKING, BETTER, FEWER, EXPLAINING = "Who could serve", "Better plans, and proof", "Fewer people for as much", "Reasons"
STAGES = (LOOKING, BETTER, FEWER, EXPLAINING)
EFFORT_GAP = 0.01
EFFORT_NODES = 2_000
TOLERANCE = 1e-6


def carry_on(stage: str, best: float | None, bound: float | None) -> bool:
    """The progress of a run nobody watches."""
    del stage, best, bound
    return True


def assemble(pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy, *, progress: Progress = carry_on) -> Plan:
    """The plan that covers most of what the asks need, and of those the one with the fewest people and least time.

    Both levels come with what no plan can pass. The same pool and asks give the same plan, unless `progress` stops
    the search: the best found until then is kept. Raises NotSolved where HiGHS gives no answer.
    """
    progress(LOOKING, None, None)
    model = build(pool, asks)
    whole = most_coverage(asks) or 1.0

    def watch(best: float, bound: float) -> bool:
        return progress(BETTER, _share(best, whole), _share(bound, whole))

    first = solve(model.matrix, Goal(model.coverage, policy.gap, policy.most_nodes), watch=watch)
    best, effort = first, Level("effort", -_value(model.effort, first), 0.0)
    if first.is_proved and progress(FEWER, first.value / whole, first.bound / whole):
        best, effort = _with_fewer(model, first, lambda *_: progress(FEWER, first.value / whole, first.bound / whole))
    progress(EXPLAINING, first.value / whole, first.bound / whole)
    return Plan(
        tuple(_team(columns, best, pool, asks) for columns in model.asks),
        Level("coverage", first.value / whole, min(1.0, first.bound / whole)),
        effort,
        Status.PROVED if first.is_proved else Status.STOPPED,
        sum(1 for one in pool if one.is_free),
    )


def _share(value: float, whole: float) -> float | None:
    share = value / whole
    return min(1.0, share) if 0 <= share < float("inf") else None


def _value(terms: Sequence[tuple[int, float]], solution: Solution) -> float:
    return -sum(factor * solution.values[column] for column, factor in terms)


def _with_fewer(model: Model, first: Solution, watch: Watch) -> tuple[Solution, Level]:
    """Of the plans that cover as much as the first, the one that takes the fewest people and the least time."""
    matrix = Matrix(model.matrix.lower, model.matrix.upper, model.matrix.integral, list(model.matrix.rows))
    matrix.row(model.coverage, least=first.value - TOLERANCE * max(1.0, first.value))
    less = [(column, -factor) for column, factor in model.effort]
    found = solve(matrix, Goal(less, EFFORT_GAP, EFFORT_NODES), start=first.values, watch=watch)
    return found, Level("effort", -found.value, -found.bound)


def _team(columns: AskColumns, found: Solution, pool: Sequence[Candidate], asks: Sequence[Ask]) -> ProposedTeam:
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
            wte = Decimal(round(found.values[place.time])) / 10
            members.append(Member(place.candidate.employee_number, place.candidate.viewpoint, wte, ()))
    serving = {
        one.employee_number: [
            need for need in ask.needs if pool[one.employee_number].holds(need.competency, need.level)
        ]
        for one in members
        if one.employee_number in pool
    }
    shares = share_time({one.employee_number: one.wte * 10 for one in members}, serving)
    return tuple(
        replace(
            one,
            serves=tuple(
                need.competency
                for need in serving.get(one.employee_number, ())
                if need.wte is None or (one.employee_number, need.competency) in shares
            ),
            shares=tuple(
                Share(need.competency, shares[one.employee_number, need.competency])
                for need in ask.needs
                if (one.employee_number, need.competency) in shares
            ),
        )
        for one in members
    )
