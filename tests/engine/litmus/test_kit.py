"""Headings and thresholds in words, and what every question must hold."""

from decimal import Decimal

import pytest

from plait.engine.litmus.judging import questions
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import VERDICTS, Verdict
from plait.engine.workbook import BY_NAME

# The seven success measures of What Good Looks Like (NHSX, 2021).
SUCCESS_MEASURES = {
    "Well led", "Ensure smart foundations", "Safe practice", "Support people", "Empower citizens", "Improve care",
    "Healthy populations",
}  # fmt: skip
every_question = pytest.mark.parametrize("test", questions(), ids=lambda test: test.slug)


def test_headings_stand_in_order_with_short_names() -> None:
    assert [heading.short for heading in sorted(Heading, key=lambda heading: heading.place)] == [
        "Leadership", "New services", "Finances", "Operating model", "Users first",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("threshold", "met", "partly"),
    [
        (Threshold(Measure.SHARE, Decimal(80), "teams"), "80% of teams or more", "60% or more (our default)"),
        (Threshold(Measure.SHARE, Decimal(100), "teams"), "All teams", "75% or more (our default)"),
        (Threshold(Measure.SHARE, Decimal(90), "teams"), "90% of teams or more", "67.5% or more (our default)"),
        (
            Threshold(Measure.SMALL_SHARE, Decimal(70), "actions"),
            "70% of actions or fewer",
            "93.3% or fewer (our default)",
        ),
        (Threshold(Measure.CLOCK, Decimal(14), "days"), "14 days or fewer", "28 days or fewer (our default)"),
        (Threshold(Measure.LIMIT, Decimal(3), "layers"), "3 layers or fewer", "4 or fewer (our default)"),
        (Threshold(Measure.COUNT, Decimal(5), "champions"), "5 champions or more", "3.8 or more (our default)"),
        (
            Threshold(Measure.RULE, Decimal(0), "teams"),
            "None of the teams breaks the rule",
            "Never: the rule is kept or it is not",
        ),
    ],
)
def test_a_threshold_says_when_a_question_is_met(threshold: Threshold, met: str, partly: str) -> None:
    assert (threshold.met, threshold.partly_met) == (met, partly)


def test_a_threshold_always_says_where_it_comes_from() -> None:
    ours = Threshold(Measure.SHARE, Decimal(100), "teams")
    assert ours.source == "Our default"
    assert Threshold(Measure.CLOCK, Decimal(14), "days", "GOV.UK").source == "Published: GOV.UK"
    assert ours.verdicts == VERDICTS
    assert Verdict.PARTLY_MET not in Threshold(Measure.RULE, Decimal(0), "teams").verdicts


def test_without_a_threshold_there_is_no_verdict_to_give() -> None:
    assert NO_THRESHOLD.verdicts == {Verdict.FOR_CONTEXT, Verdict.NOT_ENOUGH_EVIDENCE}
    assert NO_THRESHOLD.met == NO_THRESHOLD.partly_met
    assert NO_THRESHOLD.met == "There is no threshold, so it gives no verdict and never counts"
    assert NO_THRESHOLD.source == "No threshold"


@every_question
def test_a_question_for_context_is_required_for_nothing(test: Litmus) -> None:
    assert not (test.is_context and test.required)


@every_question
def test_every_question_is_whole(test: Litmus) -> None:
    assert test.waits_for or test.slug == test.judge.__module__.rpartition(".")[2].replace("_", "-")
    assert all((test.indicator, test.source, test.owner))
    assert bool(test.feeds) != bool(test.waits_for), "it rests on sheets there are, or waits for one there is not"
    assert test.question.endswith("?")
    assert test.ask.endswith("?")
    assert test.success_measure in SUCCESS_MEASURES
    assert set(test.feeds) <= set(BY_NAME)
    assert test.max_age_days > 0
