"""The run chart of few figures: worked by hand, and again by a slow second version."""

import math
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.spc.charting import Series, chart
from plait.engine.spc.profiles import NHSR
from plait.engine.spc.reading import Direction
from plait.engine.spc.runs import RunChart, run_chart
from plait.engine.spc.wording import chart_rules, rules_of, signals
from plait.engine.spc.xmr import Flags
from tests.engine.spc.test_charting import FLAT, months, series

N = math.nan


def run(*values: float) -> RunChart:
    return run_chart(values, [0] * len(values))


def places(flags: Flags) -> list[int]:
    return np.flatnonzero(flags).tolist()


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ((1, 2, 1, 2, 1, 9, 8, 9, 8, 9, 8), []),  # three stand on the median, 8, and so count on no side
        ((1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8), list(range(12))),
        ((1, 2, 1, 2, 1, 9, 8, 9, 8, 9), []),
        ((1, 2, 1, 5, 2, 1, 2, 9, 8, 9, 8, 9, 8), [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]),  # not ended by the median
        ((1, 2, 1, N, 2, 1, 2, 9, 8, 9, 8, 9, 8), [7, 8, 9, 10, 11, 12]),
        ((7, 7, 7, 7, 7, 7, 7), []),
    ],
)
def test_six_on_one_side_of_the_median_are_a_shift(values: tuple[float, ...], marked: list[int]) -> None:
    assert places(run(*values).shift) == marked


@pytest.mark.parametrize(
    ("values", "marked", "goes"),
    [
        ((3, 1, 2, 3, 4, 5, 4), [1, 2, 3, 4, 5], {1}),
        ((3, 1, 2, 3, 4, 3, 4), [], set()),
        ((9, 5, 4, 4, 3, 2, 1, 9), [0, 1, 2, 3, 4, 5, 6], {-1}),  # an equal figure neither counts nor ends it
        ((1, 1, 2, 2, 3, 3, 4), [], set()),  # four different figures
        ((1, 2, 3, N, 4, 5, 6), [], set()),
        ((1, 2, 3, 4, 5, 4, 3, 2, 1), [0, 1, 2, 3, 4, 5, 6, 7, 8], {1, -1}),
    ],
)
def test_five_the_same_way_are_a_trend(values: tuple[float, ...], marked: list[int], goes: set[int]) -> None:
    told = run(*values)
    assert places(told.trend) == marked
    assert set(told.trend_sign[told.trend].tolist()) == goes
    if len(goes) == 2:
        assert told.trend_sign[4] == -1, "the apex is told by the later trend"


def test_the_median_is_that_of_what_is_known_and_wants_two() -> None:
    assert run(3, N, 1, 8).median.tolist() == [3.0] * 4
    assert run(3, 1, 8, 4).median.tolist() == [3.5] * 4
    assert np.isnan(run(3).median).all()
    assert np.isnan(run(N, N).median).all()
    assert run().median.tolist() == []


def test_a_new_start_has_a_median_of_its_own_and_ends_every_run() -> None:
    told = run_chart([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1])
    assert told.median.tolist() == [2.0] * 3 + [5.0] * 3
    assert not told.is_marked.any()


FEW = st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=14)


@given(FEW)
def test_it_agrees_with_a_slow_second_version(values: list[int | None]) -> None:
    told = run(*(N if one is None else float(one) for one in values))
    known = [one for one in values if one is not None]
    assert len(known) < 2 or told.median.tolist() == [median(known)] * len(values)
    shift: set[int] = set()
    trend: set[int] = set()
    for start in range(len(values)):
        for stop in range(start + 1, len(values) + 1):
            window = [one for one in values[start:stop] if one is not None]
            if len(known) < 2 or len(window) < stop - start:
                break
            off = [place for place, one in enumerate(window, start) if one != median(known)]
            if len(off) >= 6 and len({window[place - start] > median(known) for place in off}) == 1:
                shift.update(off)
            different = [one for one, _ in groupby(window)]
            ways = {after > before for before, after in pairwise(different)}
            if len(different) >= 5 and len(ways) == 1 and window[-1] != window[-2] and window[0] != window[1]:
                trend.update(range(start, stop))
    assert (set(places(told.shift)), set(places(told.trend))) == (shift, trend)


@given(FEW, st.sampled_from((0.5, 3.0)), st.integers(-9, 9))
def test_it_hangs_neither_on_the_unit_nor_on_where_zero_is(values: list[int | None], scale: float, shift: int) -> None:
    one = run(*(N if value is None else float(value) for value in values))
    other = run(*(N if value is None else -(value * scale + shift) for value in values))
    assert one.shift.tolist() == other.shift.tolist()
    assert one.trend_sign.tolist() == (-other.trend_sign).tolist()
    assert one.side.tolist() == (-other.side).tolist()


RISEN = (60.0, 61.0, 59.0, 60.0, 70.0, 71.0, 72.0, 73.0, 74.0)


@pytest.mark.parametrize(
    ("direction", "is_better", "is_worse"),
    [(Direction.INCREASE, True, False), (Direction.DECREASE, False, True), (Direction.NEUTRAL, False, False)],
)
def test_a_chart_of_few_figures_is_a_run_chart(direction: Direction, *, is_better: bool, is_worse: bool) -> None:
    made = chart(Series(months(9), RISEN, direction=direction))
    assert made.run is not None
    assert (made.variation, made.assurance, made.median_at(0)) == (None, None, 70.0)
    assert rules_of(made, 8) == ("5 or more in a row rising",)
    [signal] = signals(made)
    assert (signal.rule, signal.first, signal.is_latest) == ("5 or more in a row rising", months(3)[-1], True)
    assert (signal.is_better, signal.is_worse) == (is_better, is_worse)
    assert chart_rules(made).startswith("Run chart, without limits: 6 in a row on one side of the median; 5 in a row")
    assert "With limits: Making Data Count" in chart_rules(made)


def test_above_and_below_the_median_and_falling_are_said() -> None:
    made = chart(series((80.0, 82, 81, 83, 82, 84, 61, 60, 62, 60, 59, 58)))
    assert rules_of(made, 0) == ("6 or more in a row above the median",)
    assert rules_of(made, 6) == ("6 or more in a row below the median",)
    assert rules_of(chart(series((9.0, 8, 7, 6, 5))), 2) == ("5 or more in a row falling",)


def test_from_thirteen_figures_on_and_for_the_reference_there_is_none() -> None:
    many = chart(series(FLAT))
    assert (many.run, many.median_at(0), chart_rules(many)[:27]) == (None, None, "Rules: Making Data Count (p")
    assert chart(replace(series(FLAT[:5]), profile=NHSR)).run is None
    assert chart(series((None,) * 5)).run is None
    one = chart(series((5.0,)))
    assert one.run is not None
    assert one.median_at(0) is None
