"""What changed since the board last met: the same rules asked of the trust as it stood then, and the words for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.board import Meeting
from plait.engine.leadership import CCIO, CDIO, CNIO
from plait.engine.litmus.earlier import Change, Earlier, corrections_words, since_words
from plait.engine.litmus.examples import ON, RoleSketch, sketch_roles
from plait.engine.litmus.judging import judge_all, summarise_headings
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.since_board import board_day, compare_with_last_board, since_last_board
from plait.engine.litmus.verdicts import VERDICTS, Verdict
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import Trust
from tests.builders import trust as build_trust

MET, PARTLY, NOT, UNKNOWN = Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NOT_ENOUGH_EVIDENCE
BOARD = Meeting("Board", "board", ON - timedelta(days=30))


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        (NOT, PARTLY, Change.BETTER), (PARTLY, MET, Change.BETTER), (NOT, MET, Change.BETTER),
        (MET, PARTLY, Change.WORSE), (MET, NOT, Change.WORSE), (PARTLY, NOT, Change.WORSE),
        (UNKNOWN, NOT, Change.TOLD), (UNKNOWN, MET, Change.TOLD),
        (MET, UNKNOWN, Change.LOST), (NOT, UNKNOWN, Change.LOST),
    ],
)  # fmt: skip
def test_more_of_it_met_is_better_and_what_could_not_be_judged_is_no_progress(
    then: Verdict, now: Verdict, change: Change
) -> None:
    assert Earlier(ON, then).change(now) is change


@given(st.sampled_from(sorted(VERDICTS)))
def test_the_same_verdict_is_no_change(verdict: Verdict) -> None:
    assert Earlier(ON, verdict).change(verdict) is Change.SAME


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 9, 30), "Not met in September"),
        (date(2026, 11, 1), "Not met on 1 November"),
        (date(2025, 11, 20), "Not met in November 2025"),
    ],
)
def test_the_earlier_verdict_is_named_with_its_month(on: date, words: str) -> None:
    assert Earlier(on, NOT).words(ON) == words
    assert Earlier(on, NOT).changed(PARTLY, ON) == f"Better. {words}"
    assert Earlier(on, NOT).changed(NOT, ON) == ""


B, W, S, T, L = Change.BETTER, Change.WORSE, Change.SAME, Change.TOLD, Change.LOST


@pytest.mark.parametrize(
    ("tests", "questions", "said"),
    [
        ([B, W, S, S, S], [B, W, W], "1 test is better and 1 is worse. 3 questions have changed."),
        ([B, B, S, T], [B], "2 tests are better and 1 can be judged now. 1 question has changed."),
        ([L, L], [S, L], "2 tests can no longer be judged. 1 question has changed."),
        ([S] * 5, [S, S], "no verdict has changed."),
        ([S] * 5, [S, L], "no test has changed. 1 question has changed."),
        ([W, W], [W, W], "2 tests are worse. 2 questions have changed."),
    ],
)  # fmt: skip
def test_the_change_reads_aloud(tests: list[Change], questions: list[Change], said: str) -> None:
    assert since_words(date(2026, 10, 1), tests, questions) == f"Since the board met on 1 October 2026, {said}"


@pytest.mark.parametrize(
    ("count", "begins"),
    [(0, "Nothing recorded of the past was"), (1, "1 record of the past was"), (2, "2 records of the past were")],
)
def test_corrections_are_told_apart(count: int, begins: str) -> None:
    assert corrections_words(count).startswith(f"{begins} corrected since.")


def led(days_ago_vacant: int) -> Trust:
    """A trust whose CNIO left so many days ago, and whose board met 30 days ago."""
    return replace(
        sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, days_ago_vacant)), meetings=(BOARD,)
    )


def test_a_verdict_of_today_stands_beside_that_of_the_day_the_board_met() -> None:
    trust = led(100)
    asked: list[date] = []

    def stood_on(day: date) -> Trust:
        asked.append(day)
        return replace(trust, on=day)

    judged = compare_with_last_board(trust, judge_all(trust), stood_on)
    assert asked == [BOARD.held_on]
    by_slug = {one.slug: one for one in judged}
    in_post = by_slug["digital-leaders-in-post"]
    assert in_post.earlier == Earlier(BOARD.held_on, MET)
    assert (in_post.finding.verdict, in_post.change) == (PARTLY, Change.WORSE)
    assert by_slug["agenda-time"].earlier is None, "a question for context has no verdict to change"
    assert board_day(judged) == BOARD.held_on
    assert since_last_board(judged) == (
        "Since the board met on 3 October 2026, no test has changed. 1 question has changed."
    )


def test_a_test_changes_as_its_questions_add_up_to() -> None:
    trust = led(205)
    judged = compare_with_last_board(trust, judge_all(trust), lambda day: replace(trust, on=day))
    leadership = next(one for one in summarise_headings(judged) if one.heading is Heading.LEADERSHIP)
    assert leadership.earlier == Earlier(BOARD.held_on, Verdict.NOT_ENOUGH_EVIDENCE)
    assert (leadership.verdict, leadership.change) == (NOT, Change.TOLD)


def test_without_a_meeting_nothing_is_compared() -> None:
    for meetings in ((), (replace(BOARD, kind="committee"),), (replace(BOARD, held_on=ON),)):
        trust = replace(led(100), meetings=meetings)
        judged = compare_with_last_board(trust, judge_all(trust), lambda _: pytest.fail("There is no day to ask for"))
        assert judged == judge_all(trust)
        assert (board_day(judged), since_last_board(judged)) == (None, "")
        assert {summary.earlier for summary in summarise_headings(judged)} == {None}
        assert {summary.change for summary in summarise_headings(judged)} == {Change.SAME}


def test_a_threshold_that_was_changed_since_never_reads_as_progress() -> None:
    own = OwnThreshold("digital-leaders-in-post", Decimal(200), "We wait", ON - timedelta(days=5))
    trust = replace(led(190), thresholds=(own,))
    judged = compare_with_last_board(trust, judge_all(trust), lambda day: replace(trust, on=day, thresholds=()))
    in_post = next(one for one in judged if one.slug == own.question)
    assert (in_post.finding.verdict, in_post.change) == (MET, Change.SAME)


def test_a_trust_that_was_not_recorded_then_can_be_judged_only_now() -> None:
    trust = led(20)
    judged = compare_with_last_board(trust, judge_all(trust), lambda day: replace(build_trust(), on=day))
    in_post = next(one for one in judged if one.slug == "digital-leaders-in-post")
    assert in_post.change is Change.TOLD
