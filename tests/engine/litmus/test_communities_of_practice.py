"""Communities of practice: who practises, which communities live, and who is outside them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.communities import Community
from plait.engine.competencies import Holding, Level
from plait.engine.litmus.examples import FamilySketch, sketch_practice
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.communities_of_practice import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.trust import Trust

BEGAN = date(2025, 4, 1)


def judged(*families: FamilySketch) -> Finding:
    return judge(TEST, sketch_practice(*families))


def data(of: int, members: int, *, met: int | None = 10) -> FamilySketch:
    return FamilySketch("Data", of, members, met)


@pytest.mark.parametrize(("met", "verdict"), [(0, Verdict.MET), (60, Verdict.MET), (61, Verdict.NOT_MET)])
def test_a_community_counts_for_sixty_days_after_it_met(met: int, verdict: Verdict) -> None:
    assert judged(data(2, 2, met=met)).verdict is verdict


@pytest.mark.parametrize(
    ("families", "sentence"),
    [
        ([data(1, 1)], "The only practitioner is in a living community of practice."),
        ([data(2, 2)], "Both practitioners are in a living community of practice."),
        ([data(1, 0, met=None)], "0 of 1 practitioner is in a living community of practice. Data has none."),
        ([data(4, 3)], "3 of 4 practitioners are in a living community of practice. In Data, 1 is not."),
        ([data(3, 1)], "1 of 3 practitioners is in a living community of practice. In Data, 2 are not."),
        (
            [data(2, 1), FamilySketch("Design", 2, 1, 9)],
            "2 of 4 practitioners are in a living community of practice.",
        ),
        (
            [data(2, 0, met=None), FamilySketch("Design", 2), FamilySketch("Testing", 1, 1, 9)],
            "1 of 5 practitioners is in a living community of practice. Data and Design have none.",
        ),
        (
            [data(2, 0, met=None), FamilySketch("Design", 2), FamilySketch("Testing", 1, 1, 99)],
            "0 of 5 practitioners are in a living community of practice. 3 families have none.",
        ),
    ],
)
def test_the_sentence_reads_aloud_for_one_and_for_many(families: list[FamilySketch], sentence: str) -> None:
    assert judged(*families).sentence == sentence


def test_the_rows_add_up_and_the_family_with_most_alone_stands_first() -> None:
    finding = judged(FamilySketch("Testing", 3, 3, 9), data(4, 3), FamilySketch("Design", 5, 2, 9))
    assert finding.sentence.startswith("8 of 12 practitioners")
    assert [(row.label, *row.cells[:2], row.is_highlighted) for row in finding.evidence] == [
        ("Design", "5", "2", True), ("Data", "4", "3", True), ("Testing", "3", "3", False),
    ]  # fmt: skip
    assert finding.would_count == "Membership of 4 practitioners now outside one."


def test_a_row_knows_who_stands_outside_and_nobody_else() -> None:
    [row] = judged(data(3, 2)).evidence
    assert row.people == ("1002",)


def test_a_row_tells_when_each_community_of_the_family_last_met() -> None:
    trust = sketch_practice(data(2, 2, met=20))
    origin = Origin("people.xlsx", "Communities of practice", 4)
    silent = Community("Analysts", "data", met_on=(date(2026, 3, 1), date(2026, 12, 1)))
    [known] = trust.communities
    unmet = Community("Zeros", "Data")
    more = replace(trust, communities=(unmet, replace(known, origin=origin), silent))
    [row] = judge(TEST, more).evidence
    assert row.cells[2] == (
        "Analysts, last met on 1 March 2026; Data community, last met on 13 October 2026; Zeros, has not met"
    )
    assert row.origin == origin, "of the living one"


def test_a_family_without_a_community_says_none_and_comes_from_who_practises_it() -> None:
    trust = sketch_practice(data(2, 0, met=None))
    origins = [Origin("people.xlsx", "Competencies held", line) for line in (2, 3)]
    held = [replace(one, origin=origin) for one, origin in zip(trust.holdings, origins, strict=True)]
    finding = judge(TEST, replace(trust, holdings=tuple(reversed(held))))
    assert (finding.evidence[0].cells, finding.evidence[0].origin) == (("2", "0", "None", "2"), origins[0])
    assert finding.would_count == (
        "A community that met in the last 60 days in 1 family and membership of 2 practitioners now outside one."
    )


def _holding(trust: Trust, **changes: object) -> Trust:
    first, *rest = trust.holdings
    return replace(trust, holdings=(replace(first, **changes), *rest))  # type: ignore[arg-type] # of any field


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({"level": Level.WORKING}, "1"),
        ({"level": Level.EXPERT}, "2"),
        ({"ends": date(2026, 11, 2)}, "1"),
        ({"starts": date(2026, 11, 3)}, "1"),
        ({"competency": "Not in the framework"}, "1"),
        ({"employee_number": "left"}, "1"),
    ],
)
def test_only_who_practises_and_is_employed_today_counts(changes: dict[str, object], counted: str) -> None:
    [row] = judge(TEST, _holding(sketch_practice(data(2, 2)), **changes)).evidence
    assert row.cells[0] == counted


def test_who_practises_two_families_counts_in_each() -> None:
    trust = sketch_practice(data(1, 1), FamilySketch("Design", 1, 1, 9))
    number = trust.holdings[0].employee_number
    both = replace(trust, holdings=(*trust.holdings, Holding(number, "Design", Level.EXPERT, BEGAN)))
    finding = judge(TEST, both)
    assert finding.sentence == "2 of 3 practitioners are in a living community of practice. In Design, 1 is not."


def test_the_lead_is_a_member_and_a_community_without_members_serves_its_family() -> None:
    trust = sketch_practice(data(2, 1))
    [community] = trust.communities
    led = replace(trust, communities=(replace(community, lead=trust.holdings[1].employee_number),))
    assert judge(TEST, led).verdict is Verdict.MET
    open_to_all = replace(trust, communities=(replace(community, members=frozenset()),))
    assert judge(TEST, open_to_all).verdict is Verdict.MET


def test_without_a_practitioner_there_is_nothing_to_count() -> None:
    finding = judge(TEST, replace(sketch_practice(data(2, 2)), holdings=()))
    assert finding.sentence == "We cannot tell. Nobody is recorded as a practitioner."
    assert finding.would_count == "A competency that somebody holds at practitioner or above."


def test_members_sent_too_long_ago_are_no_pass() -> None:
    trust = sketch_practice(data(2, 2))
    stale = replace(trust, feeds={**trust.feeds, "community members": trust.on - timedelta(days=36)})
    assert judge(TEST, stale).verdict is Verdict.NOT_ENOUGH_EVIDENCE
