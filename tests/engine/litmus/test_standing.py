"""How the five tests stand, in the sentence at the top of Where we stand and of the board pack."""

from __future__ import annotations

import pytest

from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import HeadingSummary, Judged
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.standing import standing
from plait.engine.litmus.verdicts import Verdict

MET, PARTLY, NOT, UNKNOWN = Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NOT_ENOUGH_EVIDENCE


def _test(heading: Heading, verdict: Verdict) -> HeadingSummary:
    one = Judged("a-question", Finding(verdict, "As found."), None)
    return HeadingSummary(heading, (one,), int(verdict is not UNKNOWN), verdict, "")


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((NOT, NOT, UNKNOWN, NOT, NOT), "4 tests are not met and 1 cannot be judged."),
        ((NOT, PARTLY, PARTLY, MET, UNKNOWN), "1 test is not met, 2 are partly met and 1 cannot be judged."),
        ((MET, PARTLY), "1 test is partly met."),
        ((MET, UNKNOWN, UNKNOWN), "2 tests cannot be judged."),
        ((MET, MET), "Every test is met."),
        ((UNKNOWN, UNKNOWN), "We cannot tell yet. No question has the records it needs."),
    ],
)
def test_the_sentence_names_what_asks_for_something(verdicts: tuple[Verdict, ...], said: str) -> None:
    assert standing(_test(heading, verdict) for heading, verdict in zip(Heading, verdicts, strict=False)) == said


def test_a_test_without_a_question_is_left_out() -> None:
    empty = HeadingSummary(Heading.FINANCES, (), 0, UNKNOWN, "")
    assert standing((empty, _test(Heading.LEADERSHIP, MET))) == "Every test is met."
