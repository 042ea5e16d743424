"""What holds of every plan, whatever the trust."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.asks import Policy
from plait.engine.assembly.assembling import assemble
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check, score
from plait.engine.assembly.wishes import Without
from plait.engine.trust import Trust
from tests.engine.assembly.tiny import EXACT, asked, planned, trusts, with_one_more


def newcomers(plan: Plan) -> set[str]:
    return {member.employee_number for team in plan.teams for member in team.members if member.is_new}


@given(trusts(), st.sampled_from((0.0, 0.001, 0.2)))
def test_a_plan_keeps_every_rule_and_is_worth_what_it_says(told: Trust, gap: float) -> None:
    plan = planned(told, Policy(gap=gap))
    assert check(plan, told) == ()
    assert score(plan) == pytest.approx(plan.coverage.value, abs=1e-12)
    assert plan.coverage.value <= plan.coverage.bound <= 1
    assert plan.effort.bound <= plan.effort.value + 1e-6


@given(trusts(), st.integers(0, 1000))
def test_the_order_of_people_holdings_needs_and_asks_changes_nothing_it_is_worth(told: Trust, seed: int) -> None:
    draw = Random(seed)
    turned = replace(
        told,
        people=tuple(draw.sample(told.people, len(told.people))),
        holdings=tuple(draw.sample(told.holdings, len(told.holdings))),
        needs=tuple(draw.sample(told.needs, len(told.needs))),
        memberships=tuple(draw.sample(told.memberships, len(told.memberships))),
    )
    asks = asked(turned)[::-1]
    plan = assemble(pool_of(turned, asks, EXACT), asks, EXACT)
    assert plan.coverage.value == pytest.approx(planned(told).coverage.value, abs=1e-9)
    assert [team.ask for team in plan.teams] == list(asks)


@given(trusts())
def test_the_same_trust_gives_the_same_plan(told: Trust) -> None:
    assert planned(told) == planned(told)


@given(trusts(), st.sampled_from("dco"))
def test_one_more_person_never_lowers_what_is_covered(told: Trust, letter: str) -> None:
    assert planned(with_one_more(told, letter)).coverage.value >= planned(told).coverage.value - 1e-9


@given(trusts(), st.data())
def test_whoever_is_left_out_joins_nothing_by_any_employment(told: Trust, data: st.DataObject) -> None:
    left_out = data.draw(st.sampled_from(told.people))
    without = planned(told, Policy((Without(left_out.employee_number),), gap=0))
    who = left_out.identity or left_out.employee_number
    theirs = {one.employee_number for one in told.people if (one.identity or one.employee_number) == who}
    assert check(without, told) == ()
    assert not newcomers(without) & theirs
    assert without.coverage.value <= planned(told).coverage.value + 1e-9


@given(trusts())
def test_every_newcomer_has_a_reason_short_enough_to_read(told: Trust) -> None:
    for team in planned(told).teams:
        assert all(0 < len(one.reason.split()) <= 12 for one in team.members)
        assert all(gap.reason for gap in team.gaps)
        assert team.refusal == "" or team.gaps
