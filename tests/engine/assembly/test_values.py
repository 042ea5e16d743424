"""What a little more of a competency is worth: a worked example, and what trying all choices says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from plait.engine.assembly.highs import Goal, relax
from plait.engine.assembly.matrix import build, most_coverage
from plait.engine.assembly.values import MOST_VERIFIED, binding_of, values_of
from plait.engine.competencies import Level
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.assembly.brute_force import best_by_trying_all
from tests.engine.assembly.tiny import (
    SKILLS,
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

LARGE = (2_000, 0)
"""Every plan of a test is small, or none is."""
DIGITAL = dict.fromkeys(SKILLS, Viewpoint.DIGITAL)


def with_recruit(told: Trust, competency: str, level: int) -> Trust:
    """The trust with somebody digital who has 0.2 WTE and this one competency."""
    more = person("d9", "0.2")
    return replace(told, people=(*told.people, more), holdings=(*told.holdings, holding("d9", competency, level)))


def test_a_gap_nobody_can_fill_is_worth_what_it_would_cover() -> None:
    """Of 0.4 WTE of writing, a Must of 9, nobody has any: 0.2 WTE is half of it, of 9 and 3 and 9 for the whole."""
    people, held = three()
    told = trust(people, held, [need(people=3), need("Writing", wte="0.4", priority=9)])
    plan = planned(told)
    [value] = values_of(plan, DIGITAL)
    assert (value.competency, value.level) == ("Writing", Level.PRACTITIONER)
    assert value.verified == pytest.approx(4.5 / 21)
    assert value.estimated >= 4.5 / 21 - 1e-6
    assert value.is_proved
    assert values_of(plan, DIGITAL, most=0) == (replace(value, verified=None, is_proved=False),)


def test_those_worth_most_when_verified_come_first() -> None:
    """Safety would make the team whole; half of writing, which counts less, would not."""
    people, held = three()
    needs = [need(people=3), need("Writing", wte="0.4", priority=3), need("Safety", people=1, priority=9)]
    values = values_of(planned(trust(people, held, needs)), DIGITAL)
    assert [one.competency for one in values] == ["Safety", "Writing"]
    assert values[0].verified == pytest.approx(9 / 24)
    only = values_of(planned(trust(people, held, needs)), DIGITAL, most=1)
    assert [one.verified is None for one in only] == [False, True]


def test_what_a_plan_lacks_is_told_by_competency_and_what_it_loses() -> None:
    people, held = three()
    needs = [
        need(people=3), need("Writing", wte="0.4", priority=9), need("Safety", people=2, priority=3),
        need("Safety", people=1, priority=1, service="Referrals"), need(wte="0.2", service="Referrals"),
    ]  # fmt: skip
    told = trust((*people, person("d2")), (*held, holding("d2", "Safety", 2)), needs)
    plan = planned(told)
    writing, safety = binding_of(plan)
    whole = 3 + 9 + 3 + 9 + 1 + 3 + 3
    assert (writing.competency, writing.wte, writing.services, writing.nearly) == (
        "Writing", Decimal("0.4"), ("Discharge",), 0,
    )  # fmt: skip
    assert writing.lost == pytest.approx(9 / whole)
    assert (safety.people, safety.services, safety.nearly) == (3, ("Discharge", "Referrals"), 1)
    assert writing.why == ("Nobody who can be asked for the whole time holds it at this level",)
    assert safety.lost == pytest.approx(4 / whole)
    assert binding_of(planned(trust(people, held, [need(people=3)]))) == ()


def test_a_competency_no_longer_known_has_no_value() -> None:
    people, held = three()
    plan = planned(trust(people, held, [need(people=3), need("Writing", wte="0.4")]))
    assert values_of(plan, {"Triage": Viewpoint.DIGITAL}) == ()


def test_in_a_full_team_a_place_binds_and_no_competency() -> None:
    people, held = three()
    more = [person("d2"), person("d3")]
    told = trust(
        [*people, *more],
        [*held, *(holding(one.employee_number) for one in more)],
        [need(people=5, priority=9), need("Writing", wte="0.4", priority=1)],
    )
    assert all(one.verified == 0 for one in values_of(planned(told), DIGITAL))


def test_a_plan_that_lacks_nothing_and_one_of_nothing_have_no_values() -> None:
    people, held = three()
    assert values_of(planned(trust(people, held, [need(people=3)])), DIGITAL) == ()
    assert values_of(planned(trust(people, held)), DIGITAL) == ()


@settings(max_examples=40)
@given(trusts())
def test_what_is_verified_is_what_trying_all_choices_says(told: Trust) -> None:
    plan, asks = planned(told), asked(told)
    before = best_by_trying_all(told, asks)
    assert before is not None
    for value in values_of(plan, DIGITAL, most=2)[:2]:
        after = best_by_trying_all(with_recruit(told, value.competency, value.level), asks)
        assert after is not None
        assert value.verified == pytest.approx(after[0] - before[0], abs=1e-4)


@settings(max_examples=60)
@given(trusts())
def test_with_the_other_teams_as_they_are_no_more_is_found_and_no_less_than_nothing(told: Trust) -> None:
    plan = planned(told)
    whole, near = ({(one.competency, one.level): one for one in values_of(plan, DIGITAL, large=size)} for size in LARGE)
    assert whole.keys() == near.keys()
    tried = {key: one for key, one in near.items() if one.verified is not None}
    assert len(tried) == min(len(near), MOST_VERIFIED)
    for key, one in tried.items():
        assert one.verified is not None
        assert 0 <= one.verified <= (whole[key].verified or 0) + 1e-4
        assert one.is_proved


def test_of_a_large_plan_the_teams_that_need_it_are_assembled_again() -> None:
    people, held = three()
    needs = [need(people=3), need("Writing", wte="0.4", priority=9), need("Triage", wte="0.2", service="Referrals")]
    plan = planned(trust(people, held, needs))
    [whole], [near] = (values_of(plan, DIGITAL, large=size) for size in LARGE)
    assert near == whole


def test_members_of_today_keep_their_time_while_the_teams_that_lack_it_are_assembled_again() -> None:
    """The hub lacks no writing; what its members give it is not theirs to give to Referrals, and is not taken twice."""
    people, held = three(wte="0.4")
    needs = [need(people=3), need("Writing", wte="0.2", priority=9, service="Referrals")]
    told = trust(people, held, needs, teams=[team()], memberships=[membership(one.employee_number) for one in people])
    [whole], [near] = (values_of(planned(told), DIGITAL, large=size) for size in LARGE)
    assert near == whole


@given(trusts())
def test_no_recruit_is_worth_more_than_the_estimate_where_people_come_in_parts(told: Trust) -> None:
    """The slow second version solves the whole again with each recruit, and reads no price."""
    plan, asks = planned(told), asked(told)
    whole = most_coverage(asks) or 1.0
    estimates = {(one.competency, one.level): one.estimated for one in values_of(plan, DIGITAL, most=0)}

    def best(of: Trust) -> float:
        model = build(pool(of), asks)
        found = relax(model.matrix, Goal(model.coverage, 0, 1)).values
        return sum(factor * found[column] for column, factor in model.coverage) / whole

    before = best(told)
    for name, level in {(one.competency, one.level) for ask in asks for one in ask.needs}:
        gained = best(with_recruit(told, name, level)) - before
        assert gained <= estimates.get((name, Level(level)), 0.0) + 1e-5
