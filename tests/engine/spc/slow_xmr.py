"""The same charts a second time: row by row, with exact fractions, slow and obvious."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from plait.engine.spc.profiles import Profile


@dataclass
class SlowPoint:
    """What the rules say of one point, each on its own."""

    mean: float | None
    lower: float | None
    upper: float | None
    outside: bool = False
    near: bool = False
    shift: bool = False
    two_in_three: bool = False
    trend: bool = False


def slow_chart(values: list[float | None], profile: Profile, baseline: int = 0) -> list[SlowPoint]:
    """One series without a rebase."""
    numbers = [None if value is None else Fraction(value) for value in values]
    inside = numbers[: baseline or len(numbers)]
    known = [value for value in inside if value is not None]
    if not known or (profile.least and len(known) < profile.least):
        return [SlowPoint(None, None, None) for _ in values]
    mean = sum(known, Fraction(0)) / len(known)
    ranges = [abs(b - a) for a, b in pairwise(inside) if a is not None and b is not None]
    if profile.screens and ranges:
        most = Fraction("3.267") * sum(ranges) / len(ranges)
        ranges = [one for one in ranges if one < most]
    reach = Fraction("2.66") * sum(ranges) / len(ranges) if ranges else None
    points = [
        SlowPoint(
            float(mean), None if reach is None else float(mean - reach), None if reach is None else float(mean + reach)
        )
        for _ in values
    ]
    side = [0 if value is None else (value > mean) - (value < mean) for value in numbers]
    if reach is not None:
        for point, value in zip(points, numbers, strict=True):
            far = Fraction(0) if value is None else abs(value - mean)
            point.outside = far > reach
            point.near = not point.outside and far > reach * 2 / 3
    _mark(points, side, numbers, profile)
    return points


def _mark(points: list[SlowPoint], side: list[int], numbers: list[Fraction | None], profile: Profile) -> None:
    n = len(points)
    for start in range(n):
        run = range(start, start + profile.shift)
        if run.stop <= n and side[start] and all(side[at] == side[start] for at in run):
            for at in run:
                points[at].shift = True
        run = range(start, start + profile.trend)
        window = [value for value in numbers[start : run.stop] if value is not None]
        steps = {(b > a) - (b < a) for a, b in pairwise(window)} if len(window) == profile.trend else set()
        if steps in ({1}, {-1}):
            for at in run:
                points[at].trend = True
        three = range(start, start + 3)
        on_one_side = three.stop <= n and side[start] and all(side[at] == side[start] for at in three)
        if on_one_side and sum(points[at].near for at in three) >= 2:
            for at in three:
                points[at].two_in_three |= points[at].near
