"""Wishes: each kind is kept, a plan that breaks one is caught, and those that make no sense are told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.planning import CannotBeHad, plan_teams
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.wishes import Budget, Lead, Must, Size, Weight, Wish, Without
from plait.engine.assembly.wishing import wished_asks
from plait.engine.competencies import Competency
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.assembly.brute_force import best_by_trying_all
from tests.engine.assembly.tiny import (
    SERVICES,
    SKILLS,
    WINDOW,
    asked,
    holding,
    membership,
    need,
    person,
    team,
    three,
    trusts,
)
from tests.engine.assembly.tiny import trust as made

PEOPLE, HOLDINGS = three()
TOLD = made(
    (*PEOPLE, person("d2", "0.6"), person("c2")),
    (*HOLDINGS, holding("d2"), holding("c2", "Writing"), holding("d1", "Writing")),
    [need(people=3, priority=9), need("Writing", wte="0.4")],
)


def wished(*wishes: Wish, told: Trust = TOLD) -> Plan:
    services = sorted({one.service for one in told.needs})
    return plan_teams(told, services, WINDOW, Policy(wishes, gap=0))


def times(plan: Plan) -> dict[str, Decimal]:
    return {one.employee_number: one.wte for one in plan.teams[0].members}


def faults(*wishes: Wish, told: Trust = TOLD) -> tuple[str, ...]:
    with pytest.raises(CannotBeHad) as refused:
        wished(*wishes, told=told)
    return refused.value.conflict.faults


def test_without_wishes_the_fewest_are_taken() -> None:
    assert set(times(wished())) == {"c1", "d1", "o1"}


def test_whoever_is_wished_for_is_in_it_for_the_time_wished_for() -> None:
    plan = wished(Must("Discharge", "d2", 6))
    assert times(plan)["d2"] == Decimal("0.6")
    (joined,) = [one for one in plan.teams[0].members if one.employee_number == "d2"]
    assert joined.reason == "You asked for them"
    assert "d2" in times(wished(Must("Discharge", "d2")))


def test_a_lead_is_in_the_team_and_named() -> None:
    plan = wished(Lead("Discharge", "d2"), Must("Discharge", "d2", 4))
    assert (plan.teams[0].ask.lead, times(plan)["d2"]) == ("d2", Decimal("0.4"))
    assert [one.reason for one in plan.teams[0].members if one.employee_number == "d2"] == [
        "You asked for them to lead it"
    ]
    assert times(wished(Must("Discharge", "d2", 4), Lead("Discharge", "d2")))["d2"] == Decimal("0.4")


def test_whoever_is_done_without_is_in_no_team_or_not_in_that_one() -> None:
    beside = (need(people=1, service="Referrals"), need("Writing", people=1, service="Referrals"))
    services = (*TOLD.services, replace(TOLD.services[0], name="Referrals"))
    two = replace(TOLD, needs=(*TOLD.needs, *beside), services=services)
    nowhere = wished(Without("d1"), told=two)
    assert "d1" not in {one.employee_number for each in nowhere.teams for one in each.members}
    apart = wished(Without("d1", "Discharge"), told=two)
    assert ["d1" in {one.employee_number for one in each.members} for each in apart.teams] == [False, True]


def test_a_need_left_out_is_no_gap_and_another_priority_counts() -> None:
    unable = replace(TOLD, holdings=HOLDINGS)
    assert [gap.competency for gap in wished(told=unable).teams[0].gaps] == ["Writing"]
    assert wished(Weight("Discharge", "Writing", 0), told=unable).coverage.value == 1
    raised = wished(Weight("Discharge", "Writing", 9), told=unable)
    assert raised.coverage.value == pytest.approx(9 / 27)
    assert raised.teams[0].gaps[0].priority == 9


def test_a_size_is_kept() -> None:
    assert len(wished(Size("Discharge", 4, 4)).teams[0].members) == 4
    assert len(wished(Size("Discharge", 4, None)).teams[0].members) == 4
    held = (Must("Discharge", "d2"), Must("Discharge", "c2"))
    assert len(wished(Size("Discharge", None, 4), *held).teams[0].members) == 4
    assert len(wished(Size("Discharge", None, 4), Size("Discharge", 4, None)).teams[0].members) == 4


def test_members_of_today_lead_without_joining_again() -> None:
    runs = replace(TOLD, teams=(team(),), memberships=(membership("d1"), membership("c1"), membership("o1")))
    plan = wished(Lead("Discharge", "d1"), Must("Discharge", "c1", 2), told=runs)
    assert (plan.teams[0].ask.lead, plan.teams[0].ask.pins) == ("d1", ())


Change = Callable[[ProposedTeam], ProposedTeam]


def without(number: str) -> Change:
    return lambda team: replace(team, members=tuple(one for one in team.members if one.employee_number != number))


def asking(**changes: object) -> Change:
    return lambda team: replace(team, ask=replace(team.ask, **changes))  # type: ignore[arg-type] # as the test names them


@pytest.mark.parametrize(
    ("wish", "change", "words"),
    [
        (Must("Discharge", "d2"), without("d2"), "Discharge: d2 was wished for, and is not in it"),
        (Lead("Discharge", "d2"), without("d2"), "Discharge: d2 was wished for, and is not in it"),
        (Lead("Discharge", "d2"), asking(lead=""), "Discharge: d2 was to lead it"),
        (
            Must("Discharge", "d2", 6),
            lambda team: replace(team, members=tuple(replace(one, wte=Decimal("0.5")) for one in team.members)),
            "Discharge: d2 was wished for with another time",
        ),
        (Size("Discharge", 4, 5), without("c2"), "Discharge: 3 people, and 4 to 5 were wished for"),
        (Size("Discharge", 4, None), without("c2"), "Discharge: 3 people, and at least 4 were wished for"),
        (
            Weight("Discharge", "Writing", 9),
            asking(needs=asked(TOLD)[0].needs),
            "Discharge: Writing does not count as wished for",
        ),
    ],
)
def test_a_plan_that_breaks_a_wish_is_caught(wish: Wish, change: Change, words: str) -> None:
    # c2 besides, so that one of four can go
    plan = wished(wish, *([Must("Discharge", "c2")] if isinstance(wish, Size) else []))
    assert check(plan, TOLD) == ()
    assert words in check(replace(plan, teams=(change(plan.teams[0]),)), TOLD)


@pytest.mark.parametrize("service", ["", "Discharge"])
def test_somebody_done_without_is_caught_by_any_employment(service: str) -> None:
    twice = replace(
        TOLD, people=(*PEOPLE, replace(person("d2"), identity="Ann"), replace(person("c2"), identity="Ann"))
    )
    plan = wished(Must("Discharge", "d2"), told=twice)
    found = check(replace(plan, wishes=(Without("c2", service),)), twice)
    assert found == ("Discharge: d2 was to be done without",)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Must("Nothing", "d1"), "Nothing is not one of the services to staff. Choose it too, or remove the wish."),
        (
            Must("Discharge", "x9"),
            (
                "Nobody with employee number x9 is employed here on the day the teams begin. "
                "Remove the wish, or name somebody else."
            ),
        ),
        (Must("Discharge", "d1", -2), "Person d1 can be asked for 0.2 to 1 WTE. Write a number between."),
        (Must("Discharge", "d1", 11), "Person d1 can be asked for 0.2 to 1 WTE. Write a number between."),
        (
            Size("Discharge", 5, 3),
            "Discharge: 5 people at least is more than 3 at most. Write the smaller number first.",
        ),
        (Size("Discharge", 3, 6), "Discharge: 5 people is the most its team may have. Write 5 or fewer."),
        (Size("Discharge", 2, 4), "Discharge: 3 people is the fewest its team may have. Write 3 or more."),
        (Size("Discharge", None, 2), "Discharge: 3 people is the fewest its team may have. Write 3 or more."),
        (Size("Discharge", 6, None), "Discharge: 5 people is the most its team may have. Write 5 or fewer."),
        (Weight("Discharge", "Poetry", 9), "No competency is called Poetry. It needs: Triage; Writing."),
        (Weight("Discharge", "Rotas", 9), "Discharge does not need Rotas. It needs: Triage; Writing."),
        (Weight("Discharge", "Triage", 4), "Triage in Discharge: a need is Must, Should or Could, or left out."),
    ],
)
def test_a_wish_that_makes_no_sense_is_told_with_what_to_do(wish: Wish, words: str) -> None:
    rotas = Competency("Rotas", "", Viewpoint.OPERATIONAL, "", ("", "", "", ""), "")
    assert faults(wish, told=replace(TOLD, competencies=(rotas,))) == (words,)


def test_wishes_against_a_member_of_today_point_to_the_page_of_the_team() -> None:
    runs = replace(TOLD, teams=(team(),), memberships=(membership("d1"), membership("c1"), membership("o1")))
    assert faults(Without("d1", "Discharge"), told=runs) == (
        "Person d1 is in Discharge hub today. End their time there on the page of the team first.",
    )
    assert faults(Must("Discharge", "d1", 5), told=runs) == (
        "Person d1 is in Discharge hub today for 0.2 WTE. Change that on the page of the team.",
    )
    assert faults(Size("Discharge", 2, 2), told=replace(runs, sizes=TeamSizes(2, 5, 2))) == (
        "Discharge: 3 people is the fewest its team may have. Write 3 or more.",
    )


def test_somebody_who_leaves_before_the_team_ends_cannot_be_wished_for() -> None:
    told = replace(TOLD, people=(*PEOPLE, replace(person("d2"), ends=date(2027, 3, 1))))
    assert faults(Must("Discharge", "d2"), told=told) == (
        (
            "Person d2's last day is 28 February 2027, before the team of Discharge ends. "
            "Remove the wish, or ask for a shorter time."
        ),
    )


def test_wishes_that_contradict_each_other_are_told() -> None:
    assert faults(Lead("Discharge", "d1"), Without("d1")) == (
        "Person d1 is to lead Discharge and to be done without. Remove one of the two wishes.",
    )
    assert faults(Must("Discharge", "d1"), Without("d1", "Discharge")) == (
        "Person d1 is to be in Discharge and to be done without. Remove one of the two wishes.",
    )
    assert faults(Lead("Discharge", "d1"), Lead("Discharge", "c1")) == (
        "2 wishes say different things of who leads Discharge. Keep one.",
    )
    assert faults(Must("Discharge", "d1", 2), Must("Discharge", "d1", 3)) == (
        "2 wishes say different things of Person d1 in Discharge. Keep one.",
    )
    assert faults(Weight("Discharge", "Writing", 0), Weight("Discharge", "Writing", 9)) == (
        "2 wishes say different things of Writing in Discharge. Keep one.",
    )
    assert faults(Size("Discharge", 3, 3), Size("Discharge", 4, 4)) == (
        "2 wishes say different things of the fewest people of Discharge. Keep one.",
        "2 wishes say different things of the most people of Discharge. Keep one.",
    )
    assert faults(Size("Discharge", 5, None), Size("Discharge", None, 4)) == (
        "Discharge: 5 people at least is more than 4 at most. Change one of the two wishes.",
    )


def test_more_people_than_were_wished_for_at_most_are_caught() -> None:
    plan = wished(Must("Discharge", "d2"), Must("Discharge", "c2"))
    (fault,) = check(replace(plan, wishes=(Size("Discharge", None, 3),)), TOLD)
    assert fault == "Discharge: 4 people, and at most 3 were wished for"


def test_ten_thousand_wishes_are_too_many() -> None:
    many = [Without(f"d{number}") for number in range(10_000)]
    assert faults(*many) == ("10,000 wishes are more than a plan can follow. Keep 200 or fewer.",)


@st.composite
def wishes_of(draw: st.DrawFn, told: Trust) -> list[Wish]:
    """One to three wishes of any kind about a drawn trust."""
    people = [one.employee_number for one in told.people]
    services = sorted({one.service for one in told.needs})
    service, person = st.sampled_from(services), st.sampled_from(people)
    priority, skill = st.sampled_from((0, 1, 3, 9)), st.sampled_from(SKILLS)
    some: st.SearchStrategy[Wish] = st.one_of(
        st.builds(Must, service, person, st.sampled_from((None, None, 2, 3))),
        st.builds(Lead, service, person),
        st.builds(Without, person, st.sampled_from((*services, ""))),
        st.builds(Weight, service, skill, priority),
        st.builds(Size, service, st.sampled_from((3, 4, None)), st.sampled_from((4, 5))),
        st.builds(Size, service, st.sampled_from((3, 4)), st.none()),
    )
    return draw(st.lists(some, min_size=1, max_size=3, unique=True))


def keeps(told: Trust, wishes: list[Wish]) -> Callable[[list[Ask], tuple[tuple[int, ...], ...]], bool]:
    """Does a choice of the brute force keep the wishes that speak of people? A slow second version."""
    who = {one.employee_number: one.identity or one.employee_number for one in told.people}

    def is_kept(one: Wish, ask: Ask, given_times: dict[str, int]) -> bool:
        if one.service not in {"", ask.service} or isinstance(one, Size | Weight | Budget):
            return True
        if isinstance(one, Without):
            return who[one.person] not in {who[number] for number in given_times}
        tenths = one.tenths if isinstance(one, Must) else None
        is_seated = one.person in {seat.employee_number for seat in ask.seats}
        return is_seated or (given_times.get(one.person, 0) >= 2 and tenths in {None, given_times[one.person]})

    def kept(asks: list[Ask], choice: tuple[tuple[int, ...], ...]) -> bool:
        numbers = [one.employee_number for one in told.people]
        joined = [{n: t for n, t in zip(numbers, some, strict=True) if t} for some in choice]
        return all(is_kept(one, ask, some) for ask, some in zip(asks, joined, strict=True) for one in wishes)

    return kept


@given(st.data())
def test_no_choice_that_keeps_the_wishes_covers_more(data: st.DataObject) -> None:
    told = data.draw(trusts())
    wishes = data.draw(wishes_of(told))
    asks = list(wished_asks(asked(told), wishes))
    services = [ask.service for ask in asks]
    allowed = keeps(told, wishes)
    try:
        plan = plan_teams(told, services, WINDOW, Policy(tuple(wishes), gap=0))
    except CannotBeHad as refused:
        if not refused.conflict.faults:
            assert best_by_trying_all(told, asks, allowed) is None
        return
    best = best_by_trying_all(told, asks, allowed)
    assert best is not None
    assert plan.coverage.value == pytest.approx(best[0], abs=1e-6)
    assert best[1] <= plan.effort.value <= best[1] * 1.01


def test_the_pool_of_wishes_is_that_of_none_without_whom_they_leave_out() -> None:
    asks = asked(TOLD)
    everybody = pool_of(TOLD, asks, Policy())
    assert pool_of(TOLD, asks, Policy((Size("Discharge", 4, 5),))) == everybody
    left = pool_of(TOLD, asks, Policy((Without("d1"), Without("c1", "Discharge"), Without("x9", "Discharge"))))
    assert [(one.employee_number, sorted(one.kept_out)) for one in left] == [
        ("c1", ["Discharge"]), ("c2", []), ("d2", []), ("o1", []),
    ]  # fmt: skip
    assert SERVICES[0] == "Discharge"
