"""An invented trust's own files as they come: a staff-in-post report, teams and services, a published framework."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "Assignment No.", "Ee Name", "Staff Grp", "Position Title", "Org L4 ", "FTE", "Pay Band ", "Latest Start Date",
    "Ethnic Origin",
)  # fmt: skip
# Number, name, staff group as the report writes it, position, department, FTE, band, start as text
STAFF = (
    ("20481001", "FROST, Ann", "Nursing and Midwifery", "Ward sister", "Discharge hub", 1, "Band 7", "01/04/2019"),
    ("20481002", "LOW, Ben", "Admin and Clerical", "Bed manager", "Discharge hub", 0.8, "Band 6", "12/05/2020"),
    ("20481003", "OTIENO, Cy", "DDaT", "Developer", "Digital services", 1, "Band 7", "03/02/2022"),
    ("20481004", "SHAH, Dev", "DDaT", "Product manager", "Digital services", 0.6, "Band 8a", "17/10/2023"),
    ("20481005", "MOLE, Ed", "Nursing and Midwifery", "Staff nurse", "Theatres", 0.9, "Band 5", "05/09/2016"),
    ("20481006", "KEANE, Fay", "Admin and Clerical", "Theatre manager", "Theatres", 1, "Band 8a", "11/01/2021"),
    ("20481007", "WREN, Gil", "Medical", "Consultant surgeon", "Theatres", 1, "Consultant", "02/08/2012"),
)  # fmt: skip
COLUMNS = """\
Column,In the report,Stands for
Employee number,Assignment No.,
Name,Ee Name,
Job title,Position Title,
Staff group,Staff Grp,
Staff group,Nursing and Midwifery,Nurses & health visitors
Staff group,Admin and Clerical,Managers
Staff group,DDaT,"Digital, data and technology"
Staff group,Medical,HCHS doctors
Department,Org L4,
WTE,FTE,
Band,Pay Band,
Starts,Latest Start Date,
"""
"""The columns of the report matched with Plait's, as somebody states them for the command line."""


def staff_in_post(month: str = "October 2026", staff: Sequence[Sequence[object]] = STAFF) -> bytes:
    """The report as a workbook: a merged title and a line of notes above the headings, a total below the rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Staff in post"
    sheet.append([f"STAFF IN POST AT END OF {month.upper()}"])
    sheet.merge_cells("A1:I1")
    sheet.append(["Run by: workforce information", "", "", "Excludes bank and honorary"])
    sheet.append([])
    sheet.append(list(HEADINGS))
    for person in staff:
        sheet.append([*person, "Not stated"])
    sheet.append(["Total", "", "", "", "", sum(float(str(person[5])) for person in staff)])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def teams_and_services() -> bytes:
    """A workbook of two sheets: one team has all three viewpoints, the second lacks digital people."""
    book = Workbook()
    services = book.active
    assert services is not None
    services.title = "Services"
    services.append(["Service", "Phase"])
    services.append(["Discharge", "Live"])
    services.append(["Theatre lists", "Beta"])
    teams = book.create_sheet("Teams")
    teams.append(["Team", "Service", "Starts", "Members", "Parent team", "Releases"])
    hub = "20481001 0.5; 20481002 0.5; 20481003 1; 20481004 0.6"
    teams.append(["Discharge hub", "Discharge", "01/06/2025", hub, "", "01/12/2025 Board round list"])
    lists = "20481005 0.4; 20481006 0.2; 20481007 0.1"
    teams.append(["Theatre lists", "Theatre lists", "02/02/2026", lists, "Discharge hub", ""])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


ROLES_HEAD = (
    "Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,Skill Description,Skill Level,"
    "Skill Level Description,Role Type"
)
ROLES = (
    'Data,Data engineer,Moves data.,Senior data engineer,Leads,Pipelines ,Pipes.,Working,"You can:\n- mend a pipe",',
    "Data,Data engineer,Moves data.,Data engineer,Builds,pipelines,Pipelines carry data.,Awareness,You can: name one,",
    "Data,Data engineer,Moves data.,Data engineer,Builds,Old tapes,Tapes hold data.,NOT IN USE,,",
)
SKILLS_HEAD = "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert,Roles that require Skill"
SKILLS = (
    "Pipelines,Pipelines carry data.,You can: name one,You can: mend one,You can: plan one,You can: judge one,",
    "Research ethics,MISSING,You can: name it,,,,",
)


def write_framework(folder: Path) -> Path:
    """A small framework in its published form: two files, with a few of the untidy rows the real one has."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roles.csv").write_text("\n".join((ROLES_HEAD, *ROLES)) + "\n", encoding="utf-8")
    (folder / "skills.csv").write_text("\n".join((SKILLS_HEAD, *SKILLS)) + "\n", encoding="utf-8")
    return folder
