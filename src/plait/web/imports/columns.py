"""Matching the columns of a trust's own report with those of a sheet: what the page shows, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plait.engine.mapping import ColumnMapping, examples_of, nearest_word, suggest, unknown_words
from plait.engine.people import PEOPLE
from plait.engine.sheets import Known, Sheet
from plait.engine.tables import Table
from plait.web.shared.page import Choice, Fault

SECOND = "_second"


@dataclass(frozen=True, slots=True)
class Matching:
    """One column of the sheet, or one word of the file, with what it may be matched with."""

    field: str
    label: str
    hint: str
    choices: tuple[Choice, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """The columns to match, the words to match once the columns are, and the name of the mapping."""

    file: str
    name: str
    columns: tuple[Matching, ...]
    words: tuple[Matching, ...]
    faults: tuple[Fault, ...] = ()


def suggested_mapping(table: Table, known: Known) -> ColumnMapping:
    """What Plait would match by itself; the report is taken for one of people."""
    columns = {one.column: one.headings for one in suggest(table, PEOPLE, known)}
    return ColumnMapping(table.name, PEOPLE.name, columns)


def read_mapping(table: Table, typed: Mapping[str, str]) -> ColumnMapping:
    """The mapping a form states; headings the file does not have are left aside."""
    columns: dict[str, tuple[str, ...]] = {}
    for column in PEOPLE.columns:
        picked = (typed.get(column.name, ""), typed.get(column.name + SECOND, ""))
        headings = tuple(one for one in picked if one in table.headings and one)
        if headings:
            columns[column.name] = headings
    words: dict[str, dict[str, str]] = {}
    for field, meant in typed.items():
        if field.startswith("word:") and meant:
            _, column_name, word = field.split(":", 2)
            words.setdefault(column_name, {})[word.casefold()] = meant
    return ColumnMapping(typed.get("mapping_name", "").strip()[:200], PEOPLE.name, columns, words)


def faults_of(mapping: ColumnMapping) -> tuple[Fault, ...]:
    """What is still to be said before a mapping can be saved."""
    lacking = [column for column in PEOPLE.columns if column.required and not mapping.columns.get(column.name)]
    faults = [Fault(f"Choose the column that holds the {column.heading.lower()}", column.name) for column in lacking]
    return tuple(faults + ([] if mapping.name else [Fault("Name this mapping, like Staff in post", "mapping_name")]))


def columns_page(table: Table, mapping: ColumnMapping, known: Known, faults: tuple[Fault, ...] = ()) -> ColumnsPage:
    """The form with what is matched so far."""
    said = {fault.field: fault.text for fault in faults}
    columns: list[Matching] = []
    for column in PEOPLE.columns:
        headings = mapping.columns.get(column.name, ())
        first, second = (headings[0] if headings else ""), (headings[1] if len(headings) > 1 else "")
        needed = "" if column.required else " (if the file has it)"
        error = said.get(column.name, "")
        columns.append(Matching(column.name, column.heading + needed, column.help, _headings(table, first), error))
        if column.name == "name":
            label = "Name, second column"
            hint = "Where first and family name stand apart."
            columns.append(Matching(column.name + SECOND, label, hint, _headings(table, second)))
    return ColumnsPage(table.name, mapping.name, tuple(columns), _words(table, mapping, known, PEOPLE), faults)


def _headings(table: Table, chosen: str) -> tuple[Choice, ...]:
    """Every heading of the file with three of its values."""
    named = list(dict.fromkeys(heading for heading in table.headings if heading.strip()))
    offered = [(heading, "; ".join(value[:30] for value in examples_of(table, heading))) for heading in named]
    choices = [
        Choice(heading, f"{heading}: {shown}" if shown else heading, heading == chosen) for heading, shown in offered
    ]
    return (Choice("", "Not in this file", not chosen), *choices)


def _words(table: Table, mapping: ColumnMapping, known: Known, sheet: Sheet) -> tuple[Matching, ...]:
    found: list[Matching] = []
    for name, words in unknown_words(table, mapping, known).items():
        column = sheet.column(name)
        listed = sorted(known.get(column.refers_to, {}).values()) if column.refers_to else list(column.choices)
        for word in words:
            meant = mapping.words.get(name, {}).get(word.casefold()) or nearest_word(word, listed)
            choices = tuple(Choice(one, one, one == meant) for one in listed)
            choices = (Choice("", "Leave it as it is", not meant), *choices)
            found.append(Matching(f"word:{name}:{word}", f"{column.heading} «{word}»", "", choices))
    return tuple(found)
