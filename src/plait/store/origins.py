"""Where rows came from: the file and sheet behind what a row keeps of its import."""

from collections.abc import Iterable, Mapping
from datetime import date

from plait.engine.origins import Origin
from plait.store.models import ImportedSheet
from plait.store.writing import Row

Sheets = Mapping[int, tuple[str, str, date]]
"""File, sheet and the day it was true from, by id of the imported sheet."""


def load_origins(sheet_ids: Iterable[int | None]) -> Sheets:
    """What is known of these imported sheets; one query."""
    sheets = ImportedSheet.objects.filter(id__in={id for id in sheet_ids if id})
    columns = sheets.values_list("id", "imported__name", "table", "imported__true_from")
    return {id: (file, table, true_from) for id, file, table, true_from in columns}


def origin_of(sheet_id: int | None, line: int | None, origins: Sheets) -> Origin | None:
    """Where a row came from; None where it was typed."""
    if sheet_id is None or sheet_id not in origins:
        return None
    file, table, true_from = origins[sheet_id]
    return Origin(file, table, line, true_from)


def with_origin(row: Row, origins: Sheets) -> Row:
    """A row with its `origin` in place of the two columns that tell of it."""
    kept = dict(row)
    sheet_id, line = kept.pop("origin_id"), kept.pop("origin_line")
    return {**kept, "origin": origin_of(sheet_id, line, origins)}


def with_origins(rows: Iterable[Row]) -> list[Row]:
    """Rows, each with its `origin` in place of the columns that tell of it; one query, however many they are."""
    rows = list(rows)
    origins = load_origins(row["origin_id"] for row in rows)
    return [with_origin(row, origins) for row in rows]
