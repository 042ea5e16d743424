"""The plait: three sine strands a third of a turn apart, which comes apart when a strand is missing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

STRANDS = ("digital", "clinical", "operational")
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of one strand; a piece that passes over the others has a halo in the colour of the page."""

    points: str
    strand: str
    over: bool


@dataclass(frozen=True, slots=True)
class Plait:
    """The drawing, in its own units."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]
    loose: tuple[Stroke, ...]  # missing strands, from end to end


@cache
def draw_plait(width: int, height: int, missing: tuple[str, ...] = ()) -> Plait:
    """Under-passes first, then over-passes; a strand is over where sin 2t > 0."""
    quarters = range(math.ceil(width / _quarter(height)) + 4)  # the last strand starts nearly three quarters late
    pieces = [
        _piece(width, height, strand, quarter)
        for strand in range(3)
        if STRANDS[strand] not in missing
        for quarter in quarters
    ]
    drawn = sorted((piece for piece in pieces if piece is not None), key=lambda piece: piece.over)
    loose = tuple(_loose(width, height, strand) for strand in range(3) if STRANDS[strand] in missing)
    return Plait(width, height, tuple(drawn), loose)


def _quarter(height: int) -> float:
    return height * 0.403  # a strand crosses the mark in half a turn, a little flatter than a circle


def _y(height: int, angle: float) -> float:
    return height / 2 - height * 0.375 * math.sin(angle)


def _piece(width: int, height: int, strand: int, quarter: int) -> Stroke | None:
    """A quarter turn of a strand, a hair longer at each end so that pieces join; None outside the mark."""
    turn = math.pi / 2
    shift = 2 * math.pi * strand / 3
    slope = turn / _quarter(height)
    first = quarter * turn - shift
    starts = max((first / slope) - 0.4, -0.4)
    ends = min((first + turn) / slope + 0.4, width + 0.4)
    if ends - starts < 1:
        return None
    xs = [starts + (ends - starts) * step / _STEPS for step in range(_STEPS + 1)]
    return Stroke(
        points=" ".join(f"{x:.1f},{_y(height, x * slope + shift):.1f}" for x in xs),
        strand=STRANDS[strand],
        over=quarter % 2 == 0,
    )


def _loose(width: int, height: int, strand: int) -> Stroke:
    slope = math.pi / 2 / _quarter(height)
    shift = 2 * math.pi * strand / 3
    points = " ".join(f"{x:.1f},{_y(height, x * slope + shift):.1f}" for x in range(0, width + 1, 2))
    return Stroke(points=points, strand=STRANDS[strand], over=False)
