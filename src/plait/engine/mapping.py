"""Matches the columns of a trust's own report with those of a sheet, once, and applies that to next month's."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from plait.engine.ae_returns import SIGNATURE, is_ae_return
from plait.engine.cells import CannotRead
from plait.engine.people import PEOPLE
from plait.engine.sheets import Column, Known, Sheet, match_headings, plain
from plait.engine.tables import Line, Problem, Table
from plait.engine.workbook import BY_NAME, NOT_DATA, Intake, sheet_of

# Headings that staff-in-post reports carry, our own collection; compared without case, spaces and punctuation.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "employee_number": (
        "assignment number",
        "assignment no",
        "employee no",
        "emp no",
        "staff number",
        "payroll number",
        "assignment",
    ),
    "name": ("full name", "employee name", "emp name", "ee name", "employee"),
    "job_title": ("position title", "role", "position", "occupation"),
    "staff_group": ("staff group name", "staff grp", "staffing group"),
    "department": (
        "org l4",
        "org l5",
        "cost centre desc",
        "cost centre description",
        "organisation",
        "department name",
    ),
    "site": ("location", "work location", "base", "location name"),
    "shifts": ("shift pattern", "roster pattern", "working pattern"),
    "wte": ("fte", "contracted wte", "contracted fte", "wte contracted", "assignment fte", "actual wte"),
    "band": ("pay scale", "grade", "pay band", "pay grade", "afc band"),
    "point": ("spine point", "pay point", "grade step", "scale point"),
    "starts": ("latest start date", "start date", "date started", "hire date"),
    "ends": ("end date", "leaving date", "termination date"),
    "manager": ("supervisor", "manager", "supervisor employee number", "line manager number"),
    "email": ("email", "e-mail", "email address", "work email"),
    "post": ("position number", "post no"),
}
FIRST_NAMES = ("first name", "forename", "given name", "known as", "first names")
FAMILY_NAMES = ("surname", "last name", "family name")
TOTALS = re.compile(r"(grand |sub-?)?totals?\b|end of report|report (run|produced|date)", re.IGNORECASE)
BAND = re.compile(r"\bband\s*([1-9][a-d]?)\b", re.IGNORECASE)
LOOKED_AT = 200
ENOUGH = 0.9
"""The share of values a column's reader must understand before its content counts as a sign."""
BY_CONTENT = ("email", "staff_group", "department", "wte", "starts")
EXAMPLES = 3
MATCH_IT = "Say what it stands for: by page under Match the columns, by command in a row of the list for --columns"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column of a sheet and the headings of the file that seem to hold it; several are joined by a space."""

    column: str
    headings: tuple[str, ...]
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a report's columns become those of a sheet, under the name the trust gave it.

    `columns` gives for a column of the sheet the headings of the file; `words` gives for a column what
    the file's words, folded, stand for.
    """

    name: str
    sheet: str
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A report in a sheet's own headings, the lines of totals and notes that were left out, and what was no figure."""

    table: Table
    left_out: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def needs_mapping(table: Table) -> bool:
    """Does this table hold rows that no sheet recognises by its headings?"""
    if plain(table.name) in NOT_DATA or not table.lines:
        return False
    sheet = sheet_of(table)
    return sheet is None or bool(match_headings(sheet, table)[1])


def signature_of(table: Table) -> str:
    """What tells one set of headings from another, whatever their order, capitals and spaces."""
    if is_ae_return(table):
        return SIGNATURE
    headings = sorted({plain(heading) for heading in table.headings} - {""})
    return sha256("\n".join(headings).encode()).hexdigest()


def suggest(table: Table, sheet: Sheet, known: Known | None = None) -> tuple[Suggestion, ...]:
    """Which columns of `table` seem to hold which of `sheet`: by heading, and failing that by what stands in them.

    `known` gives the trust's own names, like its staff groups. No column of the file is suggested twice.
    """
    found: dict[str, Suggestion] = {}
    for column in sheet.columns:
        headings = _by_heading(column, sheet, table)
        if headings:
            found[column.name] = Suggestion(column.name, headings)
    taken = {heading for one in found.values() for heading in one.headings}
    for column in sheet.columns:
        if column.name in found or column.name not in BY_CONTENT:
            continue
        free = [heading for heading in table.headings if heading.strip() and heading not in taken]
        heading = next((one for one in free if _looks_like(column, values_of(table, one), known or {})), None)
        if heading is not None:
            taken.add(heading)
            found[column.name] = Suggestion(column.name, (heading,), by_content=True)
    return tuple(found[column.name] for column in sheet.columns if column.name in found)


def _by_heading(column: Column, sheet: Sheet, table: Table) -> tuple[str, ...]:
    stands = {plain(heading): heading for heading in reversed(table.headings) if heading.strip()}
    own = (column.heading, column.name, *column.also_called)
    names = own + (SYNONYMS.get(column.name, ()) if sheet is PEOPLE else ())
    for name in names:
        if plain(name) in stands:
            return (stands[plain(name)],)
    if sheet is PEOPLE and column.name == "name":
        parts = [
            next((stands[plain(n)] for n in kind if plain(n) in stands), "") for kind in (FIRST_NAMES, FAMILY_NAMES)
        ]
        return tuple(part for part in parts if part)
    return ()


def _looks_like(column: Column, values: Sequence[str], known: Known) -> bool:
    seen = [value for value in values[:LOOKED_AT] if value.strip()]
    fitting = sum(1 for value in seen if _fits(column, value, known))
    return bool(seen) and fitting >= ENOUGH * len(seen)


def _fits(column: Column, value: str, known: Known) -> bool:
    if column.refers_to:
        return value.strip().casefold() in known.get(column.refers_to, {})
    try:
        column.read(value)
    except CannotRead:
        return False
    return True


def values_of(table: Table, heading: str) -> list[str]:
    """What stands under the first column of this heading, but for lines that only sum up or close the report."""
    place = table.headings.index(heading)
    return [line.cells[place] for line in table.lines if not _sums_up(line, ())]


def examples_of(table: Table, heading: str) -> tuple[str, ...]:
    """Three different values of a column, the first that are not empty."""
    return tuple(list(dict.fromkeys(v.strip() for v in values_of(table, heading) if v.strip()))[:EXAMPLES])


def unknown_words(table: Table, mapping: ColumnMapping, known: Known) -> dict[str, tuple[str, ...]]:
    """By column of the sheet: the words of the file for which the trust's lists have no match."""
    found: dict[str, tuple[str, ...]] = {}
    for column in _listed(BY_NAME[mapping.sheet]):
        headings = _there(table, mapping.columns.get(column.name, ()))
        words = {value.strip() for heading in headings for value in values_of(table, heading)} - {""}
        listed = known.get(column.refers_to, {}) if column.refers_to else {c.casefold(): c for c in column.choices}
        odd = sorted(word for word in words if word.casefold() not in listed and not TOTALS.match(word))
        if odd:
            found[column.name] = tuple(odd)
    return found


def say_what_words_mean(intake: Intake, reports: Collection[str]) -> Intake:
    """The intake whose faults in words of `reports`, tables with matched columns, say that a word can be matched too.

    Such a report comes from another program month by month: nobody corrects its words in the file.
    """
    listed = {column.heading for column in _listed(PEOPLE)}

    def told(problem: Problem) -> Problem:
        if problem.table not in reports or problem.column not in listed or not problem.value:
            return problem
        near = f". {problem.remedy}" if problem.remedy.startswith("Nearest") else ""
        return replace(problem, remedy=f"{MATCH_IT}{near}")

    readings = tuple(replace(one, problems=tuple(map(told, one.problems))) for one in intake.readings)
    return replace(intake, readings=readings)


def _listed(sheet: Sheet) -> Iterable[Column]:
    """Columns whose words come from a short closed list: choices, and the trust's staff groups."""
    return (column for column in sheet.columns if column.choices or column.refers_to == "staff groups")


def apply_mapping(table: Table, mapping: ColumnMapping) -> Mapped:
    """The report in the sheet's own headings; lines that only sum up or close the report are left out."""
    sheet = BY_NAME[mapping.sheet]
    places = {
        name: [table.headings.index(h) for h in _there(table, headings)] for name, headings in mapping.columns.items()
    }
    columns = [column for column in sheet.columns if places.get(column.name)]

    def line_of(line: Line) -> Line:
        return Line(
            line.number,
            tuple(_cell(column, [line.cells[i] for i in places[column.name]], mapping) for column in columns),
        )

    keys = [place for name in sheet.key for place in places.get(name, [])]
    left_out = tuple(line.number for line in table.lines if _sums_up(line, keys))
    kept = tuple(line_of(line) for line in table.lines if line.number not in set(left_out))
    headings = tuple(column.heading for column in columns)
    rejected = tuple(line_of(line) for line in table.rejected)
    return Mapped(Table(table.name, headings, table.heading_line, kept, rejected), left_out)


def _there(table: Table, headings: Iterable[str]) -> list[str]:
    """The headings as this month's file spells them."""
    stands = {plain(heading): heading for heading in reversed(table.headings)}
    return [stands[plain(heading)] for heading in headings if plain(heading) in stands]


def _cell(column: Column, cells: Sequence[str], mapping: ColumnMapping) -> str:
    text = " ".join(cell.strip() for cell in cells if cell.strip())
    said = mapping.words.get(column.name, {}).get(text.casefold(), text)
    band = BAND.search(said) if column.name == "band" else None
    return band[1].lower() if band else said


def _sums_up(line: Line, keys: Sequence[int]) -> bool:
    """Totals and closing notes say so in their first filled cell, and name no record beside it."""
    first = next((place for place, cell in enumerate(line.cells) if cell.strip()), None)
    if first is None or not TOTALS.match(line.cells[first].strip()):
        return False
    return not any(line.cells[key].strip() for key in keys if key != first)
