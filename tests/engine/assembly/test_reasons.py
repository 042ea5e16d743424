"""Every sentence that can appear beside a member, a gap or a refusal, in an example of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.reasons import gaps_of
from plait.engine.trust import TeamSizes, Trust
from tests.engine.assembly.tiny import asked, holding, membership, need, person, planned, pool, team, three, trust

PEOPLE, HOLDINGS = three()
NOT_FREE = "less than 0.2 WTE all through, or two teams already"


def reasons(plan: Plan) -> dict[str, str]:
    return {one.employee_number: one.reason for team in plan.teams for one in team.members}


def the_team(told: Trust) -> ProposedTeam:
    (one,) = planned(told).teams
    return one


def why_short(told: Trust) -> list[str]:
    return [gap.reason for gap in the_team(told).gaps]


def running(numbers: Iterable[str], told: Trust) -> Trust:
    """The trust with a team in which these people are."""
    return replace(told, teams=(team(),), memberships=(*told.memberships, *(membership(one) for one in numbers)))


# Why a member


def test_the_only_one_free_who_holds_it() -> None:
    told = trust(PEOPLE, HOLDINGS, [need(people=1)])
    told = replace(told, needs=(*told.needs, need("Writing", people=1)), holdings=(*HOLDINGS, holding("d1", "Writing")))
    assert reasons(planned(told)) == {
        "d1": "The only one free who holds Writing at Practitioner",
        "c1": "The only clinical person free who fits",
        "o1": "The only operational person free who fits",
    }


def test_somebody_with_two_employments_is_one_person_in_a_reason() -> None:
    two = (person("d1", identity="Ann"), person("d2", identity="Ann"))
    told = trust((*PEOPLE[1:], *two), (*HOLDINGS, holding("d2")), [need(people=3)])
    plan = planned(told)
    assert {"The only digital person free who fits"} == {why for who, why in reasons(plan).items() if who[0] == "d"}


def test_covers_several_needs() -> None:
    numbers = ("d1", "d2", "c1", "c2", "o1", "o2")
    both = [holding(one, skill) for one in numbers for skill in ("Triage", "Writing")]
    told = trust([person(one) for one in numbers], both, [need(people=3), need("Writing", people=3)])
    assert set(reasons(planned(told)).values()) == {"Covers 2 needs; nobody else free covers more"}


def test_one_of_several_who_could() -> None:
    numbers = ("d1", "d2", "c1", "c2", "o1", "o2")
    told = trust([person(one) for one in numbers], [holding(one) for one in numbers], [need(people=3)])
    assert set(reasons(planned(told)).values()) == {"One of 6 free who hold Triage at Practitioner"}


def test_brings_a_viewpoint_or_makes_up_the_number() -> None:
    numbers = ("d1", "d2", "d3", "c1", "c2", "o1", "o2")
    told = trust([person(one) for one in numbers], [holding(one) for one in numbers], [need(wte="0.2")])
    found = list(reasons(planned(told)).values())
    assert found.count("One of 7 free who hold Triage at Practitioner") == 1
    assert (
        sum(why in {f"Brings the {view} viewpoint" for view in ("digital", "clinical", "operational")} for why in found)
        == 2
    )
    larger = reasons(planned(replace(told, sizes=TeamSizes(5, 9, 5))))
    assert "Makes up the 5 people a team needs" in larger.values()


def test_a_member_of_today_is_in_the_team_today() -> None:
    told = running(("d1", "c1"), trust(PEOPLE, HOLDINGS, [need(people=3)]))
    assert reasons(planned(told)) == {
        "d1": "In the team today",
        "c1": "In the team today",
        "o1": "The only one free who holds Triage at Practitioner",
    }


# Why a need is short


def test_nobody_holds_it_and_who_is_one_level_below() -> None:
    told = trust(PEOPLE, (*HOLDINGS, holding("c1", "Writing", 2)), [need(people=3), need("Writing", people=1)])
    (gap,) = the_team(told).gaps
    assert gap.reason == "Nobody who can be asked for the whole time holds it at this level"
    assert (gap.people, gap.wte, gap.nearly) == (1, Decimal(0), ("c1",))


def test_all_who_hold_it_are_in_the_team() -> None:
    told = trust(PEOPLE, HOLDINGS, [need(people=4)])
    assert why_short(told) == ["All who hold it are in the team already: 3"]


def test_nobody_more_is_free() -> None:
    told = trust((*PEOPLE, person("d2", "0.1")), (*HOLDINGS, holding("d2")), [need(people=4)])
    assert why_short(told) == [f"4 could do it; nobody more is free: {NOT_FREE}"]
    busy = [membership("d2", "Elsewhere"), membership("d2", "Beside")]
    told = replace(told, people=(*PEOPLE, person("d2")), memberships=tuple(busy))
    assert why_short(told) == [f"4 could do it; nobody more is free: {NOT_FREE}"]


def test_the_team_is_full() -> None:
    numbers = ("d1", "d2", "c1", "o1")
    told = trust([person(one) for one in numbers], [holding(one) for one in numbers], [need(people=4)])
    assert why_short(replace(told, sizes=TeamSizes(3, 3))) == ["The team is full at 3"]


def test_a_running_team_is_full_before_its_largest_size_where_it_may_not_grow_further() -> None:
    numbers = ("d1", "d2", "c1", "c2", "o1", "o2", "o3")
    told = running(numbers[:5], trust([person(one) for one in numbers], map(holding, numbers), [need(people=7)]))
    assert why_short(replace(told, sizes=TeamSizes(3, 9))) == ["6 people is the most it may have now"], (
        "one more, though teams may have 9"
    )


def test_somebody_free_holds_it_but_nobody_joins() -> None:
    told = trust(PEOPLE[:2], HOLDINGS[:2], [need(people=1)])
    assert why_short(told) == ["Somebody free holds it, but nobody joins this team"]


def test_they_serve_more_elsewhere() -> None:
    numbers = ("d1", "d2", "c1", "c2", "o1", "o2", "o3")
    told = trust(
        [person(one, "0.2") for one in numbers],
        [holding(one) for one in numbers],
        [need(people=4, priority=9), need(people=4, priority=1, service="Referrals")],
    )
    gaps = [gap.reason for team in planned(told).teams for gap in team.gaps]
    assert gaps == ["Whoever holds it and is free serves more elsewhere in this plan"]


def test_they_would_add_too_little() -> None:
    numbers = ("d1", "d2", "c1", "o1")
    told = trust([person(one) for one in numbers], [holding(one) for one in numbers], [need(people=4)])
    members = the_team(replace(told, sizes=TeamSizes(3, 3))).members
    (ask,) = asked(told)
    covered, (gap,), refusal = gaps_of(ask, members, pool(told), 1)
    assert (covered, gap.reason, refusal) == (0, "Somebody free holds it, and would add too little", "")


# Why nobody joins


def refusal(told: Trust) -> str:
    one = the_team(told)
    assert not any(member.is_new for member in one.members)
    return one.refusal


def test_refused_since_nobody_is_free() -> None:
    people, holdings = three(wte="0.1")
    told = trust(people, holdings, [need(people=1)])
    assert refusal(told) == f"Nobody who holds what it needs is free: {NOT_FREE}."


def test_refused_since_the_team_is_full() -> None:
    told = running(("d1", "c1"), trust(PEOPLE, HOLDINGS, [need(people=3)], sizes=TeamSizes(1, 2, 1)))
    assert refusal(told) == "The team is full: 2 is the most it may have now. To do more, build a second team."


def test_refused_since_those_free_hold_only_what_is_covered() -> None:
    told = running(
        ("d1", "c1"), trust(PEOPLE, HOLDINGS, [need(people=2), need("Writing", people=1)], sizes=TeamSizes(2, 5, 2))
    )
    assert refusal(told) == "Nobody who is free holds what it still lacks."


def test_refused_since_a_viewpoint_is_missing() -> None:
    told = trust(PEOPLE[:2], HOLDINGS[:2], [need(people=1)])
    words = "A team needs all three viewpoints: say what else it needs."
    assert refusal(told) == f"Nobody operational who is free holds anything it needs. {words}"
    told = trust(PEOPLE[:1], HOLDINGS[:1], [need(people=1)])
    assert refusal(told) == f"Nobody clinical or operational who is free holds anything it needs. {words}"


def test_refused_since_they_are_too_few() -> None:
    told = trust(PEOPLE, HOLDINGS, [need(people=1)], sizes=TeamSizes(4, 5, 4))
    assert refusal(told) == "A team needs 4 people: 0 are in it, and 3 could join."


def test_refused_since_other_teams_need_them_more() -> None:
    told = trust(
        [person(one.employee_number, "0.2") for one in PEOPLE],
        HOLDINGS,
        [need(people=3, priority=9), need(people=3, priority=1, service="Referrals")],
    )
    first, second = planned(told).teams
    assert first.is_whole
    assert second.refusal == "Whoever holds what it needs and is free serves more in the other teams of this plan."


def test_refused_since_one_person_cannot_be_two_viewpoints() -> None:
    ann = (person("d1", identity="Ann"), person("c1", identity="Ann"))
    told = trust((*ann, person("o1"), person("o2")), (*HOLDINGS, holding("o2")), [need(people=3)])
    assert refusal(told) == "Those free who hold what it needs do not make up a whole team."


def test_whoever_leaves_is_not_counted_as_holding_it() -> None:
    told = trust((*PEOPLE[:2], person("o1", ends=date(2027, 2, 1))), HOLDINGS, [need(people=1)])
    assert refusal(told).startswith("Nobody operational")
