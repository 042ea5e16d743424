"""The one way to the solver: its answers, the ways it ends, and what it says when there is none."""

from __future__ import annotations

from random import Random

import pytest

from plait.engine.assembly.highs import Goal, Impossible, NotSolved, relax, solve
from plait.engine.assembly.matrix import Matrix, Term


def knapsacks() -> tuple[Matrix, list[Term]]:
    """Hard enough that the solver looks at more than one node."""
    draw, matrix = Random(1), Matrix()
    columns = [matrix.column(0, 1, whole=True) for _ in range(80)]
    for _ in range(20):
        matrix.row([(column, float(draw.randint(1, 50))) for column in draw.sample(columns, 40)], most=300)
    return matrix, [(column, float(draw.randint(10, 60))) for column in columns]


def test_solve_finds_the_best_whole_numbers() -> None:
    matrix = Matrix()
    first, second = matrix.column(0, 10, whole=True), matrix.column(0, 10)
    matrix.row([(first, 2.0), (second, 2.0)], most=7)
    matrix.row([(first, 1.0)], least=1)
    found = solve(matrix, Goal([(first, 3.0), (second, 1.0)], 0, 100))
    assert found.values == pytest.approx((3, 0.5))
    assert (found.value, found.bound) == pytest.approx((9.5, 9.5))
    assert found.is_proved


def test_two_terms_of_one_column_add_up() -> None:
    matrix = Matrix()
    column = matrix.column(0, 3, whole=True)
    assert solve(matrix, Goal([(column, 1.0), (column, 1.0)], 0, 100)).value == pytest.approx(6)


def test_a_matrix_without_columns_is_worth_nothing() -> None:
    found = solve(Matrix(), Goal([], 0, 100))
    assert (found.values, found.value, found.bound, found.is_proved) == ((), 0.0, 0.0, True)


def test_rows_that_cannot_be_kept_have_no_answer() -> None:
    matrix = Matrix()
    matrix.row([(matrix.column(0, 1, whole=True), 1.0)], least=2)
    with pytest.raises(NotSolved, match="Infeasible"):
        solve(matrix, Goal([], 0, 100))


def test_what_is_impossible_is_so_with_parts_too() -> None:
    matrix = Matrix()
    column = matrix.column(0, 1)
    matrix.row([(column, 1.0)], least=2)
    with pytest.raises(Impossible, match="Infeasible"):
        relax(matrix, Goal([(column, 1.0)], 0, 10))


def test_too_few_nodes_have_no_answer_or_the_known_one_unproved() -> None:
    matrix, terms = knapsacks()
    with pytest.raises(NotSolved, match="Solution limit reached"):
        solve(matrix, Goal(terms, 0, 0))
    found = solve(matrix, Goal(terms, 0, 0), known=matrix.lower)
    assert not found.is_proved
    assert found.value <= found.bound


def test_a_search_is_stopped_by_its_watch_and_keeps_what_it_has() -> None:
    matrix, terms = knapsacks()
    seen = []

    def twice(value: float, bound: float) -> bool:
        seen.append((value, bound))
        return len(seen) < 2

    found = solve(matrix, Goal(terms, 0, 10_000), known=matrix.lower, watch=twice)
    assert (found.is_proved, len(seen)) == (False, 2)
    with pytest.raises(NotSolved, match="Interrupted"):
        solve(matrix, Goal(terms, 0, 10_000), watch=lambda *_: False)


def test_a_known_choice_that_is_proved_near_enough_ends_the_search() -> None:
    matrix, terms = knapsacks()
    best = solve(matrix, Goal(terms, 0.2, 100))
    again = solve(matrix, Goal(terms, 0.2, 100), known=best.values)
    assert (again.values, again.is_proved) == (best.values, True)
    assert best.value <= again.bound <= best.value * 1.2
    assert again.value == pytest.approx(best.value)


def test_whoever_watches_is_told_the_known_choice_as_the_best_so_far() -> None:
    matrix, terms = knapsacks()
    best = solve(matrix, Goal(terms, 0.2, 100))
    told: list[float] = []

    def listen(value: float, bound: float) -> bool:
        told.append(value)
        return bound > 0

    solve(matrix, Goal(terms, 0, 2), known=best.values, watch=listen)
    assert told
    assert min(told) >= best.value - 1e-6


def test_what_the_watch_raises_comes_out() -> None:
    matrix, terms = knapsacks()

    def lost(value: float, bound: float) -> bool:
        raise ConnectionError(f"{value} {bound}")

    with pytest.raises(ConnectionError):
        solve(matrix, Goal(terms, 0, 10_000), watch=lost)


def test_the_solver_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    matrix, terms = knapsacks()
    solve(matrix, Goal(terms, 0.2, 10_000), watch=lambda *_: True)
    assert capfd.readouterr() == ("", "")


def test_what_is_known_never_hides_a_better_choice() -> None:
    """HiGHS 1.16, begun from nothing, answered this shape with nothing and claimed the value of the best."""
    matrix = Matrix()
    team, whole, covered = matrix.column(0, 1, whole=True), matrix.column(0, 1, whole=True), matrix.column(0, 9)
    joins = [matrix.column(0, 1, whole=True) for _ in range(3)]
    matrix.row([(covered, 1.0), *((one, -3.0) for one in joins)], most=0)
    matrix.row([(whole, 9.0), (covered, -1.0)], most=0)
    matrix.row([*((one, 1.0) for one in joins), (team, -3.0)], least=0)
    goal = Goal([(covered, 1.0), (whole, 9.0)], 0, 100)
    found = solve(matrix, goal, known=matrix.lower)
    assert found.value == pytest.approx(sum(factor * found.values[column] for column, factor in goal.terms)) == 18
