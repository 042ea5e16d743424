"""How the lines of a file read in a table: what is wrong with them, what they change, or what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.cells import Value
from plait.engine.litmus.wording import day
from plait.engine.workbook import BY_NAME
from plait.store.import_views import StagedLine
from plait.store.staging import CHANGED, REJECTED
from plait.web.shared.page import Cell, ColumnHead, Row

DAY = timedelta(days=1)
_HEADINGS = {
    REJECTED: ("Sheet and line", "Column", "In the file", "What is wrong", "What to do"),
    CHANGED: ("Row", "Column", "Now", "In this file", "Line"),
}


def show_lines(outcome: str, lines: Sequence[StagedLine]) -> tuple[tuple[ColumnHead, ...], tuple[Row, ...]]:
    """The headings and the rows of a table of lines that met one fate."""
    heads = tuple(ColumnHead(text) for text in _HEADINGS.get(outcome, ("Row", "Sheet", "What it says", "Line")))
    if outcome == REJECTED:
        return heads, _fault_rows(lines)
    return heads, _changed_rows(lines) if outcome == CHANGED else _plain_rows(lines)


def _fault_rows(lines: Sequence[StagedLine]) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                Cell(f"{p.table or 'The file'}, line {p.line}" if p.line else p.table or "The file"),
                Cell(p.column),
                Cell(p.value[:80], look="code" if p.value else ""),
                Cell(p.wrong),
                Cell(p.remedy),
            )
        )
        for line in lines
        for p in line.problems
    )


def _changed_rows(lines: Sequence[StagedLine]) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                Cell(line.label),
                Cell(BY_NAME[line.sheet].column(column).heading),
                Cell(_shown(column, was), look="was"),
                Cell(_shown(column, line.values.get(column)), look="now"),
                Cell(_place(line), look="source"),
            )
        )
        for line in lines
        for column, was in line.before.items()
    )


def _plain_rows(lines: Sequence[StagedLine]) -> tuple[Row, ...]:
    return tuple(
        Row((Cell(line.label), Cell(BY_NAME[line.sheet].title), Cell(_said(line)), Cell(_place(line), look="source")))
        for line in lines
    )


def _said(line: StagedLine) -> str:
    key = BY_NAME[line.sheet].key
    stated = [(name, value) for name, value in line.values.items() if value not in (None, "", ()) and name not in key]
    return "; ".join(f"{BY_NAME[line.sheet].column(name).heading}: {_shown(name, value)}" for name, value in stated)


def _place(line: StagedLine) -> str:
    return f"{line.table}, {line.line}" if line.line else "Not in this file"


def _shown(column: str, value: Value) -> str:
    if isinstance(value, date):
        return day(value - DAY if column == "ends" else value)  # people write the last day, the record keeps the next
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # 0.8 as people write it, however many places are kept
    if isinstance(value, tuple):
        return "; ".join(value)
    return "Nothing" if value in (None, "") else str(value)
