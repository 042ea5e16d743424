"""All three viewpoints in every team: whose viewpoint counts, and who is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.teams_are_fused import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from tests.builders import LONG_AGO, ON, membership, person, team, trust

DIGITAL, CLINICAL, OPERATIONAL = Viewpoint


def fused() -> Trust:
    """One team of one person for each viewpoint."""
    return trust(
        people=[person("1", DIGITAL), person("2", CLINICAL), person("3", OPERATIONAL)],
        teams=[team()],
        memberships=[membership("1"), membership("2"), membership("3")],
    )


def judged(of: Trust) -> Finding:
    return judge(TEST, of)


def test_one_member_of_each_viewpoint_is_enough() -> None:
    finding = judged(fused())
    assert finding.verdict is Verdict.MET
    assert finding.sentence == "The only team brings all 3 viewpoints."


def test_a_membership_may_state_another_viewpoint_than_the_person() -> None:
    nurse_as_product_manager = replace(fused().memberships[1], viewpoint=DIGITAL, reason="Product manager")
    changed = replace(fused(), memberships=(fused().memberships[0], nurse_as_product_manager, fused().memberships[2]))
    assert judged(changed).sentence == "0 of 1 team brings all 3 viewpoints. Discharge hub has no clinical member."


def test_nobody_counts_twice_in_one_team() -> None:
    twice = replace(fused(), people=fused().people[:2], memberships=(membership("1"), membership("2")))
    again = replace(twice, memberships=(*twice.memberships, membership("2", viewpoint=OPERATIONAL)))
    assert judged(again).evidence[0].cells in {("1", "1", "0"), ("1", "0", "1")}
    assert judged(again).verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("starts", "ends", "verdict"),
    [
        (LONG_AGO, ON, Verdict.NOT_MET),
        (LONG_AGO, ON + timedelta(days=1), Verdict.MET),
        (ON, None, Verdict.MET),
        (ON + timedelta(days=1), None, Verdict.NOT_MET),
    ],
)
def test_only_members_of_the_day_count(starts: date, ends: date | None, verdict: Verdict) -> None:
    nurse = membership("2", starts=starts, ends=ends)
    changed = replace(fused(), memberships=(membership("1"), nurse, membership("3")))
    assert judged(changed).verdict is verdict


def test_someone_who_left_the_trust_does_not_count() -> None:
    changed = replace(fused(), people=(fused().people[0], fused().people[2]))
    assert "has no clinical member" in judged(changed).sentence


def test_a_team_with_no_members_says_so() -> None:
    assert judged(trust(teams=[team()])).sentence.endswith("Discharge hub has no members.")


def test_two_missing_viewpoints_are_both_named() -> None:
    only_digital = trust(people=[person("1", DIGITAL)], teams=[team()], memberships=[membership("1")])
    finding = judged(only_digital)
    assert finding.sentence.endswith("Discharge hub has no clinical or operational member.")
    assert finding.would_count == (
        "Members with the viewpoint that is missing: clinical in 1 team and operational in 1 team."
    )


def test_more_than_two_teams_are_left_to_the_rows_which_stand_first() -> None:
    empty = [team(name) for name in ("A", "B", "C")]
    finding = judged(replace(fused(), teams=(*fused().teams, *empty)))
    assert finding.sentence == "1 of 4 teams brings all 3 viewpoints."
    assert [(row.label, row.is_highlighted) for row in finding.evidence] == [
        ("A", True), ("B", True), ("C", True), ("Discharge hub", False),
    ]  # fmt: skip


def test_a_team_that_lacks_one_viewpoint_is_highlighted() -> None:
    finding = judged(replace(fused(), memberships=fused().memberships[:2]))
    assert [(row.cells, row.is_highlighted) for row in finding.evidence] == [(("1", "1", "0"), True)]


def test_a_row_knows_its_people_and_where_it_came_from() -> None:
    origin = Origin("teams.xlsx", "Teams", 2)
    finding = judged(replace(fused(), teams=(replace(team(), origin=origin),)))
    assert finding.evidence[0].people == ("1", "2", "3")
    assert finding.evidence[0].origin == origin


def test_teams_that_ended_or_are_still_to_come_are_not_judged() -> None:
    finding = judged(replace(fused(), teams=(team("Old", ends=ON), team("New", starts=ON.replace(day=3)))))
    assert finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert finding.sentence == "We cannot tell. No team is running."
