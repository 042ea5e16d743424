"""Two ways of doing one thing, timed in turn, and a line of the table that says what came of it."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: both times as words, the ratio, the goal, and whether it was met (None: no goal)."""

    name: str
    ours: str
    other: str = ""
    ratio: str = ""
    goal: str = ""
    is_met: bool | None = None

    @property
    def verdict(self) -> str:
        """Met or missed, or nothing where no goal is set."""
        return "" if self.is_met is None else "met" if self.is_met else "missed"


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes by the wall clock; rubbish of the one before it is cleared first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Medians of both, and the median of how many times longer the other takes, round by round."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(rounds)]
    mine, theirs = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(theirs), statistics.median(b / a for a, b in pairs)


def compared(name: str, times: tuple[float, float, float], *, goal: float | None = None) -> Row:
    """The line of two ways timed in turn; the goal is how many times quicker ours is to be."""
    ours, other, ratio = times
    words = f"{goal:g} times quicker" if goal else ""
    return Row(name, f"{ours:.2f} s", f"{other:.2f} s", f"{ratio:.1f}", words, ratio >= goal if goal else None)
