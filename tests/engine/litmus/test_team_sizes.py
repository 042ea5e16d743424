"""Sizes at their edges, and the small start of a new team."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.team_sizes import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import TeamSizes, Trust
from tests.builders import ON, membership, person, team, trust


def team_of(size: int, *, age_days: int = 400) -> Trust:
    """One team of that many people, begun that long ago."""
    began = ON - timedelta(days=age_days)
    numbers = [str(1000 + n) for n in range(size)]
    return trust(
        people=[person(number) for number in numbers],
        teams=[team(starts=began)],
        memberships=[membership(number, starts=began) for number in numbers],
    )


@pytest.mark.parametrize(
    ("size", "age_days", "verdict"),
    [
        (4, 400, Verdict.NOT_MET),
        (5, 400, Verdict.MET),
        (9, 400, Verdict.MET),
        (10, 400, Verdict.NOT_MET),
        (3, 0, Verdict.MET),
        (3, 89, Verdict.MET),
        (3, 90, Verdict.NOT_MET),
        (2, 10, Verdict.NOT_MET),
        (10, 10, Verdict.NOT_MET),
        (0, 400, Verdict.NOT_MET),
    ],
)
def test_size_and_age_decide(size: int, age_days: int, verdict: Verdict) -> None:
    assert judge(TEST, team_of(size, age_days=age_days)).verdict is verdict


def test_the_setting_of_the_trust_decides() -> None:
    smaller = replace(team_of(4), sizes=TeamSizes(least=2, most=4))
    finding = judge(TEST, smaller)
    assert finding.sentence == "The only team has 2 to 4 people."
    assert finding.would_count == "A team that falls below 2 or passes 4 people."
    assert judge(TEST, replace(smaller, teams=(team(starts=ON),), memberships=())).evidence[0].cells[1] == "2 to 4"


def test_an_empty_team_has_nobody() -> None:
    assert judge(TEST, team_of(0)).sentence == "0 of 1 team has 5 to 9 people. Discharge hub has nobody."


def test_three_failing_teams_are_left_to_the_rows() -> None:
    many = replace(team_of(5), teams=(team(), team("A"), team("B"), team("C")))
    finding = judge(TEST, many)
    assert finding.sentence == "1 of 4 teams has 5 to 9 people."
    assert [row.label for row in finding.evidence] == ["A", "B", "C", "Discharge hub"]
    assert finding.would_count == "More members in 3 small teams."
