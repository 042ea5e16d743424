"""`python -m bench.contest`: five ways to assemble the same teams, each row a process of its own, one scorer for all.

Greedy; greedy with swaps; CP-SAT (where the `bench` group of dependencies is installed); HiGHS on the whole model; and
Plait's own search, until coverage is proved and until all levels are weighed. A system of six sites is for the last
two alone: HiGHS on the whole model and Plait. Every plan is checked by the scorer, and a bound that any of them proved
holds for all.
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
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path

from bench.cpsat import by_cpsat
from bench.greedy import greedy
from bench.invented_needs import invented_needs
from bench.plotting import Dot, plot
from bench.swapping import with_swaps
from bench.systems import invented_system
from plait.engine.assembly.apart import assemble_apart
from plait.engine.assembly.asks import Ask, Policy, asks_of, first_window, servable
from plait.engine.assembly.assembling import WEIGHING, assemble, plan_of_teams, team_of
from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.matrix import build
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.scorer import check, effort_of, score
from plait.engine.trust import Trust


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of the processor that a search may take, and the gap at which it is near enough."""

    seconds: float
    gap: float


Engine = Callable[[Sequence[Candidate], Sequence[Ask], Limits], Plan]
SIZES = {"small": (150, 10), "trust": (1_500, 60), "system": (20_000, 600)}
SITES = 6
GAPS = {"small": 0.002, "trust": 0.002, "system": 0.01}


def monolith(pool: Sequence[Candidate], asks: Sequence[Ask], limits: Limits) -> Plan:
    """HiGHS on the whole model, coverage alone, until the gap is proved or the time is up."""
    end = time.process_time() + limits.seconds
    model = build(pool, asks)
    goal = Goal(model.coverage, limits.gap, 1_000_000)
    found = solve(model.matrix, goal, known=model.matrix.lower, watch=lambda *_: time.process_time() < end)
    return plan_of_teams(
        tuple(team_of(one, found.values, pool, asks) for one in model.asks), found.bound, pool, Policy()
    )


def ours(pool: Sequence[Candidate], asks: Sequence[Ask], limits: Limits, stages: Collection[str] = ()) -> Plan:
    """Plait's own search, coverage alone unless the other stage is named, stopped when the time is up."""
    end = time.process_time() + limits.seconds
    search = assemble_apart if len({ask.home for ask in asks}) > 1 else assemble

    def goes_on(stage: str, *_: object) -> bool:
        return (stage != WEIGHING or stage in stages) and time.process_time() < end

    return search(pool, asks, Policy(gap=limits.gap), progress=goes_on)


ENGINES: dict[str, Engine] = {
    "greedy": lambda pool, asks, _: greedy(pool, asks),
    "greedy with swaps": lambda pool, asks, limits: with_swaps(pool, asks, limits.seconds),
    "CP-SAT": lambda pool, asks, limits: by_cpsat(pool, asks, limits.seconds, limits.gap),
    "HiGHS, whole model": monolith,
    "Plait": ours,
    "Plait, all levels": partial(ours, stages=(WEIGHING,)),
}
HEADINGS = (
    "Size, seed", "Budget, CPU s", "Engine", "Covered", "In full", "Own bound", "Gap to the best bound",
    "Beside greedy", "Beside the whole model", "Violations", "CPU s", "Wall s", "MiB",
)  # fmt: skip
WHOLE = "HiGHS, whole model"
OF_SYSTEM = (WHOLE, "Plait")


def _invented(size: str, seed: int) -> tuple[Trust, Sequence[Candidate], Sequence[Ask]]:
    if size == "system":
        return invented_system(*SIZES[size], SITES, seed)
    trust = invented_needs(*SIZES[size], seed)
    asks = asks_of(trust, servable(trust), first_window(trust.on))
    return trust, pool_of(trust, asks, Policy()), asks


def run(engine: str, size: str, seed: int, limits: Limits) -> dict[str, object]:
    """One row, in this process."""
    trust, pool, asks = _invented(size, seed)
    processor, wall = time.process_time(), time.monotonic()
    plan = ENGINES[engine](pool, asks, limits)
    processor, wall = time.process_time() - processor, time.monotonic() - wall
    plan = replace(plan, effort=replace(plan.effort, value=effort_of(plan)))
    return {
        "engine": engine, "size": size, "seed": seed, "seconds": limits.seconds,
        "value": score(plan), "bound": plan.coverage.bound,
        "whole": sum(1 for team in plan.teams if team.is_whole), "violations": len(check(plan, trust)),
        "cpu": processor, "wall": wall, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def main() -> None:
    """Every row asked for, as a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.contest", description=__doc__)
    parser.add_argument("--size", nargs="+", choices=SIZES, default=["small", "trust"])
    parser.add_argument("--seed", nargs="+", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--seconds", nargs="+", type=float, default=[10, 60], help="of the processor, for each search")
    parser.add_argument("--gap", type=float, help="that is near enough; by size unless given")
    parser.add_argument("--engine", choices=ENGINES, help="this one only, in this process, as JSON")
    parser.add_argument("--plot", type=Path, help="a file for the gaps against seconds of the processor, as SVG")
    asked = parser.parse_args()
    if asked.engine:
        limits = Limits(asked.seconds[0], asked.gap or GAPS[asked.size[0]])
        print(json.dumps(run(asked.engine, asked.size[0], asked.seed[0], limits)))
        return
    print(_machine(), "", f"| {' | '.join(HEADINGS)} |", "|" + "---|" * len(HEADINGS), sep="\n", flush=True)
    dots: list[Dot] = []
    for size, seed in product(asked.size, asked.seed):
        told = [
            _apart(engine, size, seed, Limits(seconds, asked.gap or GAPS[size]))
            for place, seconds in enumerate(asked.seconds)
            for engine in _engines(size)
            if not place or engine != "greedy"
        ]
        for line in _lines(told):
            print(line, flush=True)
        dots.extend(_dots(told))
    if asked.plot:
        asked.plot.write_text(plot(dots), encoding="utf-8")


def _engines(size: str) -> Iterable[str]:
    return [one for one in _installed() if size != "system" or one in OF_SYSTEM]


def _installed() -> Iterable[str]:
    try:
        version("ortools")
    except PackageNotFoundError:
        return [one for one in ENGINES if one != "CP-SAT"]
    return list(ENGINES)


def _apart(engine: str, size: str, seed: int, limits: Limits) -> dict[str, object]:
    command = [sys.executable, "-m", "bench.contest", "--engine", engine, "--size", size]
    command += ["--seed", str(seed), "--seconds", str(limits.seconds), "--gap", str(limits.gap)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(ended.stdout.splitlines()[-1]))


def _dots(told: Sequence[dict[str, object]]) -> Iterable[Dot]:
    best = min(float(str(one["bound"])) for one in told)
    for one in told:
        gap = best / float(str(one["value"])) - 1
        yield Dot(str(one["engine"]), str(one["size"]), float(str(one["cpu"])), gap)


def _lines(told: Sequence[dict[str, object]]) -> Iterable[str]:
    best = min(float(str(one["bound"])) for one in told)
    plain = float(str(told[0]["value"])) if told[0]["engine"] == "greedy" else None
    whole = {one["seconds"]: float(str(one["value"])) for one in told if one["engine"] == WHOLE}
    for one in told:
        value, bound = float(str(one["value"])), float(str(one["bound"]))
        own = f"{bound:.4f}" if bound < 1 else "–"
        cells = (
            f"{one['size']}, {one['seed']}", f"{one['seconds']:g}", one["engine"], f"{value:.4f}", one["whole"], own,
            f"{best / value - 1:.2%}", f"{value / plain - 1:+.1%}" if plain else "–",
            f"{value / whole[one['seconds']] - 1:+.2%}",
            one["violations"], f"{one['cpu']:.1f}", f"{one['wall']:.1f}", f"{one['memory']:.0f}",
        )  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"


def _machine() -> str:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("highspy", *(["ortools"] if "CP-SAT" in _installed() else []))
    )
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {sys.version.split()[0]}, {packages}."


if __name__ == "__main__":
    main()
