"""Every question's worked examples, which its page in the documentation prints."""

import pytest

from plait.engine.litmus.examples import Example
from plait.engine.litmus.judging import judge, questions
from plait.engine.litmus.kit import Litmus

every_question = pytest.mark.parametrize("test", questions(), ids=lambda test: test.slug)
every_example = pytest.mark.parametrize(
    ("test", "example"), [(test, example) for test in questions() for example in test.examples]
)


@every_example
def test_an_example_comes_out_as_it_says(test: Litmus, example: Example) -> None:
    finding = judge(test, example.trust)
    assert (finding.verdict, finding.sentence) == (example.verdict, example.sentence)


@every_example
def test_a_finding_says_what_would_count_and_heads_its_columns(test: Litmus, example: Example) -> None:
    finding = judge(test, example.trust)
    assert finding.would_count.endswith(".")
    assert all(len(row.cells) + 1 == len(finding.columns) for row in finding.evidence)
    assert not any(person.name in finding.sentence for person in example.trust.people)
    assert len(finding.sentence.split()) <= 16, finding.sentence


@every_question
def test_a_question_has_an_example_of_every_verdict_it_can_give(test: Litmus) -> None:
    assert {example.verdict for example in test.examples} == test.verdicts
