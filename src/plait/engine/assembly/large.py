"""Large: the search in a model of many people, the likeliest first, then the proof among everybody."""

from collections.abc import Sequence
from dataclasses import replace

from plait.engine.assembly.beginning import find_start
from plait.engine.assembly.highs import Goal, Solution, Watch, is_near, relax, solve
from plait.engine.assembly.likely import likely
from plait.engine.assembly.matrix import Matrix, Model

MOST_WHOLE = 2_000
"""A model with more whole columns is large: it takes tens of seconds where nobody is left out."""
CLOSER = 0.25
"""The search among the likeliest takes so much of the gap; the rest is for what everybody else could add."""
EXACT, NODES = 1e-6, 2_000


def is_large(matrix: Matrix) -> bool:
    """Are there so many people that the likeliest are looked at first?"""
    return sum(matrix.integral) > MOST_WHOLE


def search_likeliest(model: Model, goal: Goal, watch: Watch) -> Solution:
    """The best plan, found among the likeliest, and its bound: that of the relaxed plan where it is near enough.

    A plan to begin from is had before anything is searched, so that a run that is stopped at once has one too.
    """
    start = find_start(model)
    relaxed = relax(model.matrix, goal)
    most = relaxed.value
    kept = {joins for one in model.asks for joins, _ in one.newcomers if start[joins] > 0.5}
    few = likely(model, relaxed, kept | model.stays)
    closer = replace(goal, gap=goal.gap * CLOSER)
    found = search(model, few, closer, known=start, watch=lambda value, _: watch(value, most))
    found = replace(found, bound=most, is_proved=is_near(found.value, most, goal.gap))
    if found.is_proved or not watch(found.value, most):
        return found
    proof = search(
        model, model.matrix, goal, known=found.values, watch=lambda value, bound: watch(value, min(bound, most))
    )
    return replace(proof, bound=min(most, proof.bound))


def in_parts(model: Model, matrix: Matrix) -> Matrix:
    """The matrix in which time may be given in parts of a tenth: what is best within it no plan passes."""
    times = {place.time[0] for one in model.asks for joins, place in one.newcomers if place.time[0] != joins}
    return replace(matrix, integral=[whole and column not in times for column, whole in enumerate(matrix.integral)])


def search(
    model: Model, matrix: Matrix, goal: Goal, *, known: Sequence[float] | None = None, watch: Watch | None = None
) -> Solution:
    """As `solve`, but time may be given in parts of a tenth until the people are found.

    That takes a third to a half of the time. Where needs are for whole tenths, whole tenths are as good as parts for
    the same people; where they are not, or a limit of cost stands between, the search may go on with whole tenths.
    """
    found = solve(in_parts(model, matrix), goal, known=known, watch=watch)
    if known is not None and found.values == tuple(known):
        return found
    lower, upper = list(matrix.lower), list(matrix.upper)
    for one in model.asks:
        for column in (one.has_team, *(joins for joins, _ in one.newcomers)):
            lower[column] = upper[column] = float(found.values[column] > 0.5)
    whole = solve(replace(matrix, lower=lower, upper=upper), Goal(goal.terms, EXACT, NODES), known=known)
    if not is_near(whole.value, found.value, EXACT):
        return solve(matrix, goal, known=whole.values, watch=watch)
    return replace(whole, bound=found.bound, is_proved=is_near(whole.value, found.bound, goal.gap))
