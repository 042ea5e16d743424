"""People whom another trust lends join a plan within their days and time, and the scorer knows when they may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.assembly.acceptance import acceptable, joined
from plait.engine.assembly.plan import Member, Plan
from plait.engine.assembly.scorer import check
from plait.engine.lending import Loan
from plait.engine.trust import Trust
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


def test_a_team_with_somebody_lent_is_proposed_and_not_to_be_accepted() -> None:
    plan = planned(lent_to())
    assert len(joined(plan)) == 1
    assert acceptable(plan) == ()


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
