"""Worked examples of who meets whom: small invented trusts, drawn in a line for each area, group or director."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from plait.engine.area_sheets import LISTENING, ROUND
from plait.engine.areas import Area, Visit
from plait.engine.leadership import CCIO
from plait.engine.litmus.examples import BEGAN, ON, RoleSketch, sketch_roles
from plait.engine.trust import Trust

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
