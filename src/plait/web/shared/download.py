"""Files that leave the site: the rows of a list to keep, and the note that somebody took them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from plait.files.celltext import neutral
from plait.files.writing import Grid, write_book
from plait.store.writing import noting
from plait.web.shared.access import TrustRequest
from plait.web.shared.acting import act_of
from plait.web.shared.listing import Query

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_response(
    request: TrustRequest,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    query: Query | None = None,
) -> HttpResponse:
    """A CSV file called `name`; the audit trail tells who took it."""
    lines = list(rows)
    note_export(request, name, count=len(lines), query=query)
    return csv_file(name, headings, lines)


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A CSV file called `name`, in which no cell can act as a formula; the caller tells the audit trail who took it.

    The mark at the start makes spreadsheet programs read names with accents.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def book_response(request: TrustRequest, name: str, grids: Sequence[Grid]) -> HttpResponse:
    """A workbook called `name`; the audit trail tells who took it, and how many rows its sheets have in all."""
    data = io.BytesIO()
    write_book(grids, data)
    note_export(request, name, count=sum(len(list(grid.rows)) for grid in grids))
    response = HttpResponse(data.getvalue(), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def note_export(request: TrustRequest, name: str, *, count: int | None = None, query: Query | None = None) -> None:
    """Leave the event that a file was taken: from which page, how many rows, which filters.

    Filters hold none but the words a list offers. What was searched for may be somebody's name: only that it was.
    """
    told: dict[str, object] = {"name": name, "page": request.path}
    if count is not None:
        told["rows"] = count
    if query and query.chosen:
        told["filters"] = [f"{column}: {value}" for column, value in query.chosen]
    if query and query.q:
        told["searched"] = True
    with noting(act_of(request)) as pen:
        pen.note("exported", "file", None, told)
