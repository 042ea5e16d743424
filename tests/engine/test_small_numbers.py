"""Small numbers of people are not shown, and nobody finds one from the sums of what is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.small_numbers import count_people, hide_small

ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 14)] * width), min_size=1, max_size=6)
)
COLUMN = st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(lambda numbers: sum(numbers) >= 10)


def hidden(*numbers: int, people: int = 20) -> set[int] | None:
    """The places of one column that are not shown; None where nothing is, the sum included."""
    [places], is_whole = hide_small([[(number,) for number in numbers]], people=people)
    return None if is_whole else set(places)


@pytest.mark.parametrize(
    ("numbers", "places"),
    [
        ((7, 12, 5), set()),
        ((7, 2, 12), {0, 1}),
        ((12, 2, 7), {1, 2}),
        ((1, 3, 9, 30), {0, 1, 2}),
        ((0, 8, 12), set()),
        ((0, 2, 30), {1, 2}),
        ((5, 5, 1), None),
        ((5, 5, 1, 6), {0, 1, 2}),
        ((2, 3), None),
        ((4, 0, 0), None),
    ],
)
def test_a_number_under_five_goes_with_the_next_lowest(numbers: tuple[int, ...], places: set[int] | None) -> None:
    assert hidden(*numbers) == places


def test_fewer_than_ten_people_or_a_small_sum_in_words_show_nothing_at_all() -> None:
    assert hidden(9, people=9) is None
    assert hidden(10, people=10) == set()
    assert hide_small([[(12,), (0,)]], people=12, said=[4]) == ((frozenset({0, 1}),), True)
    assert hide_small([[(12,)]], people=12, said=[0, 5]) == ((frozenset(),), False)


def test_a_row_hides_all_its_numbers_or_none_and_each_group_for_itself() -> None:
    ward, sites = [(40, 6), (30, 1), (22, 0)], [(50, 7), (42, 0)]
    assert hide_small([ward, sites, []], people=20) == ((frozenset({1, 2}), frozenset(), frozenset()), False)


def test_the_cells_of_a_table_are_counted_group_by_group() -> None:
    rows = [("Day", "1,200", ""), ("Night", "3", ""), ("Day", "7", "8"), ("Night", "9", "5"), ("Night", "11", "6")]
    counted = count_people(rows, "READ_CHAMPIONS", columns=(1, 2), people=30, said=[12])
    assert (counted.right, counted.columns) == ("READ_CHAMPIONS", (1, 2))
    assert (counted.hidden, counted.is_whole) == ((1, 3), False), "the night of 3, and of 14 the next lowest"


@given(ROWS)
def test_beside_each_small_number_stands_another_that_it_could_be_as_well(rows: list[tuple[int, ...]]) -> None:
    """Exchanged, the two rows leave every sum and everything that is shown as it was."""
    [places], is_whole = hide_small([rows], people=20)
    if is_whole:
        assert places == frozenset(range(len(rows)))
        return
    for place, column in product(range(len(rows)), range(len(rows[0]))):
        if not 0 < rows[place][column] < 5:
            continue
        assert place in places
        assert any(
            rows[other][column] != rows[place][column]
            and hide_small([_exchanged(rows, place, other)], people=20) == ((places,), False)
            for other in places
        )


def _exchanged(rows: Sequence[tuple[int, ...]], one: int, other: int) -> list[tuple[int, ...]]:
    changed = list(rows)
    changed[one], changed[other] = rows[other], rows[one]
    return changed


@given(COLUMN)
def test_who_knows_the_rule_the_sum_and_all_that_is_shown_finds_no_number(numbers: list[int]) -> None:
    """The slow way: every column there could be instead, of which the rule would have shown the same."""
    shown = hidden(*numbers)
    if not shown:
        return
    worlds = [world for world in _worlds(numbers, sorted(shown)) if hidden(*world) == shown]
    assert numbers in worlds
    for place in shown:
        assert len({world[place] for world in worlds}) > 1


def _worlds(numbers: list[int], places: list[int]) -> Iterator[list[int]]:
    total = sum(numbers[place] for place in places)
    for guess in product(range(total + 1), repeat=len(places) - 1):
        if sum(guess) <= total:
            world = list(numbers)
            for place, number in zip(places, (*guess, total - sum(guess)), strict=True):
                world[place] = number
            yield world
