"""A workbook from tables written as text, for journeys that bring files of their own."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from plait.files.writing import Grid, write_book


def workbook(tables: Mapping[str, str]) -> bytes:
    """A workbook with a sheet for each table: lines of cells parted by upright strokes, the headings first."""
    grids = []
    for name, text in tables.items():
        heads, *rows = (tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
        grids.append(Grid(name, heads, tuple(rows)))
    target = BytesIO()
    write_book(grids, target)
    return target.getvalue()
