"""Ten thousand rows of a workbook into the record, beside openpyxl and bulk_create."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bench.database import bring, new_trust
from bench.invented import PEOPLE, people_rows
from bench.timing import Row, compared, in_turn

if TYPE_CHECKING:
    from plait.store.models import Trust


def workbook_bytes(count: int) -> bytes:
    """A register of people as an XLSX file."""
    from plait.engine.tables import Line, Table
    from plait.files.writing import grid_of, write_book

    lines = tuple(Line(n, cells) for n, cells in enumerate(people_rows(count), start=2))
    target = io.BytesIO()
    write_book([grid_of(Table("People", PEOPLE, 1, lines))], target)
    return target.getvalue()


def rows(count: int, rounds: int) -> Iterator[Row]:
    """One line: file to record, each round into a trust of its own."""
    data = workbook_bytes(count)
    trusts = [new_trust() for _ in range(2 * rounds)]
    mine, theirs = iter(trusts[:rounds]), iter(trusts[rounds:])

    def ours() -> None:
        from plait.files.reading import read_bytes
        from plait.store.scope import set_scope

        trust, act = next(mine)
        set_scope(user_id=act.by, trust_ids=[trust.pk])
        bring(act, read_bytes("people.xlsx", data), data)

    times = in_turn(ours, lambda: _by_hand(next(theirs)[0], data), rounds)
    yield compared(f"{count:,} people imported, beside openpyxl and bulk_create (*)", times)


def _by_hand(trust: Trust, data: bytes) -> None:
    """The three tables filled as the owner, with every row trusted: no check, preview, event, version or undo."""
    from django.db import transaction
    from openpyxl import load_workbook

    from plait.store import models

    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    written = sheet.iter_rows(min_row=2, values_only=True)
    lines = [{k: str(v or "") for k, v in zip(PEOPLE, line, strict=False)} for line in written]
    with transaction.atomic(using="owner"):
        own = {"trust_id": trust.pk}
        groups = dict(models.StaffGroup.objects.using("owner").filter(**own).values_list("name", "id"))
        departments = {name: models.Department(name=name, **own) for name in {line["Department"] for line in lines}}
        sites = {name: models.Site(name=name, **own) for name in {line["Site"] for line in lines}}
        models.Department.objects.using("owner").bulk_create(departments.values())
        models.Site.objects.using("owner").bulk_create(sites.values())
        people = models.Person.objects.using("owner").bulk_create(
            models.Person(
                name=line["Name"], email=line["Work e-mail"], registration_body=line["Registration body"],
                registration_number=line["Registration number"],
            )
            for line in lines
        )  # fmt: skip
        hired = models.Employment.objects.using("owner").bulk_create(
            models.Employment(person=person, employee_number=line["Employee number"], starts=_day(line), **own)
            for person, line in zip(people, lines, strict=True)
        )
        by_number = {one.employee_number: one for one in hired}
        models.Assignment.objects.using("owner").bulk_create(
            models.Assignment(
                employment=one, job_title=line["Job title"], staff_group_id=groups[line["Staff group"]],
                profession=line["Profession"], department=departments[line["Department"]],
                site=sites[line["Site"]], shifts=[one for one in line["Shifts"].split("; ") if one],
                wte=Decimal(line["WTE"]), band=line["Band"],
                manager=by_number.get(line["Line manager"]), starts=_day(line), **own,
            )
            for one, line in zip(hired, lines, strict=True)
        )  # fmt: skip


def _day(line: dict[str, str]) -> date:
    day, month, year = line["Starts"].split("/")
    return date(int(year), int(month), int(day))
