"""What a chart says in words: which rule fired, when, and what it tells of."""

from datetime import date

from plait.engine.spc.charting import Series, chart
from plait.engine.spc.profiles import MDC, NHSR
from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.engine.spc.wording import (
    assurance_word,
    better_words,
    changed_since,
    rules_of,
    rules_words,
    signals,
    variation_word,
)
from tests.engine.spc.test_charting import FLAT, months, series


def test_a_signal_says_which_rule_fired_and_from_when_to_when() -> None:
    made = chart(series((*FLAT, 80.0, 82.0, 61.0)))
    one, before = signals(made)
    assert (before.rule, before.is_worse) == ("7 or more in a row below the mean", True), "the latest stands first"
    assert (one.rule, one.first, one.last) == ("above the upper limit", months(17)[-1], months(18)[-1])
    assert (one.is_better, one.is_worse, one.is_latest) == (True, False, False)


def test_a_change_dates_from_the_first_figure_of_the_unbroken_run_whatever_rules_mark_it() -> None:
    made = chart(series((*FLAT, *(80.0,) * 7, 70.0)))
    [latest, *_] = signals(made)
    assert len({one.rule for one in signals(made) if one.is_better}) > 1
    assert changed_since(made) == months(17)[-1] == latest.first
    assert changed_since(chart(series(FLAT))) is None
    assert changed_since(chart(Series())) is None


def test_each_rule_that_marks_the_latest_figure_is_told_with_its_own_first_day() -> None:
    made = chart(series((*FLAT, *(80.0,) * 7)))
    latest = [one for one in signals(made) if one.is_latest]
    assert tuple(one.rule for one in latest) == rules_of(made, len(made.days) - 1)
    assert len(latest) > 1


def test_a_change_the_other_way_is_not_the_same_change() -> None:
    for direction in (Direction.INCREASE, Direction.NEUTRAL):
        values = (*FLAT, *(40.0,) * 7, *(80.0,) * 7)
        made = chart(Series(months(len(values)), values, direction=direction))
        assert changed_since(made) == months(24)[-1]


def test_every_rule_that_marks_a_figure_is_named() -> None:
    lasting = chart(series((*FLAT, *(90.0 + step for step in range(8)))))
    assert set(rules_of(lasting, 23)) == {
        "above the upper limit",
        "6 or more in a row rising",
        "7 or more in a row above the mean",
    }
    falling = chart(series((*FLAT[:13], 58.0, 57.0, 56.0, 55.0, 54.0, 53.0)))
    assert "6 or more in a row falling" in rules_of(falling, 18)
    near = chart(series((*FLAT, 56.3, 60.0, 56.3)))
    assert [rule for place in range(19) for rule in rules_of(near, place)] in (
        [], ["2 of 3 close to the lower limit"], ["2 of 3 close to the lower limit"] * 2
    )  # fmt: skip


def test_one_figure_may_tell_of_better_and_of_worse() -> None:
    """Far below the mean, and rising: both are shown."""
    values = tuple([60.0 + place % 2 * 10 for place in range(30)] + [20.0, 22.0, 24.0, 26.0, 28.0, 30.0])
    made = chart(series(values))
    assert any(one.is_better and one.is_worse for one in signals(made))


def test_no_figure_no_signal() -> None:
    assert signals(chart(Series())) == ()


def test_the_words_of_icons_rules_and_directions() -> None:
    assert [variation_word(one) for one in (None, Variation.IMPROVEMENT_LOW, Variation.NEUTRAL_LOW)] == [
        "Too few points", "Improving", "Changed: lower",
    ]  # fmt: skip
    assert [assurance_word(one) for one in (None, Assurance.INCONSISTENT)] == ["Cannot be told", "Hit and miss"]
    assert "profile mdc" in rules_words(MDC)
    assert "Limits from 13 points" in rules_words(MDC)
    assert "3.267" in rules_words(NHSR)
    assert [better_words(one) for one in Direction] == [
        "Higher is better", "Lower is better", "Neither direction is better",
    ]  # fmt: skip
    assert date(2024, 1, 1) == months(1)[0]
