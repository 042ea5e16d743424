"""What is asked for: which services, which team, who stays in it, and how many may join."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.assembly.asks import Ask, Seat, Window, asks_of, first_window, servable
from plait.engine.services import Service
from plait.engine.teams import Membership
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.assembly.tiny import LONG_AGO, ON, WINDOW, asked, membership, need, person, team, three, trust

PEOPLE, HOLDINGS = three()
SOON = date(2027, 2, 1)


def running(*memberships: Membership, told: Trust | None = None, **changes: object) -> Ask:
    """The one ask of a trust with a team in which these memberships stand."""
    told = told or trust(PEOPLE, HOLDINGS, [need(people=2)], teams=[team()])
    (ask,) = asked(replace(told, memberships=memberships, **changes))  # type: ignore[arg-type] # as the test names them
    return ask


@pytest.mark.parametrize(
    ("window", "ends"),
    [
        (first_window(ON), date(2027, 6, 1)),
        (first_window(date(2026, 12, 31), 3), date(2027, 4, 1)),
        (first_window(date(2026, 2, 1), 24), date(2028, 3, 1)),
        (Window(date(2027, 12, 1), 1), date(2028, 1, 1)),
    ],
)
def test_a_window_is_of_whole_months_over_the_end_of_years(window: Window, ends: date) -> None:
    assert window.ends == ends


def test_servable_are_services_that_run_and_say_what_they_need() -> None:
    told = trust(needs=[need(service=name, people=1) for name in ("b", "A", "Retired", "Ended", "Later")])
    services = [
        *(Service(name, "live", LONG_AGO) for name in ("b", "A", "Without needs")),
        Service("Retired", "retired", LONG_AGO),
        Service("Ended", "live", LONG_AGO, ON),
        Service("Later", "live", date(2027, 1, 1)),
    ]
    assert servable(replace(told, services=tuple(services))) == ("A", "b")


def test_asks_are_made_in_order_and_only_for_those_named_that_can_be_served() -> None:
    told = trust(needs=[need(service=name, people=1) for name in ("b", "A", "C")])
    assert [one.service for one in asks_of(told, {"b", "A", "Nowhere"}, WINDOW)] == ["A", "b"]
    assert asks_of(told, (), WINDOW) == ()


def test_a_service_without_a_team_asks_for_a_new_one_of_its_name() -> None:
    (ask,) = asked(trust(needs=[need(people=2, priority=9), need("Writing", wte="0.25")], sizes=TeamSizes(5, 9)))
    assert (ask.team, ask.is_new, ask.seats, ask.least, ask.most, ask.priority) == ("Discharge", True, (), 3, 9, 9)
    assert [one.amount for one in ask.needs] == [2, Decimal("2.5")]


def test_names_that_somebody_bears_get_a_number() -> None:
    told = trust(
        needs=[need(people=1), need(people=1, service="Discharge 2")],
        teams=[team("Discharge", "Elsewhere"), team("DISCHARGE 3", "", ends=date(2026, 1, 1))],
    )
    assert [one.team for one in asked(told)] == ["Discharge 2", "Discharge 2 2"]


def test_needs_are_those_of_the_window_by_urgency_the_later_of_two_rows() -> None:
    rows = [
        need("Writing", wte="0.2"),
        need(people=1),
        replace(need(people=3, priority=9), starts=SOON),
        need("Over", people=1),
        need("Later", people=1),
        need("Nothing", people=0),
        need("Elsewhere", people=1, service="Referrals"),
    ]
    rows[3] = replace(rows[3], ends=WINDOW.starts)
    rows[4] = replace(rows[4], starts=WINDOW.ends)
    for order in (rows, rows[::-1]):
        ask = asked(trust(needs=order))[0]
        assert [(one.competency, one.people, one.wte) for one in ask.needs] == [
            ("Triage", 3, None),
            ("Writing", None, Decimal("0.2")),
        ]


def test_a_need_that_ends_within_the_window_still_counts() -> None:
    (ask,) = asked(trust(needs=[replace(need(people=1), ends=SOON)]))
    assert [one.competency for one in ask.needs] == ["Triage"]


def test_an_ask_without_needs_has_no_urgency() -> None:
    (ask,) = asked(trust(needs=[replace(need(people=1), ends=WINDOW.starts)]))
    assert (ask.needs, ask.priority) == ((), 0)


def test_a_service_with_a_team_asks_for_whom_that_team_lacks() -> None:
    ask = running(membership("d1"), replace(membership("c1"), viewpoint=Viewpoint.DIGITAL))
    assert (ask.team, ask.is_new, ask.least, ask.most) == ("Discharge hub", False, 3, 3)
    assert ask.seats == (
        Seat("c1", Decimal("0.2"), Viewpoint.DIGITAL, "Medicine"),
        Seat("d1", Decimal("0.2"), Viewpoint.DIGITAL, "Medicine"),
    )


def test_of_two_teams_the_larger_is_asked_for_and_one_that_ends_within_the_window_is_not() -> None:
    told = trust(PEOPLE, HOLDINGS, [need(people=2)], teams=[team("Hub A"), team("Hub B"), team("Hub C", ends=SOON)])
    assert running(membership("d1", "Hub B"), told=told).team == "Hub B"
    assert running(told=told).team == "Hub A"
    alone = replace(told, teams=told.teams[2:])
    assert running(told=alone).team == "Discharge"


def test_a_team_that_begins_by_the_window_is_asked_for_and_may_start_small() -> None:
    begins = replace(team(), starts=date(2026, 11, 20))
    ask = running(teams=(begins,), sizes=TeamSizes(5, 9))
    assert (ask.team, ask.least, ask.most) == ("Discharge hub", 3, 9)


@pytest.mark.parametrize(("before", "most"), [(6, 7), (4, 5), (0, 7), (9, 9), (10, 10)])
def test_a_settled_team_takes_on_one_more_in_90_days_and_one_past_its_limit_none(before: int, most: int) -> None:
    """Those who joined since count against it; without any before, today's members do."""
    people = [person(f"d{n}") for n in range(12)]
    since = date(2026, 9, 1)
    now = max(before, 6)
    rows = [membership(f"d{n}", starts=LONG_AGO if n < before else since) for n in range(now)]
    ask = running(*rows, told=trust(people, (), [need(people=2)], teams=[team()], sizes=TeamSizes(5, 9)))
    assert (len(ask.seats), ask.most) == (now, max(most, now))


def test_a_team_in_its_first_days_grows_as_it_likes() -> None:
    young = replace(team(), starts=date(2026, 9, 1))
    told = trust(PEOPLE, HOLDINGS, [need(people=2)], teams=[young], sizes=TeamSizes(5, 9))
    assert running(membership("d1", starts=date(2026, 9, 1)), told=told).most == 9


@pytest.mark.parametrize("row", [membership("c1", ends=SOON), membership("c1", starts=SOON)])
def test_whoever_leaves_or_comes_within_the_window_has_no_seat_and_keeps_the_place(row: Membership) -> None:
    told = trust(PEOPLE, HOLDINGS, [need(people=2)], teams=[team()], sizes=TeamSizes(4, 4, 2))
    ask = running(membership("d1"), row, told=told)
    assert [seat.employee_number for seat in ask.seats] == ["d1"]
    assert ask.most == 3


def test_a_membership_whose_time_changes_within_the_window_is_one_seat_of_the_lesser_time() -> None:
    changed = (membership("d1", wte="0.4", ends=SOON), membership("d1", wte="0.3", starts=SOON))
    assert running(*changed).seats == (Seat("d1", Decimal("0.3"), Viewpoint.DIGITAL, "Medicine"),)
    assert running(*reversed(changed)).seats == (Seat("d1", Decimal("0.3"), Viewpoint.DIGITAL, "Medicine"),)
    away = (membership("d1", ends=SOON), membership("d1", starts=date(2027, 3, 1)))
    assert running(*away).seats == ()


def test_somebody_no_longer_employed_has_no_seat() -> None:
    assert running(membership("x9"), membership("d1")).seats == (
        Seat("d1", Decimal("0.2"), Viewpoint.DIGITAL, "Medicine"),
    )
