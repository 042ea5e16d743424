"""What a chart means in words, where there is too little to say, or more than one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.outcomes import Outcome
from plait.engine.spc.charting import Chart, Series, Target, chart
from plait.engine.spc.reading import Direction
from plait.engine.spc.wording import signals
from plait.pack.chart_meaning import answer_words, assured_words, changed_words, chart_words, signal_words
from tests.engine.spc.test_charting import FLAT, months, series

OUTCOME = Outcome("Seen in time", date(2024, 1, 1), measure="Share seen", unit="%", better="increase")


def told(made: Chart) -> str:
    return " ".join(chart_words(OUTCOME, made))


def test_without_figures_nothing_is_told_but_that() -> None:
    none = chart(Series())
    assert answer_words(OUTCOME, none) == ("We cannot tell. No figure is recorded.", "")
    assert told(none) == ""
    assert answer_words(OUTCOME, chart(series((None, None))))[0] == "We cannot tell. Every figure is missing."
    all_out = chart(series((60.0,), ghosted=(True,)))
    assert answer_words(OUTCOME, all_out)[0] == "We cannot tell. Every figure is left out."
    made = replace(OUTCOME, measure="")
    assert answer_words(made, none)[0] == "This counts what is made, not what changed."


def test_weeks_and_months_in_one_are_told_apart_and_not_charted() -> None:
    weeks = tuple(date(2025, 1, 1) + timedelta(days=7 * n) for n in range(4))
    mixed = chart(Series((*months(12), *weeks), FLAT, direction=Direction.INCREASE))
    answer, remedy = answer_words(OUTCOME, mixed)
    assert "The figures mix" in answer
    assert remedy == "Give each its own outcome."


def test_too_few_figures_say_how_many_more() -> None:
    few = chart(series(FLAT[:5]))
    assert "8 more to come" in answer_words(OUTCOME, few)[1]
    assert changed_words(few) == "Limits are worked out from 13 figures"


def test_limits_that_start_again_too_soon_are_said() -> None:
    values = tuple(60.0 + n % 2 for n in range(24))
    parted = chart(replace(series(values), rebased=frozenset({series(values).days[12]})))
    said = "We cannot tell. The limits start again too soon: no stretch has 13 figures."
    assert answer_words(OUTCOME, parted) == (said, "")


def test_few_figures_are_read_as_a_run_chart() -> None:
    risen = chart(series((60.0, 61.0, 59.0, 60.0, 70.0, 71.0, 72.0, 73.0, 74.0)))
    assert answer_words(OUTCOME, risen)[0] == "A first sign of improvement, since March 2024."
    assert "The median is 70%. A run chart, which needs no limits, tells of improvement: 5 or more in a row" in told(
        risen
    )
    assert changed_words(risen) == "5 or more in a row rising"
    assert "The median is 60.5%. No rule of a run chart marks the latest figure." in told(chart(series(FLAT[:12])))


def test_a_target_that_does_not_hold_yet_is_not_judged() -> None:
    later = chart(series(FLAT, targets=(Target(75, date(2030, 1, 1)),)))
    outcome = replace(OUTCOME, targets=("75 from 01/01/2030",))
    assert assured_words(outcome, later) == "No target holds on the day of the latest figure."
    assert assured_words(OUTCOME, later) == "No target is set."


def test_what_is_missing_left_out_or_told_both_ways_is_said() -> None:
    assert "2 months are missing" in told(chart(Series(months(14, without=(5, 6)), FLAT[:12])))
    left_out = chart(series((*FLAT, 99.0), ghosted=(False,) * 16 + (True,)))
    assert "1 figure is left out, with the reason in the table." in told(left_out)
    both = chart(series((*(60.0 + place % 2 * 10 for place in range(30)), 20.0, 22.0, 24.0, 26.0, 28.0, 30.0)))
    assert "Some figures tell of improvement by one rule and of concern by another" in told(both)
    assert "Improvement and concern" in map(signal_words, signals(both))


def test_limits_that_hold_figures_of_before_promise_no_miss_once_figures_improve() -> None:
    risen = (*(60.0 + n % 3 for n in range(16)), 75.0)
    made = chart(replace(series(risen), targets=(Target(90),)))
    assert "but the latest figures improve, so they may hold no longer." in assured_words(OUTCOME, made)
    flat = chart(replace(series(risen[:16]), targets=(Target(90),)))
    assert "it will be missed every time, as things stand." in assured_words(OUTCOME, flat)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (61, "lies inside the limits, by which it would sometimes be met"),
        (50, "lies on the good side of the limits, by which it would be met every time"),
    ],
)
def test_limits_that_hold_figures_of_before_promise_nothing_once_figures_get_worse(target: int, said: str) -> None:
    fallen = (*(60.0 + n % 3 for n in range(30)), 40.0)
    made = chart(replace(series(fallen), targets=(Target(target),)))
    assert assured_words(OUTCOME, made) == (
        f"The target of {target}% {said}; but the latest figures get worse, so they may hold no longer."
    )
