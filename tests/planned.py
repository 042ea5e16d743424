"""A trust whose services need teams: seven people, three services, and what is wanted of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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


def write_planned(folder: Path) -> Path:
    """The trust as a folder of files, true since long ago; one service runs with a team, one has no need."""
    since = "01/01/2020"
    heads = ("Employee number", "Name", "Staff group", "Job title", "Department", "WTE", "Starts")
    write_sheet(folder, "people", heads, *((*one, since) for one in PEOPLE))
    held = ("Employee number", "Competency", "Level", "Since")
    write_sheet(folder, "competencies held", held, *((*one, since) for one in HELD))
    services = (("Flow board", "Alpha", since), ("Booking", "Live", since), ("Quiet", "Live", since))
    write_sheet(folder, "services", ("Service", "Phase", "Starts"), *services)
    needs = ("Service", "Competency", "Level", "People", "WTE", "Priority", "Starts")
    write_sheet(folder, "needs", needs, *((*one, since) for one in NEEDS))
    team = ("Booking team", "Booking", since, "6 0.5")
    return write_sheet(folder, "teams", ("Team", "Service", "Starts", "Members"), team)
