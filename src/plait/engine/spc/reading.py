"""What a chart says: the label of each point, and the two icons of a series."""

from enum import StrEnum
from typing import cast

import numpy as np
from numpy.typing import NDArray

from plait.engine.spc.profiles import MDC, Profile
from plait.engine.spc.xmr import Flags, Points


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is, 0 where neither."""
        return {"increase": 1, "decrease": -1}.get(self.value, 0)


class Variation(StrEnum):
    """The icon of variation: what the latest point says."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The icon of assurance: whether the process as it runs meets the target."""

    PASSES = "consistent_pass"
    FAILS = "consistent_fail"
    INCONSISTENT = "inconsistent"


Words = NDArray[np.str_]
COMMON = "Common Cause"


def labels(points: Points, profile: Profile = MDC) -> Words:
    """The one label of each point, in the reference's words; rules come in the order outside, trend, near, shift."""
    up = points.high > 0
    named = [
        np.where(up, "Above UCL", "Below LCL"),
        np.where(up, f"{profile.trend} Point Trend (Increasing)", f"{profile.trend} Point Trend (Decreasing)"),
        np.where(up, "2 in 3 Above CL", "2 in 3 Below CL"),
        np.where(up, f"{profile.shift} Points Above CL", f"{profile.shift} Points Below CL"),
    ]
    rules = [points.outside, points.trend, points.two_in_three, points.shift]
    return cast(Words, np.select(rules, named, COMMON))


def improves(points: Points, direction: Direction) -> tuple[Flags, Flags]:
    """Does any rule tell of improvement at the point, and does any tell of concern? Both can be so at once."""
    sides = points.outside | points.two_in_three | points.shift
    good = direction.sign
    better = (sides & (points.side == good)) | (points.trend & (points.trend_sign == good))
    worse = (sides & (points.side == -good)) | (points.trend & (points.trend_sign == -good))
    return (better, worse) if good else (np.zeros_like(better), np.zeros_like(worse))


def variation(points: Points, direction: Direction, profile: Profile = MDC) -> Variation | None:
    """The icon of one series by its latest point that counts; None where there is no chart yet."""
    counting = np.flatnonzero(~np.isnan(points.value))
    if profile.is_reference:
        latest = len(points.value) - 1
    elif not len(counting) or np.isnan(points.mean[counting[-1]]):
        return None
    else:
        latest = counting[-1]
    high = int(points.high[latest])
    if not high:
        return Variation.COMMON_CAUSE
    kind = "neutral" if not direction.sign else "improvement" if high == direction.sign else "concern"
    return Variation(f"{kind}_{'high' if high > 0 else 'low'}")


def assurance(points: Points, direction: Direction, target: float | None, profile: Profile = MDC) -> Assurance | None:
    """Whether one series as it runs would meet the target of its last point; None where nothing can be said.

    Limits without width (a constant series) meet a target or fail it: that is ours, the reference says inconsistent.
    """
    if target is None or not direction.sign or not len(points.value):
        return None
    lower, upper, mean = (float(one[-1]) for one in (points.lower, points.upper, points.mean))
    if np.isnan(lower):
        return Assurance.INCONSISTENT if profile.is_reference else None
    good = direction.sign
    if lower == upper and not profile.is_reference:
        return Assurance.PASSES if (mean - target) * good >= 0 else Assurance.FAILS
    if target > upper:
        return Assurance.FAILS if good > 0 else Assurance.PASSES
    if target < lower:
        return Assurance.PASSES if good > 0 else Assurance.FAILS
    return Assurance.INCONSISTENT


def suggested_rebase(points: Points, profile: Profile = MDC) -> int | None:
    """The row at which the last sustained shift of one series began, where a person might rebase; None without one.

    Sustained is a shift that lasts until the latest point and has as many points as limits need (our definition).
    """
    if points.is_provisional.any():
        return None
    counting = np.flatnonzero(~np.isnan(points.value))
    side = points.side[counting]
    if not len(side) or not side[-1]:
        return None
    other = np.flatnonzero(side != side[-1])
    began = int(other[-1]) + 1 if len(other) else 0
    lasts = len(side) - began >= max(profile.least, profile.shift)
    return int(counting[began]) if began and lasts else None
