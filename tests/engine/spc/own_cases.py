"""Invented series on which the rules of a chart show, each with where its rule comes from.

The rules are those of NHS England's Making Data Count; the numbers 2.66 and 3.267 are those of individuals charts
(Wheeler, "Understanding Variation"); what profile nhsr does otherwise is what the R package NHSRplotthedots 0.2.2 does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plait.engine.spc.profiles import MDC, NHSR, Profile
from plait.engine.spc.reading import Direction

UP, DOWN, NEITHER = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL
SHORT = Profile("nhsr", screens=True, shift=6, trend=5, least=0, is_reference=True)
"""As nhsr, with other run lengths."""
STEADY = (61.0, 58, 63, 60, 57, 62, 59, 64, 60, 58, 61, 63, 59)


@dataclass(frozen=True)
class Case:
    """One series, how it is charted, and the rule it is there for."""

    name: str
    rule: str
    values: Sequence[float | None]
    profile: Profile = NHSR
    direction: Direction = UP
    target: float | None = None
    starts: tuple[int, ...] = field(default=())
    baseline: int = 0


def _both(name: str, rule: str, values: Sequence[float | None], target: float | None = 60.0) -> list[Case]:
    """The series under both profiles, and where lower is better."""
    return [
        Case(f"{name}, {profile.name}, {direction.value}", rule, values, profile, direction, target)
        for profile in (NHSR, MDC)
        for direction in (UP, DOWN)
    ]


RISE = (50.0, 52, 54, 56, 58, 60, 62)
CASES = [
    *_both("steady", "no rule", STEADY),
    *_both("outside above", "beyond three sigma", (*STEADY, 95.0)),
    *_both("outside below", "beyond three sigma", (*STEADY, 20.0)),
    *_both("seven above", "a run of seven on one side", (*STEADY, 63.5, 62, 63, 62.5, 64, 62, 63)),
    *_both("six above", "six on one side are no run", (57.0, *STEADY, 56, 62, 62.5, 64, 62, 63, 57)),
    *_both("rising", "a trend counts its first point", (*STEADY, 50.0, 52, 54, 55, 58, 60, 61, 57)),
    *_both("falling", "a trend counts its first point", (*STEADY, 66.0, 64.5, 63, 61, 58, 57, 55, 61)),
    *_both("six rising", "six points are a trend in mdc, not in nhsr", (*STEADY, 55.0, 57, 58, 60, 62, 63, 58)),
    *_both("apex", "a point between a rise and a fall", (*RISE, *reversed(RISE[:-1]))),
    *_both("tie between rises", "a tie breaks a trend", (*RISE, *(one + 12 for one in RISE))),
    *_both("near the limit", "two of three between two and three sigma", (*STEADY, *STEADY, 68.5, 66, 68.5, 60)),
    *_both("near and beyond", "a point beyond three sigma counts for no two of three", (*STEADY, 85.0, 69, 63, 60)),
    *_both("on the mean", "a point on the mean breaks a run", (*(12.0,) * 4, 11, *(12.0,) * 4, *(10.0,) * 8)),
    *_both("missing", "a missing month breaks runs", (*STEADY[:6], None, *STEADY[6:], 63, 63, None)),
    *_both("constant", "nothing moves", (70.0,) * 14),
    *_both("one step", "moving ranges of nought but one", (*(70.0,) * 8, *(71.0,) * 8)),
    *_both("all missing", "nothing is known", (None,) * 3),
    *_both("one point", "one point has no range", (5.0,)),
    *_both("twelve points", "mdc waits for thirteen", STEADY[:12]),
    *_both("thirds", "figures that no float holds", tuple(one / 3 for one in (*STEADY, 95.0, 61, 60))),
    *_both("large", "figures of millions", tuple(one * 1e7 for one in (*STEADY, 95.0, 61, 60)), 6e8),
    Case("screened", "ranges of 3.267 times their mean are left out", (*STEADY, 160.0, 60, 61, 58)),
    Case("not screened", "mdc leaves none out", (*STEADY, 160.0, 60, 61, 58), MDC),
    *(
        Case(f"new start, {one.name}", "nothing crosses it", (*STEADY, *(v + 20 for v in STEADY)), one, starts=(13,))
        for one in (NHSR, MDC)
    ),
    Case("new start at once", "the first row may be one", STEADY, starts=(0,)),
    Case("short stretches", "nhsr charts the shortest stretch", (*STEADY, 80, 82, 81), starts=(13, 15)),
    Case("first twelve", "mean and limits of the first twelve rows", (*STEADY, 70, 75, 64, 69, 66), baseline=12),
    Case("first twelve, one missing", "missing rows count", (None, *STEADY, 70, 75, 64), baseline=12),
    Case("other lengths, six above", "shift 6, trend 5", (*STEADY, 62, 62.5, 64, 62, 63, 62, 57), SHORT),
    Case("other lengths, five rising", "shift 6, trend 5", (*STEADY, 55.0, 57, 58, 60, 62, 57), SHORT),
    Case("other lengths, four falling", "shift 6, trend 5", (*STEADY, 63.0, 62, 58, 57, 60), SHORT),
    Case("neither is better", "no improvement, no concern", (*STEADY, 95.0), direction=NEITHER, target=60.0),
    Case("no target", "no assurance", STEADY),
    Case("target above", "missed every time", STEADY, target=90.0),
    Case("target below", "met every time", STEADY, target=20.0),
    Case("target above, lower is better", "met every time", STEADY, direction=DOWN, target=90.0),
]  # fmt: skip
