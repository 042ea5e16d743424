"""Why somebody is not in a team, each sentence by an example; and a plan that stays near an earlier one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.assembly.plan import Plan
from plait.engine.assembly.scorer import check
from plait.engine.assembly.why import proposed_in, why_not
from plait.engine.assembly.wishes import Without
from plait.engine.trust import Trust
from tests.engine.assembly.tiny import (
    EXACT,
    holding,
    membership,
    need,
    person,
    planned,
    team,
    three,
    trust,
    trusts,
)

PEOPLE, HOLDINGS = three()
ONE_EACH = trust(PEOPLE, HOLDINGS, [need(people=3)])


def said(told: Trust, number: str, plan: Plan | None = None) -> str:
    return why_not(plan or planned(told), number, "Discharge")


def test_who_is_in_it_is_told_so() -> None:
    assert said(ONE_EACH, "d1") == "They are in it: The only digital person free who fits."
    running = replace(ONE_EACH, teams=(team(),), memberships=(membership("d1"),))
    assert said(running, "d1") == "They are in the team today, and stay."


def test_who_was_left_out_is_told_so() -> None:
    told = trust((*PEOPLE, person("d2")), (*HOLDINGS, holding("d2")), [need(people=3)])
    plan = planned(told, replace(EXACT, wishes=(Without("d2"),)))
    assert said(told, "d2", plan) == "They were left out of this plan on purpose."
    apart = planned(told, replace(EXACT, wishes=(Without("d2", "Discharge"),)))
    assert said(told, "d2", apart) == "They were left out of this team on purpose."


def test_who_holds_nothing_or_leaves_is_told_so() -> None:
    told = replace(ONE_EACH, people=(*PEOPLE, person("d2"), person("d3", ends=date(2027, 1, 1))))
    told = replace(told, holdings=(*HOLDINGS, holding("d3")))
    for number in ("d2", "d3"):
        assert said(told, number) == "They hold nothing these services need, or are not employed for the whole time."


def test_who_holds_what_only_another_service_needs_is_told_so() -> None:
    other = need("Writing", people=1, service="Referrals")
    told = trust((*PEOPLE, person("d2")), (*HOLDINGS, holding("d2", "Writing")), [need(people=3), other])
    assert said(told, "d2") == "They hold nothing that Discharge needs."


def test_who_is_a_level_below_is_told_which_is_needed() -> None:
    told = trust((*PEOPLE, person("d2")), (*HOLDINGS, holding("d2", level=2)), [need(people=3)])
    assert said(told, "d2") == "They hold Triage at working. Practitioner is needed."


def test_who_is_in_the_team_for_a_part_of_the_time_is_told_so() -> None:
    told = trust((*PEOPLE, person("d2")), (*HOLDINGS, holding("d2")), [need(people=3)])
    stays = (*(membership(one) for one in ("d1", "c1", "o1")), membership("d2", ends=date(2027, 2, 1)))
    told = replace(told, teams=(team(),), memberships=stays)
    assert said(told, "d2") == "They are in Discharge hub for a part of the time already."


def test_who_is_in_two_teams_is_told_which() -> None:
    told = trust((*PEOPLE, person("d2")), (*HOLDINGS, holding("d2")), [need(people=3)])
    told = replace(
        told, teams=(team("A", ""), team("B", "")), memberships=(membership("d2", "A"), membership("d2", "B"))
    )
    assert said(told, "d2") == "They are in 2 teams already: A and B."


def test_who_has_no_time_is_told_how_much_there_is() -> None:
    told = trust((*PEOPLE, person("d2", "0.1")), (*HOLDINGS, holding("d2")), [need(people=3)])
    assert said(told, "d2") == "They have 0.1 WTE free in their busiest month, and 0.2 is the least."


def test_who_serves_elsewhere_with_all_their_time_is_told_where() -> None:
    rare = [need("Writing", people=1, service="Referrals", priority=9), need(people=3, service="Referrals", priority=9)]
    told = trust(
        three(wte="0.2")[0], (*HOLDINGS, holding("d1", "Writing")), [need("Writing", people=1, priority=1), *rare]
    )
    assert said(told, "d1") == "This plan asks them for Referrals (0.2 WTE); no more is free."


def test_who_could_do_only_what_is_covered_is_told_by_what() -> None:
    told = trust((*PEOPLE, person("d2")), (*HOLDINGS, holding("d2")), [need(people=3)])
    plan = planned(told)
    [out] = {one.employee_number for one in told.people} - {number for _, number in proposed_in(plan)}
    assert said(told, out, plan) == "What they could do is covered: Triage. More people cover no more."


def test_who_could_help_where_nobody_joins_is_told_why_nobody_does() -> None:
    told = trust(PEOPLE[:1], HOLDINGS[:1], [need(people=1)])
    assert said(told, "d1").startswith("They could help with Triage. Nobody clinical or operational who is free")


def test_who_could_help_where_the_team_is_full_is_told_so() -> None:
    numbers = ("d1", "c1", "o1", "d2", "c2", "o2")
    told = trust([person(one) for one in numbers], [holding(one) for one in numbers], [need(people=6)])
    plan = planned(told)
    [out] = set(numbers) - {number for _, number in proposed_in(plan)}
    assert said(told, out, plan) == "They could help with Triage. The team is full at 5."


@settings(max_examples=30)
@given(trusts(), st.data())
def test_without_somebody_as_much_is_covered_as_can_be_and_no_fewer_stay(told: Trust, data: st.DataObject) -> None:
    before = planned(told)
    people = sorted(number for _, number in proposed_in(before))
    if not people:
        return
    without = replace(EXACT, wishes=(Without(data.draw(st.sampled_from(people))),))
    free, near = planned(told, without), planned(told, replace(without, near=proposed_in(before)))
    assert check(near, told) == ()
    assert abs(near.coverage.value - free.coverage.value) < 1e-6
    assert len(proposed_in(before) & proposed_in(near)) >= len(proposed_in(before) & proposed_in(free))
