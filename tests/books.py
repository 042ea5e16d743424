"""Files in a few lines: tables written with bars, and their way into a test's record."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book, Line, Table
from plait.engine.workbook import Intake, read_workbook
from plait.store import models
from plait.store.imports import Choices, no_progress
from plait.store.names import Names, load_managers
from plait.store.staging import approve, keep_file, stage
from plait.store.writing import Act, writing

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
JUNE = date(2025, 6, 1)
_numbers = itertools.count(1)

PEOPLE = """
Employee number|Name             |Staff group                 |Department  |WTE|Line manager|Starts    |Site
1000           |Ann Frost        |Senior managers             |Trust office|1  |            |01/04/2025|Main
1001           |Bo Price         |Digital, data and technology|Digital     |0.8|1000        |01/04/2025|Main
1002           |Cy Otieno        |Nurses & health visitors    |Medicine    |0.6|1000        |01/04/2025|
1003           |Di Sykes         |Managers                    |Medicine    |1  |1002        |01/05/2025|Annexe
"""
SERVICES = """
Service               |Phase|Owner
Single point of access|Live |1000
"""
TEAMS = """
Team       |Service               |Members                     |Releases
Access team|single point of access|1001 0.4; 1002 0.2; 1003 0.1|09/06/2025 Call back
"""


def table(name: str, text: str) -> Table:
    """A table of lines whose cells are parted by bars; the first line holds the headings."""
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]
    return Table(name, rows[0], 1, tuple(Line(number, cells) for number, cells in enumerate(rows[1:], start=2)))


def book(**tables: str) -> Book:
    """A file of tables by name: `book(people=PEOPLE)`; every one has another fingerprint."""
    number = next(_numbers)
    sheets = tuple(table(name.replace("_", " "), text) for name, text in tables.items())
    return Book(f"file-{number}.xlsx", f"{number:064}", sheets)


def act_of(user: models.User, trust: models.Trust, at: datetime = AT) -> Act:
    """An act of a user in a trust."""
    return Act(trust.pk, user.pk, user.name, at)


def furnish(act: Act) -> None:
    """Give a trust the usual staff groups."""
    with writing(act) as pen:
        rows = [{"name": group.name, "viewpoint": group.viewpoint.value} for group in USUAL_STAFF_GROUPS]
        pen.add(models.StaffGroup, rows)


def understood(act: Act, brought: Book) -> Intake:
    """A file read beside the record of the act's trust."""
    return read_workbook(brought, Names(act.trust_id).known(), managers=load_managers(act.trust_id))


def staged(act: Act, brought: Book, choices: Choices | None = None) -> int:
    """Bring a file as far as its preview, and give its import's id."""
    import_id = keep_file(act, brought.name, b"bytes", brought.sha256, choices or Choices(JUNE))
    stage(act.trust_id, import_id, understood(act, brought), progress=no_progress)
    return import_id


def imported(act: Act, brought: Book, choices: Choices | None = None) -> int:
    """Bring a file and save it."""
    import_id = staged(act, brought, choices)
    approve(act, import_id, progress=no_progress)
    return import_id
