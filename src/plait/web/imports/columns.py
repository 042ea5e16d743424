"""Matching the columns of a trust's own report with those of a sheet: what the page shows, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plait.engine.mapping import ColumnMapping, examples_of, suggest, unknown_words
from plait.engine.nearest import nearest
from plait.engine.people import PEOPLE
from plait.engine.sheets import Column, Known
from plait.engine.tables import Table
from plait.web.shared.page import Choice, Fault

SECOND = "_second"
LONGEST_NAME = 200
MOST_WORDS = 60
"""More words than this that the record does not know are no spellings of it: another column is meant."""


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
    words: tuple[Matching, ...] = ()
    lead: str = (
        "has columns of its own. Say once which holds what; a file with the same headings is recognised next month."
    )
    asks_name: bool = True
    nothing: str = ""
    faults: tuple[Fault, ...] = ()

    def fault_of(self, field: str) -> str:
        """What to put right in one field."""
        return next((fault.text for fault in self.faults if fault.field == field), "")


@dataclass(frozen=True, slots=True)
class Report:
    """A table of the trust's own, the names its words are held against, and the trust's code and name."""

    table: Table
    known: Known
    code: str = ""
    trust: str = ""


def suggested_mapping(report: Report) -> ColumnMapping:
    """What Plait would match by itself; the report is taken for one of people."""
    columns = {one.column: one.headings for one in suggest(report.table, PEOPLE, report.known)}
    return ColumnMapping(report.table.name, PEOPLE.name, columns)


def read_mapping(report: Report, typed: Mapping[str, str], saved: ColumnMapping | None) -> ColumnMapping:
    """The mapping a form states; headings and words that were not offered are left aside.

    What other months' words stand for is kept from the saved mapping.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for column in PEOPLE.columns:
        picked = (typed.get(column.name, ""), typed.get(column.name + SECOND, ""))
        headings = tuple(dict.fromkeys(one for one in picked if one in report.table.headings and one))
        if headings:
            columns[column.name] = headings
    name = "".join(letter for letter in typed.get("mapping_name", "").strip() if letter.isprintable())
    mapping = ColumnMapping(name[:LONGEST_NAME], PEOPLE.name, columns)
    words = {name: dict(said) for name, said in saved.words.items()} if saved else {}
    for column_name, odd in unknown_words(report.table, mapping, report.known).items():
        listed = _listed(PEOPLE.column(column_name), report.known)
        said = words.setdefault(column_name, {})
        for word in odd[:MOST_WORDS]:
            meant = typed.get(_field(column_name, word))
            if meant in listed:
                said[word.casefold()] = meant
            elif meant is not None:
                said.pop(word.casefold(), None)
    return ColumnMapping(mapping.name, PEOPLE.name, columns, words)


def faults_of(report: Report, mapping: ColumnMapping) -> tuple[Fault, ...]:
    """What is still to be said before a mapping can be saved."""
    lacking = [column for column in PEOPLE.columns if column.required and not mapping.columns.get(column.name)]
    faults = [Fault(f"Choose the column that holds the {column.spoken}", column.name) for column in lacking]
    for name, odd in unknown_words(report.table, mapping, report.known).items():
        if len(odd) > MOST_WORDS:
            column, heading = PEOPLE.column(name), mapping.columns[name][0]
            wrong = f"“{heading}” holds {len(odd):,} words that are no {column.spoken}"
            faults.append(Fault(f"{wrong}. Choose the column that holds it", name))
    return tuple(faults + ([] if mapping.name else [Fault("Name this mapping, like Staff in post", "mapping_name")]))


def columns_page(report: Report, mapping: ColumnMapping, faults: tuple[Fault, ...] = ()) -> ColumnsPage:
    """The form with what is matched so far."""
    said = {fault.field: fault.text for fault in faults}
    columns: list[Matching] = []
    for column in PEOPLE.columns:
        headings = mapping.columns.get(column.name, ())
        first, second = (headings[0] if headings else ""), (headings[1] if len(headings) > 1 else "")
        needed = "" if column.required else " (if the file has it)"
        choices = _headings(report.table, first)
        columns.append(Matching(column.name, column.heading + needed, column.help, choices, said.get(column.name, "")))
        if column.name == "name":
            label = "Name, second column"
            hint = "Where first and family name stand apart."
            columns.append(Matching(column.name + SECOND, label, hint, _headings(report.table, second)))
    return ColumnsPage(report.table.name, mapping.name, tuple(columns), _words(report, mapping), faults=faults)


def _headings(table: Table, chosen: str) -> tuple[Choice, ...]:
    """Every heading of the file with three of its values."""
    named = list(dict.fromkeys(heading for heading in table.headings if heading.strip()))
    offered = [(heading, "; ".join(value[:30] for value in examples_of(table, heading))) for heading in named]
    choices = [
        Choice(heading, f"{heading}: {shown}" if shown else heading, heading == chosen) for heading, shown in offered
    ]
    return (Choice("", "Not in this file", not chosen), *choices)


def _field(column_name: str, word: str) -> str:
    return f"word:{column_name}:{word}"


def _listed(column: Column, known: Known) -> list[str]:
    """What a word of this column may stand for."""
    return sorted(known.get(column.refers_to, {}).values()) if column.refers_to else list(column.choices)


def _words(report: Report, mapping: ColumnMapping) -> tuple[Matching, ...]:
    found: list[Matching] = []
    for name, words in unknown_words(report.table, mapping, report.known).items():
        if len(words) > MOST_WORDS:
            continue
        column = PEOPLE.column(name)
        listed = _listed(column, report.known)
        for word in words:
            guess = next(iter(nearest(word, listed, most=1)), "")
            meant = mapping.words.get(name, {}).get(word.casefold()) or guess
            choices = tuple(Choice(one, one, one == meant) for one in listed)
            choices = (Choice("", "Leave it as it is", not meant), *choices)
            found.append(Matching(_field(name, word), f"{column.heading} “{word}”", "", choices))
    return tuple(found)
