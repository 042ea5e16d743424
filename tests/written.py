"""A trust of the database written as the files that would state it, as its workbook has them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from plait.engine.sheets import Sheet, Values, key_of
from plait.store.all_registers import REGISTERS
from plait.store.names import Names
from plait.store.people_register import PeopleRegister
from plait.web.shared.entry_form import text_of


def write_record(trust_id: int, folder: Path, on: date) -> Path:
    """A CSV file for each sheet of the trust in scope: every entry as it stands on the day, those ended too."""
    names = Names(trust_id)
    folder.mkdir()
    people = PeopleRegister().load_standing(trust_id, on, names)
    _write(folder, PeopleRegister.sheet, [one.values for one in people.values()])
    for register in REGISTERS:
        by_key: dict[object, Values] = {}
        order = ("starts", "id") if register.joined else ("id",)
        for row in register.model._default_manager.filter(trust_id=trust_id).order_by(*order).values():
            values = register.values_of(row, names)
            by_key[key_of(register.sheet, values)] = values  # a sheet states one stay of somebody, the last
        if by_key:
            _write(folder, register.sheet, list(by_key.values()))
    return folder


def _write(folder: Path, sheet: Sheet, entries: list[Values]) -> None:
    columns = [column for column in sheet.columns if any(entry.get(column.name) is not None for entry in entries)]
    with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.heading for column in columns])
        writer.writerows([[text_of(column, entry.get(column.name)) for column in columns] for entry in entries])
