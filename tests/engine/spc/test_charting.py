"""Charts of many measures at once: gaps, ghosted figures, new starts, targets by date, and what holds of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.spc.charting import Chart, Series, Target, chart, chart_all, target_on
from plait.engine.spc.profiles import MDC, NHSR, Profile
from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.engine.spc.rhythm import Rhythm

FLAT = (60.0, 62, 61, 59, 60, 63, 61, 60, 62, 59, 61, 60, 62, 61, 60, 59)


def months(count: int, *, without: tuple[int, ...] = ()) -> tuple[date, ...]:
    """First days of months from January 2024 on."""
    return tuple(date(2024 + n // 12, n % 12 + 1, 1) for n in range(count) if n not in without)


def series(values: tuple[float | None, ...], **more: object) -> Series:
    return replace(Series(months(len(values)), values, direction=Direction.INCREASE), **more)  # type: ignore[arg-type] # fields by name


def test_a_missing_month_is_a_place_without_a_figure() -> None:
    made = chart(Series(months(14, without=(5, 6)), FLAT[:12]))
    assert (made.rhythm, made.missing) == (Rhythm.MONTH, (date(2024, 6, 1), date(2024, 7, 1)))
    assert len(made.days) == 14
    assert made.shown[5] is None
    assert np.isnan(made.points.moving_range[7]), "no range is taken across the gap"


def test_the_reference_never_looks_at_the_days() -> None:
    made = chart(Series(months(14, without=(5, 6)), FLAT[:12], profile=NHSR))
    assert len(made.days) == 12
    assert made.missing == (date(2024, 6, 1), date(2024, 7, 1))


def test_mixed_rhythms_have_no_limits() -> None:
    weeks = tuple(date(2025, 1, 1 + 7 * n) for n in range(4))
    made = chart(Series((*months(12), *weeks), FLAT, direction=Direction.INCREASE))
    assert made.mixed == (Rhythm.MONTH, Rhythm.WEEK)
    assert (made.variation, made.assurance, made.counting, made.has_limits) == (None, None, (), False)


def test_a_ghosted_figure_is_shown_and_counts_in_nothing() -> None:
    plain, ghosted = (
        chart(series((*FLAT, 99.0), ghosted=(False,) * 16 + (is_left_out,))) for is_left_out in (False, True)
    )
    assert plain.variation is Variation.IMPROVEMENT_HIGH
    assert ghosted.variation is Variation.COMMON_CAUSE
    assert ghosted.shown[-1] == 99.0
    assert ghosted.points.mean[0] == chart(series(FLAT)).points.mean[0]


def test_new_limits_stand_beside_the_old_ones_from_thirteen_figures_on() -> None:
    risen = tuple(value + 20 for value in FLAT)
    made = chart(series((*FLAT, *risen), rebased=frozenset({months(17)[-1]})))
    assert made.points.mean[0] == pytest.approx(60.625)
    assert made.points.mean[-1] == pytest.approx(80.625)
    assert made.suggested is None
    few = chart(series((*FLAT, *risen[:5]), rebased=frozenset({months(17)[-1]})))
    assert few.points.mean[-1] == pytest.approx(60.625)
    assert few.points.is_provisional[-1]


def test_a_sustained_shift_suggests_the_day_it_began() -> None:
    made = chart(series((*FLAT, *(value + 20 for value in FLAT))))
    assert made.suggested == months(17)[-1]


@pytest.mark.parametrize(
    ("day", "figure"), [(date(2024, 12, 31), 70.0), (date(2025, 1, 1), 75.0), (date(2026, 1, 1), 75.0)]
)
def test_a_target_holds_from_its_day_on(day: date, figure: float) -> None:
    assert target_on((Target(75, date(2025, 1, 1)), Target(70)), day) == figure


def test_before_the_first_target_there_is_none() -> None:
    assert target_on((Target(75, date(2025, 1, 1)),), date(2024, 1, 1)) is None
    assert chart(series(FLAT, targets=(Target(75, date(2190, 1, 1)),))).assurance is None


def test_a_lower_target_is_met_from_below() -> None:
    made = chart(series(FLAT, direction=Direction.DECREASE, targets=(Target(70),)))
    assert made.assurance is Assurance.PASSES


def test_nothing_measured_is_no_chart() -> None:
    made = chart(Series())
    assert (made.counting, made.variation, made.assurance, made.target, made.has_limits) == (
        (),
        None,
        None,
        None,
        False,
    )
    assert chart(series((None,) * 14)).variation is None
    assert chart_all([]) == ()


values = st.lists(st.one_of(st.integers(0, 1000).map(float), st.none()), min_size=0, max_size=40).map(tuple)


def told(made: Chart) -> tuple[object, ...]:
    """What a chart says, whatever its figures are in."""
    return (made.labels, made.variation, made.assurance, made.better.tolist(), made.worse.tolist(), made.suggested)


@given(values, st.integers(-5000, 5000))
def test_what_a_chart_says_does_not_hang_on_where_zero_is(figures: tuple[float | None, ...], shift: int) -> None:
    moved = tuple(None if one is None else one + shift for one in figures)
    one, other = (
        chart(series(figures, targets=(Target(500.5),))),
        chart(series(moved, targets=(Target(500.5 + shift),))),
    )
    if not _is_on_an_edge(one):
        assert told(one) == told(other)


@given(values, st.sampled_from((0.25, 0.5, 2.0, 4.0, 1024.0)))
def test_what_a_chart_says_does_not_hang_on_the_unit(figures: tuple[float | None, ...], scale: float) -> None:
    scaled = tuple(None if one is None else one * scale for one in figures)
    one, other = (
        chart(series(figures, targets=(Target(500.5),))),
        chart(series(scaled, targets=(Target(500.5 * scale),))),
    )
    assert told(one) == told(other)


MIRRORED = {
    Variation.IMPROVEMENT_HIGH: Variation.IMPROVEMENT_LOW,
    Variation.CONCERN_HIGH: Variation.CONCERN_LOW,
    Variation.IMPROVEMENT_LOW: Variation.IMPROVEMENT_HIGH,
    Variation.CONCERN_LOW: Variation.CONCERN_HIGH,
    Variation.COMMON_CAUSE: Variation.COMMON_CAUSE,
    None: None,
}


@given(values)
def test_turned_upside_down_with_the_other_direction_it_says_the_same(figures: tuple[float | None, ...]) -> None:
    turned = tuple(None if one is None else -one for one in figures)
    one = chart(series(figures, targets=(Target(500.5),)))
    other = chart(series(turned, targets=(Target(-500.5),), direction=Direction.DECREASE))
    assert one.variation == MIRRORED[other.variation]
    assert (one.assurance, one.better.tolist(), one.worse.tolist()) == (
        other.assurance, other.better.tolist(), other.worse.tolist(),
    )  # fmt: skip


@given(st.lists(values, max_size=5))
def test_charts_worked_out_together_are_those_worked_out_alone(every: list[tuple[float | None, ...]]) -> None:
    measures = [series(one, profile=(MDC, NHSR)[place % 2]) for place, one in enumerate(every)]
    for one, made in zip(measures, chart_all(measures), strict=True):
        alone = chart(one)
        assert told(made) == told(alone)
        np.testing.assert_array_equal(made.points.upper, alone.points.upper)


@pytest.mark.parametrize("profile", [MDC, NHSR], ids=lambda profile: profile.name)
@given(before=st.integers(13, 25), after=st.integers(13, 25), chance=st.randoms(use_true_random=False))
def test_a_new_start_makes_of_one_chart_two(before: int, after: int, chance: object, profile: Profile) -> None:
    drawn = tuple(float(chance.randrange(1000)) for _ in range(before + after))  # type: ignore[attr-defined] # a Random
    days = months(before + after)
    whole = chart(series(drawn, rebased=frozenset({days[before]}), profile=profile))
    parts = [
        chart(Series(days[a:b], drawn[a:b], direction=Direction.INCREASE, profile=profile))
        for a, b in ((0, before), (before, None))
    ]
    for name in ("mean", "upper", "lower"):
        np.testing.assert_array_equal(
            getattr(whole.points, name), np.concatenate([getattr(part.points, name) for part in parts])
        )
    assert whole.labels == parts[0].labels + parts[1].labels


def _is_on_an_edge(made: Chart) -> bool:
    """Does a figure lie on the mean or a limit, but for the last bit? There the sum decides, not the rule."""
    points = made.points
    edges = (points.mean, points.upper, points.lower, points.near_upper, points.near_lower)
    with np.errstate(invalid="ignore"):
        return any(np.nanmin(np.abs(points.value - edge), initial=1.0) < 1e-6 for edge in edges) or any(
            abs(500.5 - edge) < 1e-6 for edge in (*points.upper, *points.lower)
        )
