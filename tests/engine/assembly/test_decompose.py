"""Several homes at once: block by block, within every rule, and never above the bound, whatever the prices are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.systems import TOGETHER, invented_system
from plait.engine.assembly import decompose, large
from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.assembling import assemble
from plait.engine.assembly.decompose import Prices, assemble_apart, blocks_of, prices_of, propose
from plait.engine.assembly.matrix import most_coverage
from plait.engine.assembly.plan import Plan, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.scorer import check
from plait.engine.trust import Trust
from tests.engine.assembly.brute_force import Choice, best_by_trying_all
from tests.engine.assembly.tiny import EXACT, asked, holding, need, person, pool, trust, trusts

HOMES = ("A", "B")
Told = tuple[Trust, tuple[Candidate, ...], tuple[Ask, ...]]


@st.composite
def systems(draw: st.DrawFn) -> Told:
    """A tiny trust whose services are asked for by two homes, and whose people are of one and perhaps open to both."""
    told = draw(trusts())
    asks = tuple(replace(ask, home=home) for ask, home in zip(asked(told), HOMES, strict=False))
    people = tuple(
        replace(
            one,
            home=draw(st.sampled_from(HOMES)),
            open_to=frozenset(HOMES) if draw(st.booleans()) else frozenset(),
        )
        for one in pool(told)
    )
    return told, people, asks


def best_of(told: Trust, people: Sequence[Candidate], asks: Sequence[Ask]) -> float:
    """What the best choice covers in which everybody stays within their reach."""
    by_number = {one.employee_number: one for one in people}

    def in_reach(chosen: Sequence[Ask], choice: Choice) -> bool:
        return all(
            not tenths or (who := by_number[person.employee_number]).home == ask.home or ask.home in who.open_to
            for ask, times in zip(chosen, choice, strict=True)
            for person, tenths in zip(told.people, times, strict=True)
        )

    best = best_by_trying_all(told, asks, in_reach)
    assert best is not None
    return best[0]


def strays(plan: Plan, people: Sequence[Candidate]) -> list[str]:
    """Whoever joins a team of a home they are not of and not open to."""
    by_number = {one.employee_number: one for one in people}
    return [
        member.employee_number
        for team in plan.teams
        for member in team.members
        if member.is_new
        and team.ask.home != by_number[member.employee_number].home
        and team.ask.home not in by_number[member.employee_number].open_to
    ]


@settings(max_examples=30)
@given(systems(), st.sampled_from((0, 1_000)))
def test_a_plan_for_two_homes_keeps_every_rule_and_no_choice_passes_its_bound(told: Told, most_whole: int) -> None:
    record, people, asks = told
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "MOST_WHOLE", most_whole)
        plan = assemble_apart(people, asks, EXACT)
    assert check(plan, record) == ()
    assert strays(plan, people) == []
    best = best_of(record, people, asks)
    assert plan.coverage.value <= best + 1e-6 <= plan.coverage.bound + 2e-6


@settings(max_examples=20)
@given(systems(), st.data())
def test_the_bound_holds_at_any_price(told: Told, data: st.DataObject) -> None:
    record, people, asks = told
    dear = st.sampled_from((0.0, 0.3, 2.0, 9.0))
    prices = Prices(
        {one.employee_number: data.draw(dear) for one in people}, {one.identity: data.draw(dear) for one in people}
    )
    bounds = [propose(block, prices, EXACT).bound for block in blocks_of(people, asks)]
    best = best_of(record, people, asks) * most_coverage(asks)
    assert sum(bounds) + prices.of_all(people) >= best - 1e-6


def test_time_that_one_home_took_is_not_there_for_another() -> None:
    numbers = ("d1", "c1", "o1", "d2", "c2")
    told = trust(
        [person(one, "0.2") for one in numbers],
        [holding(one) for one in numbers],
        [need(people=3), need(people=3, service="Referrals", priority=1)],
    )
    asks = tuple(replace(ask, home=home) for ask, home in zip(asked(told), HOMES, strict=True))
    people = tuple(
        replace(one, home="B" if one.employee_number.endswith("2") else "A", open_to=frozenset("B"))
        for one in pool(told)
    )
    plan = assemble_apart(people, asks, EXACT)
    assert [len(team.members) for team in plan.teams] == [3, 0]
    assert check(plan, told) == ()


def test_blocks_that_share_nobody_are_each_as_good_as_can_be() -> None:
    record, people, asks = invented_system(150, 8, 2, 1)
    apart = tuple(replace(one, open_to=frozenset()) for one in people)
    plan = assemble_apart(apart, asks, EXACT)
    assert prices_of(blocks_of(apart, asks)).of_all(apart) == 0
    assert plan.coverage.value == pytest.approx(assemble(apart, asks, EXACT).coverage.value, abs=1e-6)
    assert check(plan, record) == ()


def test_a_system_of_three_sites_is_nearly_as_good_as_the_whole_model() -> None:
    record, people, asks = invented_system(300, 12, 3, 2)
    plan, whole = assemble_apart(people, asks, Policy()), assemble(people, asks, Policy(gap=0.001))
    assert {block.home for block in blocks_of(people, asks)} >= {TOGETHER, "Site 0"}
    assert check(plan, record) == ()
    assert strays(plan, people) == []
    assert [team.ask for team in plan.teams] == list(asks)
    assert whole.coverage.value * 0.98 <= plan.coverage.value <= whole.coverage.value + 1e-6
    assert whole.coverage.value <= plan.coverage.bound + 1e-6
    assert plan == assemble_apart(people, asks, Policy())


def test_what_is_not_proved_near_enough_is_said_to_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    _, people, asks = invented_system(150, 8, 2, 1)
    assert assemble_apart(people, asks, Policy(gap=0.2)).status == Status.PROVED
    monkeypatch.setattr(decompose, "prices_of", lambda _: Prices({}, {one.identity: 9.0 for one in people}))
    assert assemble_apart(people, asks, Policy(gap=0.001)).status == Status.STOPPED
