"""An instance of the assembler as one JSON file: the rows of its sheets, and what is asked; `VERSION` says which form.

Its rows are those of the workbook, by the same headings, so a fault in one is named as in any other file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from plait.engine.assembly.levels import Grade
from plait.engine.assembly.wish_sheet import WISHES
from plait.engine.sheets import Column, Sheet
from plait.engine.tables import Book, Problem, Table
from plait.engine.trust import TeamSizes
from plait.engine.workbook import SHEETS
from plait.files.celltext import shown
from plait.files.layout import Marks, lay_out
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE, Refused

VERSION, OLDER = 2, 1
"""Version 2 may say what counts how much, and what is wished for; an instance of version 1 says neither."""
ENDING = ".json"
USED = ("people", "competencies", "holdings", "services", "needs", "teams", "memberships")
"""The sheets the assembler reads."""
WEIGHED = {"departments": "departments", "second_holders": "seconds", "cost": "thousands"}
"""What an instance may weigh, as the options of the command call it, by the name of its weight."""
WRITE_ANEW = "Write it as `plait assemble --schema` says"


@dataclass(frozen=True, slots=True)
class Instance:
    """The sheets as text, and what is asked of the assembler where the file says so."""

    book: Book
    starts: date | None
    months: int | None
    services: tuple[str, ...]
    sizes: TeamSizes | None
    weights: Mapping[str, str] = field(default_factory=dict)
    wishes: Table | None = None


def read_instance(path: Path) -> Instance:
    """The instance in a file; Refused where it is none, or of another version, or asks for what cannot be."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise Refused(f"{shown(path.name)} cannot be opened", "Write the path of a file you may read") from error
    told = _told(data)
    starts, months, services = told.get("starts"), told.get("months"), told.get("services", [])
    if not isinstance(services, list) or not all(isinstance(one, str) for one in services):
        raise Refused("`services` is no list of names", 'Write it like ["Flow board"], or leave it out')
    problems: list[Problem] = []
    tables = [table for name, rows in told["sheets"].items() if (table := _table(name, rows, problems))]
    book = Book(shown(path.name), sha256(data).hexdigest(), tuple(tables), tuple(problems))
    return Instance(
        book,
        _day(starts),
        _whole("months", months, most=99),
        tuple(services),
        _sizes(told.get("sizes")),
        _weights(told.get("weights")),
        _wishes(told.get("wishes")),
    )


def book_of_instance(path: Path) -> Book:
    """The sheets of an instance as text; never raises for what is in it."""
    try:
        return read_instance(path).book
    except Refused as refusal:
        return Book(shown(path.name), "", (), (Problem("", None, "", "", refusal.wrong, refusal.remedy),))


def _told(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"The file is larger than {MAX_FILE_BYTES // MEGABYTE} MB", "Ask for fewer services at once")
    try:
        # Numbers stay the text they are, so that 0.1 is a tenth.
        told = json.loads(data, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as fault:
        raise Refused("The file is no JSON", WRITE_ANEW) from fault
    if not isinstance(told, dict) or not isinstance(told.get("sheets"), dict):
        raise Refused("The file is no instance: it has no `sheets`", WRITE_ANEW)
    if told.get("version") not in {str(VERSION), str(OLDER)}:
        stated = shown(str(told.get("version", "none")))
        raise Refused(f"The instance is of version {stated}", f"This Plait reads versions {OLDER} and {VERSION}")
    if told["version"] == str(OLDER) and {"weights", "wishes"} & set(told):
        raise Refused(f"Version {OLDER} has no `weights` or `wishes`", f"Write it as version {VERSION}")
    return told


def _table(name: str, rows: Any, problems: list[Problem]) -> Table | None:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(f"The sheet {shown(name)} is no list of rows", 'Write each row like {"Employee number": "1001"}')
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [(number, [_text(row.get(heading)) for heading in headings]) for number, row in enumerate(rows, 1)]
    table, faults = lay_out(shown(name), [(0, headings), *lines], Marks())
    problems.extend(faults)
    return table


def _text(cell: Any) -> str:
    """A cell as text; a list or an object stands as JSON, and is refused by the column it is in."""
    return cell if isinstance(cell, str) else "" if cell is None else json.dumps(cell)


def _day(text: Any) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except (ValueError, TypeError) as fault:
        raise Refused("`starts` is no day", 'Write the first of a month, like "2027-01-01"') from fault


def _whole(name: str, text: Any, *, most: int) -> int | None:
    if text is None:
        return None
    if not isinstance(text, str) or not text.isdecimal() or not 0 < int(text[:9]) <= most:
        raise Refused(f"`{name}` is no whole number from 1 to {most}", "Write it in figures, without quotation marks")
    return int(text)


def _sizes(told: Any) -> TeamSizes | None:
    if told is None:
        return None
    known = {field.name for field in fields(TeamSizes)}
    if not isinstance(told, dict) or not set(told) <= known:
        raise Refused("`sizes` is no team size", f"It may hold {', '.join(sorted(known))}")
    sizes = TeamSizes(**{name: number for name, text in told.items() if (number := _whole(name, text, most=999))})
    if sizes.least > sizes.most:
        raise Refused(f"A team of at least {sizes.least} people and at most {sizes.most} cannot be", "Turn them round")
    return sizes


def _weights(told: Any) -> dict[str, str]:
    """What counts how much, by the names of the weights."""
    if told is None:
        return {}
    grades = [grade.value for grade in Grade]
    if not isinstance(told, dict) or not set(told) <= set(WEIGHED):
        raise Refused("`weights` says more than can be weighed", f"It may hold {', '.join(WEIGHED)}")
    if not all(grade in grades for grade in told.values()):
        raise Refused("`weights` says no such amount", f"Each is one of: {'; '.join(grades)}")
    return {WEIGHED[name]: grade for name, grade in told.items()}


def _wishes(told: Any) -> Table | None:
    """The lines of the wishes; a fault in the form of one refuses the file, as nothing else would tell it."""
    problems: list[Problem] = []
    table = None if told is None else _table(WISHES.title, told, problems)
    if problems:
        raise Refused(f"`wishes`: {problems[0].wrong}", problems[0].remedy)
    return table


def instance_schema() -> Mapping[str, Any]:
    """The JSON Schema of an instance, from the sheets themselves."""
    sheets = {sheet.title: _schema_of(sheet) for sheet in SHEETS if sheet.name in USED}
    size = {"type": "integer", "minimum": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An instance of Plait's assembler",
        "type": "object",
        "required": ["version", "sheets"],
        "properties": {
            "version": {"enum": [OLDER, VERSION]},
            "starts": {"type": "string", "format": "date", "description": "The first of a month."},
            "months": {"type": "integer", "minimum": 3, "multipleOf": 3},
            "services": {"type": "array", "items": {"type": "string"}, "description": "All, where it is left out."},
            "sizes": {"type": "object", "properties": {field.name: size for field in fields(TeamSizes)}},
            "weights": {
                "type": "object",
                "description": "What counts how much beside coverage; from version 2 on.",
                "properties": {name: {"enum": [grade.value for grade in Grade]} for name in WEIGHED},
                "additionalProperties": False,
            },
            "wishes": {**_schema_of(WISHES), "description": f"{WISHES.help} From version 2 on."},
            "sheets": {"type": "object", "properties": sheets},
        },
    }


def _schema_of(sheet: Sheet) -> Mapping[str, Any]:
    row = {
        "type": "object",
        "properties": {column.heading: _column_schema(column) for column in sheet.columns},
        "required": [column.heading for column in sheet.columns if column.required],
    }
    return {"type": "array", "description": sheet.help, "items": row}


def _column_schema(column: Column) -> Mapping[str, Any]:
    choices: Sequence[str | None] = column.choices if column.required else (*column.choices, None)
    kind: Mapping[str, Any] = {"enum": list(choices)} if column.choices else {"type": ["string", "number", "null"]}
    return {**kind, "description": column.help, "examples": [column.example]}
