"""A plan must answer what the trust asks: each way in which it may ask for something else is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from plait.engine.assembly.asked import check_asks
from plait.engine.assembly.asks import Ask, Policy, Window
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.wishes import Weight
from tests.engine.assembly.tiny import WINDOW, need, planned, three, trust

PEOPLE, HOLDINGS = three()
NEEDS = (need(people=3, priority=9), need("Writing", wte="0.4", service="Referrals"))
TOLD = trust(PEOPLE, HOLDINGS, NEEDS)
Change = Callable[[Ask], Ask]


def asking(change: Change) -> Plan:
    """A good plan whose first ask is changed."""
    plan = planned(TOLD)
    first, *rest = plan.teams
    return replace(plan, teams=(replace(first, ask=change(first.ask)), *rest))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda ask: replace(ask, service="Referrals"), "Referrals: asked for 2 times"),
        (lambda ask: replace(ask, service="Poetry"), f"Poetry: no such service runs on {WINDOW.starts}"),
        (lambda ask: replace(ask, needs=()), "Discharge: Triage is not what the service needs"),
        (lambda ask: replace(ask, needs=(*ask.needs, ask.needs[0])), "Discharge: a need stands twice"),
        (lambda ask: replace(ask, needs=(replace(ask.needs[0], level=1),)), "Triage is not what the service needs"),
        (lambda ask: replace(ask, needs=(replace(ask.needs[0], priority=1),)), "Triage is not what the service needs"),
        (lambda ask: replace(ask, most=6), "Discharge: up to 6 people are asked for, and a team may have 5"),
        (lambda ask: replace(ask, least=2), "Discharge: 2 people would do, and a team has 3 at least"),
        (lambda ask: replace(ask, window=Window(date(2026, 12, 2), 6)), "6 months from 2026-12-02 are no whole quart"),
        (lambda ask: replace(ask, window=Window(WINDOW.starts, 7)), "7 months from 2026-12-01 are no whole quarters"),
        (lambda ask: replace(ask, window=Window(WINDOW.starts, 27)), "27 months from 2026-12-01 are no whole quarters"),
    ],
)
def test_what_the_trust_does_not_ask_is_named(change: Change, words: str) -> None:
    assert check_asks(planned(TOLD), TOLD) == ()
    faults = check_asks(asking(change), TOLD)
    assert any(words in fault for fault in faults), faults


def test_teams_are_asked_for_one_time() -> None:
    faults = check_asks(asking(lambda ask: replace(ask, window=Window(WINDOW.starts, 3))), TOLD)
    assert faults == ("Referrals: it is asked for another time than the others",)


@pytest.mark.parametrize("ends_or_phase", [{"ends": WINDOW.starts}, {"phase": "retired"}, {"starts": date(2027, 1, 1)}])
def test_a_service_that_does_not_run_then_is_named(ends_or_phase: dict[str, object]) -> None:
    told = replace(TOLD, services=tuple(replace(one, **ends_or_phase) for one in TOLD.services))  # type: ignore[arg-type] # as the test names them
    assert f"Discharge: no such service runs on {WINDOW.starts}" in check_asks(planned(TOLD), told)


def test_of_two_rows_of_one_need_the_later_counts() -> None:
    later = replace(need(people=1), starts=date(2027, 2, 1))
    told = replace(TOLD, needs=(*NEEDS, later, replace(need(people=9), starts=WINDOW.ends)))
    assert check_asks(planned(told), told) == ()
    assert check_asks(planned(TOLD), told) == ("Discharge: Triage is not what the service needs",)


@pytest.mark.parametrize("wish", [Weight("Discharge", "Triage", 3), Weight("Discharge", "Triage", 0)])
def test_a_need_counts_as_the_plan_wishes_it_to(wish: Weight) -> None:
    plan = plan_teams(TOLD, ("Discharge", "Referrals"), WINDOW, Policy((wish,)))
    assert check_asks(plan, TOLD) == ()
    assert check_asks(replace(plan, wishes=()), TOLD) == ("Discharge: Triage is not what the service needs",)
