"""The picture of how good a plan is: a dot for what it covers, a bar for the most any plan could."""

from __future__ import annotations

from dataclasses import dataclass

from plait.engine.assembly.wording import percent

LEFT, RIGHT, WIDTH = 24, 396, 420
STEP = 0.05


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
    """The chart from the last five per cent below the plan up to everything; shares between 0 and 1."""
    least = max(0.0, int((value - STEP) / STEP) * STEP)
    marks = 4 if least > 0.7 else 5

    def x(share: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (min(share, 1.0) - least) / (1.0 - least), 1)

    shares = [least + (1 - least) * step / marks for step in range(marks + 1)]
    return BoundChart(
        WIDTH,
        f"This plan covers {percent(value)}. The most any plan could cover is {percent(bound)}.",
        x(value),
        x(bound),
        percent(value),
        percent(bound),
        tuple(Tick(x(share), f"{share * 100:.0f}%") for share in shares),
    )
