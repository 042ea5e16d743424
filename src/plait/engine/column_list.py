"""The list by which somebody says, outside the site, which columns of a report hold which of the people sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plait.engine.mapping import ColumnMapping, suggest, unknown_words
from plait.engine.nearest import nearest
from plait.engine.people import PEOPLE
from plait.engine.sheets import Column, Known, plain
from plait.engine.tables import Line, Problem, Table

HEADINGS = ("Column", "In the report", "Stands for")
Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ColumnList:
    """What a list says, and what is wrong with it; the mapping holds only where nothing is."""

    mapping: ColumnMapping
    problems: tuple[Problem, ...] = ()


def suggest_columns(report: Table, known: Known) -> tuple[Row, ...]:
    """The rows of a list as Plait would fill it in: columns, then words of the file, then headings left over."""
    found = {one.column: one.headings for one in suggest(report, PEOPLE, known)}
    rows = [(column.heading, heading, "") for column in PEOPLE.columns for heading in found.get(column.name, ("",))]
    rows += suggest_words(report, ColumnMapping("", PEOPLE.name, found), known)
    taken = {heading for headings in found.values() for heading in headings}
    left = dict.fromkeys(heading for heading in report.headings if heading.strip() and heading not in taken)
    return (*rows, *(("", heading, "") for heading in left))


def suggest_words(report: Table, mapping: ColumnMapping, known: Known) -> tuple[Row, ...]:
    """A row for each word of the mapped columns that nothing stands for yet, with what it probably means."""
    rows: list[Row] = []
    for name, words in unknown_words(report, mapping, known).items():
        column = PEOPLE.column(name)
        listed = sorted(known.get(column.refers_to, {}).values()) if column.refers_to else list(column.choices)
        open_words = [word for word in words if word.casefold() not in mapping.words.get(name, {})]
        rows += [(column.heading, word, next(iter(nearest(word, listed, most=1)), "")) for word in open_words]
    return tuple(rows)


def stated_rows(stated: Table) -> tuple[Row, ...]:
    """What a list says in its three columns, row by row; a column it lacks says nothing."""
    column, text, meant = (_place(stated, heading) for heading in HEADINGS)
    return tuple((_cell(line, column), _cell(line, text), _cell(line, meant)) for line in stated.lines)


def _place(stated: Table, heading: str) -> int | None:
    return next((i for i, own in enumerate(stated.headings) if plain(own) == plain(heading)), None)


def _cell(line: Line, place: int | None) -> str:
    return "" if place is None else line.cells[place].strip()


def read_columns(stated: Table, report: Table, *, name: str) -> ColumnList:
    """The mapping called `name` that a list states for a report, and every fault of the list.

    A row with something under “Stands for” gives the meaning of a word; any other names a heading of the
    report, and several for one column are joined by a space. Rows without a column or a heading say nothing.
    """
    if _place(stated, HEADINGS[0]) is None or _place(stated, HEADINGS[1]) is None:
        wrong = f"The headings of the list are not {', '.join(HEADINGS)}"
        problem = Problem(stated.name, stated.heading_line, "", "", wrong, "Start from the list of `plait columns`")
        return ColumnList(ColumnMapping(name, PEOPLE.name, {}), (problem,))
    columns: dict[str, tuple[str, ...]] = {}
    words: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for line, (said, text, meant) in zip(stated.lines, stated_rows(stated), strict=True):
        column = _column(said)
        fault = _fault(stated.name, line, (said, text, meant), report) if said and text else None
        if fault:
            problems.append(fault)
        elif column and text and meant:
            words.setdefault(column.name, {})[text.casefold()] = meant
        elif column and text:
            columns[column.name] = (*columns.get(column.name, ()), text)
    if not problems:
        problems += _lacking(stated, columns)
    return ColumnList(ColumnMapping(name, PEOPLE.name, columns, words), tuple(problems))


def _column(said: str) -> Column | None:
    return next((column for column in PEOPLE.columns if plain(said) in {plain(column.heading), column.name}), None)


def _fault(name: str, line: Line, row: Row, report: Table) -> Problem | None:
    said, text, meant = row
    if _column(said) is None:
        near = nearest(said, [column.heading for column in PEOPLE.columns]) or [c.heading for c in PEOPLE.columns]
        wrong, remedy = f"The people sheet has no column “{said}”", f"Write one of: {'; '.join(near)}"
        return Problem(name, line.number, HEADINGS[0], said, wrong, remedy)
    if not meant and plain(text) not in {plain(heading) for heading in report.headings}:
        headings = [heading.strip() for heading in report.headings if heading.strip()]
        wrong = f"{report.name} has no column headed “{text}”"
        near = nearest(text, headings) or headings
        remedy = f"Write one of: {'; '.join(near)}. If it is a word of the report, write what it stands for beside it"
        return Problem(name, line.number, HEADINGS[1], text, wrong, remedy)
    return None


def _lacking(stated: Table, columns: Mapping[str, tuple[str, ...]]) -> Iterable[Problem]:
    for column in PEOPLE.columns:
        if column.required and column.name not in columns:
            wrong = f"The list does not say which column holds the {column.heading}"
            yield Problem(stated.name, None, HEADINGS[1], "", wrong, f"Write its heading beside “{column.heading}”")
