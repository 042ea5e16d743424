"""CP-SAT, the solver of OR-Tools, on the very matrix that HiGHS is given; for the benchmark alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.assembling import plan_of_teams, team_of
from plait.engine.assembly.highs import Solution
from plait.engine.assembly.matrix import build
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import Candidate

SCALE = 2_520
"""Every priority over an amount of up to ten is whole by this."""


def by_cpsat(pool: Sequence[Candidate], asks: Sequence[Ask], seconds: float) -> Plan:
    """The best plan CP-SAT finds with two workers until 1 % is proved or the time is up; every amount is whole."""
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
    solver.parameters.max_time_in_seconds, solver.parameters.relative_gap_limit = seconds, 0.01
    status = solver.solve(program)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        raise SystemExit(f"CP-SAT found no plan: {solver.status_name(status)}")
    values = tuple(float(solver.value(column)) for column in columns)
    found = Solution(values, solver.objective_value / SCALE, solver.best_objective_bound / SCALE, is_proved=False)
    return plan_of_teams(
        tuple(team_of(one, found.values, pool, asks) for one in model.asks), found.bound, pool, Policy()
    )
