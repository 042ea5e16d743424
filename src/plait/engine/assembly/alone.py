"""Alone: a team that could not be whole if it were the only one asked for is whole in no plan.

The relaxed plan makes such teams whole in part, and so promises more than any plan keeps: with 1,500 people and 60
teams a third to a half of the teams were such, and without them it promised 2 to 4 in a hundred less.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import inf

from plait.engine.assembly.highs import Goal, Impossible, NotSolved, solve
from plait.engine.assembly.matrix import AskColumns, Matrix, Model
from plait.engine.assembly.parting import Row, columns_of, part_of, rows_by_owner

NODES = 100


def sharpened(model: Model) -> Model:
    """The model in which no ask may be whole that could not be so alone; it has the same plans."""
    matrix, upper = model.matrix, list(model.matrix.upper)
    owner = {column: index for index, one in enumerate(model.asks) for column in columns_of(one)}
    rows = rows_by_owner(matrix, owner, len(model.asks))
    for one, theirs in zip(model.asks, rows, strict=True):
        if not _can_be_whole(matrix, one, theirs):
            upper[one.is_whole] = 0.0
    return replace(model, matrix=replace(matrix, upper=upper))


def _can_be_whole(matrix: Matrix, one: AskColumns, rows: Iterable[Row]) -> bool:
    alone = part_of(matrix, sorted(columns_of(one)), rows)
    alone.matrix.lower[alone.at[one.is_whole]] = 1.0
    try:
        solve(alone.matrix, Goal((), inf, NODES))
    except NotSolved as trouble:
        return not isinstance(trouble, Impossible)
    return True
