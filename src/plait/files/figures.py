"""Figures and days of a table of words as a spreadsheet adds and sorts them; what only looks like one stays text.

The rows behind a verdict are words, as the page says them. In a workbook a number, a sum of money, a percentage or a
day stands as such, so that somebody can add them up. Whatever may be a name, a number of somebody or of a document
stays as it is written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from plait.files.celltext import Cell
from plait.files.writing import Figure, Grid

NUMBER = re.compile(r"([+\-−]?)(£?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(\.\d{1,6})?(%?)", re.ASCII)
FIRST_YEAR = 1900
"""A spreadsheet knows no day before this year; one stays as it is written."""
FIGURES = 15
"""More figures of a number a spreadsheet does not keep; a longer one stays the text it is."""
NUMBERED = re.compile(r"0\d+", re.ASCII)
"""A number with noughts in front names something, and counts nothing; so does every other of its column."""
IN_WORDS = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})([a-z]*) (\d{4})", re.ASCII)
AS_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WORDS = frozenset(("document", "item", "employee number", "number", "post", "reference", "file", "sheet", "level"))
"""Headings under which a number is a name."""


def evidence_grid(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Grid:
    """A sheet of words with its figures and days as such; the first column says what a row is, and holds no number."""
    kept = [tuple(row) for row in rows]
    by_column = enumerate(zip(headings, *kept, strict=True))
    columns = [_column(head, list(cells), place) for place, (head, *cells) in by_column]
    return Grid(name, headings, list(zip(*columns, strict=True)) if kept else [])


def _column(heading: str, cells: Sequence[str], place: int) -> Iterator[Cell | Figure]:
    is_named = not place or heading.casefold() in WORDS or any(map(NUMBERED.fullmatch, cells))
    days_only = all(map(AS_WRITTEN.fullmatch, filter(None, cells)))
    for cell in cells:
        day = day_in(cell) if place or days_only else None
        yield day or (None if is_named else figure_in(cell)) or cell


def figure_in(text: str) -> Figure | None:
    """The number, the pounds or the percentage a text is, as it is shown; None where it is anything else."""
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, pound, whole, fraction, percent = found.groups()
    if pound and percent:
        return None
    digits = whole.replace(",", "") + (fraction or "")
    if len(digits.replace(".", "")) > FIGURES:
        return None
    number = Decimal(digits) * (1 if sign in {"", "+"} else -1)
    places = "." + "0" * (len(fraction) - 1) if fraction else ""
    shown = f"{pound}{'#,##0' if ',' in whole or pound else '0'}{places}{percent}"
    signed = f"+{shown};-{shown};{shown}" if sign == "+" else shown
    return Figure(number / 100 if percent else number, text, signed)


def day_in(text: str) -> date | None:
    """The day a text is, as 2026-11-05, 5 Nov 2026 or 5 November 2026; None where it is no day a spreadsheet knows."""
    day = _day(text)
    return day if day and day.year >= FIRST_YEAR else None


def _day(text: str) -> date | None:
    try:
        if AS_WRITTEN.fullmatch(text):
            return date.fromisoformat(text)
        if found := IN_WORDS.fullmatch(text):
            day, short, rest, year = found.groups()
            [month] = [n for n, name in enumerate(MONTHS, 1) if name[:3] == short and rest in {"", name[3:]}]
            return date(int(year), month, int(day))
    except ValueError:
        return None
    return None
