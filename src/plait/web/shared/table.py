"""A list as a page shows it, put together from its query and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plait.store.paging import Wanted
from plait.web.shared.listing import PAGE_SIZE, Listing, Query, download_link, show_filters, show_heads, show_pages
from plait.web.shared.page import EmptyState, Link, Row, TablePage


@dataclass(frozen=True, slots=True)
class ListWords:
    """How one list speaks: its caption, what its rows are called, and what it says when it has none at all."""

    caption: str
    nouns: str
    empty: EmptyState


def wanted_of(query: Query) -> Wanted:
    """The query of an address as the store takes it; a file holds every row."""
    limit = None if query.wants_csv else PAGE_SIZE
    return Wanted(query.q, dict(query.chosen), query.sort, query.descending, query.offset, limit)


def show_table(offered: Listing, query: Query, words: ListWords, *, rows: Sequence[Row], total: int) -> TablePage:
    """The page of a list that holds `rows` of the `total` that match the query."""
    filters, offers = show_filters(query, offered), offered.filters or offered.search_label
    nothing_found = EmptyState(f"No {words.nouns} match.", Link("Show all", filters.clear))
    return TablePage(
        caption=words.caption,
        heads=show_heads(query, offered),
        rows=tuple(rows),
        empty=nothing_found if filters.active else words.empty,
        filters=filters if offers and (total or filters.active) else None,
        pagination=show_pages(query, offered, total=total, nouns=words.nouns) if total else None,
        download=download_link(query, offered) if total else None,
        caption_hidden=True,
    )
