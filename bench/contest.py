"""`python -m bench.contest`: five ways to assemble the same teams, each row a process of its own, one scorer for all.

Greedy; greedy with swaps; CP-SAT (where the `bench` group of dependencies is installed); HiGHS on the whole model;
and Plait's own search. Every plan is checked by the scorer, and a bound that any of them proved holds for all.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.cpsat import by_cpsat
from bench.greedy import greedy
from bench.invented_needs import invented_needs
from bench.plotting import Dot, plot
from bench.swapping import with_swaps
from plait.engine.assembly.asks import Ask, Policy, asks_of, first_window, servable
from plait.engine.assembly.assembling import assemble, plan_of_teams, team_of
from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.matrix import build
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.scorer import check, effort_of, score

Engine = Callable[[Sequence[Candidate], Sequence[Ask], float], Plan]
SIZES = {"small": (150, 10), "trust": (1_500, 60)}
GAP = 0.01


def monolith(pool: Sequence[Candidate], asks: Sequence[Ask], seconds: float) -> Plan:
    """HiGHS on the whole model, coverage alone, until 1 % is proved or the time is up."""
    model, end = build(pool, asks), time.process_time() + seconds
    goal = Goal(model.coverage, GAP, 1_000_000)
    found = solve(model.matrix, goal, known=model.matrix.lower, watch=lambda *_: time.process_time() < end)
    return plan_of_teams(
        tuple(team_of(one, found.values, pool, asks) for one in model.asks), found.bound, pool, Policy()
    )


def ours(pool: Sequence[Candidate], asks: Sequence[Ask], seconds: float) -> Plan:
    """Plait's own search, both of its levels, stopped when the time is up."""
    end = time.process_time() + seconds
    return assemble(pool, asks, Policy(gap=GAP), progress=lambda *_: time.process_time() < end)


ENGINES: dict[str, Engine] = {
    "greedy": lambda pool, asks, _: greedy(pool, asks),
    "greedy with swaps": with_swaps,
    "CP-SAT": by_cpsat,
    "HiGHS, whole model": monolith,
    "Plait": ours,
}


def run(engine: str, size: str, seed: int, seconds: float) -> dict[str, object]:
    """One row, in this process."""
    trust = invented_needs(*SIZES[size], seed)
    asks = asks_of(trust, servable(trust), first_window(trust.on))
    pool = pool_of(trust, asks, Policy())
    processor, wall = time.process_time(), time.monotonic()
    plan = ENGINES[engine](pool, asks, seconds)
    processor, wall = time.process_time() - processor, time.monotonic() - wall
    plan = replace(plan, effort=replace(plan.effort, value=effort_of(plan)))
    return {
        "engine": engine, "size": size, "seed": seed, "value": score(plan), "bound": plan.coverage.bound,
        "whole": sum(1 for team in plan.teams if team.is_whole), "violations": len(check(plan, trust)),
        "cpu": processor, "wall": wall, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def main() -> None:
    """Every row asked for, as a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.contest", description=__doc__)
    parser.add_argument("--size", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--seed", nargs="+", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--seconds", type=float, default=60, help="of the processor, for each search")
    parser.add_argument("--engine", choices=ENGINES, help="this one only, in this process, as JSON")
    parser.add_argument("--plot", type=Path, help="a file for the gaps against seconds of the processor, as SVG")
    asked = parser.parse_args()
    if asked.engine:
        print(json.dumps(run(asked.engine, asked.size[0], asked.seed[0], asked.seconds)))
        return
    print(_machine(), "\n\n| Size, seed | Engine | Covered | In full | Own bound | Gap to the best bound | "
          "Beside greedy | Violations | CPU s | Wall s | MiB |\n|" + "---|" * 11, sep="", flush=True)  # fmt: skip
    dots: list[Dot] = []
    for size in asked.size:
        for seed in asked.seed:
            told = [_apart(engine, size, seed, asked.seconds) for engine in _installed()]
            for line in _lines(told):
                print(line, flush=True)
            dots.extend(_dots(told))
    if asked.plot:
        asked.plot.write_text(plot(dots), encoding="utf-8")


def _installed() -> Iterable[str]:
    try:
        version("ortools")
    except PackageNotFoundError:
        return [one for one in ENGINES if one != "CP-SAT"]
    return list(ENGINES)


def _apart(engine: str, size: str, seed: int, seconds: float) -> dict[str, object]:
    command = [sys.executable, "-m", "bench.contest", "--engine", engine, "--size", size]
    command += ["--seed", str(seed), "--seconds", str(seconds)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(ended.stdout.splitlines()[-1]))


def _dots(told: Sequence[dict[str, object]]) -> Iterable[Dot]:
    best = min(float(str(one["bound"])) for one in told)
    for one in told:
        gap = best / float(str(one["value"])) - 1
        yield Dot(str(one["engine"]), str(one["size"]), float(str(one["cpu"])), gap)


def _lines(told: Sequence[dict[str, object]]) -> Iterable[str]:
    best = min(float(str(one["bound"])) for one in told)
    plain = float(str(told[0]["value"]))
    for one in told:
        value, bound = float(str(one["value"])), float(str(one["bound"]))
        own = f"{bound:.4f}" if bound < 1 else "–"
        cells = (
            f"{one['size']}, {one['seed']}", one["engine"], f"{value:.4f}", one["whole"], own,
            f"{best / value - 1:.2%}", f"{value / plain - 1:+.1%}", one["violations"],
            f"{one['cpu']:.1f}", f"{one['wall']:.1f}", f"{one['memory']:.0f}",
        )  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"


def _machine() -> str:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("highspy", *(["ortools"] if "CP-SAT" in _installed() else []))
    )
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {sys.version.split()[0]}, {packages}."


if __name__ == "__main__":
    main()
