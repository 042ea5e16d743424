"""The trust that the benchmark judges gives every question rows to work on."""

from bench.database import ON
from bench.invented import whole_book
from bench.thinking import idle_questions
from plait.engine.intake import nothing_registered, understand
from plait.engine.litmus.judging import judge_all
from plait.engine.trust_of_files import trust_of_intake


def test_every_question_has_work_in_the_trust_that_is_measured() -> None:
    intake = understand(whole_book(700, "whole.xlsx"), nothing_registered()).intake
    assert intake.all_problems() == ()
    judged = judge_all(trust_of_intake(intake, code="BEN", name="Bench", on=ON))
    assert idle_questions(judged) == [], "see bench/invented.py"
