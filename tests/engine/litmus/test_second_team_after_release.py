"""The order of events, and growth that should have been a second team."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.second_team_after_release import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.teams import Release, Team
from plait.engine.trust import TeamSizes, Trust
from tests.builders import ON, membership, person, release, team, trust

PARENT, CHILD = "Discharge hub", "Discharge at home"
BEGAN = date(2026, 3, 2)


def two_teams(*releases: Release) -> Trust:
    """A parent without members, its releases, and a second team begun on 2 March 2026."""
    return trust(teams=[team(PARENT), team(CHILD, starts=BEGAN, parent=PARENT)], releases=releases)


def grown(before: int, now: int, *, age_days: int = 400, joined_days_ago: int = 30, more: Iterable[Team] = ()) -> Trust:
    """One team that had `before` people and has `now`."""
    began, joined = ON - timedelta(days=age_days), ON - timedelta(days=joined_days_ago)
    numbers = [str(1000 + n) for n in range(now)]
    starts = [began] * before + [joined] * (now - before)
    return trust(
        people=[person(number) for number in numbers],
        teams=[team(starts=began), *more],
        memberships=[membership(number, starts=day) for number, day in zip(numbers, starts, strict=True)],
    )


@pytest.mark.parametrize(
    ("releases", "verdict"),
    [
        ((), Verdict.NOT_MET),
        ((release(on=BEGAN - timedelta(days=1)),), Verdict.MET),
        ((release(on=BEGAN),), Verdict.NOT_MET),
        ((release(on=BEGAN - timedelta(days=1), visible=False),), Verdict.NOT_MET),
        ((release(of="Another"),), Verdict.NOT_MET),
        ((release(on=BEGAN), release(on=date(2025, 5, 1)), release(on=date(2025, 6, 1))), Verdict.MET),
    ],
)
def test_the_parent_shows_something_before_the_second_team_begins(
    releases: tuple[Release, ...], verdict: Verdict
) -> None:
    assert judge(TEST, two_teams(*releases)).verdict is verdict


def test_the_rows_show_the_first_release() -> None:
    finding = judge(TEST, two_teams(release(on=date(2025, 6, 1)), release(on=date(2025, 5, 1))))
    assert finding.evidence[0].cells == ("2 March 2026", PARENT, "1 May 2025, Call back", "0", "")
    assert [row.label for row in finding.evidence] == [CHILD]


def test_a_second_team_that_ended_is_history() -> None:
    early = two_teams()
    ended = replace(early, teams=(early.teams[0], replace(early.teams[1], ends=ON)))
    assert judge(TEST, ended).verdict is Verdict.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (5, 6, Verdict.NOT_ENOUGH_EVIDENCE),
        (5, 7, Verdict.NOT_MET),
        (3, 5, Verdict.NOT_ENOUGH_EVIDENCE),
        (3, 6, Verdict.NOT_ENOUGH_EVIDENCE),
        (3, 7, Verdict.NOT_MET),
        (8, 10, Verdict.NOT_MET),
        (0, 7, Verdict.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_growth_of_two_past_the_least_size_breaks_the_rule(before: int, now: int, verdict: Verdict) -> None:
    assert judge(TEST, grown(before, now)).verdict is verdict


@pytest.mark.parametrize(
    ("age_days", "joined_days_ago", "verdict"),
    [
        (80, 10, Verdict.NOT_ENOUGH_EVIDENCE),  # its first 90 days
        (90, 0, Verdict.NOT_ENOUGH_EVIDENCE),  # nothing to compare with yet
        (120, 30, Verdict.NOT_ENOUGH_EVIDENCE),  # they joined on its 90th day
        (120, 29, Verdict.NOT_MET),
        (400, 90, Verdict.NOT_ENOUGH_EVIDENCE),  # 90 days ago they were there already
        (400, 89, Verdict.NOT_MET),
    ],
)
def test_growth_is_counted_over_ninety_days_after_the_first_ninety(
    age_days: int, joined_days_ago: int, verdict: Verdict
) -> None:
    assert judge(TEST, grown(5, 8, age_days=age_days, joined_days_ago=joined_days_ago)).verdict is verdict


@pytest.mark.parametrize(("days_ago", "verdict"), [(0, Verdict.MET), (89, Verdict.MET), (90, Verdict.NOT_MET)])
def test_growth_beside_a_split_of_the_same_days_keeps_the_rule(days_ago: int, verdict: Verdict) -> None:
    second = team(CHILD, starts=ON - timedelta(days=days_ago), parent=PARENT)
    split = replace(grown(5, 8, more=[second]), releases=(release(),))
    assert judge(TEST, split).verdict is verdict


def test_people_who_left_offset_those_who_came() -> None:
    came = grown(6, 9)
    left = tuple(replace(one, ends=ON - timedelta(days=5)) for one in came.memberships[:3])
    assert judge(TEST, replace(came, memberships=(*left, *came.memberships[3:]))).verdict is not Verdict.NOT_MET


def test_a_second_post_in_the_team_is_no_growth() -> None:
    came = grown(5, 7)
    shared = [replace(one, identity=str(place % 5)) for place, one in enumerate(came.people)]
    assert judge(TEST, replace(came, people=tuple(shared))).verdict is Verdict.NOT_ENOUGH_EVIDENCE
    always = tuple(replace(one, starts=came.teams[0].starts) for one in came.memberships)
    finding = judge(TEST, replace(came, people=tuple(shared), memberships=always))
    assert finding.evidence[0].cells[-2:] == ("5", "")


def test_leavers_whose_membership_nobody_closed_are_no_growth() -> None:
    came = grown(6, 8)
    finding = judge(TEST, replace(came, people=came.people[2:]))
    assert finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert finding.evidence[0].cells[-2:] == ("6", "")


def test_a_full_team_breaks_the_rule_even_with_no_second_team() -> None:
    finding = judge(TEST, grown(10, 10))
    assert finding.sentence == "Discharge hub has 10 people, 1 past the limit of 9."
    assert finding.would_count == "A second team in place of a larger one."
    assert judge(TEST, replace(grown(10, 10), sizes=TeamSizes(most=10))).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_two_breaks_are_named_and_three_are_counted() -> None:
    base = replace(grown(10, 10), teams=(*grown(10, 10).teams, team(CHILD, parent=PARENT)))
    finding = judge(TEST, base)
    assert finding.sentence == "2 of 2 teams break the add-a-team rule: Discharge at home and Discharge hub."
    assert finding.would_count == (
        "A release of the parent team before the second team began, if there was one. "
        "A second team in place of a larger one."
    )
    third = replace(base, teams=(*base.teams, team("Night calls", parent="Gone")))
    assert judge(TEST, third).sentence == "3 of 3 teams break the add-a-team rule."
