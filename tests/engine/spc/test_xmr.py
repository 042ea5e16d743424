"""XmR charts agree with a slow second version, and with what the rules say in plain cases."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.spc.profiles import MDC, NHSR, Profile
from plait.engine.spc.xmr import BadSeries, xmr
from tests.engine.spc.slow_xmr import slow_chart

STEADY = [10.0, 12.0, 11.0, 13.0, 9.0, 11.0, 12.0, 10.0, 11.0, 13.0, 10.0, 12.0, 11.0]
NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 12).map(float)), max_size=40)


def _same(found: float, wanted: float | None) -> bool:
    return math.isnan(found) if wanted is None else math.isclose(found, wanted, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("profile", [MDC, NHSR, Profile("short", screens=False, shift=4, trend=3, least=0)])
@given(values=NUMBERS)
def test_limits_agree_with_the_slow_version(values: list[float | None], profile: Profile) -> None:
    points = xmr([math.nan if value is None else value for value in values], profile=profile)
    for at, slow in enumerate(slow_chart(values, profile)):
        assert _same(points.mean[at], slow.mean)
        assert _same(points.lower[at], slow.lower)
        assert _same(points.upper[at], slow.upper)


@pytest.mark.parametrize("profile", [MDC, NHSR, Profile("short", screens=False, shift=4, trend=3, least=0)])
@given(values=NUMBERS)
def test_rules_agree_with_the_slow_version(values: list[float | None], profile: Profile) -> None:
    points = xmr([math.nan if value is None else value for value in values], profile=profile)
    slow = slow_chart(values, profile)
    edges = np.stack([points.mean, points.lower, points.upper, points.near_lower, points.near_upper])
    if (np.abs(edges - points.value) < 1e-9).any() and not (points.lower == points.upper).all():
        return  # a value on a limit hangs on the last bit of a sum of floats
    assert [one.outside for one in slow] == points.outside.tolist()
    assert [one.near for one in slow] == points.near.tolist()
    assert [one.shift for one in slow] == points.shift.tolist()
    assert [one.two_in_three for one in slow] == points.two_in_three.tolist()
    assert [one.trend for one in slow] == (points.trend & ~np.isnan(points.mean)).tolist()


@given(first=NUMBERS, second=NUMBERS)
def test_each_series_is_charted_as_if_alone(first: list[float | None], second: list[float | None]) -> None:
    both = np.array([*first, *second], dtype=float)
    together = xmr(both, [0] * len(first) + [1] * len(second), profile=NHSR)
    alone = [xmr(np.array(one, dtype=float), profile=NHSR) for one in (first, second)]
    for name in ("mean", "upper", "outside", "trend", "trend_sign", "shift", "two_in_three"):
        parts = np.concatenate([getattr(one, name) for one in alone])
        np.testing.assert_array_equal(getattr(together, name), parts)


def test_equal_values_are_no_special_cause() -> None:
    points = xmr([0.1 + 0.2] * 30)
    assert not points.is_special.any()
    assert (points.lower == points.upper).all()


def test_twelve_points_have_no_limits_and_thirteen_do() -> None:
    assert np.isnan(xmr(STEADY[:12]).upper).all()
    assert np.isfinite(xmr(STEADY).upper).all()


def test_a_missing_month_costs_two_ranges_and_breaks_a_run() -> None:
    values = [*STEADY, 9.0, 9.0, 9.0, math.nan, 9.0, 9.0, 9.0]
    points = xmr(values)
    assert np.isnan(points.moving_range).sum() == 3
    assert not points.shift.any()


def test_a_ghosted_point_counts_nowhere() -> None:
    spoilt = [*STEADY[:6], 400.0, *STEADY[6:]]
    ghosted = [value == 400.0 for value in spoilt]
    points = xmr(spoilt, ghosted=ghosted)
    assert points.mean[0] == pytest.approx(np.mean(STEADY), rel=1e-12)
    assert not points.outside.any()


def test_new_limits_wait_for_enough_points() -> None:
    before, after = STEADY, [value + 20 for value in STEADY]
    starts = [at == len(before) for at in range(len(before) + 12)]
    waiting = xmr([*before, *after[:12]], starts=starts)
    assert waiting.is_provisional.tolist() == [False] * 13 + [True] * 12
    assert (waiting.mean == np.float64(waiting.mean[0])).all()
    assert waiting.mean[0] == pytest.approx(np.mean(before), rel=1e-12)
    assert waiting.outside[13:].all()
    there = xmr([*before, *after], starts=[*starts, False])
    assert not there.is_provisional.any()
    assert there.mean[-1] == pytest.approx(np.mean(after), rel=1e-12)
    assert not there.is_special.any()
    assert there.group.tolist() == [0] * 13 + [1] * 13


def test_limits_of_a_baseline_hold_for_what_follows() -> None:
    points = xmr([*STEADY, 30.0], baseline=13)
    assert points.outside.tolist() == [False] * 13 + [True]
    assert points.in_baseline.tolist() == [True] * 13 + [False]


def test_a_waiting_stretch_keeps_the_baseline_it_follows() -> None:
    before = [*STEADY, 15.0, 15.0]
    values = [*before, 30.0]
    points = xmr(values, starts=[False] * len(before) + [True], baseline=13)
    assert points.mean[-1] == pytest.approx(np.mean(STEADY), rel=1e-12)


def test_six_points_up_are_a_trend_with_their_first() -> None:
    values = [*STEADY, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 12.0]
    points = xmr(values)
    assert np.flatnonzero(points.trend).tolist() == [13, 14, 15, 16, 17, 18]
    assert set(points.trend_sign[points.trend].tolist()) == {1}


def test_an_apex_is_told_by_the_trend_it_begins() -> None:
    rise = [float(value) for value in range(1, 8)]
    values = [*rise, *reversed(rise[:-1])]
    points = xmr(values)
    assert points.trend.all()
    assert points.trend_sign.tolist() == [1] * 6 + [-1] * 7


def test_only_the_reference_says_down_of_a_rise_before_a_tie() -> None:
    rise = [float(value) for value in range(1, 8)]
    values = [*rise, *[value + 6 for value in rise]]
    assert [a for a, b in pairwise(values) if a == b] == [7.0]
    assert xmr(values, profile=NHSR).trend_sign[6] == -1
    assert xmr(values).trend_sign[6] == 1


def test_nothing_is_charted_of_nothing() -> None:
    points = xmr([])
    assert len(points.mean) == len(points.is_special) == len(points.high) == 0


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"values": [[1.0]]}, "2 dimensions"),
        ({"values": [1.0, 2.0], "series": [1]}, "the column series has the shape"),
        ({"values": [1.0, 2.0, 3.0], "series": [1, 2, 1]}, "do not stand together"),
        ({"values": STEADY, "baseline": 5}, "It needs 12"),
    ],
)
def test_what_cannot_be_charted_is_said(given_: dict[str, object], words: str) -> None:
    with pytest.raises(BadSeries, match=words):
        xmr(**given_)  # type: ignore[arg-type] # wrong on purpose
