"""The picture of how good a plan is: a dot for what it covers, a bar for the most any plan could."""

from __future__ import annotations

from dataclasses import dataclass

from plait.engine.assembly.wording import percent

LEFT, RIGHT, WIDTH = 24, 396, 420
STEPS = (0.05, 0.1, 0.2)
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class BoundChart:
    """The drawing, and what it says in words."""

    width: int
    title: str
    plan_x: float
    bound_x: float
    plan: str
    bound: str
    ticks: tuple[Tick, ...]


def draw_bound(value: float, bound: float) -> BoundChart:
    """The chart from a round share below the plan up to everything; shares between 0 and 1."""
    for step in STEPS:
        marks = range(max(0, int(value / step + 1e-9) - 1), round(1 / step) + 1)
        if len(marks) <= MOST_TICKS:
            break
    least = marks[0] * step

    def x(share: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (min(share, 1.0) - least) / (1.0 - least), 1)

    return BoundChart(
        WIDTH,
        f"This plan covers {percent(value)}. The most any plan could cover is {percent(bound)}.",
        x(value),
        x(bound),
        percent(value),
        percent(bound),
        tuple(Tick(x(mark * step), f"{mark * step * 100:.0f}%") for mark in marks),
    )
