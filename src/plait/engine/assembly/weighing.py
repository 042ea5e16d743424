"""Weighing: what counts beside coverage as columns of the matrix, and the plan that is best by the weights.

Coverage, places of an earlier plan kept, departments in each team, second holders of what is scarce, cost and effort
go into one objective: one after another without any exchange they do not close at the size of a trust (decision 5 of
the specification of the assembler). Each has a bound of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, inf
from statistics import fmean

from plait.engine.assembly.asks import Policy, Wanted
from plait.engine.assembly.highs import Goal, Solution, Watch, is_near, relax, solve
from plait.engine.assembly.large import is_large, search
from plait.engine.assembly.levels import COST, COVERAGE, DEPARTMENTS, EFFORT, EFFORT_POINTS, KEPT, SECONDS, THOUSAND
from plait.engine.assembly.likely import likely
from plait.engine.assembly.matrix import AskColumns, Matrix, Model, Term

NEAR = 1e-5
NODES = 2_000
LIKELY_GAP = 0.002
"""The search among the likeliest goes so near: what it weighs beside coverage is less than a hundredth of all."""
THIN = 1e-4
"""The gap to which a plan is thinned out: its own people only, which is quick."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The matrix with the columns of every level; the terms of each, more of which is better; what each counts.

    `fixed` is what those who are in the teams today come to, whoever joins.
    """

    matrix: Matrix
    levels: Mapping[str, tuple[Term, ...]]
    points: Mapping[str, float]
    fixed: Mapping[str, int]

    @property
    def worth(self) -> tuple[Term, ...]:
        """All levels together, each by what it counts."""
        return _together((self.points[name], terms) for name, terms in self.levels.items())

    @property
    def beside(self) -> tuple[Term, ...]:
        """All but coverage together."""
        return _together((self.points[name], terms) for name, terms in self.levels.items() if name != COVERAGE)


@dataclass(frozen=True, slots=True)
class Found:
    """The values of the best plan, and by which share of its worth another could be better, where that is known."""

    values: tuple[float, ...]
    gap: float | None


def weigh(model: Model, policy: Policy) -> Weighed:
    """The model with what counts beside coverage; that of the model itself is left as it is."""
    old = model.matrix
    matrix = Matrix([*old.lower], [*old.upper], [*old.integral], [*old.rows])
    prices = _prices(model, policy)
    levels: dict[str, tuple[Term, ...]] = {
        COVERAGE: model.coverage,
        KEPT: tuple((column, 1.0) for column in sorted(model.stays)),
        DEPARTMENTS: tuple(term for one in model.asks for term in _departments(matrix, one)),
        SECONDS: tuple(term for one in model.asks for term in _seconds(matrix, one)),
        COST: tuple(
            (place.time[0], -place.time[1] * prices[place.candidate.employee_number] / THOUSAND)
            for one in model.asks
            for _, place in one.newcomers
            if prices
        ),
        EFFORT: tuple((column, -factor) for column, factor in model.effort),
    }
    by = policy.weights
    points = {
        COVERAGE: 1.0,
        KEPT: by.kept,
        DEPARTMENTS: by.departments,
        SECONDS: by.seconds,
        COST: by.thousands,
        EFFORT: EFFORT_POINTS,
    }
    seats = [seat for one in model.asks for seat in one.ask.seats]
    fixed = {
        KEPT: len(seats),
        DEPARTMENTS: sum(len({seat.department for seat in one.ask.seats}) for one in model.asks),
        SECONDS: sum(_has_two(one, need) for one in model.asks for need in one.ask.needs if need.is_scarce),
    }
    return Weighed(matrix, levels, points, fixed)


def _has_two(made: AskColumns, need: Wanted) -> bool:
    """Do two who are in the team today meet the level?"""
    return sum(1 for place in made.places if place.joins is None and need in place.serves) > 1


def _prices(model: Model, policy: Policy) -> Mapping[str, float]:
    """What a tenth of everybody's time costs; of somebody whose pay is not known, as much as of the others' mean."""
    if not policy.prices:
        return {}
    mean = fmean(policy.prices.values())
    everybody = (place.candidate.employee_number for one in model.asks for _, place in one.newcomers)
    return {number: policy.prices.get(number, mean) for number in everybody}


def _departments(matrix: Matrix, made: AskColumns) -> Iterable[Term]:
    """A column for each department that a newcomer would be the first of in the team: it is in it, or not."""
    there = {seat.department for seat in made.ask.seats}
    joining: dict[str, list[Term]] = {}
    for joins, place in made.newcomers:
        if place.candidate.department not in there:
            joining.setdefault(place.candidate.department, []).append((joins, -1.0))
    for terms in joining.values():
        column = matrix.column(0, 1)
        matrix.row([(column, 1.0), *terms], most=0)
        yield column, 1.0


def _seconds(matrix: Matrix, made: AskColumns) -> Iterable[Term]:
    """A column for each scarce need: a second person in the team meets its level.

    Take away any one of those who could, and there is another: a row for each says so, and the column need not be
    whole. Somebody in the team today is the first; of two there is nothing to choose.
    """
    for need in made.ask.needs:
        able = [place.joins for place in made.places if need.is_scarce and need in place.serves]
        joining = [joins for joins in able if joins is not None]
        seated = len(able) - len(joining)
        if seated < 2 <= len(able):
            column = matrix.column(0, 1)
            for left in [None] if seated else joining:
                matrix.row([(column, 1.0), *((one, -1.0) for one in joining if one != left)], most=0)
            yield column, 1.0


def _together(some: Iterable[tuple[float, Iterable[Term]]]) -> tuple[Term, ...]:
    """One objective of several, each column once."""
    sums: dict[int, float] = {}
    for factor, terms in some:
        for column, by in terms:
            sums[column] = sums.get(column, 0.0) + factor * by
    return tuple((column, by) for column, by in sums.items() if by)


def choose(model: Model, first: Solution, policy: Policy, watch: Watch) -> Found:
    """The plan that is best by the weights, or level by level where the policy is strict; never worse than the first.

    Of its own people it needs as few, and as little of their time, as can be. Where `watch` ends the search the best
    until then stands.
    """
    weighed = weigh(model, policy)
    known = (*first.values, *[0.0] * (len(weighed.matrix.lower) - len(first.values)))
    if policy.strict:
        return _strictly(weighed, known, policy, watch)
    begun = _thinned(weighed, model, known, watch)
    goal = Goal(weighed.worth, policy.gap, policy.most_nodes)
    if not is_large(weighed.matrix):
        found = solve(weighed.matrix, goal, known=begun.values, watch=watch)
        return _found(_thinned(weighed, model, found.values, watch), found.bound)
    best, bound = _among_likeliest(weighed, model, begun, goal, watch)
    if not is_near(best.value, bound, goal.gap):
        bound = min(bound, _bound_of_large(weighed, first, best))
    if not is_near(best.value, bound, goal.gap):
        best = search(model, weighed.matrix, goal, known=best.values, watch=watch)
        bound = min(bound, best.bound)
    return _found(best, bound)


def _found(best: Solution, bound: float) -> Found:
    return Found(best.values, max(0.0, bound - best.value) / max(1.0, best.value))


def _among_likeliest(
    weighed: Weighed, model: Model, begun: Solution, goal: Goal, watch: Watch
) -> tuple[Solution, float]:
    """The best plan among the likeliest people, and what no plan of anybody is worth more than.

    The whole takes far longer: with 1,500 people and 60 teams 23 seconds of the processor where the likeliest took 5,
    and found a plan worth 0.005 % more.
    """
    relaxed = relax(weighed.matrix, goal)
    kept = [joins for one in model.asks for joins, _ in one.newcomers if begun.values[joins] > 0.5]
    few = likely(replace(model, matrix=weighed.matrix), relaxed, kept)
    closer = replace(goal, gap=min(goal.gap, LIKELY_GAP))
    found = search(model, few, closer, known=begun.values, watch=watch)
    return _thinned(weighed, model, found.values, watch), relaxed.value


def _bound_of_large(weighed: Weighed, first: Solution, best: Solution) -> float:
    """What no plan is worth more than, by the bound of coverage and what the rest could add.

    A plan worth more than the best covers no less than that one is worth without the most of the rest, and whoever
    covers so much needs people and their time.
    """
    coverage = weighed.levels[COVERAGE]
    least = best.value - _most(weighed.matrix, weighed.beside)
    rows = [*weighed.matrix.rows, (least - NEAR * max(1.0, abs(least)), inf, coverage)]
    return max(best.value, first.bound + _most(replace(weighed.matrix, rows=rows), weighed.beside))


def _thinned(weighed: Weighed, model: Model, values: Sequence[float], watch: Watch) -> Solution:
    """The best plan with nobody who is not in this one."""
    idle = {joins for one in model.asks for joins, _ in one.newcomers if values[joins] < 0.5}
    upper = [0.0 if column in idle else most for column, most in enumerate(weighed.matrix.upper)]
    goal = Goal(weighed.worth, THIN, NODES)
    return solve(replace(weighed.matrix, upper=upper), goal, known=values, watch=watch)


def _strictly(weighed: Weighed, known: Sequence[float], policy: Policy, watch: Watch) -> Found:
    """One level after another, each as good as can be without less of those before it."""
    matrix, values, is_proved = weighed.matrix, tuple(known), True
    for terms in weighed.levels.values():
        merged = _together([(1.0, terms)])
        found = solve(matrix, Goal(merged, 0, policy.most_nodes), known=values, watch=watch)
        values, is_proved = found.values, is_proved and found.is_proved
        least = found.value - NEAR * max(1.0, abs(found.value))
        matrix = replace(matrix, rows=[*matrix.rows, (least, inf, merged)])
    return Found(values, 0.0 if is_proved else None)


def bounds_of(model: Model, policy: Policy, covered: float) -> Mapping[str, float]:
    """What no plan can pass in each level beside coverage, were it the only one that counts.

    Of places kept, departments and second holders it is the most of any plan; of cost and effort, which nobody at all
    would have the least of, it is the least of a plan that covers as much as this one. Parts of people are allowed,
    so these hold for whole people all the more.
    """
    weighed = weigh(model, policy)
    as_much = (covered - NEAR * max(1.0, covered), inf, model.coverage)
    also = replace(weighed.matrix, rows=[*weighed.matrix.rows, as_much])
    bounds: dict[str, float] = {}
    for name in (KEPT, DEPARTMENTS, SECONDS):
        bounds[name] = weighed.fixed[name] + floor(_most(weighed.matrix, weighed.levels[name]) + NEAR)
    for name in (COST, EFFORT):
        bounds[name] = max(0.0, -_most(also, weighed.levels[name]))
    return bounds


def _most(matrix: Matrix, terms: Sequence[Term]) -> float:
    return relax(matrix, Goal(terms, 0, 0)).value if terms else 0.0
