"""Several homes at once: block by block, within every rule, and never above the bound, whatever the prices are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.systems import TOGETHER, invented_system
from plait.engine.assembly import large
from plait.engine.assembly.apart import assemble_apart, homes_of, search_apart
from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.assembling import BETTER, assemble
from plait.engine.assembly.decompose import Block, Prices, price, propose
from plait.engine.assembly.highs import Goal, relax, solve
from plait.engine.assembly.matrix import build, most_coverage
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
    """A tiny trust whose services are asked for by two homes; its people are of one, and open to both by chance.

    Whoever is in a team already is open to both: nobody sits with a home that may not have them.
    """
    told = draw(trusts())
    asks = tuple(replace(ask, home=home) for ask, home in zip(asked(told), HOMES, strict=False))
    people = tuple(
        replace(
            one,
            home=draw(st.sampled_from(HOMES)),
            open_to=frozenset(HOMES) if draw(st.booleans()) or one.teams else frozenset(),
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


def blocks_of(people: Sequence[Candidate], asks: Sequence[Ask]) -> list[Block]:
    """One block for each home that asks for teams, with whoever may join one."""
    homes = sorted({ask.home for ask in asks})
    return [
        Block(
            home,
            tuple(one for one in people if home == one.home or home in one.open_to),
            tuple(ask for ask in asks if ask.home == home),
        )
        for home in homes
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


@pytest.mark.parametrize("most_whole", [0, 1_000])
@settings(max_examples=10)
@given(told=systems(), data=st.data())
def test_the_bound_holds_at_any_price(most_whole: int, told: Told, data: st.DataObject) -> None:
    record, people, asks = told
    dear = st.sampled_from((0.0, 0.3, 2.0, 9.0))
    prices = Prices(
        {one.employee_number: data.draw(dear) for one in people}, {one.identity: data.draw(dear) for one in people}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "MOST_WHOLE", most_whole)
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


def test_a_home_prices_only_those_it_shares() -> None:
    _, people, asks = invented_system(300, 12, 3, 2)
    asked = {}
    for block in blocks_of(people, asks):
        asked[block.home] = price(block, {one.employee_number for one in people if one.open_to})
        own = {one.employee_number for one in block.pool if one.home == block.home and one.open_to}
        assert set(asked[block.home].times) <= own
    assert asked["Site 0"].times
    assert not asked[TOGETHER].times


def test_whom_two_homes_want_has_a_price_in_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """One digital person of two tenths, for two teams that cannot be without them: the bound is that of one team."""
    numbers = ("d1", "c1", "o1", "c2", "o2")
    told = trust(
        [person(one, "0.2") for one in numbers],
        [holding(one) for one in numbers],
        [need(people=3), need(people=3, service="Referrals")],
    )
    asks = tuple(replace(ask, home=home) for ask, home in zip(asked(told), HOMES, strict=True))
    homes = {one: "B" if one.endswith("2") else "A" for one in numbers}
    people = tuple(
        replace(
            one,
            home=homes[one.employee_number],
            open_to=frozenset("B") if one.employee_number == "d1" else frozenset(),
        )
        for one in pool(told)
    )
    model = build(people, asks)
    relaxed = relax(model.matrix, Goal(model.coverage, 0, 0))
    assert sum(one.most for one in homes_of(model, relaxed, relaxed.values)) < relaxed.value - 1
    monkeypatch.setattr(large, "MOST_WHOLE", 0)
    plan = assemble_apart(people, asks, EXACT)
    assert (plan.status, len([team for team in plan.teams if team.members])) == (Status.PROVED, 1)
    assert plan.coverage.bound == pytest.approx(0.5)


def test_where_no_home_loses_enough_the_bound_is_what_it_came_to() -> None:
    _, people, asks = invented_system(150, 8, 2, 1)
    model = build(people, asks)
    found = search_apart(model, Goal(model.coverage, -1.0, 10), lambda *_: True)
    best = solve(model.matrix, Goal(model.coverage, 0, 10_000)).value
    assert found.value - 1e-6 <= best <= found.bound + 1e-6
    assert found.bound <= relax(model.matrix, Goal(model.coverage, 0, 0)).value + 1e-6


def test_a_large_system_is_bound_home_by_home(monkeypatch: pytest.MonkeyPatch) -> None:
    record, people, asks = invented_system(300, 12, 3, 2)
    monkeypatch.setattr(large, "MOST_WHOLE", 0)
    near, exact = assemble_apart(people, asks, Policy(gap=0.2)), assemble_apart(people, asks, EXACT)
    assert near.status == Status.PROVED
    assert near.coverage.bound >= exact.coverage.bound >= exact.coverage.value - 1e-6
    assert exact.coverage.bound / exact.coverage.value < 1.02
    assert check(exact, record) == check(near, record) == ()
    assert exact == assemble_apart(people, asks, EXACT)


def test_a_large_search_that_is_stopped_keeps_the_best_and_the_bound_until_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record, people, asks = invented_system(300, 12, 3, 2)
    monkeypatch.setattr(large, "MOST_WHOLE", 0)
    plan = assemble_apart(people, asks, EXACT, progress=lambda stage, *_: stage != BETTER)
    assert plan.status == Status.STOPPED
    assert check(plan, record) == ()
    whole = assemble_apart(people, asks, EXACT)
    assert plan.coverage.bound >= whole.coverage.bound
    assert plan.coverage.value <= whole.coverage.value
