"""People for pages: the list, one person over time, and counts without names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Model

from plait.store.imports import Choices
from plait.store.models import Assignment, Community, CommunityMember, Employment, Team, Trust
from plait.store.paging import Wanted
from plait.store.people import (
    count_people,
    is_reached,
    list_people,
    list_people_filters,
    load_competencies_held,
    load_person,
)
from plait.store.reach import Reach
from plait.store.writing import Act, insert_rows
from tests.books import book, imported
from tests.registers import PEOPLE, SHEETS

TODAY = date(2025, 10, 1)


@pytest.fixture
def recorded(act: Act) -> Act:
    imported(act, book(**SHEETS))
    return act


def names(act: Act, wanted: Wanted, on: date = TODAY, *, by_number: bool = True) -> list[str]:
    return [one.name for one in list_people(act.trust_id, wanted, on=on, by_number=by_number).rows]


def id_of(number: str) -> int:
    return Employment.objects.get(employee_number=number).pk


def test_list_gives_each_person_as_of_the_day(recorded: Act) -> None:
    page = list_people(recorded.trust_id, Wanted("bo price"), on=TODAY, by_number=False)
    [bo] = page.rows
    assert page.total == 1
    assert (bo.employee_number, bo.teams, bo.wte, bo.free_wte) == (
        "1001",
        ("Access team",),
        Decimal("0.8"),
        Decimal("0.4"),
    )
    assert (bo.viewpoint, bo.band, bo.point) == ("digital", "7", 3)
    assert bo.origin is not None
    assert (bo.origin.sheet, bo.origin.line) == ("people", 3)


def test_list_holds_only_those_employed_on_the_day(recorded: Act) -> None:
    assert "Di Sykes" not in names(recorded, Wanted(), date(2025, 4, 15))
    assert "Di Sykes" in names(recorded, Wanted(), date(2025, 5, 1))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"department": "Digital"}, ["Bo Price"]),
        ({"staff_group": "Managers"}, ["Di Sykes", "Ed Mole"]),
        ({"viewpoint": "clinical"}, ["Cy Otieno"]),
        ({"site": "Annexe"}, ["Di Sykes", "Ed Mole"]),
        ({"team": "with"}, ["Bo Price", "Cy Otieno", "Di Sykes"]),
        ({"team": "without"}, ["Ann Frost", "Ed Mole"]),
        ({"team": "without", "site": "Annexe"}, ["Ed Mole"]),
    ],
)
def test_filters(recorded: Act, filters: dict[str, str], found: list[str]) -> None:
    assert names(recorded, Wanted(filters=filters)) == found


def test_order_and_pages(recorded: Act) -> None:
    assert names(recorded, Wanted(sort="free"))[0] == "Bo Price"
    assert names(recorded, Wanted(sort="name", descending=True))[0] == "Ed Mole"
    assert names(recorded, Wanted(sort="band")) == names(recorded, Wanted())  # no such order
    assert names(recorded, Wanted(offset=2, limit=2)) == ["Cy Otieno", "Di Sykes"]
    assert names(recorded, Wanted(offset=90, limit=2)) == ["Ed Mole"]


def test_numbers_are_found_only_where_asked(recorded: Act) -> None:
    assert names(recorded, Wanted("1003")) == ["Di Sykes"]
    assert names(recorded, Wanted("1003"), by_number=False) == []


def test_counts_carry_no_names(recorded: Act) -> None:
    counts = {one.department: one for one in count_people(recorded.trust_id, on=TODAY)}
    medicine = counts["Medicine"]
    assert (medicine.people, medicine.digital, medicine.clinical, medicine.operational) == (3, 0, 1, 2)
    assert sum(one.people for one in counts.values()) == 5


def test_filters_offered(recorded: Act) -> None:
    offered = list_people_filters(recorded.trust_id)
    assert offered.departments == ("Digital", "Medicine", "Trust office")
    assert offered.sites == ("Annexe", "Main")
    assert "Managers" in offered.staff_groups


def test_one_person_over_time(recorded: Act) -> None:
    changed = PEOPLE.replace("Ward sister", "Matron")
    imported(recorded, book(people=changed), Choices(date(2025, 9, 1)))
    before = load_person(recorded.trust_id, id_of("1002"), on=date(2025, 8, 1))
    after = load_person(recorded.trust_id, id_of("1002"), on=TODAY)
    assert before is not None
    assert after is not None
    assert (before.now.job_title, after.now.job_title) == ("Ward sister", "Matron")
    assert [post.ends for post in after.posts] == [date(2025, 9, 1), None]
    assert after.now.manager is not None
    assert after.now.manager.name == "Ann Frost"
    assert [one.name for one in after.reports] == ["Di Sykes"]
    assert [(one.team, one.wte) for one in after.teams] == [("Access team", Decimal("0.2"))]
    ann = load_person(recorded.trust_id, id_of("1000"), on=TODAY)
    assert ann is not None
    assert ann.now.manager is None


def test_a_person_who_left_is_shown_as_last_known_and_others_of_the_same_person_beside(recorded: Act) -> None:
    first = Employment.objects.get(employee_number="1001")
    row = {"trust_id": recorded.trust_id, "person_id": first.person_id, "starts": date(2025, 5, 1), "version": 1}
    insert_rows(Employment, [{"id": 9001, "employee_number": "2001", **row}])
    Assignment.objects.filter(employment=first).update(ends=date(2025, 9, 1))
    person = load_person(recorded.trust_id, first.pk, on=TODAY)
    assert person is not None
    assert person.now.job_title == "Developer"
    assert [(one.id, one.employee_number) for one in person.others] == [(9001, "2001")]


def test_competencies_held(recorded: Act) -> None:
    [held] = load_competencies_held(recorded.trust_id, id_of("1002"), on=TODAY)
    assert (held.name, held.level, held.confirmed_on) == ("Clinical safety", 3, None)
    assert load_competencies_held(recorded.trust_id, id_of("1001"), on=TODAY) == ()


def test_reach(recorded: Act) -> None:
    trust_id, cy = recorded.trust_id, id_of("1002")
    assert is_reached(trust_id, cy, Reach(everyone=True), on=TODAY)
    assert is_reached(trust_id, cy, Reach(numbers=("1002",)), on=TODAY)
    assert is_reached(trust_id, cy, Reach(teams=("Access team",)), on=TODAY)
    assert not is_reached(trust_id, cy, Reach(teams=("Access team",)), on=date(2025, 4, 1))
    assert not is_reached(trust_id, cy, Reach(), on=TODAY)


@pytest.mark.parametrize("ended", [Team, Community, Employment])
def test_what_has_ended_reaches_nobody_though_a_stay_in_it_is_open(recorded: Act, ended: type[Model]) -> None:
    cy, trust_id = id_of("1002"), recorded.trust_id
    community = Community.objects.create(trust_id=trust_id, name="Nurses", lead_id=cy, starts=date(2025, 4, 1))
    stay = {"trust_id": trust_id, "community_id": community.pk, "employment_id": cy, "starts": date(2025, 4, 1)}
    insert_rows(CommunityMember, [stay])
    ended._default_manager.update(ends=TODAY)
    reach = Reach(teams=("Access team",)), Reach(communities=("Nurses",))
    by_team, by_community = (is_reached(trust_id, cy, one, on=TODAY) for one in reach)
    assert (by_team, by_community) == (ended is Community, ended is Team)


def test_another_trust_has_no_such_person(recorded: Act, other_trust: Trust) -> None:
    assert load_person(other_trust.pk, id_of("1002"), on=TODAY) is None
    assert load_person(recorded.trust_id, 987654, on=TODAY) is None
