"""What a chart says in one label, two icons and one suggestion."""

import math

import pytest

from plait.engine.spc.profiles import MDC, NHSR
from plait.engine.spc.reading import (
    Assurance,
    Direction,
    Variation,
    assurance,
    improves,
    labels,
    suggested_rebase,
    variation,
)
from plait.engine.spc.xmr import xmr

STEADY = [10.0, 12.0, 11.0, 13.0, 9.0, 11.0, 12.0, 10.0, 11.0, 13.0, 10.0, 12.0, 11.0]
UP, DOWN, NEITHER = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL


@pytest.mark.parametrize(
    ("latest", "direction", "wanted"),
    [
        (11.0, UP, Variation.COMMON_CAUSE),
        (40.0, UP, Variation.IMPROVEMENT_HIGH),
        (40.0, DOWN, Variation.CONCERN_HIGH),
        (-20.0, UP, Variation.CONCERN_LOW),
        (-20.0, DOWN, Variation.IMPROVEMENT_LOW),
        (40.0, NEITHER, Variation.NEUTRAL_HIGH),
        (-20.0, NEITHER, Variation.NEUTRAL_LOW),
    ],
)
def test_variation_is_that_of_the_latest_point(latest: float, direction: Direction, wanted: Variation) -> None:
    assert variation(xmr([*STEADY, latest], baseline=13), direction) == wanted


def test_a_missing_latest_month_leaves_the_icon_of_the_one_before() -> None:
    points = xmr([*STEADY, 40.0, math.nan], baseline=13)
    assert variation(points, UP) == Variation.IMPROVEMENT_HIGH
    assert variation(points, UP, NHSR) == Variation.COMMON_CAUSE


def test_no_icon_before_thirteen_points() -> None:
    few = xmr(STEADY[:12])
    assert variation(few, UP) is None
    assert variation(xmr([]), UP) is None
    assert assurance(few, UP, 10.0) is None
    assert assurance(xmr([5.0], profile=NHSR), UP, 10.0, NHSR) == Assurance.INCONSISTENT


@pytest.mark.parametrize(
    ("target", "direction", "wanted"),
    [
        (100.0, UP, Assurance.FAILS),
        (100.0, DOWN, Assurance.PASSES),
        (-50.0, UP, Assurance.PASSES),
        (-50.0, DOWN, Assurance.FAILS),
        (11.0, UP, Assurance.INCONSISTENT),
        (11.0, NEITHER, None),
        (None, UP, None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(
    target: float | None, direction: Direction, wanted: Assurance | None
) -> None:
    assert assurance(xmr(STEADY), direction, target) == wanted


@pytest.mark.parametrize(
    ("target", "wanted"), [(95.0, Assurance.PASSES), (100.0, Assurance.PASSES), (101.0, Assurance.FAILS)]
)
def test_a_constant_series_meets_its_target_or_fails_it(target: float, wanted: Assurance) -> None:
    assert assurance(xmr([100.0] * 14), UP, target) == wanted


def test_a_point_may_be_better_and_worse_at_once() -> None:
    values = [*STEADY, 40.0, 39.0, 38.0, 37.0, 36.0, 35.0]
    better, worse = improves(xmr(values, baseline=13), UP)
    assert better[-1]
    assert worse[-1]
    neither = improves(xmr(values, baseline=13), NEITHER)
    assert not neither[0].any()
    assert not neither[1].any()


def test_labels_come_in_the_order_of_the_rules() -> None:
    values = [*STEADY, 40.0, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5]
    words = labels(xmr(values, baseline=13), MDC)
    assert words[13] == "Above UCL"
    assert words[0] == "Common Cause"
    assert words[-1] == "7 Points Above CL"
    assert labels(xmr([1.0, 2.0, 3.0, 4.0, 5.0, 6.0] * 3), MDC)[0] == "6 Point Trend (Increasing)"


def test_a_rebase_is_suggested_where_a_lasting_shift_began() -> None:
    after = [value + 20 for value in STEADY]
    assert suggested_rebase(xmr([*STEADY, *after])) == 13
    assert suggested_rebase(xmr([*STEADY, *after[:12]])) is None
    assert suggested_rebase(xmr(STEADY)) is None
    assert suggested_rebase(xmr([100.0] * 20)) is None
    assert suggested_rebase(xmr([])) is None
    waiting = xmr([*STEADY, *after[:5]], starts=[at == 13 for at in range(18)])
    assert suggested_rebase(waiting) is None
