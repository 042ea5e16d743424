"""Writes exports: CSV and workbooks in which no text can wake as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TypeGuard

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plait.engine.tables import Book, Line, Problem, Table
from plait.files.celltext import ASLEEP, Cell, neutral, text_of
from plait.files.limits import MAX_CELL_TEXT

BYTE_ORDER_MARK = "\ufeff"
WIDEST, NARROWEST = 60, 10
LOOKED_AT = 200
SHEET_NAME_LENGTH = 31
NOT_IN_SHEET_NAMES = str.maketrans("[]:*?/\\", "       ")
# Excel keeps fifteen figures of a number; a longer one goes as text
EXACT = Decimal(10) ** 15

Target = Path | BinaryIO


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is shown, with `format` saying so to a spreadsheet: £1,200 is 1200 in #,##0 with its sign."""

    number: Decimal
    text: str
    format: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One table to export: the name of its sheet, its headings, and rows of cells."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell | Figure]]


def grid_of(table: Table) -> Grid:
    """A table as it was read, ready to be written again."""
    return Grid(table.name, table.headings, [line.cells for line in table.lines])


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file as Excel opens it: UTF-8 with its mark, and an apostrophe before what would wake as a formula."""
    text = io.StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(heading) for heading in headings])
    writer.writerows([neutral(cell) if isinstance(cell, str) else text_of(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def write_book(grids: Iterable[Grid], target: Target, *, made: datetime | None = None) -> None:
    """A workbook with one sheet for each grid: headings bold and kept in sight, numbers and dates as such.

    One that says when it was `made` has the same bytes whenever it is written.
    """
    with open_book(target) as book:
        if made is not None:
            book.set_properties({"created": made})
        styles = dict(styles_of(book))
        taken: set[str] = set()
        for grid in grids:
            _write_grid(book, book.add_worksheet(_sheet_name(grid.name, taken)), grid, styles)


def write_problems(book: Book, problems: Sequence[Problem], target: Target) -> None:
    """What is wrong with a file: a list of every fault, then the rows themselves with what to do beside each."""
    listed = [(p.table, p.line, p.column, p.value, p.wrong, p.remedy) for p in problems]
    headings = ("Sheet", "Line", "Column", "In the file", "What is wrong", "What to do")
    rows = [_rejected(table, [p for p in problems if p.table == table.name and p.line]) for table in book.tables]
    write_book([Grid(f"What to do in {book.name}", headings, listed), *(grid for grid in rows if grid)], target)


def _rejected(table: Table, problems: Sequence[Problem]) -> Grid | None:
    said: dict[int, list[str]] = {}
    for problem in problems:
        said.setdefault(problem.line or 0, []).append(f"{problem.column}: {problem.wrong}. {problem.remedy}")
    lines = sorted((*table.lines, *table.rejected), key=lambda line: line.number)
    rows = [_beside(line, said[line.number]) for line in lines if line.number in said]
    return Grid(table.name, (*table.headings, "Line in the file", "What to do"), rows) if rows else None


def _beside(line: Line, said: Sequence[str]) -> tuple[Cell, ...]:
    return (*line.cells, line.number, "\n".join(said)[:MAX_CELL_TEXT])


def open_book(target: Target) -> Workbook:
    """A workbook to write into, in which text stays text whatever it begins with."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": not isinstance(target, Path),
    }
    return Workbook(str(target) if isinstance(target, Path) else target, options)


def styles_of(book: Workbook) -> Mapping[str, Format]:
    """The few formats every workbook of Plait uses."""
    white = {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
    return {
        "heading": book.add_format(white | {"bg_color": "#005EB8", "border": 1, "border_color": "#D8DDE0"}),
        "optional": book.add_format(
            white | {"bg_color": "#E8EDEE", "font_color": "#212B32", "border": 1, "border_color": "#AEB7BD"}
        ),
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": "#005EB8"}),
        "strong": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        # the mark Excel itself sets when someone types an apostrophe first: the text stays as it is
        "quoted": book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"}),
    }


def _write_grid(book: Workbook, sheet: Worksheet, grid: Grid, styles: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    widths = [len(heading) for heading in grid.headings]
    for place, heading in enumerate(grid.headings):
        sheet.write_string(0, place, heading, styles["heading"])
    last = 0
    for last, row in enumerate(grid.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Figure) and cell.format not in styles:
                styles[cell.format] = book.add_format({"num_format": cell.format})
            _write_cell(sheet, (last, place), cell, styles)
        if last <= LOOKED_AT:
            widths = [max(width, _width(cell)) for width, cell in zip(widths, row, strict=True)]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 2, NARROWEST), WIDEST))
    if grid.headings:
        sheet.autofilter(0, 0, last, len(grid.headings) - 1)


def _width(cell: Cell | Figure) -> int:
    return max(map(len, (cell.text if isinstance(cell, Figure) else text_of(cell)).split("\n")))


def _write_cell(sheet: Worksheet, at: tuple[int, int], cell: Cell | Figure, styles: Mapping[str, Format]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, Figure):
        sheet.write_number(*at, float(cell.number), styles[cell.format])
    elif _is_number(cell):
        sheet.write_number(*at, float(cell))
    elif isinstance(cell, date) and cell.year >= 1900:
        sheet.write_datetime(*at, cell, styles["date"])
    else:
        _write_text(sheet, at, text_of(cell), styles)


def _is_number(cell: Cell) -> TypeGuard[int | float | Decimal]:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and -EXACT < cell < EXACT


def _write_text(sheet: Worksheet, at: tuple[int, int], text: str, styles: Mapping[str, Format]) -> None:
    if neutral(text) == text:
        sheet.write_string(*at, text, styles["wrapped"] if "\n" in text else None)
        return
    # `tidy` takes one apostrophe off when the file comes back, so text that has one of its own gets another
    sheet.write_string(*at, neutral(text) if ASLEEP.match(text) else text, styles["quoted"])


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel takes for a sheet, and has not yet."""
    plain = " ".join(name.translate(NOT_IN_SHEET_NAMES).split()).strip("'")[:SHEET_NAME_LENGTH] or "Sheet"
    unique, count = plain, 1
    while unique.casefold() in taken:
        count += 1
        unique = f"{plain[: SHEET_NAME_LENGTH - len(str(count)) - 1]} {count}"
    taken.add(unique.casefold())
    return unique
