"""What was cleaned of a published framework, as the page of its import tells it."""

from __future__ import annotations

from collections.abc import Sequence

from plait.engine.litmus.wording import many
from plait.store.import_notes import CleanedKind
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage


def cleaned_table(cleaned: Sequence[CleanedKind]) -> TablePage:
    """One row for each kind of cleaning: how often, and where for the first few."""
    heads = (ColumnHead("What was done"), ColumnHead("How often", number=True), ColumnHead("Where"))
    rows = tuple(Row((Cell(one.what), Cell(f"{one.count:,}"), Cell(_places(one)))) for one in cleaned)
    return TablePage("What was cleaned", heads, rows, EmptyState(""), caption_hidden=True)


def _places(cleaned: CleanedKind) -> str:
    first = [f"{one.table}, line {one.line}: {one.text}" for one in cleaned.examples]
    more = cleaned.count - len(first)
    return "; ".join(first) + (f"; and {many(more, 'more', 'more')}" if more else "")
