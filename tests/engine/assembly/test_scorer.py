"""The scorer can fail: for each rule there is a plan that breaks it, and its words say which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.assembly.asks import Policy, servable
from plait.engine.assembly.plan import Gap, Level, Member, ProposedTeam, Share
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.scorer import check, effort_of, score
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.assembly.tiny import (
    WINDOW,
    holding,
    membership,
    need,
    person,
    planned,
    team,
    three,
    trust,
)

Change = Callable[[ProposedTeam], ProposedTeam]
PEOPLE, HOLDINGS = three()
NEEDS = (need(people=4, priority=9), need("Writing", wte="0.4"))
NEW = trust(PEOPLE, (*HOLDINGS, holding("d1", "Writing")), NEEDS)
"""Three join a new team; a fourth is missing, and somebody writes."""
RUNNING = replace(
    NEW,
    teams=(team(),),
    people=(*PEOPLE, person("d2"), person("c2")),
    holdings=(*NEW.holdings, holding("d2")),
    memberships=(membership("d2"), membership("c2")),
)
"""Two are in it today, and one may join."""


def broken(change: Change, told: Trust = NEW) -> tuple[str, ...]:
    """What the scorer says of a good plan whose one team is changed."""
    plan = planned(told)
    assert check(plan, told) == ()
    return check(replace(plan, teams=(change(plan.teams[0]),)), told)


def of(number: str, **changes: object) -> Change:
    """The team with one of its members changed."""
    return lambda team: replace(
        team,
        members=tuple(replace(one, **changes) if one.employee_number == number else one for one in team.members),  # type: ignore[arg-type] # as the test names them
    )


def with_member(member: Member) -> Change:
    return lambda team: replace(team, members=(*team.members, member))


def without(number: str) -> Change:
    return lambda team: replace(team, members=tuple(one for one in team.members if one.employee_number != number))


def more(number: str, wte: str = "0.2", viewpoint: Viewpoint = Viewpoint.CLINICAL) -> Member:
    return Member(number, viewpoint, Decimal(wte), ())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (of("o1", viewpoint=Viewpoint.CLINICAL), "Discharge: nobody operational"),
        (of("o1", viewpoint=Viewpoint.CLINICAL), "Discharge: o1 is operational, not clinical"),
        (of("o1", wte=Decimal("0.1")), "Discharge: o1 joins for less than 0.2 WTE"),
        (of("o1", wte=Decimal("1.1")), "o1 is asked for more than their 1 WTE in December 2026"),
        (of("o1", serves=("Triage", "Writing")), "Discharge: o1 serves a need whose level they do not meet"),
        (
            of("o1", shares=(Share("Writing", Decimal(1)),)),
            "Discharge: o1 serves a need whose level they do not meet",
        ),
        (
            of("d1", shares=(Share("Writing", Decimal(5)),)),
            "Discharge: d1 gives more hours to needs than to the team",
        ),
        (of("d1", shares=(Share("Writing", Decimal(-1)),)), "gives no time to a need, or less than none"),
        (without("o1"), "Discharge: 2 people, and it may have 3 to 5"),
        (with_member(more("o1")), "Discharge: o1 stands in it twice"),
        (with_member(more("c7")), "c7 is not employed all through"),
        (with_member(more("c7")), "Discharge: c7 holds nothing it needs"),
        (of("o1", is_new=False), "Discharge: the members of today are not those the ask names"),
        (of("o1", serves=()), "Discharge: the gap in Triage is not what it says"),
        (lambda team: replace(team, gaps=()), "Discharge: the gap in Triage is not what it says"),
        (
            lambda team: replace(team, gaps=(*team.gaps, Gap("Poetry", 3, 1, Decimal(0), 3))),
            "Discharge: the gap in Poetry is not what it says",
        ),
        (
            lambda team: replace(team, gaps=(*team.gaps, Gap("Writing", 3, 0, Decimal("0.1"), 3))),
            "Discharge: the gap in Writing is not what it says",
        ),
        (lambda team: replace(team, covered=2), "Discharge: 2 needs covered and 1 gaps are not 2 needs"),
        (of("d1", shares=()), "The plan says it covers 0.4643, and covers 0.3214"),
    ],
)
def test_check_names_what_is_wrong_with_a_new_team(change: Change, words: str) -> None:
    assert any(words in fault for fault in broken(change)), broken(change)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (of("d2", wte=Decimal("0.9")), "the members of today are not those the ask names"),
        (of("c2", viewpoint=Viewpoint.DIGITAL), "the members of today are not those the ask names"),
        (without("c2"), "the members of today are not those the ask names"),
    ],
)
def test_check_names_what_is_wrong_with_a_team_that_runs(change: Change, words: str) -> None:
    assert any(words in fault for fault in broken(change, RUNNING))


def _told(**changes: object) -> Trust:
    return replace(NEW, **changes)  # type: ignore[arg-type] # as the test names them


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            _told(people=(*PEOPLE[:2], person("o1", ends=date(2027, 5, 31)))),
            ("o1 is not employed all through",),
        ),
        (
            _told(people=(*PEOPLE[:2], replace(person("o1"), starts=date(2026, 12, 2)))),
            ("o1 is not employed all through",),
        ),
        (
            _told(memberships=(membership("o1", "Elsewhere", "0.9", starts=date(2027, 3, 9)),)),
            ("o1 is asked for more than their 1 WTE in March 2027",),
        ),
        (
            _told(memberships=(membership("o1", "Elsewhere"), membership("o1", "Beside"))),
            ("o1 is in 3 teams",),
        ),
        (
            _told(
                people=(*PEOPLE[:2], person("o1", identity="Ann"), person("o2", identity="Ann")),
                memberships=(membership("o2", "Elsewhere"), membership("o2", "Beside")),
            ),
            ("Ann is in 3 teams",),
        ),
        (_told(memberships=(membership("o1", "Discharge"),)), ("o1 is in Discharge already",)),
        (_told(memberships=(membership("o1", "Elsewhere", "0.9", starts=WINDOW.ends),)), ()),
        (_told(memberships=(membership("o1", "Elsewhere", "0.9", ends=WINDOW.starts),)), ()),
        (_told(memberships=(membership("x9", "Elsewhere", "0.9"),)), ()),
        (_told(holdings=(*HOLDINGS[:2], *NEW.holdings[3:], holding("o1", level=4))), ()),
        (_told(holdings=tuple(replace(one, ends=WINDOW.starts) for one in NEW.holdings)), "holds nothing it needs"),
    ],
)
def test_check_looks_at_the_trust_as_it_is(told: Trust, words: tuple[str, ...] | str) -> None:
    faults = check(planned(NEW), told)
    if isinstance(words, str):
        assert any(words in fault for fault in faults)
    else:
        assert faults == words


def test_check_names_a_bound_below_what_is_covered() -> None:
    plan = planned(NEW)
    low = replace(plan, coverage=Level("coverage", plan.coverage.value, 0.1))
    assert check(low, NEW) == ("The plan covers 0.4643, more than the bound of 0.1000",)


@pytest.mark.parametrize("effort", [Level("effort", 30.0, 0.0), Level("effort", 40.0, 50.0)])
def test_check_names_an_effort_that_is_not_that_of_the_members(effort: Level) -> None:
    plan = planned(NEW)
    assert effort_of(plan) == plan.effort.value
    words = f"an effort of {effort.value:.1f} and at least {effort.bound:.1f}, and takes {plan.effort.value:.1f}"
    assert check(replace(plan, effort=effort), NEW) == (f"The plan says it takes {words}",)


def test_somebody_in_a_team_by_two_employments_stands_in_it_twice() -> None:
    told = replace(NEW, people=(*PEOPLE, person("c8", identity="Ann"), person("c9", identity="Ann")))
    both = with_member(more("c9"))
    assert "Discharge: Ann stands in it twice" in broken(lambda team: both(with_member(more("c8"))(team)), told)


def test_a_whole_team_counts_once_more_as_its_most_urgent_need() -> None:
    told = trust(PEOPLE, HOLDINGS, (need(people=3, priority=9), need("Writing", wte="0.4", priority=3)))
    assert score(planned(told)) == pytest.approx(9 / (9 + 3 + 9))
    writes = replace(told, holdings=(*told.holdings, holding("d1", "Writing")))
    assert score(planned(writes)) == 1


def test_a_plan_of_nothing_is_worth_nothing() -> None:
    empty = planned(trust())
    assert (score(empty), check(empty, trust())) == (0, ())


def test_two_posts_of_one_person_take_one_place() -> None:
    people = (person("d1"), person("c1"), person("o1", identity="Ann"), person("d2", identity="Ann"), person("d3"))
    told = trust(
        people,
        tuple(holding(one.employee_number) for one in people),
        (need(people=4),),
        teams=(team(),),
        memberships=(membership("o1"), membership("d2")),
    )
    told = replace(told, sizes=TeamSizes(least=4, most=4))
    plan = plan_teams(told, servable(told), WINDOW, Policy(gap=0))
    assert {one.employee_number for one in plan.teams[0].members if one.is_new} == {"c1", "d1", "d3"}
    assert check(plan, told) == ()
