"""The figures the database works out for pages are those of the engine; names go only to those in reach."""

from datetime import date
from decimal import Decimal

import pytest

from plait.engine.communities import is_living, lone_practitioners
from plait.engine.permissions import Action, Role, Viewer, reaches
from plait.engine.supply import SupplyLine, supply_and_demand
from plait.store.communities import count_alone, list_alone, list_communities, list_members
from plait.store.competencies import (
    Shortage,
    Supply,
    count_short,
    list_families,
    list_holders,
    list_supply,
    load_competency,
)
from plait.store.models import Employment, Membership, Team, Trust
from plait.store.paging import Wanted
from plait.store.reach import Reach, reach_of
from plait.store.snapshot import load_trust
from tests import skills
from tests.conftest import InScope

ON = date(2026, 11, 2)
ALL = Wanted(limit=None)
pytestmark = pytest.mark.django_db


def _engine(line: SupplyLine) -> tuple[object, ...]:
    levels = tuple(
        (level.level, level.needs, level.people, level.wte, len(level.meeting), level.confirmed,
         level.meeting_wte)
        for level in line.demand
    )  # fmt: skip
    figures = (line.holders, line.confirmed, line.wte, levels, line.gap_people, line.gap_wte)
    return (line.competency, line.family, line.viewpoint.value, *figures, line.single_holder)


def _page(one: Supply, numbers: dict[int, str]) -> tuple[object, ...]:
    levels = tuple(
        (level.level, level.needs, level.people, level.wte, level.meeting, level.confirmed, level.meeting_wte)
        for level in one.demand
    )
    figures = (one.holders, one.confirmed, one.wte, levels, one.gap_people, one.gap_wte)
    return (one.name, one.family, one.viewpoint, *figures, numbers.get(one.single_id or 0, ""))


@pytest.mark.parametrize("seed", range(4))
def test_supply_of_pages_is_that_of_the_engine(trust: Trust, in_scope: InScope, seed: int) -> None:
    in_scope(trust)
    skills.fill(trust, seed=seed, people=24, competencies=12, on=ON)
    whole = load_trust(trust.code, on=ON)
    lines = supply_and_demand(whole.competencies, whole.holdings, whole.needs, whole.people, ON)
    numbers = dict(Employment.objects.values_list("id", "employee_number"))
    found, shortage = list_supply(trust.pk, ALL, on=ON)
    assert {_page(one, numbers) for one in found.rows} == set(map(_engine, lines))
    assert found.total == len(lines)
    single = sum(line.is_single_point for line in lines)
    assert (
        shortage
        == count_short(trust.pk, on=ON)
        == Shortage(sum(line.is_short for line in lines), single, sum(bool(line.demand) for line in lines))
    )
    assert any(line.is_short for line in lines)


@pytest.mark.parametrize("seed", range(4))
def test_communities_of_pages_are_those_of_the_engine(trust: Trust, in_scope: InScope, seed: int) -> None:
    in_scope(trust)
    skills.fill(trust, seed=seed, people=24, competencies=12, on=ON)
    whole = load_trust(trust.code, on=ON)
    alone = lone_practitioners(whole.competencies, whole.holdings, whole.communities, ON)
    found = list_communities(trust.pk, ALL, on=ON)
    assert {(one.name, one.is_living, one.members) for one in found.rows} == {
        (one.name, is_living(one, ON), len(one.members)) for one in whole.communities
    }
    families = {one.family for one in alone}
    assert count_alone(trust.pk, on=ON) == {family: sum(one.family == family for one in alone) for family in families}
    names = {person.employee_number: person.name for person in whole.people}
    for family in families:
        listed = list_alone(trust.pk, family, Reach(everyone=True), ALL, on=ON)
        assert {(one.name, one.competencies) for one in listed.rows} == {
            (names[one.employee_number], one.competencies) for one in alone if one.family == family
        }


@pytest.fixture
def skilled(trust: Trust, in_scope: InScope) -> Trust:
    """One competency short of a person, one that hangs on Ann, one nobody needs."""
    in_scope(trust)
    ann, ben = skills.employ(trust, "Ann Frost", number="A1"), skills.employ(trust, "Ben Hale", number="B1")
    research = skills.competency(trust)
    skills.hold(ann, research, 3, by=ben)
    skills.hold(ben, research, 1)
    skills.need(research, 3, people=2)
    safety = skills.competency(trust, "Clinical safety", "Safety")
    skills.hold(ann, safety, 4)
    skills.need(safety, 2, wte="0.4")
    skills.competency(trust, "Writing", "Safety")
    return trust


def test_the_list_filters_sorts_and_pages(skilled: Trust) -> None:
    def names(**wanted: object) -> list[str]:
        return [one.name for one in list_supply(skilled.pk, Wanted(**wanted), on=ON)[0].rows]  # type: ignore[arg-type] # each by its name

    assert names() == ["Clinical safety", "User research", "Writing"]
    assert names(search="RESEARCH") == ["User research"]
    assert names(filters={"family": "Safety"}) == ["Clinical safety", "Writing"]
    assert names(filters={"gap": "yes"}) == ["User research"]
    assert names(filters={"single": "yes"}) == ["Clinical safety", "User research"]
    assert names(sort="gap", descending=True)[0] == "User research"
    assert names(offset=2, limit=2) == ["Writing"]
    assert names(offset=50, limit=2) == ["Writing"]
    assert list_families(skilled.pk) == ("Safety", "User-centred design")


def test_a_competency_tells_its_needs(skilled: Trust) -> None:
    [line] = list_supply(skilled.pk, Wanted("research"), on=ON)[0].rows
    found = load_competency(skilled.pk, line.id, on=ON)
    assert found is not None
    assert found.supply == line
    assert (line.held, line.needs, line.is_short) == (2, 1, True)
    [need] = found.needs
    assert (need.service, need.people, need.wte, need.origin) == ("Discharge", 2, None, None)
    assert load_competency(skilled.pk, line.id + 999, on=ON) is None
    [safety] = list_supply(skilled.pk, Wanted("clinical"), on=ON)[0].rows
    assert safety.demand[0].wte == Decimal("0.4")


def _viewer(trust: Trust, role: Role, **more: object) -> Viewer:
    plain = Viewer(1, "Viewer", trust.pk, trust.code, trust.name, is_invented=True, roles=frozenset((role,)))
    return Viewer(**{**{name: getattr(plain, name) for name in Viewer.__dataclass_fields__}, **more})


@pytest.mark.parametrize("role", Role)
def test_names_of_holders_reach_as_far_as_the_table(trust: Trust, in_scope: InScope, role: Role) -> None:
    in_scope(trust)
    names = ("Me", "Report", "Mate", "Fellow", "Stranger")
    people = {name: skills.employ(trust, name, number=name) for name in names}
    research = skills.competency(trust)
    for work in people.values():
        skills.hold(work, research, 2)
    team = Team.objects.create(trust=trust, name="Hub", starts=skills.BEGAN)
    day = skills.BEGAN
    Membership.objects.create(trust=trust, team=team, employment=people["Mate"], wte="0.5", joined=day, starts=day)
    skills.join(skills.community(trust), people["Fellow"])
    mine = {"teams": frozenset(("Hub",)), "communities": frozenset(("Research circle",))}
    viewer = _viewer(trust, role, employee_number="Me", reports=frozenset(("Report",)), **mine)
    ties: dict[str, dict[str, tuple[str, ...]]] = {
        "Mate": {"teams": ("Hub",)},
        "Fellow": {"communities": ("Research circle",)},
    }
    may = {
        name for name in names if reaches(viewer, Action.READ_COMPETENCIES, employee_number=name, **ties.get(name, {}))
    }
    reach = reach_of(viewer, Action.READ_COMPETENCIES)
    found = list_holders(trust.pk, research.pk, reach, ALL, on=ON)
    assert {one.name for one in found.rows} == may


def test_members_of_a_community_are_those_of_the_day(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    group = skills.community(trust)
    skills.join(group, skills.employ(trust, "Ann Frost"))
    skills.join(group, skills.employ(trust, "Gone", ends=date(2026, 1, 1)))
    found = list_members(trust.pk, group.pk, Wanted(), on=ON)
    assert [(one.name, one.department) for one in found.rows] == [("Ann Frost", "Medicine")]
