"""No question is forgotten: each is one that a kind of move is for, or says why none is."""

from dataclasses import replace

import pytest

from plait.engine.demo.history import NORTHMOOR
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import Judged, judge_all, questions
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.moves.telling import NO_ACT, NO_RECORD, aims_of_all, no_move_words
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.moves.without import WITHOUT, Why
from plait.engine.litmus.verdicts import Verdict
from tests.engine.litmus.test_demo_properties import picture

EVERY = {one.slug: one for one in questions()}


def test_every_question_has_a_kind_of_move_or_a_reason_and_never_both() -> None:
    """A new question fails here until a kind of move is for it, or it stands in WITHOUT with its reason."""
    assert set(EVERY) - aims_of_all() == set(WITHOUT)
    assert aims_of_all() <= set(EVERY)


def test_what_only_gives_context_says_that_and_what_waits_for_a_sheet_says_not_yet() -> None:
    assert {slug for slug, one in WITHOUT.items() if one.why is Why.CONTEXT} == {
        one.slug for one in EVERY.values() if one.is_context
    }
    waiting = {one.slug for one in EVERY.values() if one.waits_for and not one.is_context}
    assert waiting <= {slug for slug, one in WITHOUT.items() if one.why is Why.NOT_YET}


def said(slug: str, verdict: Verdict, litmus: Litmus | None = None) -> str:
    return no_move_words(Judged(slug, Finding(verdict, ""), litmus or EVERY.get(slug)))


def test_a_question_without_a_move_says_its_reason_in_one_sentence() -> None:
    for slug, one in WITHOUT.items():
        verdict = Verdict.FOR_CONTEXT if EVERY[slug].is_context else Verdict.NOT_MET
        assert said(slug, verdict) == one.says
        assert one.says.endswith(".")
        assert ". " not in one.says


@pytest.mark.parametrize(
    ("slug", "verdict", "words"),
    [
        ("four-directors-take-part", Verdict.MET, ""),
        ("four-directors-take-part", Verdict.NOT_ENOUGH_EVIDENCE, NO_RECORD),
        ("digital-has-parity", Verdict.NOT_ENOUGH_EVIDENCE, NO_RECORD),
        ("digital-has-parity", Verdict.PARTLY_MET, NO_ACT),
        ("money-is-blended", Verdict.NOT_ENOUGH_EVIDENCE, WITHOUT["money-is-blended"].says),
        ("a-file-that-cannot-be-loaded", Verdict.NOT_ENOUGH_EVIDENCE, NO_RECORD),
    ],
)
def test_what_is_met_needs_none_and_what_cannot_be_judged_waits(slug: str, verdict: Verdict, words: str) -> None:
    assert said(slug, verdict) == words


def test_a_question_with_a_move_gives_no_reason() -> None:
    trust = picture(NORTHMOOR)
    judged = {one.slug: one for one in with_moves(trust, judge_all(trust))}
    assert no_move_words(judged["digital-has-parity"]) == ""
    assert no_move_words(replace(judged["digital-has-parity"], tried=())) == NO_ACT
