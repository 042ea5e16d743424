"""Worked examples of who meets whom: small invented trusts, drawn in a line for each area, group or director."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from plait.engine.area_sheets import LISTENING, ROUND
from plait.engine.areas import Area, Visit
from plait.engine.board_development import DEVELOPMENT, VISIT, Learning
from plait.engine.board_members import NED, NON_EXECUTIVE, BoardMember
from plait.engine.board_sheets import CDIO_OFFICE
from plait.engine.contacts import ONE_TO_ONE, SESSION, TO_MEET, Contact
from plait.engine.education import Session, Target
from plait.engine.leadership import CCIO
from plait.engine.litmus.examples import BEGAN, ON, RoleSketch, sketch_roles
from plait.engine.people import Person
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

AREA_SHEETS = ("clinical areas", "clinical visits", "leadership roles", "role holders", "champions")
LEADER, ANOTHER = "1001", "1900"


@dataclass(frozen=True, slots=True)
class AreaSketch:
    """A clinical area in one line: how many days ago the CCIO was there, or somebody who leads nothing.

    Where a visit is `planned`, the CCIO means to go next week.
    """

    name: str
    days_ago: int | None = None
    planned: bool = False
    by_another: int | None = None


def sketch_areas(*areas: AreaSketch, sheets: Iterable[str] = AREA_SHEETS) -> Trust:
    """An invented trust with a CCIO for a year and these areas; `sheets` were all sent on its day."""
    visits = [
        Visit(one.name, ON - timedelta(days=ago), who, purpose, took_place)
        for one in areas
        for ago, who, purpose, took_place in (
            (one.days_ago, LEADER, ROUND, True),
            (-7 if one.planned else None, LEADER, ROUND, False),
            (one.by_another, ANOTHER, LISTENING, True),
        )
        if ago is not None
    ]
    return replace(
        sketch_roles(RoleSketch(CCIO)),
        areas=tuple(Area(one.name, BEGAN, site="Main hospital") for one in areas),
        visits=tuple(visits),
        feeds=dict.fromkeys(sheets, ON),
    )


def sketch_contacts(days_ago: int | None, *, others: int = 10, began: int = 200) -> Trust:
    """An invented trust whose CDIO met the finance director so many days ago, and all others `others` days ago.

    With nothing, the finance director never stood in the log, which `began` so many days ago.
    """
    first = Contact(ON - timedelta(days=began), CDIO_OFFICE, SESSION, TO_MEET[:-1])
    rest = Contact(ON - timedelta(days=others), CDIO_OFFICE, SESSION, TO_MEET[:-1])
    last = () if days_ago is None else (Contact(ON - timedelta(days=days_ago), CDIO_OFFICE, ONE_TO_ONE, TO_MEET[-1:]),)
    return Trust(
        "EXA", "Example trust", ON, contacts=(first, rest, *last), feeds={"contacts": ON}, is_invented=True
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupSketch:
    """A staff group in one line: its people, how many each session reached, and the share that is to be reached."""

    name: str
    people: int
    sessions: tuple[int, ...] = ()
    share: int | None = None


EDUCATION = ("people", "education sessions", "education targets")


def sketch_education(*groups: GroupSketch, sheets: Iterable[str] = EDUCATION) -> Trust:
    """An invented trust of these staff groups, each session on another day; `sheets` were all sent on its day."""
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(
            Person(f"{place}{n:04}", f"Person {place}{n:04}", one.name, Viewpoint.CLINICAL, "Any", Decimal(1), BEGAN)
            for place, one in enumerate(groups, 1)
            for n in range(one.people)
        ),
        sessions=tuple(
            Session(ON - timedelta(days=30 * place), "Run charts", one.name, reached)
            for one in groups
            for place, reached in enumerate(one.sessions, 1)
        ),
        targets=tuple(Target(one.name, one.share) for one in groups if one.share is not None),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


def sketch_learning(*members: tuple[int | None, int | None]) -> Trust:
    """An invented trust of so many non-executives: each with the days since a session, and since a visit, or none."""
    names = [f"Member {place}" for place in range(1, len(members) + 1)]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        board_members=tuple(BoardMember(name, NED, NON_EXECUTIVE, BEGAN) for name in names),
        learning=tuple(
            Learning(name, ON - timedelta(days=ago), kind)
            for name, days in zip(names, members, strict=True)
            for kind, ago in zip((DEVELOPMENT, VISIT), days, strict=True)
            if ago is not None
        ),
        feeds=dict.fromkeys(("board members", "board development"), ON),
        is_invented=True,
    )
