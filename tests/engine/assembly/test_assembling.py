"""How assembling goes, is stopped, and ends; and the plans of some trusts in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from bench.invented_needs import invented_needs
from plait.engine.assembly import large, likely, weighing
from plait.engine.assembly.asks import Policy, asks_of, first_window, servable
from plait.engine.assembly.assembling import BETTER, EXPLAINING, LOOKING, STAGES, WEIGHING, assemble, carry_on
from plait.engine.assembly.highs import Goal, NotSolved, relax, solve
from plait.engine.assembly.levels import DEPARTMENTS, KEPT, SECONDS, Weights
from plait.engine.assembly.levels_scorer import check_levels
from plait.engine.assembly.matrix import build
from plait.engine.assembly.plan import Level, Plan, Share, Status
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check
from plait.engine.trust import TeamSizes, Trust
from tests.engine.assembly.tiny import (
    EXACT,
    ON,
    asked,
    holding,
    membership,
    need,
    person,
    planned,
    pool,
    team,
    three,
    trust,
    trusts,
)

PEOPLE, HOLDINGS = three()
NUMBERS = [f"{letter}{n}" for letter in "dco" for n in range(6)]
MANY = trust(
    [person(one, "0.4") for one in NUMBERS],
    [holding(one, skill) for i, one in enumerate(NUMBERS) for skill in ("Triage", "Writing", "Safety")[: 1 + i % 3]],
    [
        need(skill, people=people, wte=wte, service=service, priority=priority)
        for service, priority in (("Discharge", 9), ("Referrals", 3), ("Wards", 1), ("Clinics", 3))
        for skill, people, wte in (("Triage", 3, None), ("Writing", None, "0.9"), ("Safety", None, "0.5"))
    ],
)


def newcomers(plan: Plan) -> list[str]:
    return [one.employee_number for team in plan.teams for one in team.members if one.is_new]


def test_a_team_in_words() -> None:
    told = trust(
        PEOPLE, (*HOLDINGS, holding("d1", "Writing", 4)), [need(people=3, priority=9), need("Writing", wte="0.25")]
    )
    plan = planned(told)
    (made,) = plan.teams
    assert (plan.status, plan.looked_at, made.covered, made.gaps, made.refusal) == (Status.PROVED, 3, 2, (), "")
    assert plan.coverage == Level("coverage", 1, 1)
    assert plan.effort.value == 37
    assert 36 < plan.effort.bound <= 37  # parts of people would do with half a tenth less
    assert [(one.employee_number, one.wte, one.serves) for one in made.members] == [
        ("c1", Decimal("0.2"), ("Triage",)),
        ("d1", Decimal("0.3"), ("Triage", "Writing")),
        ("o1", Decimal("0.2"), ("Triage",)),
    ]
    assert made.members[1].shares == (Share("Writing", Decimal("2.5")),)


def test_no_asks_give_a_plan_of_nothing() -> None:
    plan = assemble((), (), EXACT)
    levels = tuple(Level(name, 0, 0) for name in (KEPT, DEPARTMENTS, SECONDS))
    nothing = Plan((), Level("coverage", 0, 0), Level("effort", 0, 0), Status.PROVED, 0)
    assert plan == replace(nothing, levels=levels, weights=Weights(), gap=0)
    assert check(plan, trust()) == ()


def test_a_service_whose_needs_are_over_gets_an_empty_team_and_no_gap() -> None:
    told = trust(PEOPLE, HOLDINGS, [replace(need(people=1), ends=ON)])
    (made,) = planned(told).teams
    assert (made.members, made.gaps, made.covered, made.refusal, made.is_whole) == ((), (), 0, "", True)
    assert check(planned(told), told) == ()


def test_nobody_at_all_leaves_every_need_a_gap() -> None:
    told = trust(needs=[need(people=2), need("Writing", wte="0.25")])
    plan = planned(told)
    assert (plan.coverage, plan.looked_at) == (Level("coverage", 0, 0), 0)
    assert [(gap.people, gap.wte) for gap in plan.teams[0].gaps] == [(2, 0), (0, Decimal("0.25"))]


def test_stages_are_told_in_order_with_shares_that_near_each_other() -> None:
    told: list[tuple[str, float | None, float | None]] = []

    def listen(stage: str, best: float | None, bound: float | None) -> bool:
        told.append((stage, best, bound))
        return True

    plan = planned(MANY, progress=listen)
    stages = [stage for stage, _, _ in told]
    assert sorted(stages, key=STAGES.index) == stages
    assert {LOOKING, BETTER, WEIGHING, EXPLAINING} == set(stages)
    shares = [share for _, *both in told for share in both if share is not None]
    assert all(0 <= share <= 1 for share in shares)
    assert told[-1][1] == pytest.approx(plan.coverage.value)


@pytest.mark.parametrize("most_whole", [0, 2_000])
@pytest.mark.parametrize("goes_on", range(8))
def test_a_search_that_is_stopped_keeps_a_plan_within_the_rules(
    goes_on: int, most_whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "MOST_WHOLE", most_whole)
    told: list[str] = []

    def stop(stage: str, best: float | None, bound: float | None) -> bool:
        del best, bound
        told.append(stage)
        return len(told) <= goes_on

    plan = planned(MANY, progress=stop)
    assert check(plan, MANY) == ()
    assert plan.coverage.value <= plan.coverage.bound <= 1
    assert plan.effort.bound <= plan.effort.value
    if goes_on < 2:
        assert plan.status == Status.STOPPED
        assert plan.effort.bound == 0


def test_too_few_nodes_leave_a_plan_that_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "NODES", 0)
    plan = planned(MANY, Policy(gap=0, most_nodes=0))
    assert plan.status == Status.STOPPED
    assert check(plan, MANY) == ()


def test_what_progress_raises_comes_out() -> None:
    def lost(stage: str, best: float | None, bound: float | None) -> bool:
        del best, bound
        if stage == BETTER:
            raise ConnectionError
        return True

    with pytest.raises(ConnectionError):
        planned(MANY, progress=lost)


def test_a_model_that_cannot_be_kept_is_not_solved() -> None:
    """No ask made from a trust is like this one: its seats are more than it may have."""
    told = replace(trust(PEOPLE, HOLDINGS, [need(people=2)]), teams=(team(),), memberships=(membership("d1"),))
    (ask,) = asked(told)
    with pytest.raises(NotSolved, match="Infeasible"):
        assemble(pool(told), [replace(ask, needs=(replace(ask.needs[0], people=-1),))], EXACT)


def test_a_team_past_its_limit_keeps_its_people_and_takes_no_more() -> None:
    numbers = [f"{letter}{n}" for letter in "dco" for n in range(4)]
    rows = [membership(one) for one in numbers[:10]]
    told = trust(
        [person(one) for one in numbers],
        [holding(one) for one in numbers],
        [need(people=12)],
        teams=[team()],
        memberships=rows,
        sizes=TeamSizes(5, 9),
    )
    (made,) = planned(told).teams
    assert (len(made.members), newcomers(planned(told)), made.gaps[0].people) == (10, [], 2)
    assert made.refusal == "The team is full: 10 is the most it may have now. To do more, build a second team."
    assert check(planned(told), told) == ()


@pytest.mark.parametrize("months", [3, 24])
def test_a_window_over_the_end_of_years(months: int) -> None:
    window = first_window(ON, months)
    told = trust(
        PEOPLE, HOLDINGS, [need(people=3)], memberships=[membership("d1", "A", "0.9", starts=date(2028, 3, 1))]
    )
    asks = asks_of(told, servable(told), window)
    plan = assemble(pool_of(told, asks, EXACT), asks, EXACT, progress=carry_on)
    assert check(plan, told) == ()
    assert plan.coverage.value == (1 if months == 3 else 0)


def test_whoever_leaves_or_changes_their_time_within_the_window() -> None:
    soon = date(2027, 2, 1)
    told = trust(
        (*PEOPLE, person("c2", ends=soon)),
        (*HOLDINGS, holding("c2")),
        [need(people=4), need("Triage 2", people=1)],
        teams=[team()],
        memberships=[
            membership("d1", wte="0.4", ends=soon),
            membership("d1", starts=soon),
            membership("c2", ends=soon),
        ],
    )
    (made,) = planned(told).teams
    assert [(one.employee_number, one.wte, one.is_new) for one in made.members] == [("d1", Decimal("0.2"), False)]
    assert made.gaps[0].people == 3
    assert check(planned(told), told) == ()


def test_a_member_of_today_gives_the_time_of_today_and_no_more() -> None:
    told: Trust = trust(
        PEOPLE,
        HOLDINGS,
        [need(wte="0.9")],
        teams=[team()],
        memberships=[membership("d1", wte="0.25"), membership("c1")],
    )
    (made,) = planned(told).teams
    assert {one.employee_number: one.wte for one in made.members} == {
        "c1": Decimal("0.2"),
        "d1": Decimal("0.25"),
        "o1": Decimal("0.5"),
    }
    assert made.is_whole


def test_of_a_large_model_the_likeliest_people_are_looked_at_and_the_bound_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exact = planned(MANY)
    monkeypatch.setattr(large, "MOST_WHOLE", 0)
    plan = planned(MANY)
    assert check(plan, MANY) == check_levels(plan, MANY) == ()
    assert plan.coverage.value == pytest.approx(exact.coverage.value)
    assert [one.bound for one in plan.levels] == [one.bound for one in exact.levels]
    assert (plan.gap, exact.gap) == (0, 0)  # nobody is left out of the proof


@settings(max_examples=40)
@given(trusts())
def test_of_a_large_model_the_best_of_the_likeliest_is_only_where_the_search_begins(told: Trust) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "MOST_WHOLE", 0)
        patch.setattr(likely, "LIKELIEST", 1)
        plan = planned(told)
    assert check(plan, told) == ()
    assert plan.coverage.value == pytest.approx(planned(told).coverage.value, abs=1e-6)


def test_the_likely_leave_many_out_and_cover_nearly_as_much() -> None:
    told = invented_needs(400, 8, 3)
    model = build(pool(told), asked(told))
    goal = Goal(model.coverage, 0, 10_000)
    few = likely.likely(model, relax(model.matrix, goal))
    joins = [column for one in model.asks for column, _ in one.newcomers]
    assert sum(few.upper[column] for column in joins) < 0.6 * len(joins)
    assert solve(few, goal).value >= 0.98 * solve(model.matrix, goal).value
