"""Whether programmes name their portfolio: one portfolio of technology and transformation is as clean as two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plait.engine.litmus.examples import ON, TerritorySketch, sketch_accountability
from plait.engine.litmus.judging import judge
from plait.engine.litmus.portfolio_sketches import sketch_portfolios
from plait.engine.litmus.questions.one_person_answers import TEST as ONE_PERSON
from plait.engine.litmus.questions.portfolios_are_clear import TEST
from plait.engine.litmus.verdicts import Verdict

NAMED = {"Portal": "", "Prescribing": "Change portfolio", "Theatres": "Old portfolio"}


def test_programmes_without_a_portfolio_stand_first_and_say_what_they_name() -> None:
    rows = judge(TEST, sketch_portfolios(NAMED)).evidence
    assert [(row.label, *row.cells, row.is_highlighted) for row in rows] == [
        ("Portal", "None named", "", True),
        ("Theatres", "Old portfolio (not a territory of today)", "", True),
        ("Prescribing", "Change portfolio", "Change portfolio", False),
    ]


def test_where_one_person_answers_for_both_no_programme_stands_out() -> None:
    finding = judge(TEST, sketch_portfolios(NAMED, together=True))
    assert finding.verdict is Verdict.MET
    assert not any(row.is_highlighted for row in finding.evidence)


def test_two_employments_of_one_person_answer_together() -> None:
    apart = sketch_portfolios(NAMED)
    one = replace(apart, people=tuple(replace(person, identity="9") for person in apart.people))
    assert judge(TEST, apart).verdict is Verdict.NOT_MET
    assert judge(TEST, one).verdict is Verdict.MET


def test_a_claim_that_was_overruled_counts_for_neither_question() -> None:
    trust = sketch_portfolios(NAMED)
    technology, change = trust.claims
    overruled = replace(trust, claims=(technology, replace(change, overruled_on=ON)))
    assert judge(TEST, overruled).sentence == "We cannot tell. Nobody is recorded to answer for transformation."
    shared = sketch_accountability(TerritorySketch("Record", ((700, None), (100, None))))
    first, second = shared.claims
    assert judge(ONE_PERSON, shared).verdict is Verdict.NOT_MET
    settled = replace(shared, claims=(first, replace(second, overruled_on=ON - timedelta(days=101))))
    assert judge(ONE_PERSON, settled).verdict is Verdict.MET
