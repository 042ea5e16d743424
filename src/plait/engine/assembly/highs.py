"""The one way to HiGHS, the solver: a matrix and an objective go in, the values of the columns come out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

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


TINY = 1e-6
"""Less than this between value and bound is nothing, as HiGHS has it."""


class Quiet(highspy.Highs):
    """HiGHS that writes nothing on standard output, not even its name, which it does as soon as callbacks are set."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its own name for it
        """Called as HiGHS is made."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call] # its own types leave this one out


class NotSolved(Exception):
    """HiGHS gave no answer; the text is its own word for it."""


class Impossible(NotSolved):
    """Nothing is within the rows."""


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


def solve(matrix: Matrix, goal: Goal, *, known: Sequence[float] | None = None, watch: Watch | None = None) -> Solution:
    """The best choice within the rows, the same each time: it stops at the gap or the number of nodes, not by a clock.

    Where the `known` choice is proved to be near enough, or nothing better was found before the end, it stands.
    Raises NotSolved where there is none, Impossible where there can be none, and whatever `watch` raises.
    """
    if not matrix.lower:
        return Solution((), 0.0, 0.0, is_proved=True)
    solver, before = _solver(goal), _worth(goal, known)
    solver.passModel(_model(matrix, goal))
    troubles: list[BaseException] = []
    if watch is not None or known is not None:
        _heed(solver, partial(_goes_on, before, goal.gap, watch), troubles)
    solver.run()
    if troubles:
        raise troubles[0]
    status, told = solver.getModelStatus(), solver.getInfo()
    if status not in STILL_STANDING:
        fault = Impossible if status == highspy.HighsModelStatus.kInfeasible else NotSolved
        raise fault(solver.modelStatusToString(status))
    # HiGHS makes small, so the goal was turned round.
    value, bound = -float(told.objective_function_value), -float(told.mip_dual_bound)
    has_found = told.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    # What is known is not given to HiGHS to begin from: 1.16 then may answer with it and claim the value of a better
    # choice.
    if known is not None and not (has_found and value > before):
        return Solution(tuple(known), before, bound, is_proved=is_near(before, bound, goal.gap))
    if has_found:
        values = tuple(float(one) for one in solver.getSolution().col_value)
        return Solution(values, value, bound, status == highspy.HighsModelStatus.kOptimal)
    raise NotSolved(solver.modelStatusToString(status))


def _worth(goal: Goal, known: Sequence[float] | None) -> float:
    return -inf if known is None else sum(factor * known[column] for column, factor in goal.terms)


def is_near(value: float, bound: float, gap: float) -> bool:
    """Is no choice better than this value by more than the gap?"""
    return value > -inf and bound - value <= max(gap * abs(value), TINY)


def _goes_on(before: float, gap: float, watch: Watch | None, value: float, bound: float) -> bool:
    """Is there more to find than the choice known before, and does whoever watches want it?"""
    is_watched = watch is None or watch(max(before, value), bound)
    return is_watched and not is_near(before, bound, gap)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best choice where columns need not be whole, what one more of each would add to the goal, and its value.

    `prices` are what one more of the limit of each row would add.
    """

    values: tuple[float, ...]
    worth: tuple[float, ...]
    value: float
    prices: tuple[float, ...]


def relax(matrix: Matrix, goal: Goal) -> Relaxed:
    """The best choice with parts of people and teams, which is found in a moment; Impossible where there is none."""
    solver, lp = _solver(goal), _model(matrix, goal)
    lp.integrality_ = []
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise Impossible(solver.modelStatusToString(solver.getModelStatus()))
    found = solver.getSolution()
    worth, prices = (tuple(-float(one) for one in duals) for duals in (found.col_dual, found.row_dual))
    value = -float(solver.getInfo().objective_function_value)
    return Relaxed(tuple(map(float, found.col_value)), worth, value, prices)


def _solver(goal: Goal) -> highspy.Highs:
    solver = Quiet()  # type: ignore[no-untyped-call] # its own types leave this one out
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


def _heed(solver: highspy.Highs, watch: Watch, troubles: list[BaseException]) -> None:
    def heed(event: highspy.HighsCallbackEvent) -> None:
        found = event.data_out
        try:
            goes_on = watch(-found.mip_primal_bound, -found.mip_dual_bound)
        except BaseException as trouble:  # noqa: BLE001 - HiGHS would swallow it; solve raises it again
            troubles.append(trouble)
            goes_on = False
        if not goes_on:
            event.interrupt()

    solver.cbMipInterrupt.subscribe(heed)
