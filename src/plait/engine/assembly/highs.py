"""The one way to HiGHS, the solver: a matrix and an objective go in, the values of the columns come out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from plait.engine.assembly.matrix import Matrix, Term

Watch = Callable[[float, float], bool]
"""Told the best value found and the proven bound; the search goes on while it is true."""

STILL_STANDING = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
)


class NotSolved(Exception):
    """HiGHS gave no answer; the text is its own word for it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What to make as large as can be (or small: a negative factor), and when it is near enough."""

    terms: Sequence[Term]
    gap: float
    most_nodes: int


@dataclass(frozen=True, slots=True)
class Solution:
    """The value of each column, of the goal, and what no choice can pass; `is_proved` unless it was stopped."""

    values: tuple[float, ...]
    value: float
    bound: float
    is_proved: bool


def solve(matrix: Matrix, goal: Goal, *, start: Sequence[float] | None = None, watch: Watch | None = None) -> Solution:
    """The best choice within the rows, the same each time: it stops at the gap or the number of nodes, not by a clock.

    Begins from `start` where that is given. Raises NotSolved when there is none, or none was found.
    """
    solver = _solver(goal)
    solver.passModel(_model(matrix, goal))
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = list(start)
        solver.setSolution(known)
    if watch is not None:
        _heed(solver, watch)
    solver.run()
    status, told = solver.getModelStatus(), solver.getInfo()
    if status not in STILL_STANDING or told.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise NotSolved(solver.modelStatusToString(status))
    values = tuple(float(one) for one in solver.getSolution().col_value)
    # HiGHS makes small, so the goal was turned round.
    proved = status != highspy.HighsModelStatus.kInterrupt
    return Solution(values, -float(told.objective_function_value), -float(told.mip_dual_bound), proved)


def _solver(goal: Goal) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # its own types leave this one out
    solver.silent()
    # One thread each time: to change the number within a process makes HiGHS answer "Not Set".
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    solver.setOptionValue("mip_rel_gap", goal.gap)
    solver.setOptionValue("mip_max_nodes", goal.most_nodes)
    return solver


def _model(matrix: Matrix, goal: Goal) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(matrix.lower), len(matrix.rows)
    cost = np.zeros(lp.num_col_)
    for column, factor in goal.terms:
        cost[column] -= factor
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.array(matrix.lower), np.array(matrix.upper)
    lp.row_lower_ = np.array([least for least, _, _ in matrix.rows])
    lp.row_upper_ = np.array([most for _, most, _ in matrix.rows])
    whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if is_whole else part for is_whole in matrix.integral]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for _, _, terms in matrix.rows)])
    lp.a_matrix_.index_ = np.array([column for _, _, terms in matrix.rows for column, _ in terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([factor for _, _, terms in matrix.rows for _, factor in terms])
    return lp


def _heed(solver: highspy.Highs, watch: Watch) -> None:
    def heed(event: highspy.HighsCallbackEvent) -> None:
        found = event.data_out
        if not watch(-found.mip_primal_bound, -found.mip_dual_bound):
            event.interrupt()

    solver.cbMipInterrupt.subscribe(heed)
