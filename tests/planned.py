"""A trust whose services need teams: seven people, three services, and what is wanted of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.cli.commands import write_sheet

TODAY = date(2026, 11, 2)
PEOPLE = (
    ("1", "Ann Frost", "Nurses & health visitors", "Ward sister", "Medicine", "1"),
    ("2", "Bo Price", "Digital, data and technology", "Developer", "Digital", "1"),
    ("3", "Cy Otieno", "Managers", "Flow manager", "Operations", "0.6"),
    ("4", "Di Sykes", "Digital, data and technology", "User researcher", "Digital", "0.8"),
    ("5", "Ed Mole", "Nurses & health visitors", "Charge nurse", "Surgery", "0.5"),
    ("6", "Flo Hart", "Managers", "Booking manager", "Operations", "1"),
)
HELD = (
    ("1", "Ward workflow", "Expert"), ("2", "Software development", "Practitioner"),
    ("3", "Bed and flow management", "Expert"), ("4", "User research", "Practitioner"),
    ("5", "Ward workflow", "Practitioner"), ("6", "Booking and scheduling", "Working"),
)  # fmt: skip
NEEDS = (
    ("Flow board", "Ward workflow", "Practitioner", "1", "", "Must"),
    ("Flow board", "Software development", "Practitioner", "", "0.6", "Must"),
    ("Flow board", "Bed and flow management", "Expert", "1", "", "Must"),
    ("Flow board", "User research", "Expert", "", "0.2", "Should"),
    ("Booking", "Booking and scheduling", "Practitioner", "1", "", "Must"),
)  # fmt: skip


SINCE = "01/01/2020"
SHEETS: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
    "People": (
        ("Employee number", "Name", "Staff group", "Job title", "Department", "WTE", "Starts"),
        [(*one, SINCE) for one in PEOPLE],
    ),
    "Services": (
        ("Service", "Phase", "Starts"),
        (("Flow board", "Alpha", SINCE), ("Booking", "Live", SINCE), ("Quiet", "Live", SINCE)),
    ),
    "Teams": (("Team", "Service", "Starts", "Members"), (("Booking team", "Booking", SINCE, "6 0.5"),)),
    "Competencies held": (("Employee number", "Competency", "Level", "Since"), [(*one, SINCE) for one in HELD]),
    "Needs": (
        ("Service", "Competency", "Level", "People", "WTE", "Priority", "Starts"),
        [(*one, SINCE) for one in NEEDS],
    ),
}
"""By title, the headings and rows of each sheet, true since long ago; one service runs with a team, one has no need."""


def write_planned(folder: Path) -> Path:
    """The trust as a folder of files."""
    for title, (headings, rows) in SHEETS.items():
        write_sheet(folder, title.casefold(), headings, *rows)
    return folder


def instance_of() -> dict[str, Any]:
    """The trust as an instance of the assembler."""
    sheets = {
        title: [dict(zip(headings, row, strict=True)) for row in rows] for title, (headings, rows) in SHEETS.items()
    }
    return {"version": 1, "sheets": sheets}
