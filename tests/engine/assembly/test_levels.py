"""The levels beside coverage: no choice is worth more by the weights, and none passes a bound."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.assembly import large, likely
from plait.engine.assembly.asks import Policy
from plait.engine.assembly.cost import prices_of
from plait.engine.assembly.level_wording import level_lines, levels_words, rate_words
from plait.engine.assembly.levels import NOTHING, USUAL, Grade, Weights, grade_words, read_grades, weights_of
from plait.engine.assembly.levels_scorer import check_levels, score_levels
from plait.engine.assembly.plan import Level
from plait.engine.assembly.planning import change_teams, plan_teams
from plait.engine.assembly.scorer import check
from plait.engine.trust import Trust
from plait.files.plans import plain_plan
from tests.engine.assembly.brute_levels import Near, Prices, every_choice, levels_of_plan, worth
from tests.engine.assembly.tiny import WINDOW, asked, holding, need, person, planned, three, trust, trusts

WEIGHTS = (
    USUAL, NOTHING, Weights(5, 0, 0, 0), Weights(0, 1, 0, 0), Weights(0, 0, 2, 0), Weights(0, 0, 0, 0.5),
    Weights(1, 0.3, 0.5, 0.1),
)  # fmt: skip


@st.composite
def told_and_priced(draw: st.DrawFn) -> tuple[Trust, Near, Prices]:
    """A tiny trust with people of several departments, an earlier plan, and prices of some of the people."""
    told = draw(trusts())
    departments = st.sampled_from(("Medicine", "Surgery", "Digital"))
    told = replace(told, people=tuple(replace(one, department=draw(departments)) for one in told.people))
    numbers = [one.employee_number for one in told.people]
    services = [ask.service for ask in asked(told)]
    near = frozenset((draw(st.sampled_from(services)), number) for number in draw(st.sets(st.sampled_from(numbers))))
    return told, near, draw(st.dictionaries(st.sampled_from(numbers), st.integers(50_000, 900_000)))


@given(told_and_priced(), st.sampled_from(WEIGHTS))
def test_no_choice_is_worth_more_by_the_weights_and_none_passes_a_bound(
    drawn: tuple[Trust, Near, Prices], weights: Weights
) -> None:
    told, near, prices = drawn
    plan = planned(told, Policy(near=near, prices=prices, weights=weights, gap=0))
    choices = list(every_choice(told, asked(told), near, prices))
    assert (check(plan, told), check_levels(plan, told)) == ((), ())
    ours = levels_of_plan(told, plan, near, prices)
    assert worth(ours, weights) == pytest.approx(max(worth(one, weights) for one in choices), abs=1e-5)
    assert [level.value for level in plan.levels] == list(ours[1:4])
    for place, level in enumerate(plan.levels, 1):
        assert max(one[place] for one in choices) <= level.bound
    as_much = [one for one in choices if one[0] >= ours[0] - 1e-6]
    assert plan.effort.bound <= min(-one[-1] for one in as_much) + 1e-3
    assert plan.gap == pytest.approx(0, abs=1e-6)


@settings(max_examples=40)
@given(told_and_priced(), st.sampled_from((0.0, 0.05, 0.5)))
def test_of_a_large_model_no_choice_is_worth_more_than_the_gap_says(
    drawn: tuple[Trust, Near, Prices], gap: float
) -> None:
    told, near, prices = drawn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "MOST_WHOLE", 0)
        patch.setattr(likely, "LIKELIEST", 1)
        plan = planned(told, Policy(near=near, prices=prices, weights=USUAL, gap=gap))
    ours = worth(levels_of_plan(told, plan, near, prices), USUAL)
    best = max(worth(one, USUAL) for one in every_choice(told, asked(told), near, prices))
    assert plan.gap is not None
    assert best <= ours + plan.gap * max(1.0, ours) + 1e-5
    assert (check(plan, told), check_levels(plan, told)) == ((), ())


@given(told_and_priced())
def test_strictly_nothing_of_a_lower_level_is_had_for_anything_of_a_higher_one(
    drawn: tuple[Trust, Near, Prices],
) -> None:
    told, near, prices = drawn
    plan = planned(told, Policy(near=near, prices=prices, strict=True, gap=0))
    ours = levels_of_plan(told, plan, near, prices)
    best = list(every_choice(told, asked(told), near, prices))
    for place, value in enumerate(ours):
        most = max(one[place] for one in best)
        assert value == pytest.approx(most, abs=2e-3 if place > 3 else 1e-6)
        best = [one for one in best if one[place] >= most - 1e-6]
    assert check_levels(plan, told) == ()
    assert (plan.strict, plan.gap) == (True, 0)


def test_what_six_people_hold_is_not_scarce_and_two_of_five_are_a_second_holder() -> None:
    people, holdings = three()
    more = [person(number) for number in ("d2", "o2", "c2")]
    told = trust((*people, *more[:2]), (*holdings, holding("d2"), holding("o2")), [need(people=2)])
    assert score_levels(planned(told), told)["second holders"] == 1
    told = trust((*people, *more), (*holdings, *map(holding, ("d2", "o2", "c2"))), [need(people=2)])
    plan = planned(told)
    assert not plan.teams[0].ask.needs[0].is_scarce
    assert [(one.name, one.value, one.bound) for one in plan.levels] == [
        ("kept", 0, 0), ("departments", 1, 1), ("second holders", 0, 0),
    ]  # fmt: skip


def test_a_level_that_is_not_what_the_plan_says_is_named() -> None:
    told = trust(*three(), [need(people=2)])
    plan = planned(told)
    wrong = replace(plan, levels=(Level("departments", 3, 2),))
    assert check_levels(wrong, told) == (
        "The plan says its level departments is 3, and it is 1",
        "The plan's level departments is 3, more than its bound of 2",
    )


def test_by_the_usual_weights_nobody_joins_only_for_a_department_and_by_more_they_do() -> None:
    numbers = {"d1": "Digital", "o1": "Estates", "c1": "Medicine", "c2": "Surgery"}
    told = trust(
        [replace(person(number), department=name) for number, name in numbers.items()],
        [holding(number) for number in numbers],
        [need(people=1)],
    )
    usual, more = planned(told), planned(told, Policy(weights=Weights(departments=0.1), gap=0))
    assert [len(plan.teams[0].members) for plan in (usual, more)] == [3, 4]
    assert [plan.levels[1] for plan in (usual, more)] == [Level("departments", 3, 4), Level("departments", 4, 4)]


def test_what_else_counts_is_told_with_its_bound_and_its_rate() -> None:
    told = trust(*three(), [need(people=3), need("Writing", wte="0.4")])
    plan = planned(told)
    assert levels_words(plan) == (
        "It joins 1 of at most 1 departments in its teams and has a second holder for 1 of at most 1 scarce needs; "
        "for that it gave up nothing of coverage."
    )
    assert [(one.value, one.bound, one.rate) for one in level_lines(plan)] == [
        ("33.3%", "33.3% at most", "Comes first"),
        ("0", "0 at most", "1.1% of coverage"),
        ("1", "1 at most", "0.22% of coverage"),
        ("1", "1 at most", "0.37% of coverage"),
        ("3 people, 0.6 WTE", "100% of that at least", "0.67% of coverage"),
    ]
    running = replace(plan, levels=(Level("kept", 2, 3), *(replace(one, value=0, bound=0) for one in plan.levels[1:])))
    assert levels_words(running) == "It keeps 2 of at most 3 places; for that it gave up nothing of coverage."
    assert "gave up at most 66.7% of coverage" in levels_words(replace(plan, coverage=Level("coverage", 1 / 3, 1)))
    assert rate_words(0, plan) == "Nothing"
    assert (levels_words(replace(plan, levels=())), level_lines(replace(plan, levels=()))) == ("", ())
    nobody = planned(trust(needs=[need(people=2)]))
    assert (level_lines(nobody)[-1].bound, levels_words(nobody)) == ("None", "")


def test_grades_are_weights_and_what_nobody_says_counts_as_usual_but_cost_does_not() -> None:
    assert weights_of({}) == Weights()
    assert weights_of({"departments": "a lot", "seconds": "not at all", "thousands": "a little"}) == Weights(
        departments=0.08, seconds=0, thousands=0.001 / 3
    )
    told = {"kept": "a lot", "departments": "as usual", "seconds": "twice", "thousands": "not at all", "luck": "a lot"}
    assert read_grades(told) == {"kept": "a lot"}
    assert grade_words("kept", Grade.LOT) == "A lot: 0.4 of a need"
    assert grade_words("kept", Grade.NONE) == "Not at all"


def test_of_two_who_serve_as_well_cost_chooses_the_cheaper_where_somebody_asks_and_no_pay_is_kept() -> None:
    people, holdings = three()
    dear, cheap = replace(person("d0"), band="8a", point=1), replace(person("d9"), band="5", point=1)
    told = trust((*people[1:], dear, cheap), (*holdings[1:], holding("d0"), holding("d9")), [need(people=1)])
    priced = plan_teams(told, {"Discharge"}, WINDOW, Policy(weights=USUAL, gap=0))
    assert {one.employee_number for one in priced.teams[0].members} == {"c1", "o1", "d9"}
    assert level_lines(priced)[-1].value == "What it costs, below"
    prices = prices_of(told.people, WINDOW.starts, WINDOW.ends)
    assert sorted(prices) == ["d0", "d9"]
    kept = json.dumps(plain_plan(priced))
    assert not any(f"{pence}" in kept or f"{pence / 100_000}" in kept for pence in prices.values())


def test_a_change_of_weights_assembles_the_whole_again_and_keeps_what_that_is_worth() -> None:
    numbers = {"d1": "Digital", "o1": "Estates", "c1": "Medicine", "c2": "Surgery"}
    told = trust(
        [replace(person(number), department=name) for number, name in numbers.items()],
        [holding(number) for number in numbers],
        [need(people=1)],
    )
    before = plan_teams(told, {"Discharge"}, WINDOW, Policy(gap=0))
    after = change_teams(told, before, Policy(weights=Weights(departments=0.1), gap=0))
    assert [len(plan.teams[0].members) for plan in (before, after)] == [3, 4]
    assert after.levels[0] == Level("kept", 3, 3)
    assert change_teams(told, before, Policy(gap=0)).teams == before.teams
