"""Teams for pages: strands, sizes and limits counted by the database as the engine counts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.trust import TeamSizes, members_on, teams_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint
from plait.store.imports import Choices
from plait.store.joining import join_posts
from plait.store.models import Dependency, Employment, Membership, Release, Team, Trust
from plait.store.paging import Wanted
from plait.store.snapshot import load_trust
from plait.store.teams import (
    AskedTooMuch,
    find_team_of,
    list_service_names,
    list_team_names,
    list_teams,
    load_asked_too_much,
    load_sizes,
    load_team,
    rows_about_team,
)
from plait.store.writing import Act
from tests.books import book, imported
from tests.registers import SHEETS

TODAY = date(2025, 10, 1)
MORE = """
Team     |Members           |Parent team|Starts    |Last day
Lone team|1001 0.1          |Access team|01/06/2025|
Old team |1004 0.2          |           |01/06/2025|31/08/2025
New team |1002 0.1; 1003 0.1; 1001 0.1||01/09/2025|
"""


@pytest.fixture
def recorded(act: Act) -> Act:
    imported(act, book(**SHEETS))
    imported(act, book(teams=MORE))
    imported(act, book(dependencies="Team|Depends on team|What for|Hard\nAccess team|Lone team|Messages|No"))
    return act


def names(act: Act, on: date = TODAY, sizes: TeamSizes | None = None, **filters: str) -> list[str]:
    wanted = Wanted(filters=filters)
    return [one.name for one in list_teams(act.trust_id, wanted, sizes or TeamSizes(), on=on).rows]


def id_of(name: str) -> int:
    return Team.objects.get(name=name).pk


@pytest.mark.parametrize("joined", [(), ("1002", "1003"), ("1003", "1001")])
def test_list_counts_as_the_engine_does(recorded: Act, trust: Trust, joined: tuple[str, ...]) -> None:
    if joined:
        join_posts(recorded, *joined)
    whole = load_trust(trust.code, on=TODAY)
    people = {person.employee_number: person for person in whole.people}
    members = members_on(whole)
    lines = {one.name: one for one in list_teams(recorded.trust_id, Wanted(), whole.sizes, on=TODAY).rows}
    assert set(lines) == {team.name for team in teams_on(whole)}
    for team in teams_on(whole):
        seen = [viewpoint_of(member, people) for member in members[team.name]]
        line = lines[team.name]
        assert line.people == len(seen)
        assert [line.digital, line.clinical, line.operational] == [seen.count(viewpoint) for viewpoint in Viewpoint]
        assert line.least == whole.sizes.least_of(team, TODAY)


def test_states(recorded: Act) -> None:
    assert names(recorded) == ["Access team", "Lone team", "New team"]
    assert names(recorded, state="ended") == ["Old team"]
    assert names(recorded, on=date(2025, 8, 1), state="later") == ["New team"]
    assert len(names(recorded, state="all")) == 4


def test_strands_and_sizes(recorded: Act) -> None:
    assert names(recorded, missing="clinical") == ["Lone team"]
    assert names(recorded, missing="operational") == ["Lone team"]
    assert names(recorded, missing="digital") == []
    assert names(recorded, missing="none") == ["Access team", "New team"]
    assert names(recorded, size="small") == ["Access team", "Lone team"]  # in its first days, three are enough
    assert names(recorded, size="fits") == ["New team"]
    assert names(recorded, sizes=TeamSizes(least=1, most=2), size="large") == ["Access team", "New team"]


def test_search_order_and_release(recorded: Act) -> None:
    [line] = list_teams(recorded.trust_id, Wanted("single POINT"), TeamSizes(), on=TODAY).rows
    assert (line.name, line.released_on) == ("Access team", date(2025, 6, 9))
    found = list_teams(recorded.trust_id, Wanted(sort="released", descending=True), TeamSizes(), on=TODAY).rows
    assert found[0].name == "Access team"


def test_somebody_who_left_counts_no_more(recorded: Act) -> None:
    Employment.objects.filter(employee_number="1001").update(ends=date(2025, 9, 15))
    [line] = [
        one for one in list_teams(recorded.trust_id, Wanted(), TeamSizes(), on=TODAY).rows if one.name == "Lone team"
    ]
    assert line.people == 0
    team = load_team(recorded.trust_id, id_of("Lone team"), on=TODAY)
    assert team is not None
    assert [member.ends for member in team.members] == [date(2025, 9, 15)]


def test_one_team(recorded: Act, other_trust: Trust) -> None:
    changed = SHEETS["teams"].replace("1001 0.4", "1001 0.5")
    imported(recorded, book(teams=changed), Choices(date(2025, 9, 1)))
    team = load_team(recorded.trust_id, id_of("Access team"), on=TODAY)
    assert team is not None
    assert [(one.employee_number, one.wte) for one in team.members if one.employee_number == "1001"] == [
        ("1001", Decimal("0.4")),
        ("1001", Decimal("0.5")),
    ]
    assert team.service == "Single point of access"
    assert [one.name for one in team.releases] == ["Call back"]
    assert [(one.team, one.what, one.hard) for one in team.waits_for] == [("Lone team", "Messages", False)]
    assert team.waited_for_by == ()
    assert [one.name for one in team.children] == ["Lone team"]
    child = load_team(recorded.trust_id, id_of("Lone team"), on=TODAY)
    assert child is not None
    assert child.parent is not None
    assert child.parent.name == "Access team"
    assert [one.team for one in child.waited_for_by] == ["Access team"]
    assert load_team(other_trust.pk, team.id, on=TODAY) is None


def test_rows_lead_to_their_team(recorded: Act, other_trust: Trust) -> None:
    access = id_of("Access team")
    rows = (("release", Release.objects.get().pk), ("dependency", Dependency.objects.get().pk))
    member = Membership.objects.filter(team_id=access).values_list("id", flat=True)[0]
    for kind, row in (*rows, ("membership", member)):
        assert find_team_of(recorded.trust_id, kind, row) == access
        assert find_team_of(other_trust.pk, kind, row) is None
    about = rows_about_team(recorded.trust_id, access)
    assert about["team"] == [access]
    assert len(about["membership"]) == 3
    assert len(about["release"]) == len(about["dependency"]) == 1


def test_names_and_sizes(recorded: Act) -> None:
    assert list_team_names(recorded.trust_id) == ("Access team", "Lone team", "New team", "Old team")
    assert list_service_names(recorded.trust_id) == ("Single point of access",)
    assert load_sizes(recorded.trust_id) == TeamSizes(least=5, most=9)


def test_who_is_in_teams_for_more_time_than_they_have(recorded: Act, other_trust: Trust) -> None:
    def asked(today: date) -> AskedTooMuch | None:
        stay = Membership.objects.filter(employment__employee_number="1002").order_by("id")[0]
        assert load_asked_too_much(other_trust.pk, stay.pk, today=today) is None
        return load_asked_too_much(recorded.trust_id, stay.pk, today=today)

    begins = date(2025, 9, 1)  # the sister has 0.6, of which the Access team has 0.2
    Membership.objects.filter(team__name="New team", employment__employee_number="1002").update(wte="0.4")
    assert asked(TODAY) is None
    Membership.objects.filter(team__name="New team", employment__employee_number="1002").update(wte="0.5")
    too_much = AskedTooMuch("Cy Otieno", begins, wte=Decimal("0.6"), in_teams=Decimal("0.7"))
    assert asked(date(2025, 8, 1)) == too_much
    assert asked(TODAY) == replace(too_much, day=TODAY)
    Team.objects.filter(name="Access team").update(ends=TODAY)
    assert asked(TODAY) is None
