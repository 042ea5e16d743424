"""The rows of a list as a file to keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from plait.files.celltext import neutral


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A CSV file called `name`, in which no cell can act as a formula.

    The mark at the start makes spreadsheet programs read names with accents.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
