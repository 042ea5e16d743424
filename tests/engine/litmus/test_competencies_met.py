"""Competencies met: which needs count, what is missing, and what hangs on one person."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.competencies import Level
from plait.engine.litmus.examples import NeedSketch, sketch_needs
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.competencies_met import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.services import Need, Service
from tests.builders import ON

BEGAN = date(2025, 4, 1)


def needing(*holders: int, people: int = 1) -> Finding:
    """One competency for each of `holders`, held by so many, `people` needed of each."""
    names = [chr(ord("A") + place) for place in range(len(holders))]
    needs = [NeedSketch(name, "Hub", people, count) for name, count in zip(names, holders, strict=True)]
    return judge(TEST, sketch_needs(*needs))


@pytest.mark.parametrize(
    ("holders", "sentence"),
    [
        ((2,), "The only competency that services need is met."),
        ((1,), "The only competency that services need is met. 1 hangs on 1 person."),
        ((0,), "0 of 1 competency that services need is met."),
        ((2, 2), "Both competencies that services need are met."),
        ((2, 0, 0), "1 of 3 competencies that services need is met."),
        ((2, 2, 1, 1, 0), "4 of 5 competencies that services need are met. 2 hang on 1 person each."),
    ],
)
def test_the_sentence_names_the_figures_for_none_one_and_many(holders: tuple[int, ...], sentence: str) -> None:
    finding = needing(*holders)
    assert finding.sentence == sentence
    assert finding.verdict is Verdict.FOR_CONTEXT


def test_gaps_stand_first_then_what_hangs_on_one_person() -> None:
    finding = needing(5, 1, 0)
    assert [(row.label, row.cells[3:], row.is_highlighted) for row in finding.evidence] == [
        ("C", ("1 person", "No"), True), ("B", ("Nothing", "Yes"), False), ("A", ("Nothing", "No"), False),
    ]  # fmt: skip


def test_a_row_says_what_is_needed_where_and_what_is_there() -> None:
    trust = sketch_needs(NeedSketch("Research", "Ward", 2, 3))
    origin = Origin("teams.xlsx", "Needs", 7)
    more = Need("Hub", "Research", Level.EXPERT, None, Decimal("0.60"), 9, BEGAN, origin=origin)
    services = (*trust.services, Service("Hub", "discovery", BEGAN))
    [row] = judge(TEST, replace(trust, needs=(*trust.needs, more), services=services)).evidence
    assert row.cells == (
        "Hub and Ward",
        "2 people at Practitioner; 0.6 WTE at Expert",
        "3 people, 3 WTE; Nobody",
        "0.6 WTE",
        "No",
    )
    assert row.origin == origin
    assert row.people == (), "nobody is named on whom a need hangs"


def test_people_and_time_that_are_missing_are_both_told() -> None:
    trust = sketch_needs(NeedSketch("Research", "Ward", 2, 1))
    more = Need("Hub", "Research", Level.PRACTITIONER, None, Decimal("1.5"), 9, BEGAN)
    services = (*trust.services, Service("Hub", "live", BEGAN))
    [row] = judge(TEST, replace(trust, needs=(*trust.needs, more), services=services)).evidence
    assert row.cells[1:4] == ("2 people and 1.5 WTE at Practitioner", "1 person, 1 WTE", "1 person and 0.5 WTE")


@pytest.mark.parametrize(
    ("service", "need"),
    [
        ({"phase": "retired"}, {}),
        ({"ends": ON}, {}),
        ({"starts": ON + timedelta(days=1)}, {}),
        ({}, {"ends": ON}),
        ({}, {"starts": ON + timedelta(days=1)}),
        ({}, {"service": "Unknown"}),
        ({}, {"competency": "Unknown"}),
    ],
)
def test_only_needs_of_the_day_of_services_in_use_or_on_the_way_count(
    service: dict[str, object], need: dict[str, object]
) -> None:
    trust = sketch_needs(NeedSketch("Research", "Ward", 1, 1))
    [one], [other] = trust.services, trust.needs
    changed = replace(trust, services=(replace(one, **service),), needs=(replace(other, **need),))  # type: ignore[arg-type] # of any field
    finding = judge(TEST, changed)
    assert finding.sentence == "We cannot tell. No running service says what it needs."
    assert judge(TEST, trust).verdict is Verdict.FOR_CONTEXT
