"""Likely: of a large model, those who could join whom the prices of a relaxed plan speak for; the others stay out."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from plait.engine.assembly.highs import Relaxed
from plait.engine.assembly.matrix import AskColumns, Matrix, Model, Place

LIKELIEST = 3
"""Of those who could serve one need, by each of two orders: six in all, of whom some are the same."""
NEAR = 6
"""Decimals of a price that count: many people are worth the same, and then another order says who comes first."""


def likely(model: Model, relaxed: Relaxed, kept: Collection[int] = (), most: int = LIKELIEST) -> Matrix:
    """The matrix in which only the likely may join, and the `kept` columns; `relaxed` is its relaxed plan.

    `most` are taken for each need by each order.
    """
    chosen = {*kept, *model.tied, *_chosen(model, relaxed, most)}
    idle = {joins for one in model.asks for joins, _ in one.newcomers} - chosen
    return replace(
        model.matrix, upper=[0.0 if column in idle else most for column, most in enumerate(model.matrix.upper)]
    )


def _chosen(model: Model, relaxed: Relaxed, most: int) -> Iterator[int]:
    """All of the relaxed plan; then for each need those of best price, once the least often chosen so far, once those
    who serve most needs. Equal prices are usual: without the first order, all needs would be left to the same few."""
    often: Counter[str] = Counter()
    for one in model.asks:
        for joins, place in one.newcomers:
            if relaxed.values[joins] > 0:
                often[place.candidate.employee_number] += 1
                yield joins
    for one in model.asks:
        for joins, place in _best(one, relaxed, often, most):
            often[place.candidate.employee_number] += 1
            yield joins


def _best(one: AskColumns, relaxed: Relaxed, often: Counter[str], most: int) -> Iterator[tuple[int, Place]]:
    for need in one.ask.needs:
        able = sorted(
            ((joins, place) for joins, place in one.newcomers if need in place.serves),
            key=lambda some: (-round(relaxed.worth[some[0]], NEAR), -len(some[1].serves), -some[1].candidate.free),
        )
        yield from able[:most]
        able.sort(key=lambda some: (-round(relaxed.worth[some[0]], NEAR), often[some[1].candidate.employee_number]))
        yield from able[:most]
