"""CP-SAT, the solver of OR-Tools, on the very matrix that HiGHS is given; for the benchmark alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from math import inf
from threading import Event, Thread

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.assembling import plan_of_teams, team_of
from plait.engine.assembly.highs import Solution
from plait.engine.assembly.matrix import build
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import Candidate

SCALE = 2_520
"""Every priority over an amount of up to ten is whole by this."""


def by_cpsat(pool: Sequence[Candidate], asks: Sequence[Ask], seconds: float, gap: float) -> Plan:
    """The best plan CP-SAT finds with two workers until the gap is proved, or so many seconds of the processor are up.

    Every amount is whole. Its own limit counts by the wall, which a busy machine makes a shorter one: it is watched.
    """
    from ortools.sat.python import cp_model

    model, program = build(pool, asks), cp_model.CpModel()
    columns = [
        program.new_int_var(round(low), round(high), "")
        for low, high in zip(model.matrix.lower, model.matrix.upper, strict=True)
    ]
    for least, most, terms in model.matrix.rows:
        some, factors = [columns[column] for column, _ in terms], [round(factor) for _, factor in terms]
        program.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum(some, factors),
            cp_model.INT_MIN if least == -inf else round(least),
            cp_model.INT_MAX if most == inf else round(most),
        )
    program.maximize(sum(columns[column] * round(factor * SCALE) for column, factor in model.coverage))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 2, 1
    solver.parameters.relative_gap_limit = gap
    over = Event()
    Thread(target=_stop_at, args=(solver.stop_search, time.process_time() + seconds, over), daemon=True).start()
    status = solver.solve(program)
    over.set()
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        raise SystemExit(f"CP-SAT found no plan: {solver.status_name(status)}")
    values = tuple(float(solver.value(column)) for column in columns)
    found = Solution(values, solver.objective_value / SCALE, solver.best_objective_bound / SCALE, is_proved=False)
    return plan_of_teams(
        tuple(team_of(one, found.values, pool, asks) for one in model.asks), found.bound, pool, Policy()
    )


def _stop_at(stop: Callable[[], None], end: float, over: Event) -> None:
    """Stop a search at a time of the processor, of all its threads together, unless it is over before."""
    while not over.wait(0.05):
        if time.process_time() > end:
            stop()
