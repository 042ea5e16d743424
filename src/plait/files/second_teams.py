"""A proposed second team as plain values that JSON can hold, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from plait.engine.assembly.asks import Window
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.plan import Gap
from plait.engine.assembly.second_team import Another, How, Place, Way
from plait.engine.teams import Team
from plait.engine.viewpoints import Viewpoint
from plait.files.plans import as_plain

VERSION = 1
Plain = Mapping[str, Any]


def plain_another(made: Another) -> dict[str, Any]:
    """The proposal as plain values: dates as ISO text, WTE as decimal text, of the first team what it is known by."""
    known = {"name": made.parent.name, "service": made.parent.service, "starts": made.parent.starts.isoformat()}
    plain: dict[str, Any] = as_plain(asdict(made))
    return {"version": VERSION, **plain, "parent": known}


def another_of(plain: Plain) -> Another:
    """The proposal that plain values state; a ValueError where they are of another version.

    Those of before offers counted say nothing of who serves part-time.
    """
    if plain.get("version") != VERSION:
        raise ValueError(f"This proposal is of version {plain.get('version')}; this Plait reads version {VERSION}")
    parent, window = plain["parent"], plain["window"]
    return Another(
        Team(parent["name"], date.fromisoformat(parent["starts"]), service=parent["service"]),
        plain["name"],
        Way(plain["way"]),
        Window(date.fromisoformat(window["starts"]), window["months"]),
        _places(plain["first"]),
        _places(plain["second"]),
        tuple(plain["refused"]),
        tuple(_gap(one) for one in plain["gaps"]),
        tuple(Served(**one) for one in plain.get("served", ())),
    )


def _places(plain: Iterable[Plain]) -> tuple[Place, ...]:
    return tuple(
        Place(
            one["employee_number"],
            Viewpoint(one["viewpoint"]),
            Decimal(one["wte"]),
            How(one["how"]),
            tuple(one["brings"]),
            one["reason"],
        )
        for one in plain
    )


def _gap(one: Plain) -> Gap:
    return Gap(**{**one, "wte": Decimal(one["wte"]), "nearly": tuple(one["nearly"])})
