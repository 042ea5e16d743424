"""People whom another trust lends join a plan within their days and time, and the scorer knows when they may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.assembly.acceptance import acceptable, entries_of, joined
from plait.engine.assembly.asks import Policy, asks_of
from plait.engine.assembly.consent import Proposal, places_of, unasked_of_others
from plait.engine.assembly.plan import Member, Plan
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check
from plait.engine.lending import Loan
from plait.engine.litmus.questions.teams_are_fused import judge
from plait.engine.litmus.verdicts import Verdict
from plait.engine.teams import MEMBERSHIPS, Membership, Team
from plait.engine.trust import Trust, members_on
from plait.engine.viewpoints import Viewpoint
from plait.files.plans import plain_plan, plan_of
from tests.engine.assembly.tiny import WINDOW, holding, need, person, planned, pool, three, trust

DAY = timedelta(days=1)
LENT = Loan("c9", "RXX", "Northmoor", date(2026, 11, 1), WINDOW.ends)


def lent_to(loan: Loan = LENT, *, wte: str = "1") -> Trust:
    """A trust that lacks somebody clinical, and to whom one is lent."""
    people, holdings = three()
    ours = tuple(one for one in people if one.employee_number != "c1")
    told = trust((*ours, person("c9", wte)), (*holdings[:1], *holdings[2:], holding("c9")), [need(wte="1.5")])
    return replace(told, loans=(loan,))


def member_of(plan: Plan, number: str) -> Member:
    [found] = [one for team in plan.teams for one in team.members if one.employee_number == number]
    return found


def test_somebody_lent_joins_and_the_plan_names_their_trust() -> None:
    told = lent_to()
    plan = planned(told)
    assert member_of(plan, "c9").home == "RXX"
    assert member_of(plan, "d1").home == ""
    assert check(plan, told) == ()
    assert plan_of(plain_plan(plan)) == plan


def test_a_team_with_somebody_lent_waits_for_their_word_and_stands_on_no_sheet() -> None:
    plan = planned(lent_to())
    assert acceptable(plan) == joined(plan) == plan.teams
    [asked] = [one for one in places_of(plan, ["Discharge"]) if one.home]
    assert (asked.employee_number, asked.home) == ("c9", "RXX")
    assert unasked_of_others(plan, []) == plan.teams
    proposal = Proposal(1, 1, 1, "c9", asked, asked.starts, other="RXX")
    assert unasked_of_others(plan, [proposal]) == ()
    assert unasked_of_others(plan, [replace(proposal, is_lent=False)]) == plan.teams
    entries = entries_of(plan, source="a plan")[MEMBERSHIPS.name]
    assert {one.values["employee_number"] for one in entries} == {
        one.employee_number for one in plan.teams[0].members if one.employee_number != "c9"
    }


def seated(told: Trust, *, wte: str | None, takes: str = "0.2") -> Trust:
    """The trust with c9 in a team of it already, lent for so much."""
    team = Team("Old team", WINDOW.starts)
    stay = Membership("Old team", "c9", Decimal(takes), WINDOW.starts, WINDOW.starts, WINDOW.ends)
    loan = replace(told.loans[0], wte=None if wte is None else Decimal(wte))
    return replace(told, teams=(team,), memberships=(stay,), loans=(loan,))


def test_what_a_team_takes_already_is_lent_no_second_time() -> None:
    told = seated(lent_to(), wte="0.5")
    plan = planned(told)
    assert member_of(plan, "c9").wte == Decimal("0.3")
    assert check(plan, told) == ()
    less = seated(lent_to(), wte="0.3")
    assert "c9 is lent for 0.3 WTE, and asked for 0.5" in check(plan, less)
    assert "c9" not in {one.employee_number for one in planned(less).teams[0].members}


def test_who_is_in_a_team_stays_known_when_the_loan_does_not_cover_the_window() -> None:
    told = seated(lent_to(), wte=None)
    told = replace(told, loans=(replace(told.loans[0], ends=WINDOW.ends - DAY),))
    [one] = [
        one for one in pool_of(told, asks_of(told, ["Discharge"], WINDOW), Policy()) if one.employee_number == "c9"
    ]
    assert (one.home, one.free, one.open_to) == ("RXX", 0, frozenset())


@pytest.mark.parametrize(
    "loan", [replace(LENT, ends=WINDOW.ends - DAY), replace(LENT, starts=WINDOW.starts + DAY)], ids=["ends", "begins"]
)
def test_who_is_not_lent_all_through_is_not_asked(loan: Loan) -> None:
    told = lent_to(loan)
    assert "c9" not in {one.employee_number for one in pool(told)}
    assert not planned(told).teams[0].members


def test_nobody_lent_is_asked_for_more_than_is_lent() -> None:
    plan = planned(lent_to(replace(LENT, wte=Decimal("0.3"))))
    assert member_of(plan, "c9").wte == Decimal("0.3")
    busy = planned(lent_to(replace(LENT, wte=Decimal("0.8")), wte="0.4"))
    assert member_of(busy, "c9").wte <= Decimal("0.4")


def _renamed(plan: Plan, number: str, home: str) -> Plan:
    [team] = plan.teams
    members = tuple(replace(one, home=home) if one.employee_number == number else one for one in team.members)
    return replace(plan, teams=(replace(team, members=members),))


@pytest.mark.parametrize(
    ("loan", "spoil", "words"),
    [
        (LENT, lambda plan: _renamed(plan, "c9", ""), "c9 is not of Test trust"),
        (LENT, lambda plan: _renamed(plan, "c9", "RYY"), "c9 is not of RYY"),
        (LENT, lambda plan: _renamed(plan, "d1", "RXX"), "d1 is not of RXX"),
        (replace(LENT, ends=WINDOW.ends - DAY), lambda plan: plan, "c9 is lent from 01/11/2026 to before 31/05/2027"),
        (replace(LENT, starts=WINDOW.starts + DAY), lambda plan: plan, "c9 is lent from 02/12/2026"),
        (replace(LENT, wte=Decimal("0.1")), lambda plan: plan, "c9 is lent for 0.1 WTE, and asked for"),
    ],
)
def test_the_scorer_finds_who_is_asked_for_as_their_trust_does_not_lend_them(
    loan: Loan, spoil: Callable[[Plan], Plan], words: str
) -> None:
    plan = spoil(planned(lent_to()))
    faults = check(plan, lent_to(loan))
    assert any(words in fault for fault in faults), faults


def test_without_the_loan_nobody_of_that_number_is_there() -> None:
    told = lent_to()
    gone = replace(told, loans=(), people=tuple(one for one in told.people if one.employee_number != "c9"))
    assert "c9 is not employed all through" in check(planned(told), gone)


def test_who_is_lent_counts_in_the_team_they_take_a_place_in() -> None:
    people, _ = three()
    stays = [
        Membership("Ward flow", number, Decimal("0.2"), WINDOW.starts, WINDOW.starts, viewpoint=viewpoint)
        for number, viewpoint in (("d1", None), ("o1", None), ("RXX/1", Viewpoint.CLINICAL))
    ]
    alone = trust(people, teams=[Team("Ward flow", WINDOW.starts)], memberships=stays)
    alone = replace(alone, on=WINDOW.starts)
    both = replace(alone, guests=frozenset(("RXX/1",)))
    assert len(members_on(alone)["Ward flow"]) == 2
    assert len(members_on(both)["Ward flow"]) == 3
    assert judge(both).verdict is Verdict.MET
    assert judge(alone).verdict is Verdict.NOT_MET
