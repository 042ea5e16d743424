"""One change to a kept plan: as much is covered as can be, with as few other changes; or the whole is assembled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.invented_needs import invented_needs
from plait.engine.assembly.asks import Policy, asks_of, first_window, servable
from plait.engine.assembly.changing import MOST_ASKS, MOST_JOINS, add_wishes, change, changes_between
from plait.engine.assembly.matrix import build
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import CannotBeHad, change_teams, plan_teams
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.why import proposed_in
from plait.engine.assembly.wishes import Must, Size, Weight, Wish, Without
from plait.engine.assembly.wishing import wished_asks, wrong_wishes
from plait.engine.competencies import Level
from plait.engine.trust import Trust
from tests.engine.assembly.brute_force import Choice, best_by_trying_all
from tests.engine.assembly.test_wishes import keeps, wishes_of
from tests.engine.assembly.tiny import WINDOW, asked, holding, membership, need, person, team, three, trust, trusts


def planned(told: Trust, *wishes: Wish) -> Plan:
    return plan_teams(told, servable(told), WINDOW, Policy(wishes, gap=0))


def changed(told: Trust, before: Plan, *wishes: Wish) -> Plan | None:
    """The nearest plan, where the neighbourhood tells it."""
    policy = Policy(wishes, gap=0)
    return change(before, pool_of(told, asked(told), policy), wished_asks(asked(told), wishes), policy)


def count(before: Plan, after: Plan) -> int:
    return sum(len(joins) + len(leaves) for joins, leaves in changes_between(before, after).values())


@settings(max_examples=25)
@given(st.data())
def test_no_other_choice_covers_more_or_as_much_with_fewer_changes(data: st.DataObject) -> None:
    told = data.draw(trusts())
    wishes = data.draw(wishes_of(told))
    before = planned(told)
    asks = wished_asks(asked(told), wishes)
    assume(not wrong_wishes(told, asked(told), wishes))
    after = changed(told, before, *wishes)
    numbers = [one.employee_number for one in told.people]
    was = proposed_in(before)

    def changes(choice: Choice) -> int:
        now = {
            (ask.service, number)
            for ask, times in zip(asks, choice, strict=True)
            for number, tenths in zip(numbers, times, strict=True)
            if tenths
        }
        return len(now ^ was)

    best = best_by_trying_all(told, asks, keeps(told, wishes), changes)
    if after is None or best is None:
        assert (after, best) == (None, None)
        with pytest.raises(CannotBeHad):
            change_teams(told, before, Policy(tuple(wishes), gap=0))
        return
    assert check(after, told) == ()
    assert after.coverage.value == pytest.approx(best[0], abs=1e-4)
    assert after.coverage.bound >= best[0] - 1e-6
    assert count(before, after) == best[1]


PEOPLE, HOLDINGS = three()
NEEDS = (need(people=4, priority=9), need("Writing", wte="0.4", priority=1))
TOLD = trust(
    (*PEOPLE, person("d2"), person("c2")),
    (*HOLDINGS, holding("d2"), holding("c2"), holding("d1", "Writing"), holding("d2", "Writing")),
    NEEDS,
)
"""Five could join one team; four of them do."""


def test_nothing_changes_that_needs_not() -> None:
    before = planned(TOLD)
    after = changed(TOLD, before)
    assert after is not None
    assert (after.teams, after.coverage, changes_between(before, after)) == (before.teams, before.coverage, {})


def test_a_plan_of_before_the_levels_has_none_to_set_the_new_one_against() -> None:
    after = changed(TOLD, replace(planned(TOLD), levels=()))
    assert after is not None
    assert after.levels == ()


def test_who_joins_and_who_no_longer_does_is_told_by_service() -> None:
    before = planned(TOLD)
    gone = next(number for _, number in sorted(proposed_in(before)) if number != "o1")
    other = ({"c1", "c2", "d1", "d2"} - {number for _, number in proposed_in(before)}).pop()
    after = changed(TOLD, before, Without(gone))
    assert after is not None
    assert changes_between(before, after) == {"Discharge": (frozenset({other}), frozenset({gone}))}
    assert after.coverage.bound == before.coverage.bound


@pytest.mark.parametrize(
    "later",
    [
        replace(TOLD, people=(*TOLD.people, person("o2")), holdings=(*TOLD.holdings, holding("o2"))),
        replace(TOLD, holdings=(*TOLD.holdings, holding("o1", "Writing"))),
        replace(TOLD, holdings=(*HOLDINGS[:2], replace(HOLDINGS[2], level=Level.EXPERT), *TOLD.holdings[3:])),
        replace(TOLD, needs=(replace(NEEDS[0], people=3), NEEDS[1])),
        replace(TOLD, needs=(*NEEDS, need("Poetry", people=1))),
        replace(TOLD, sizes=replace(TOLD.sizes, most=6)),
        replace(TOLD, sizes=replace(TOLD.sizes, least=2, start_least=2)),
        replace(TOLD, teams=(team(),), memberships=(membership("d1"),)),
        trust(TOLD.people, TOLD.holdings, (*NEEDS, need(service="Referrals", people=1))),
    ],
)
def test_what_has_grown_or_is_another_is_not_told_by_the_nearest_teams(later: Trust) -> None:
    assert changed(later, planned(TOLD)) is None


def test_more_time_or_places_than_before_are_not_told_by_the_nearest_teams() -> None:
    busy = replace(TOLD, memberships=(membership("c2", "Elsewhere", "0.5"),), teams=(team("Elsewhere", ""),))
    before = planned(busy)
    assert changed(busy, before) is not None
    for less in (membership("c2", "Elsewhere", "0.4"), membership("c1", "Elsewhere", "0.5")):
        assert changed(replace(busy, memberships=(less,)), before) is None
    without = planned(TOLD, Without("c2", "Discharge"))
    assert changed(TOLD, without) is None
    assert changed(TOLD, planned(TOLD, Must("Discharge", "c2"))) is None
    elsewhere = replace(TOLD, memberships=(membership("o1", "Discharge 2", "0.1"),), teams=(team("Discharge 2", ""),))
    other = replace(elsewhere, memberships=(membership("o1", "Beside", "0.1"),), teams=(team("Beside", ""),))
    assert changed(other, planned(elsewhere)) is None


def test_somebody_who_has_less_time_than_the_plan_asks_for_makes_room() -> None:
    writing = replace(TOLD, holdings=tuple(one for one in TOLD.holdings if one != holding("d2", "Writing")))
    before, number = planned(writing), "d1"
    assert next(m.wte for m in before.teams[0].members if m.employee_number == number) == Decimal("0.4")
    busy = replace(writing, memberships=(membership(number, "Elsewhere", "0.7"),), teams=(team("Elsewhere", ""),))
    after = changed(busy, before)
    assert after is not None
    assert (check(after, busy), count(before, after)) == ((), 0)
    assert after.coverage.value < before.coverage.value
    full = replace(
        writing,
        memberships=(membership(number, "Elsewhere", "0.1"), membership(number, "Beside", "0.1")),
        teams=(team("Elsewhere", ""), team("Beside", "")),
    )
    assert number not in {who for _, who in proposed_in(change_teams(full, before, Policy()))}


def test_a_priority_raises_the_bound_by_no_more_than_it_was_raised() -> None:
    before = planned(TOLD)
    whole = 9 + 1 + 9
    raised = changed(TOLD, before, Weight("Discharge", "Writing", 9))
    assert raised is not None
    assert raised.coverage.bound == pytest.approx(min(1, (before.coverage.bound * whole + 8) / (whole + 8)))
    fewer = changed(TOLD, before, Weight("Discharge", "Writing", 0))
    assert fewer is not None
    assert fewer.coverage.bound == 1
    assert len(fewer.teams[0].ask.needs) == 1


def test_a_wish_that_makes_no_sense_is_refused_as_ever() -> None:
    with pytest.raises(CannotBeHad):
        change_teams(TOLD, planned(TOLD), Policy((Size("Discharge", 5, 3),)))


INVENTED = invented_needs(400, 10, 5)


@pytest.fixture(scope="module")
def large() -> Plan:
    return plan_teams(INVENTED, servable(INVENTED), first_window(INVENTED.on), Policy(gap=0.02))


def test_of_many_teams_only_the_nearest_may_change(large: Plan) -> None:
    asks = asks_of(INVENTED, servable(INVENTED), first_window(INVENTED.on))
    gone = next(m for one in large.teams for m in one.members if m.is_new)
    policy = Policy((Without(gone.employee_number),))
    pool = pool_of(INVENTED, asks, policy)
    assert sum(len(one.newcomers) for one in build(pool, asks[:MOST_ASKS]).asks) > MOST_JOINS
    after = change(large, pool, asks, policy)
    assert after is not None
    assert check(after, INVENTED) == ()
    assert 1 <= len(changes_between(large, after)) <= MOST_ASKS
    assert change(large, pool, asks, policy) == after
    whole = plan_teams(INVENTED, servable(INVENTED), first_window(INVENTED.on), replace(policy, gap=0.01))
    assert whole.coverage.value <= after.coverage.bound + 1e-6
    assert after.coverage.value >= whole.coverage.value * 0.97


def test_more_changes_than_a_neighbourhood_holds_are_not_told_by_it(large: Plan) -> None:
    everywhere: Sequence[Wish] = [
        Without(next(m.employee_number for m in one.members if m.is_new)) for one in large.teams if one.members
    ]
    asks = asks_of(INVENTED, servable(INVENTED), first_window(INVENTED.on))
    policy = Policy(tuple(everywhere))
    assert len(everywhere) > MOST_ASKS
    assert change(large, pool_of(INVENTED, asks, policy), asks, policy) is None
    assert check(change_teams(INVENTED, large, replace(policy, gap=0.02)), INVENTED) == ()


def test_wishes_that_no_plan_keeps_are_named_by_the_whole_search() -> None:
    wishes: tuple[Wish, ...] = (
        *(Must("Discharge", number) for number in ("c1", "c2", "d1", "d2", "o1")),
        Size("Discharge", 3, 4),
    )
    before = planned(TOLD)
    assert changed(TOLD, before, *wishes) is None
    with pytest.raises(CannotBeHad) as refused:
        change_teams(TOLD, before, Policy(wishes))
    assert refused.value.conflict.wishes


def test_a_new_wish_stands_in_place_of_what_was_wished_before() -> None:
    before = (Must("Discharge", "d1"), Weight("Discharge", "Writing", 9), Size("Discharge", 3, 4), Without("c1"))
    new = (Without("d1", "Discharge"), Weight("Discharge", "Writing", 1), Size("Discharge", 3, 3))
    assert add_wishes(before, new) == (Without("c1"), *new)
    assert add_wishes((), new) == new
