"""Alone: a team that could not be whole if it were the only one asked for is whole in no plan.

The relaxed plan makes such teams whole in part, and so promises more than any plan keeps: with 1,500 people and 60
teams a third to a half of the teams were such, and without them it promised 2 to 4 in a hundred less.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf

from plait.engine.assembly.highs import Goal, Impossible, NotSolved, solve
from plait.engine.assembly.matrix import AskColumns, Matrix, Model, Term

NODES = 100
Row = tuple[float, float, tuple[Term, ...]]


def sharpened(model: Model) -> Model:
    """The model in which no ask may be whole that could not be so alone; it has the same plans."""
    matrix, upper = model.matrix, list(model.matrix.upper)
    owner = {column: index for index, one in enumerate(model.asks) for column in _columns(one)}
    rows: list[list[Row]] = [[] for _ in model.asks]
    for row in matrix.rows:
        for index in sorted({owner[column] for column, _ in row[2] if column in owner}):
            rows[index].append(_part(matrix, row, owner, index))
    for one, theirs in zip(model.asks, rows, strict=True):
        if not _can_be_whole(matrix, one, theirs):
            upper[one.is_whole] = 0.0
    return replace(model, matrix=replace(matrix, upper=upper))


def _columns(one: AskColumns) -> Iterator[int]:
    yield from (one.has_team, one.is_whole, *one.covered, *(column for _, column in one.helps))
    for place in one.places:
        yield from {place.time[0], *place.shares.values()} | ({place.joins} if place.joins is not None else set())


def _part(matrix: Matrix, row: Row, owner: Mapping[int, int], index: int) -> Row:
    """What a row says of the columns of one ask, whatever within their bounds the others are."""
    least, most, terms = row
    for column, factor in terms:
        if owner.get(column) != index:
            ends = factor * matrix.lower[column], factor * matrix.upper[column]
            least, most = least - max(ends), most - min(ends)
    return least, most, tuple(term for term in terms if owner.get(term[0]) == index)


def _can_be_whole(matrix: Matrix, one: AskColumns, rows: list[Row]) -> bool:
    columns = sorted(_columns(one))
    at = {column: place for place, column in enumerate(columns)}
    alone = Matrix(
        [1.0 if column == one.is_whole else matrix.lower[column] for column in columns],
        [matrix.upper[column] for column in columns],
        [matrix.integral[column] for column in columns],
        [(least, most, tuple((at[column], factor) for column, factor in terms)) for least, most, terms in rows],
    )
    try:
        solve(alone, Goal((), inf, NODES))
    except NotSolved as trouble:
        return not isinstance(trouble, Impossible)
    return True
