"""Writes the workbook people fill in: a sheet for each kind of record, its help and choices beside the cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plait.engine.sheets import Column, Sheet
from plait.files.celltext import column_letters
from plait.files.limits import MAX_ROWS
from plait.files.workbook import START_HERE
from plait.files.writing import Target, open_book, styles_of

LISTS = "Lists"
"""A hidden sheet for closed lists too long for Excel to keep beside the cell; the reader skips hidden sheets."""
LONGEST_LIST, LONGEST_TITLE, LONGEST_MESSAGE = 255, 32, 255
DATE = re.compile(r"\d{2}/\d{2}/\d{4}")
NUMBER = re.compile(r"\d+(\.\d+)?")

HOW_TO = (
    ("Headings", "Leave the headings as they are, in row 1. Dark blue ones must be filled in every row."),
    ("Help", "Click a cell to see what belongs in its column, with an example. The same stands behind each heading."),
    ("Dates", "Day, month, year: 30/06/2026."),
    ("WTE", "Whole-time equivalent as a share of a full post: 1 is full time, 0.5 half time, 0.8 four days in five."),
    ("Lists", "Where a cell may hold several things, put a semicolon between them."),
    ("Formulas", "Plait reads what a formula gives, not the formula. Do not merge cells."),
    ("Saving", "Keep the file as an Excel Workbook (.xlsx). Sheets you do not need may stay empty or be deleted."),
)


def write_template(
    sheets: Sequence[Sheet],
    target: Target,
    *,
    unlocks: Mapping[str, str] | None = None,
    offered: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """An empty workbook with one sheet for each of `sheets`, and a first one that explains them.

    `unlocks` says for the name of a sheet what Plait can answer once it is filled; `offered` lists, for a register
    that columns refer to, the names it has.
    """
    sheets = [_offering(sheet, offered or {}) for sheet in sheets]
    with open_book(target) as book:
        styles = styles_of(book)
        start = book.add_worksheet(START_HERE)
        lists = _Lists(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.title), sheet, styles, lists)
        lists.write()
        _explain(start, sheets, styles, unlocks or {})


def _offering(sheet: Sheet, offered: Mapping[str, tuple[str, ...]]) -> Sheet:
    columns = (replace(column, choices=column.choices or offered.get(column.refers_to, ())) for column in sheet.columns)
    return replace(sheet, columns=tuple(columns))


class _Lists:
    """Closed lists too long to stand beside their cells, one in each column of a hidden sheet."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._columns: list[tuple[str, ...]] = []

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """What Excel offers in a drop-down: the choices, or where they stand."""
        if len(",".join(choices)) <= LONGEST_LIST and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._columns:
            self._columns.append(choices)
        name = f"List_{self._columns.index(choices) + 1}"
        return f"={name}"

    def write(self) -> None:
        if not self._columns:
            return
        sheet = self._book.add_worksheet(LISTS)
        sheet.hide()
        for place, choices in enumerate(self._columns):
            sheet.write_column(0, place, choices)
            column = column_letters(place)
            self._book.define_name(f"List_{place + 1}", f"={LISTS}!${column}$1:${column}${len(choices)}")


def _write_sheet(page: Worksheet, sheet: Sheet, styles: Mapping[str, Format], lists: _Lists) -> None:
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    for place, column in enumerate(sheet.columns):
        style = styles["heading" if column.required else "optional"]
        page.write_string(0, place, column.heading, style)
        page.write_comment(0, place, _comment(column), {"x_scale": 2, "y_scale": 1.2, "author": "Plait"})
        width = min(max(len(column.heading), len(column.example)) + 4, 40)
        page.set_column(place, place, width, _cell_style(column, sheet, styles))
        page.data_validation(1, place, MAX_ROWS, place, _validation(column, lists))
    # employee numbers are text, and Excel need not put a green corner on each
    page.ignore_errors({"number_stored_as_text": f"A2:XFD{MAX_ROWS}"})


def _cell_style(column: Column, sheet: Sheet, styles: Mapping[str, Format]) -> Format | None:
    if DATE.fullmatch(column.example):
        return styles["date"]
    is_name = column.name in sheet.key or column.refers_to
    # as text, so that 00123 keeps its zeros and 1-2 is no date
    return styles["text"] if is_name or not NUMBER.fullmatch(column.example) else None


def _help(column: Column) -> str:
    return f"{column.help} Example: {column.example}"


def _comment(column: Column) -> str:
    needed = "Must be filled." if column.required else "May stay empty."
    choices = f"\nOne of: {'; '.join(column.choices)}." if column.choices else ""
    return f"{_help(column)}\n{needed}{choices}"


def _validation(column: Column, lists: _Lists) -> dict[str, object]:
    message = {
        "input_title": column.heading[:LONGEST_TITLE],
        "input_message": _cut(_help(column)),
        "ignore_blank": True,
    }
    if not column.choices:
        return message | {"validate": "any"}
    said = _cut("Choose one of the list: " + "; ".join(column.choices))
    # a warning, not a wall: `plait check` has the last word, and knows other spellings
    return message | {
        "validate": "list",
        "source": lists.source(column.choices),
        "error_type": "warning",
        "error_title": "Not in the list",
        "error_message": said,
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"


def _explain(
    page: Worksheet, sheets: Sequence[Sheet], styles: Mapping[str, Format], unlocks: Mapping[str, str]
) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 20)
    page.set_column(1, 3, 48)
    page.write_string(0, 0, "Start here", styles["title"])
    page.write_string(1, 0, "Fill the sheets you have records for, save the file, and let Plait check it.")
    _write_rows(
        page, 3, (("Sheet", "What stands in it", "What tells one row from another", "What it answers"),), styles
    )
    last = 4
    for last, sheet in enumerate(sheets, start=4):
        key = " and ".join(sheet.column(name).heading for name in sheet.key)
        page.write_url(last, 0, f"internal:'{sheet.title}'!A1", string=sheet.title)
        for place, text in enumerate((sheet.help, key, unlocks.get(sheet.name, "")), start=1):
            page.write_string(last, place, text, styles["wrapped"])
    _write_rows(page, last + 2, HOW_TO, styles)


def _write_rows(page: Worksheet, first: int, rows: Sequence[Sequence[str]], styles: Mapping[str, Format]) -> None:
    for line, texts in enumerate(rows, start=first):
        for place, text in enumerate(texts):
            page.write_string(line, place, text, styles["strong" if place == 0 or len(texts) > 2 else "wrapped"])
