"""A file or folder understood whole: its sheets, and the GOV.UK framework where it is among them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from plait.engine.competencies import Competency
from plait.engine.competency_sheets import COMPETENCIES
from plait.engine.frameworks.cleaning import Cleaned
from plait.engine.frameworks.govuk import FrameworkReading, competency_entries, read_framework
from plait.engine.frameworks.joining import join_frameworks
from plait.engine.frameworks.published import framework_part, is_framework
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.litmus.judging import known_questions
from plait.engine.mapping import needs_mapping
from plait.engine.sheets import Known, Reading
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book, Problem, Table
from plait.engine.workbook import SHEETS, Intake, read_workbook

SHEET_TITLES = tuple(name for sheet in SHEETS for name in (sheet.title, sheet.name))
"""Names under which a table is meant for Plait, so that a hidden one of them is worth a word."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What the record holds that a file may refer to: names by register, reporting lines, competencies."""

    known: Known
    managers: Mapping[str, str] = field(default_factory=dict)
    competencies: tuple[Competency, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file states, and what was cleaned of a framework in it."""

    intake: Intake
    cleaned: tuple[Cleaned, ...] = ()


def nothing_registered() -> Registered:
    """What a file may refer to where there is no database: the usual staff groups and the shipped competencies."""
    shipped = shipped_competencies()
    groups = {group.name.casefold(): group.name for group in USUAL_STAFF_GROUPS}
    competencies = {one.name.casefold(): one.name for one in shipped}
    known = {"staff groups": groups, COMPETENCIES.name: competencies, **known_questions()}
    return Registered(known, competencies=shipped)


def holds_framework(book: Book) -> bool:
    """Is the GOV.UK framework among the tables of this file?"""
    return any(is_framework(table) for table in book.tables)


def tables_to_map(book: Book) -> tuple[Table, ...]:
    """The tables of a file that no sheet recognises by its headings, and which are no published framework."""
    return tuple(table for table in book.tables if needs_mapping(table) and not is_framework(table))


def understand(book: Book, registered: Registered) -> Brought:
    """Everything a file states, its sheets and a published framework alike; never raises for bad data.

    A framework becomes rows of the competencies sheet. Where the file brings such a sheet as well, its
    rows hold before those of the framework. A sheet without a row says nothing: whoever fills three sheets
    of the template has not said that the others are empty.
    """
    brought = _understand(book, registered)
    filled = tuple(r for r in brought.intake.readings if r.entries or r.problems)
    problems = brought.intake.problems
    if not filled and not problems:
        problems = (Problem("", None, "", "", "There is no row in this file", "Fill in at least one sheet"),)
    return replace(brought, intake=replace(brought.intake, readings=filled, problems=problems))


def _understand(book: Book, registered: Registered) -> Brought:
    parts = _framework_parts(book.tables)
    if not parts:
        return Brought(read_workbook(book, registered.known, managers=registered.managers))
    published = read_framework(parts.get("roles"), parts.get("skills"))
    reading = _framework_reading(published, registered.competencies)
    used = [table.name for table in parts.values()]
    rest = tuple(table for table in book.tables if table not in parts.values())
    spelt = {entry.key[0]: entry.values["name"] for entry in reading.entries}
    names = {str(folded): str(name) for folded, name in spelt.items()}
    known = {**registered.known, COMPETENCIES.name: {**registered.known.get(COMPETENCIES.name, {}), **names}}
    if rest or book.problems:
        intake = read_workbook(replace(book, tables=rest), known, managers=registered.managers)
    else:
        intake = Intake(book.name, book.sha256, (), (), {})
    tables = {**dict.fromkeys(used, COMPETENCIES.name), **intake.tables}
    return Brought(replace(intake, readings=_with(intake.readings, reading), tables=tables), published.report)


def _framework_parts(tables: Iterable[Table]) -> dict[str, Table]:
    """The first table of each published kind, by kind."""
    parts: dict[str, Table] = {}
    for table in tables:
        part = framework_part(table)
        if part:
            parts.setdefault(part, table)
    return parts


def _framework_reading(published: FrameworkReading, known: tuple[Competency, ...]) -> Reading:
    """The framework's competencies that are new or differ from the known ones, as rows of their sheet."""
    joined = join_frameworks(known, published.competencies).competencies
    standing = frozenset(known)
    reading = competency_entries(one for one in joined if one not in standing)
    return replace(reading, problems=published.problems)


def _with(readings: tuple[Reading, ...], framework: Reading) -> tuple[Reading, ...]:
    """The readings of a file with the framework's among them."""
    own = next((reading for reading in readings if reading.sheet == framework.sheet), Reading(framework.sheet))
    said = frozenset(entry.key for entry in own.entries)
    more = tuple(entry for entry in framework.entries if entry.key not in said)
    both = replace(own, entries=own.entries + more, problems=own.problems + framework.problems)
    rest = tuple(reading for reading in readings if reading.sheet != framework.sheet)
    # Competencies first: what else the file says may name them.
    return (both, *rest)
