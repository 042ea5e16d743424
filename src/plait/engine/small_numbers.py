"""Small numbers of people: which of them are not shown to whoever may read numbers alone, so that none is found.

Counts under five are not shown, nor is the next lowest, from which they could be worked out; and no figure that rests
on fewer than ten people is (GP Patient Survey). Nobody at all is no small number. What somebody may read by name, and
declared facts like teams and their sizes, are shown whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
LEAST_IN_ALL = 10
TOO_FEW = "Too few to show"
"""Stands in place of a number of people; the same of a small one and of the next lowest, so that nobody tells which."""
TOO_FEW_IN_ALL = "This rests on too few people for your role to be shown its figures."
TOO_FEW_IN_PRINT = "This rests on too few people for its figures to be printed."
"""The same on paper, which is nobody's own."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a finding counts people, and is read in full by the action `right` alone.

    `columns` are the places of those counts among the cells of a row, `hidden` the rows that show none of them to
    anybody else; `is_whole` where the sentence would tell too much as well.
    """

    right: str
    columns: tuple[int, ...]
    hidden: tuple[int, ...]
    is_whole: bool


def hide_small(
    groups: Sequence[Sequence[Sequence[int]]], *, people: int, said: Sequence[int] = ()
) -> tuple[tuple[frozenset[int], ...], bool]:
    """Of each group, the rows whose numbers are not shown; and whether nothing is, what is `said` of all included.

    A group are rows that may add up to something known, like the professions of all champions. A row hides all its
    numbers or none. Beside the small one stands another, so that either may be either: from sums nobody tells which.
    """
    hidden = tuple(_hidden(rows) for rows in groups)
    is_bare = any(rows and len(of) == len(rows) for rows, of in zip(groups, hidden, strict=True))
    if people < LEAST_IN_ALL or is_bare or any(map(_is_small, said)):
        return tuple(frozenset(range(len(rows))) for rows in groups), True
    return hidden, False


def count_people(
    rows: Sequence[Sequence[str]], right: str, *, columns: tuple[int, ...], people: int, said: Sequence[int]
) -> Counted:
    """What the cells in these columns count, the rows in groups by their first cell.

    `people` are all that are counted, and `said` are the numbers in which the sentence speaks of them.
    """
    groups: dict[str, list[int]] = {}
    for place, cells in enumerate(rows):
        groups.setdefault(cells[0], []).append(place)
    numbers = [[[_number(rows[place][column]) for column in columns] for place in of] for of in groups.values()]
    hidden, is_whole = hide_small(numbers, people=people, said=said)
    places = (of[row] for of, those in zip(groups.values(), hidden, strict=True) for row in those)
    return Counted(right, columns, tuple(sorted(places)), is_whole)


def _number(cell: str) -> int:
    return int(cell.replace(",", "") or 0)


def _is_small(number: int) -> bool:
    return 0 < number < LEAST


def _hidden(rows: Sequence[Sequence[int]]) -> frozenset[int]:
    small = frozenset(place for place, row in enumerate(rows) if any(map(_is_small, row)))
    others = {place: sum(row) for place, row in enumerate(rows) if place not in small and any(row)}
    if not small:
        return small
    if not others:
        return frozenset(range(len(rows)))
    # Of several that are the next lowest all go: who knew which of them does would know which row is the small one.
    return small | {place for place, total in others.items() if total == min(others.values())}
