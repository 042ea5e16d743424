"""Pulses: the interval against published figures, when nothing is shown, and papers that are read."""

from __future__ import annotations

import pytest

from plait.engine.pulses import (
    BOARD,
    NO_COUNTS,
    STAFF,
    STATEMENTS,
    TEAM,
    add_sheets,
    answers_in,
    read_paper,
    result_of,
    wilson,
)


@pytest.mark.parametrize(
    ("agree", "answers", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    ],
)  # fmt: skip
def test_the_interval_is_that_of_newcombes_table_of_the_score_method(
    agree: int, answers: int, low: float, high: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert [round(end, 4) for end in wilson(agree, answers)] == [low, high]


def test_the_interval_of_all_mirrors_that_of_none() -> None:
    assert wilson(20, 20)[0] == pytest.approx(1 - wilson(0, 20)[1])
    assert wilson(20, 20)[1] == 1.0


def test_sums_hold_a_level_for_each_statement_and_no_order() -> None:
    sheets = [(0, 1, 2), (4, 4, 4), (3, 0, 2)]
    counts = add_sheets(NO_COUNTS, sheets)
    assert counts == (1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 0, 2, 0, 1)
    assert counts == add_sheets(NO_COUNTS, reversed(sheets))
    assert answers_in(counts) == 3


@pytest.mark.parametrize(
    ("kind", "answers", "asked", "is_closed", "reason"),
    [
        (BOARD, 9, 15, False, "Nothing is shown while people answer"),
        (BOARD, 4, 4, True, "Fewer than 5 people answered"),
        (BOARD, 7, 15, True, "7 of 15 answered, less than half"),
        (TEAM, 5, 11, True, "5 of 11 answered, less than half"),
        (STAFF, 9, 40, True, "Fewer than 10 people answered"),
        (BOARD, 5, 10, True, ""),
        (TEAM, 5, 5, True, ""),
        (STAFF, 10, 5000, True, ""),
    ],
)
def test_so_few_answers_are_not_shown_and_the_reason_is(
    kind: str, answers: int, asked: int, is_closed: bool, reason: str
) -> None:
    counts = add_sheets(NO_COUNTS, [(3, 2, 4)] * answers)
    found = result_of(kind, counts, slips=0, asked=asked, is_closed=is_closed)
    assert found.hidden.startswith(reason)
    assert bool(found.hidden) == bool(reason)
    assert bool(found.agreed) != bool(reason)
    if not reason:
        assert [one.agree for one in found.agreed] == [answers, 0, answers]
        assert [one.statement for one in found.agreed] == list(STATEMENTS[kind])
        assert {one.answers for one in found.agreed} == {answers}


@pytest.mark.parametrize(
    ("kind", "answers", "slips", "is_shown"),
    [
        (TEAM, 5, 1, False), (BOARD, 9, 4, False), (STAFF, 30, 9, False),
        (TEAM, 5, 5, True), (BOARD, 9, 5, True), (STAFF, 30, 10, True), (TEAM, 5, 0, True),
    ],
)  # fmt: skip
def test_papers_that_somebody_typed_do_not_hide_the_few_who_answered_here(
    kind: str, answers: int, slips: int, is_shown: bool
) -> None:
    counts = add_sheets(NO_COUNTS, [(3, 2, 4)] * answers)
    found = result_of(kind, counts, slips=slips, asked=answers, is_closed=True)
    assert bool(found.agreed) == is_shown
    assert ("Beside the papers fewer than" in found.hidden) != is_shown


@pytest.mark.parametrize(
    ("text", "sheets", "wrong"),
    [
        ("4 3 5\n\n1,1,2", ((3, 2, 4), (0, 0, 1)), ""),
        ("4 3", (), "Line 1 says “4 3”. Write 3 numbers from 1 to 5, like 4 3 5."),
        ("4 3 5\n4 3 6", (), "Line 2 says “4 3 6”. Write 3 numbers from 1 to 5, like 4 3 5."),
        (" \n", (), "Write a line for each paper, with 3 numbers from 1 to 5, like 4 3 5."),
    ],
)
def test_papers_are_read_or_the_line_is_named(text: str, sheets: tuple[tuple[int, ...], ...], wrong: str) -> None:
    assert read_paper(text) == (sheets, wrong)
