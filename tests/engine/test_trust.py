"""Who is in which team on the day, and by which viewpoint."""

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import pytest

from plait.engine.communities import Community
from plait.engine.trust import TeamSizes, Trust, by_number, holding_on, holds, members_on, teams_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint
from tests.builders import LONG_AGO, ON, membership, person, team, trust

DAY = timedelta(days=1)


def test_a_trust_is_empty_until_told_and_cannot_be_changed() -> None:
    empty = Trust("TST", "Test trust", ON)
    assert (empty.people, empty.teams, empty.feeds, empty.sizes) == ((), (), {}, TeamSizes(5, 9, 3, 90))
    with pytest.raises(FrozenInstanceError):
        empty.name = "Other"  # type: ignore[misc]  # the very thing that must fail


@pytest.mark.parametrize(
    ("starts", "ends", "is_there"),
    [
        (ON, None, True),
        (ON + DAY, None, False),
        (LONG_AGO, ON, False),
        (LONG_AGO, ON + DAY, True),
    ],
)
def test_a_record_holds_from_its_first_day_up_to_its_end(starts: date, ends: date | None, *, is_there: bool) -> None:
    assert holds(team(starts=starts, ends=ends), ON) is is_there


def test_a_record_without_a_first_day_always_held() -> None:
    community = Community("Nurses", "Care")
    assert holding_on([community, replace(community, ends=ON)], ON) == (community,)


def test_teams_stand_by_name_whatever_their_capitals() -> None:
    teams = [team("b"), team("A"), team("c", ends=ON), team("a", starts=LONG_AGO)]
    assert [one.name for one in teams_on(trust(teams=teams))] == ["A", "a", "b"]


def test_members_are_those_of_the_day_who_still_work_here() -> None:
    here = trust(
        people=[person("2"), person("1")],
        memberships=[membership("2"), membership("1"), membership("3"), membership("1", "Old", ends=ON)],
    )
    assert {name: [one.employee_number for one in members] for name, members in members_on(here).items()} == {
        "Discharge hub": ["1", "2"]
    }


@pytest.mark.parametrize("latest_first", [True, False])
def test_of_two_rows_for_one_seat_the_later_counts(*, latest_first: bool) -> None:
    early, late = membership("1"), membership("1", starts=ON - DAY)
    rows = [late, early] if latest_first else [early, late]
    assert members_on(trust(people=[person("1")], memberships=rows)) == {"Discharge hub": (late,)}


@pytest.mark.parametrize(("started", "seated"), [(LONG_AGO, "2"), (ON - DAY, "1")])
def test_somebody_with_two_posts_counts_once_in_a_team_by_the_later_seat(started: date, seated: str) -> None:
    one, other = (replace(person(number), identity="7") for number in "12")
    rows = [membership("1", starts=started), membership("2"), membership("3"), membership("1", "Virtual ward")]
    members = members_on(trust(people=[one, other, replace(person("3"), identity="8")], memberships=rows))
    assert [seat.employee_number for seat in members["Discharge hub"]] == [seated, "3"]
    assert [seat.employee_number for seat in members["Virtual ward"]] == ["1"]


def test_an_identity_is_nobodys_employee_number() -> None:
    people = [replace(person("1"), identity="2"), person("2")]
    [members] = members_on(trust(people=people, memberships=[membership("1"), membership("2")])).values()
    assert len(members) == 2


def test_a_member_brings_the_stated_viewpoint_or_their_own() -> None:
    people = by_number([person("1", Viewpoint.CLINICAL)])
    assert viewpoint_of(membership("1"), people) is Viewpoint.CLINICAL
    assert viewpoint_of(membership("1", viewpoint=Viewpoint.DIGITAL), people) is Viewpoint.DIGITAL


@pytest.mark.parametrize(("age_days", "least"), [(0, 3), (89, 3), (90, 5), (-5, 3)])
def test_a_new_team_may_be_smaller_for_ninety_days(age_days: int, least: int) -> None:
    assert TeamSizes().least_of(team(starts=ON - timedelta(days=age_days)), ON) == least
    assert TeamSizes(least=2).least_of(team(starts=ON), ON) == 2
