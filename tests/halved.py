"""A trust with a team of ten and people free to join: what a second team is built from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.cli.commands import write_sheet

SINCE = "01/01/2020"
GROUPS = {"D": "Digital, data and technology", "C": "Nurses & health visitors", "O": "Managers"}
MEMBERS = ("D1", "D2", "D3", "D4", "C1", "C2", "C3", "O1", "O2", "O3")
FREE = ("D8", "C8", "O8")
NEEDS = (("Ward workflow", "2"), ("User research", "1"))


def write_large(
    folder: Path, *, members: Sequence[str] = MEMBERS, released: str = "01/06/2025", offered: str = "", **more: str
) -> Path:
    """The trust as a folder of files; `more` are members added with their WTE, by employee number.

    Where so much software development is `offered`, by a circle and by another team, the service needs 0.4 WTE of it.
    """
    people = [(one, f"Person {one}", GROUPS[one[0]], "Ward", "1", SINCE) for one in (*MEMBERS, *FREE)]
    write_sheet(folder, "people", ("Employee number", "Name", "Staff group", "Department", "WTE", "Starts"), *people)
    write_sheet(folder, "services", ("Service", "Phase", "Starts"), ("Flow board", "Live", SINCE))
    held = [(one, name, "Practitioner", SINCE) for one in (*MEMBERS, *FREE) for name, _ in NEEDS]
    write_sheet(folder, "competencies held", ("Employee number", "Competency", "Level", "Since"), *held)
    needs = [("Flow board", name, "Practitioner", people, "", "Must", SINCE) for name, people in NEEDS]
    needs += [("Flow board", "Software development", "Working", "", "0.4", "Must", SINCE)] if offered else []
    write_sheet(folder, "needs", ("Service", "Competency", "Level", "People", "WTE", "Priority", "Starts"), *needs)
    teams = [("Flow hub", "Flow board", "Flow", SINCE), *([("Makers", "", "Enable", SINCE)] if offered else [])]
    write_sheet(folder, "teams", ("Team", "Service", "Purpose", "Starts"), *teams)
    if offered:
        write_sheet(folder, "communities", ("Community", "Family"), ("Circle", "Software"))
        write_sheet(
            folder, "part-time offers", ("Community", "Enabling team", "Competency", "Level", "WTE", "Starts"),
            ("Circle", "", "Software development", "Expert", offered, SINCE),
            ("", "Makers", "Software development", "Expert", offered, SINCE),
        )  # fmt: skip
    stays = [("Flow hub", one, more.get(one, "0.4"), SINCE) for one in members]
    write_sheet(folder, "members", ("Team", "Employee number", "WTE", "Starts"), *stays)
    if released:
        release = ("Flow hub", released, "Live board", "Yes")
        write_sheet(folder, "releases", ("Team", "Released on", "Release", "Visible to users"), release)
    return folder
