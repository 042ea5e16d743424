"""Large models: nobody is lost by what makes the search shorter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from plait.engine.assembly import large
from plait.engine.assembly.alone import sharpened
from plait.engine.assembly.assembling import carry_on
from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.matrix import Model, build
from plait.engine.assembly.plan import Status
from plait.engine.assembly.scorer import check
from plait.engine.trust import Trust
from tests.engine.assembly.tiny import asked, holding, need, person, planned, pool, three, trust, trusts

PEOPLE, HOLDINGS = three()


def model_of(told: Trust) -> Model:
    return build(pool(told), asked(told))


def may_be_whole(model: Model) -> list[float]:
    return [model.matrix.upper[one.is_whole] for one in model.asks]


def test_what_could_not_be_whole_alone_is_never_whole_and_what_could_may_still() -> None:
    many = trust(
        PEOPLE, HOLDINGS, [need(people=4), need(people=3, service="Referrals"), need(wte="3", service="Wards")]
    )
    assert may_be_whole(sharpened(model_of(many))) == [0, 1, 1]


def test_who_is_shared_with_another_ask_counts_for_each() -> None:
    few = trust(
        [person(one, "0.2") for one in ("d1", "c1", "o1")],
        HOLDINGS,
        [need(people=3), need(people=3, service="Referrals")],
    )
    assert may_be_whole(sharpened(model_of(few))) == [1, 1]
    assert sum(team.is_whole for team in planned(few).teams) == 1


def test_what_stands_beside_the_asks_in_the_matrix_may_be_anything_within_its_bounds() -> None:
    model = model_of(trust(PEOPLE, HOLDINGS, [need(people=4)]))
    rows, covered = list(model.matrix.rows), model.asks[0].covered[0]
    helped = model.matrix.column(0, 1)
    for at, (least, most, terms) in enumerate(rows):
        if (covered, 1.0) in terms:
            rows[at] = (least, most, (*terms, (helped, -1.0)))
    rows.append((0.0, 1.0, ((helped, 1.0),)))
    assert may_be_whole(sharpened(replace(model, matrix=replace(model.matrix, rows=rows)))) == [1]


@settings(max_examples=40)
@given(trusts())
def test_a_sharpened_model_has_the_same_best_plan(told: Trust) -> None:
    model = model_of(told)
    goal = Goal(model.coverage, 0, 10_000)
    assert solve(sharpened(model).matrix, goal).value == pytest.approx(solve(model.matrix, goal).value, abs=1e-6)


def test_time_is_whole_tenths_where_a_need_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told = trust(PEOPLE, HOLDINGS, [need(wte="0.75")])
    monkeypatch.setattr(large, "MOST_WHOLE", 0)
    plan = planned(told)
    assert check(plan, told) == ()
    assert plan.coverage.value == 1
    assert sum(one.wte for one in plan.teams[0].members) == Decimal("0.8")


def test_where_parts_of_a_tenth_would_cover_more_the_best_of_whole_tenths_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = trust(
        [person("d1", "0.5"), person("c1", "0.4"), person("o1", "0.4")],
        HOLDINGS[:1] + tuple(holding(one, "Writing") for one in ("c1", "o1")),
        [
            one
            for service in ("Discharge", "Referrals")
            for one in (need(wte="0.25", service=service), need("Writing", people=2, service=service))
        ],
    )
    exact = planned(told)
    monkeypatch.setattr(large, "MOST_WHOLE", 0)
    plan = planned(told)
    assert check(plan, told) == ()
    assert plan.coverage.value == pytest.approx(exact.coverage.value) != 1
    assert plan.status == Status.PROVED


def test_the_relaxed_plan_proves_a_plan_that_is_as_good() -> None:
    told = trust(PEOPLE, HOLDINGS, [need(people=3)])
    model = model_of(told)
    seen: list[float] = []

    def listen(value: float, bound: float) -> bool:
        seen.append(bound)
        return carry_on("", value, bound)

    found = large.search_likeliest(model, Goal(model.coverage, 0.01, 1_000), listen)
    assert found.is_proved
    assert [found.value, found.bound] == pytest.approx([6, 6])
    assert all(bound >= 6 - 1e-6 for bound in seen)
