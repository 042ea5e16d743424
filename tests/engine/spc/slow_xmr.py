"""The same charts a second time: row by row, with exact fractions, slow and obvious."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from plait.engine.spc.profiles import Profile
from plait.engine.spc.reading import Direction


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
    side: int = 0
    label: str = "Common Cause"


def slow_series(
    values: list[float | None], profile: Profile, starts: tuple[int, ...], baseline: int
) -> list[SlowPoint]:
    """One series, each stretch between new starts a chart of its own, with the one label of each point."""
    cuts = sorted({0, *starts, len(values)})
    points: list[SlowPoint] = []
    for first, last in pairwise(cuts):
        own = slow_chart(values[first:last], profile, baseline)
        _label(own, values[first:last], profile)
        points += own
    return points


def _label(points: list[SlowPoint], values: list[float | None], profile: Profile) -> None:
    for at, point in enumerate(points):
        side = "Above" if point.side > 0 else "Below"
        if point.outside:
            point.label = f"{side} {'UCL' if point.side > 0 else 'LCL'}"
        elif point.trend:
            goes = "Increasing" if _rises(points, values, at, profile) else "Decreasing"
            point.label = f"{profile.trend} Point Trend ({goes})"
        elif point.two_in_three:
            point.label = f"2 in 3 {side} CL"
        elif point.shift:
            point.label = f"{profile.shift} Points {side} CL"


def _rises(points: list[SlowPoint], values: list[float | None], at: int, profile: Profile) -> bool:
    """The reference looks at the next point where that is in a trend too, else at the one before; we at the trend."""
    if profile.is_reference:
        is_next = at + 1 < len(points) and points[at + 1].trend
        return _way(values, at if is_next else at - 1) > 0
    windows = [range(start, start + profile.trend) for start in range(at - profile.trend + 1, at + 1)]
    whole = [one for one in windows if one.start >= 0 and one.stop <= len(values)]
    ways = [{_way(values, step) for step in one[:-1]} for one in whole]
    return [ways_of for ways_of in ways if ways_of in ({1}, {-1})][-1] == {1}


def _way(values: list[float | None], at: int) -> int:
    before, after = values[at], values[at + 1]
    return 0 if before is None or after is None else (after > before) - (after < before)


def slow_icons(
    points: list[SlowPoint], values: list[float | None], direction: Direction, target: float | None, profile: Profile
) -> tuple[str, str]:
    """Variation by the label of the latest point that counts; assurance by the latest limits."""
    known = [at for at, value in enumerate(values) if value is not None]
    at = len(points) - 1 if profile.is_reference else known[-1] if known else -1
    if at < 0 or (points[at].mean is None and not profile.is_reference):
        return "", ""
    label, last = points[at].label, points[-1]
    high = "Above" in label or "Increasing" in label
    good = {"increase": high, "decrease": not high}.get(direction.value)
    kind = "neutral" if good is None else "improvement" if good else "concern"
    variation = "common_cause" if label == "Common Cause" else f"{kind}_{'high' if high else 'low'}"
    if target is None or direction is Direction.NEUTRAL:
        return variation, ""
    if last.lower is None or last.upper is None or last.mean is None:
        return variation, "inconsistent" if profile.is_reference else ""
    is_up = direction is Direction.INCREASE
    if last.lower == last.upper and not profile.is_reference:
        return variation, "consistent_pass" if target == last.mean or is_up == (
            last.mean > target
        ) else "consistent_fail"
    if target > last.upper:
        return variation, "consistent_fail" if is_up else "consistent_pass"
    if target < last.lower:
        return variation, "consistent_pass" if is_up else "consistent_fail"
    return variation, "inconsistent"


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
    for point, own in zip(points, side, strict=True):
        point.side = own
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
