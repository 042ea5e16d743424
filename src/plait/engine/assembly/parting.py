"""Parting: what of a matrix concerns some of its columns alone, whatever within their bounds the others are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plait.engine.assembly.matrix import AskColumns, Matrix, Term

Row = tuple[float, float, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A matrix of some columns of another, in their order; `at` says which place each has in it."""

    matrix: Matrix
    at: Mapping[int, int]

    def terms(self, terms: Iterable[Term]) -> list[Term]:
        """Those of the terms that are of its columns, in its own places."""
        return [(self.at[column], factor) for column, factor in terms if column in self.at]


def columns_of(one: AskColumns) -> Iterator[int]:
    """All columns of an ask, each once."""
    yield from (one.has_team, one.is_whole, *one.covered, *(column for _, column in one.helps))
    for place in one.places:
        yield from {place.time[0], *place.shares.values()} | ({place.joins} if place.joins is not None else set())


def rows_by_owner(matrix: Matrix, owner: Mapping[int, int], count: int) -> list[list[Row]]:
    """For each owner of columns, 0 up to `count`, what the rows say of theirs."""
    rows: list[list[Row]] = [[] for _ in range(count)]
    for row in matrix.rows:
        owners = {owner.get(column, -1) for column, _ in row[2]}
        if len(owners) == 1:
            [only] = owners
            if only >= 0:
                rows[only].append(row)
        else:
            for one in sorted(owners - {-1}):
                rows[one].append(_share(matrix, row, owner, one))
    return rows


def part_of(matrix: Matrix, columns: Sequence[int], rows: Iterable[Row]) -> Part:
    """The matrix of these columns and rows, which have no other columns."""
    at = {column: place for place, column in enumerate(columns)}
    return Part(
        Matrix(
            [matrix.lower[column] for column in columns],
            [matrix.upper[column] for column in columns],
            [matrix.integral[column] for column in columns],
            [(least, most, tuple((at[column], factor) for column, factor in terms)) for least, most, terms in rows],
        ),
        at,
    )


def _share(matrix: Matrix, row: Row, owner: Mapping[int, int], one: int) -> Row:
    """What a row says of the columns of one owner."""
    least, most, terms = row
    for column, factor in terms:
        if owner.get(column) != one:
            ends = factor * matrix.lower[column], factor * matrix.upper[column]
            least, most = least - max(ends), most - min(ends)
    return least, most, tuple(term for term in terms if owner.get(term[0]) == one)
