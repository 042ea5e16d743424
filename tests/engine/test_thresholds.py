"""The sheet of a trust's own thresholds: what can be read, and what a question cannot be judged by."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.intake import nothing_registered, understand
from plait.engine.litmus.judging import judge, questions
from plait.engine.litmus.kit import Litmus, Measure
from plait.engine.litmus.questions.teams_are_fused import TEST as FUSED
from plait.engine.litmus.verdicts import Verdict
from plait.engine.tables import Problem
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from tests.books import book
from tests.builders import ON

HEAD = "Question|Threshold|Reason|Starts|Last day\n"


def read(row: str) -> tuple[Trust, tuple[Problem, ...]]:
    """The trust that a sheet of one threshold states, and its faults."""
    intake = understand(book(thresholds=HEAD + row), nothing_registered()).intake
    return trust_of_intake(intake, code="TST", name="Test trust", on=ON), intake.all_problems()


@pytest.mark.parametrize("named", ["teams-are-fused", "Teams-Are-Fused", FUSED.question, FUSED.question.upper()])
def test_a_question_is_named_by_its_address_or_in_full(named: str) -> None:
    trust, problems = read(f"{named}|80%|Two teams share a ward clerk|03/03/2026|")
    assert problems == ()
    [own] = trust.thresholds
    assert (own.question, own.value, own.reason) == ("teams-are-fused", Decimal(80), "Two teams share a ward clerk")
    assert (own.starts, own.ends) == (date(2026, 3, 3), None)


def test_a_clock_takes_more_than_a_hundred() -> None:
    trust, problems = read("digital-leaders-in-post|120|Few apply||")
    assert problems == ()
    assert trust.thresholds[0].value == 120


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("teams-are-fused|-1|Why||", "Threshold", "Below zero. Write 0 or more, like 80"),
        ("teams-are-fused|101|Why||", "Threshold", "More than 100%. Write percent from 0 to 100, like 80"),
        ("teams-are-fused|0.8|Why||", "Threshold", "Less than 1%. Write percent, like 80 for 80%"),
        ("work-is-not-delegated|101|Why||", "Threshold", "More than 100%. Write percent from 0 to 100, like 80"),
        ("digital-leaders-in-post|10001|Why||", "Threshold", "More than 10,000. Write percent, days or how many, like"),
        ("teams-are-fused|most|Why||", "Threshold", "Not a number. Write digits, like 0.6"),
        ("teams-are-fused||Why||", "Threshold", "Nothing is written here. Write threshold, like 80"),
        ("teams-are-fused|80|||", "Reason", "Nothing is written here. Write reason, like Two teams share"),
        ("hard-dependencies|3|Why||", "Threshold", "hard-dependencies has no threshold that could be set. Leave it to"),
        ("second-team-after-release|3|Why||", "Threshold", "second-team-after-release has no threshold that could be"),
        ("teams-are-fussed|80|Why||", "Question", "Not in the questions register. Nearest: teams-are-fused"),
        ("Zzz|80|Why||", "Question", "Not in the questions register. Write it as it stands on its page, or as"),
        ("teams-are-fused|80|Why|03/03/2026|02/03/2026", "Last day", "The last day is before the first, 03/03/2026."),
    ],
)
def test_what_no_question_can_go_by_is_named_with_what_to_do(row: str, column: str, said: str) -> None:
    trust, [problem] = read(row)
    assert trust.thresholds == ()
    assert (problem.table, problem.line, problem.column) == ("thresholds", 2, column)
    assert f"{problem.wrong}. {problem.remedy}".startswith(said)


@pytest.mark.parametrize(
    ("on", "counts"), [("02/11/2026|", True), ("03/11/2026|", False), ("01/01/2026|01/11/2026", False)]
)
def test_a_threshold_counts_from_its_first_day_to_its_last(on: str, *, counts: bool) -> None:
    trust, _ = read(f"teams-are-fused|80|Why|{on}")
    assert bool(trust.thresholds) is counts


settable = [test for test in questions() if test.threshold.can_be_set]
LENIENT = {
    Measure.SHARE: 0, Measure.COUNT: 0, Measure.SMALL_SHARE: 100, Measure.CLOCK: 10_000, Measure.LIMIT: 10_000,
}  # fmt: skip


@pytest.mark.parametrize("test", [one for one in settable if not one.waits_for], ids=lambda test: test.slug)
def test_every_question_goes_by_the_trusts_own_threshold_and_tells_the_default(test: Litmus) -> None:
    own = OwnThreshold(test.slug, Decimal(LENIENT[test.threshold.measure]), "A trial", date(2026, 3, 3))
    moved = 0
    for example in test.examples:
        finding = judge(test, replace(example.trust, thresholds=(own,)))
        assert finding.own is own
        if finding.verdict is example.verdict:
            assert finding.by_default is None
        else:
            assert (finding.verdict, finding.by_default) == (Verdict.MET, example.verdict)
            moved += 1
    assert moved, "no verdict follows the threshold: its judge does not ask limit_of"


@pytest.mark.parametrize("test", [one for one in questions() if one not in settable], ids=lambda test: test.slug)
def test_a_question_without_a_figure_to_set_goes_by_no_other(test: Litmus) -> None:
    own = OwnThreshold(test.slug, Decimal(0), "A trial", date(2026, 3, 3))
    for example in test.examples:
        assert judge(test, replace(example.trust, thresholds=(own,))).own is None


def test_the_words_beside_a_verdict_say_whose_threshold_it_is_and_what_the_default_says() -> None:
    partly = next(one for one in FUSED.examples if one.verdict is Verdict.PARTLY_MET)
    own = OwnThreshold(FUSED.slug, Decimal(75), "Two teams share a ward clerk.", date(2026, 3, 3))
    words = FUSED.beside_verdict(judge(FUSED, replace(partly.trust, thresholds=(own,))))
    assert words == (
        "Threshold: 75% of teams or more. This trust’s own since 3 March 2026, because: Two teams share a ward clerk. "
        "Default: all teams (our default). By the default: partly met."
    )
    stricter = replace(own, value=Decimal(100))
    assert "By the default" not in FUSED.beside_verdict(judge(FUSED, replace(partly.trust, thresholds=(stricter,))))
    assert FUSED.beside_verdict(judge(FUSED, partly.trust)) == ""
