"""The contest of ways to assemble: plans within the rules, no bound below a plan, and a picture of them all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from math import inf
from threading import Event
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from bench.contest import Limits, monolith, ours, run
from bench.cpsat import by_cpsat
from bench.plotting import COLOURS, HEIGHT, LEFT, WIDTH, Dot, plot
from bench.systems import invented_system
from plait.engine.assembly.assembling import WEIGHING
from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.matrix import Matrix, Term
from plait.engine.assembly.scorer import check

SVG = "{http://www.w3.org/2000/svg}"


def test_every_plan_is_within_the_rules_and_no_bound_is_below_one() -> None:
    told = [run(engine, "small", 1, Limits(5, 0.01)) for engine in ("greedy", "HiGHS, whole model", "Plait")]
    assert [one["violations"] for one in told] == [0, 0, 0]
    least = min(float(str(one["bound"])) for one in told)
    assert all(float(str(one["value"])) <= least + 1e-6 for one in told)


def test_a_plot_has_a_mark_for_each_row_and_a_name_for_each_engine_within_its_frame() -> None:
    dots = [Dot("greedy", "small", 0.1, 0.1), Dot("Plait", "trust", 5, 0.005), Dot("Plait", "small", 0.0001, 0)]
    root = ET.fromstring(plot(dots))  # noqa: S314 - our own text
    circles, squares = root.findall(f"{SVG}circle"), root.findall(f"{SVG}rect")[1:]
    assert len(circles) == 2
    assert len(squares) == 1 + 2  # one row, and the key of two engines
    names = {text.text for text in root.findall(f"{SVG}text")}
    assert names & set(COLOURS) == {"greedy", "Plait"}
    assert float(circles[1].attrib["cx"]) == LEFT  # fewer seconds than the axis tells apart
    assert all(0 < float(one.attrib["cx"]) < WIDTH and 0 < float(one.attrib["cy"]) < HEIGHT for one in circles)


def test_greedy_with_swaps_covers_more_than_greedy_and_ends_when_its_time_is_up() -> None:
    plain, mended, hasty = (
        run(engine, "small", 2, Limits(seconds, 0.01))
        for engine, seconds in (("greedy", 5), ("greedy with swaps", 5), ("greedy with swaps", 0))
    )
    assert float(str(mended["value"])) > float(str(plain["value"])) == float(str(hasty["value"]))
    assert [one["violations"] for one in (plain, mended, hasty)] == [0, 0, 0]


def test_plait_stops_before_what_else_counts_unless_all_levels_are_asked_for() -> None:
    _, people, asks = invented_system(150, 8, 2, 1)
    pool, of_one = [replace(one, home="") for one in people], [replace(ask, home="") for ask in asks]
    first, every = (ours(pool, of_one, Limits(5, 0), stages) for stages in ((), (WEIGHING,)))
    assert first.coverage.value == pytest.approx(every.coverage.value)
    assert (bool(first.levels), bool(every.levels)) == (False, True)


def test_several_sites_are_searched_at_once() -> None:
    record, people, asks = invented_system(150, 8, 2, 1)
    plan, whole = ours(people, asks, Limits(5, 0)), monolith(people, asks, Limits(5, 0))
    assert check(plan, record) == ()
    assert plan.coverage.value == pytest.approx(whole.coverage.value)


class Program:
    """As much of CP-SAT's program as the benchmark uses, kept as a matrix; its package is not in every environment."""

    def __init__(self) -> None:
        self.matrix = Matrix()
        self.goal: list[Term] = []

    def new_int_var(self, low: int, high: int, _: str) -> Sum:
        return Sum([(self.matrix.column(low, high, whole=True), 1)])

    def add_linear_constraint(self, some: Sum, low: float, high: float) -> None:
        self.matrix.row(some.terms, least=low, most=high)

    def maximize(self, some: Sum) -> None:
        self.goal = some.terms


class Sum:
    """A sum of columns, each times a whole number."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    def __mul__(self, by: int) -> Sum:
        assert isinstance(by, int)
        return Sum([(column, factor * by) for column, factor in self.terms])

    def __add__(self, other: Sum) -> Sum:
        return Sum([*self.terms, *other.terms])

    def __radd__(self, nothing: int) -> Sum:
        assert nothing == 0
        return self

    @staticmethod
    def weighted_sum(some: Sequence[Sum], factors: Sequence[int]) -> Sum:
        return Sum([term for one, factor in zip(some, factors, strict=True) for term in (one * factor).terms])


class Solver:
    """Solves such a program by HiGHS, or fails; `stopped` tells whether it was asked to stop."""

    status = "OPTIMAL"

    def __init__(self) -> None:
        self.parameters = SimpleNamespace()
        self.stopped = Event()

    def solve(self, program: Program) -> str:
        if self.parameters.relative_gap_limit < 0:
            assert self.stopped.wait(20)
            return "UNKNOWN"
        self.found = solve(program.matrix, Goal(program.goal, 0, 100_000))
        self.objective_value, self.best_objective_bound = self.found.value, self.found.bound
        return "OPTIMAL"

    def stop_search(self) -> None:
        self.stopped.set()

    def value(self, some: Sum) -> float:
        [(column, _)] = some.terms
        return self.found.values[column]

    def status_name(self, status: str) -> str:
        return status


@pytest.fixture
def cp_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module in place of CP-SAT's."""
    stand_in = SimpleNamespace(
        CpModel=Program,
        CpSolver=Solver,
        LinearExpr=Sum,
        INT_MIN=-inf,
        INT_MAX=inf,
        OPTIMAL="OPTIMAL",
        FEASIBLE="FEASIBLE",
    )
    monkeypatch.setitem(sys.modules, "ortools", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "ortools.sat", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "ortools.sat.python", SimpleNamespace(cp_model=stand_in))


@pytest.mark.usefixtures("cp_model")
def test_cpsat_is_given_the_very_matrix_and_scaled_so_that_nothing_is_rounded() -> None:
    record, people, asks = invented_system(150, 8, 2, 1)
    plan, whole = by_cpsat(people, asks, 20, 0), monolith(people, asks, Limits(20, 0))
    assert check(plan, record) == ()
    assert plan.coverage.value == pytest.approx(whole.coverage.value)
    assert plan.coverage.bound == pytest.approx(whole.coverage.bound)


@pytest.mark.usefixtures("cp_model")
def test_cpsat_is_stopped_at_a_time_of_the_processor_and_finding_no_plan_is_said() -> None:
    _, people, asks = invented_system(150, 8, 2, 1)
    with pytest.raises(SystemExit, match="CP-SAT found no plan: UNKNOWN"):
        by_cpsat(people, asks, 0, -1)
