"""Two people together or apart: kept in every plan, tried against every choice, told where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.acceptance import only_teams
from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.changing import add_wishes
from plait.engine.assembly.conflict import Conflict
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import CannotBeHad, change_teams, plan_teams
from plait.engine.assembly.scorer import check
from plait.engine.assembly.why import why_not
from plait.engine.assembly.wishes import Apart, Lead, Must, Together, Wish, Without
from plait.engine.assembly.wording import conflict_words, wish_words
from plait.engine.trust import Trust
from tests.engine.assembly.brute_force import Choice, best_by_trying_all
from tests.engine.assembly.test_wishes import keeps, wishes_of
from tests.engine.assembly.tiny import WINDOW, asked, holding, membership, need, person, team, trust, trusts

LETTERS = ("d1", "c1", "o1", "d2", "c2", "o2")
TOLD = trust(
    (person(number, "0.3") for number in LETTERS),
    [holding(number) for number in LETTERS],
    [need(people=3), need(people=3, service="Referrals")],
)
"""Six people who can all do what two services need, three in each."""


def planned(*wishes: Wish, told: Trust = TOLD, before: Plan | None = None) -> Plan:
    policy = Policy(wishes, gap=0)
    if before is not None:
        return change_teams(told, before, policy)
    return plan_teams(told, sorted({one.service for one in told.needs}), WINDOW, policy)


def faults(*wishes: Wish, told: Trust = TOLD) -> Conflict:
    with pytest.raises(CannotBeHad) as refused:
        planned(*wishes, told=told)
    return refused.value.conflict


def teams_of(plan: Plan) -> list[set[str]]:
    return [{one.employee_number for one in each.members} for each in plan.teams]


PAIRS = [(first, second) for first in LETTERS for second in LETTERS if first < second]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_people_are_together_or_apart_as_wished(first: str, second: str) -> None:
    both = {first, second}
    assert any(both <= there for there in teams_of(planned(Together(first, second))))
    apart = planned(Apart(first, second), Must("Discharge", first))
    assert not any(both <= there for there in teams_of(apart))


def test_a_change_keeps_pairs_of_before_and_brings_new_ones_together() -> None:
    before = planned()
    first, second = (min(there) for there in teams_of(before))
    assert first != second
    joined = planned(Together(first, second), before=before)
    assert any({first, second} <= there for there in teams_of(joined))
    other = max(next(there for there in teams_of(joined) if first in there) - {first, second})
    wishes = (Together(first, second), Apart(first, other))
    apart = planned(*wishes, before=joined)
    assert any({first, second} <= there for there in teams_of(apart))
    assert not any({first, other} <= there for there in teams_of(apart))
    again = planned(*wishes, Without("d1" if "d1" not in {first, second} else "d2"), before=apart)
    assert any({first, second} <= there for there in teams_of(again))
    assert check(again, TOLD) == ()
    assert planned(before=again).coverage.bound == pytest.approx(1)


def test_a_pair_in_a_team_that_stays_as_it_is_binds_no_other() -> None:
    services = [f"Service {number}" for number in range(8)]
    numbers = [f"{letter}{number}" for number in range(1, 9) for letter in "dco"]
    many = trust(
        (person(number, "0.2") for number in numbers),
        [holding(number, f"Skill {number[1:]}") for number in numbers],
        [need(f"Skill {number}", people=3, service=name) for number, name in enumerate(services, 1)],
    )
    before = planned(Together("d1", "c1"), told=many)
    after = planned(Together("d1", "c1"), Without("d8", "Service 7"), told=many, before=before)
    assert teams_of(after)[0] == {"d1", "c1", "o1"}
    assert teams_of(after)[7] == set()


def test_pairs_that_make_no_sense_are_told_with_what_to_do() -> None:
    twice = replace(TOLD, people=(*TOLD.people[1:], replace(person("d1"), identity="Ann"),
                                  replace(person("d3"), identity="Ann")))  # fmt: skip
    assert faults(Together("d1", "d3"), told=twice).faults == ("Person d1 and Person d3 are one person. Name two.",)
    assert faults(Apart("d1", "d9")).faults == (
        (
            "Nobody with employee number d9 is employed here on the day the teams begin. "
            "Remove the wish, or name somebody else."
        ),
    )
    leaves = replace(TOLD, people=(*TOLD.people[1:], replace(person("d1"), ends=date(2027, 3, 1))))
    assert "Person d1's last day is 28 February 2027" in faults(Together("d1", "c1"), told=leaves).faults[0]
    runs = replace(TOLD, teams=(team(),), memberships=(membership("d1"), membership("c1")))
    assert faults(Apart("d1", "c1"), told=runs).faults == (
        "Person d1 and Person c1 are both in Discharge hub today. End the time of one on the page of the team first.",
    )
    assert teams_of(planned(Together("d1", "c1"), told=runs))[0] >= {"d1", "c1"}
    assert (
        "o2"
        in teams_of(planned(Together("d1", "o2"), told=runs))[0] | teams_of(planned(Together("d1", "o2"), told=runs))[1]
    )
    assert "d2" not in teams_of(planned(Apart("d1", "d2"), Must("Referrals", "d2"), told=runs))[0]


def test_a_pair_in_conflict_is_named_with_what_stands_against_it() -> None:
    found = faults(Together("d1", "c1"), Apart("c1", "d1"), Without("o2"))
    assert set(found.wishes) == {Together("d1", "c1"), Apart("c1", "d1")}
    assert len(found.drop) == 1
    words = conflict_words(found, {"d1": "Ann", "c1": "Bo"})[0]
    assert "Ann and Bo are in one team" in words
    assert "Bo and Ann are in no team together" in words
    left = faults(Together("d1", "c1"), Without("d1"))
    assert set(left.wishes) == {Together("d1", "c1"), Without("d1")}


def test_two_who_can_never_meet_are_told_why() -> None:
    told = replace(TOLD, people=(*TOLD.people, person("d3")))
    found = faults(Together("d1", "d3"), told=told)
    assert found.wishes == (Together("d1", "d3"),)
    assert found.why.startswith("No team here can have both")


def test_the_scorer_catches_pairs_that_are_not_kept() -> None:
    plan = planned(Together("d1", "c1"))
    assert check(plan, TOLD) == ()
    there = next(each for each in plan.teams if {"d1", "c1"} <= {one.employee_number for one in each.members})
    assert f"{there.ask.service}: d1 and c1 were to be apart, and are both in it" in check(
        replace(plan, wishes=(Apart("d1", "c1"),)), TOLD
    )
    parted = planned(Apart("d1", "c1"))
    assert "d1 and c1 were wished for in one team, and are in none together" in check(
        replace(parted, wishes=(Together("d1", "c1"),)), TOLD
    )
    other = next(each for each in plan.teams if each is not there)
    accepted = only_teams(plan, [other.ask.team])
    assert check(accepted, TOLD) == ()


def test_why_not_speaks_of_a_pair_without_a_name() -> None:
    plan = planned(Apart("d1", "d2"), Must("Discharge", "d1"))
    assert why_not(plan, "d2", "Discharge") == "They are to be in no team with somebody who is in it."
    outside = next(one for one in ("c1", "c2") if one not in teams_of(plan)[0])
    assert "no team with" not in why_not(plan, outside, "Discharge")


def test_a_new_wish_of_two_people_takes_the_place_of_the_old_one() -> None:
    assert add_wishes((Apart("c1", "d1"), Without("o2")), (Together("c1", "d1"),)) == (
        Without("o2"),
        Together("c1", "d1"),
    )


def test_a_pair_is_told_in_words() -> None:
    names = {"d1": "Ann", "c1": "Bo"}
    assert wish_words(Together("d1", "c1"), names) == "Ann and Bo are in one team"
    assert wish_words(Apart("d1", "c1"), names) == "Ann and Bo are in no team together"


def keeps_pairs(told: Trust, wishes: list[Wish]) -> Callable[[list[Ask], Choice], bool]:
    """Does a choice of the brute force keep the pairs too? A slow second version."""
    who = {one.employee_number: one.identity or one.employee_number for one in told.people}
    others = keeps(told, [one for one in wishes if not isinstance(one, Together | Apart)])

    def kept(asks: list[Ask], choice: Choice) -> bool:
        there = [
            {who[one.employee_number] for one, tenths in zip(told.people, times, strict=True) if tenths}
            | {who[seat.employee_number] for seat in ask.seats}
            for ask, times in zip(asks, choice, strict=True)
        ]
        for one in wishes:
            if isinstance(one, Together | Apart):
                has_met = any({who[one.person], who[one.other]} <= some for some in there)
                if has_met != isinstance(one, Together):
                    return False
        return others(asks, choice)

    return kept


def test_a_wish_holds_by_a_post_that_ends_where_another_of_the_same_person_goes_on() -> None:
    posts = (person("d0", "0.5", identity="Ann", ends=date(2027, 1, 1)), person("d3", "0.5", identity="Ann"))
    others = [person(number, "0.5") for number in ("c1", "o2", "d4")]
    everybody = [one.employee_number for one in (*posts, *others)]
    told = trust((*posts, *others), [holding(number) for number in everybody], [need(people=3)])
    for wish in (Apart("d0", "c1"), Without("d0")):
        plan = planned(wish, told=told)
        assert teams_of(plan) == [{"c1", "o2", "d4"}]
        assert teams_of(planned(wish, told=told, before=planned(told=told))) == [{"c1", "o2", "d4"}]


@given(st.data())
def test_no_choice_that_keeps_the_pairs_covers_more(data: st.DataObject) -> None:
    told = data.draw(trusts())
    numbers = st.sampled_from([one.employee_number for one in told.people])
    pair = st.one_of(st.builds(Together, numbers, numbers), st.builds(Apart, numbers, numbers))
    wishes: list[Wish] = [*data.draw(st.lists(pair, min_size=1, max_size=2, unique=True))]
    if data.draw(st.booleans()):
        wishes += [one for one in data.draw(wishes_of(told)) if isinstance(one, Must | Lead | Without)]
    asks = list(asked(told))
    allowed = keeps_pairs(told, wishes)
    try:
        plan = plan_teams(told, [ask.service for ask in asks], WINDOW, Policy(tuple(wishes), gap=0))
    except CannotBeHad as refused:
        if not refused.conflict.faults:
            assert best_by_trying_all(told, asks, allowed) is None
        return
    best = best_by_trying_all(told, asks, allowed)
    assert best is not None
    assert plan.coverage.value == pytest.approx(best[0], abs=1e-6)
    assert best[1] <= plan.effort.value <= best[1] * 1.01
