"""Small records for tests: each with everything filled in, to be changed with `replace`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from plait.engine.people import Person
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.teams import Membership, Release, Team
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from plait.engine.workbook import BY_NAME

ON = date(2026, 11, 2)
LONG_AGO = date(2025, 4, 1)


def person(number: str = "1001", viewpoint: Viewpoint = Viewpoint.CLINICAL) -> Person:
    """Somebody employed since April 2025, whole time."""
    return Person(number, f"Person {number}", "Managers", viewpoint, "Medicine", Decimal(1), LONG_AGO)


def team(name: str = "Discharge hub", *, starts: date = LONG_AGO, ends: date | None = None, parent: str = "") -> Team:
    """A team that began in April 2025."""
    return Team(name, starts, ends, parent=parent)


def membership(
    number: str = "1001",
    of: str = "Discharge hub",
    *,
    starts: date = LONG_AGO,
    ends: date | None = None,
    viewpoint: Viewpoint | None = None,
) -> Membership:
    """Half of somebody's time in a team since it began."""
    return Membership(of, number, Decimal("0.5"), starts, starts, ends, viewpoint)


def release(of: str = "Discharge hub", on: date = date(2025, 9, 1), *, visible: bool = True) -> Release:
    """Something the team put in front of people in September 2025."""
    return Release(of, on, "Call back", visible=visible)


def trust(
    *,
    people: Iterable[Person] = (),
    teams: Iterable[Team] = (),
    memberships: Iterable[Membership] = (),
    releases: Iterable[Release] = (),
) -> Trust:
    """An invented trust on 2 November 2026 that sent every sheet that day."""
    return Trust(
        "TST",
        "Test trust",
        ON,
        people=tuple(people),
        staff_groups=USUAL_STAFF_GROUPS,
        teams=tuple(teams),
        memberships=tuple(memberships),
        releases=tuple(releases),
        feeds=dict.fromkeys(BY_NAME, ON),
        is_invented=True,
    )
