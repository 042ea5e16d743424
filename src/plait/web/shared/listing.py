"""A list's search, filters, sorting and pages, all kept in the address."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from plait.web.shared.page import CHANGE, Choice, ColumnHead, FilterCard, Link, Pagination, SelectField

PAGE_SIZE = 50
_LONGEST_SEARCH = 100
_ONE = {
    "deputies": "deputy",
    "people": "person",
    "communities": "community",
    "competencies": "competency",
    "territories": "territory",
}
_LAST_PAGE = 20_000  # a million rows; further pages ask the database for nothing useful


@dataclass(frozen=True, slots=True)
class Column:
    """A column a list offers: its key in the address, its heading, and whether it sorts; `onscreen` not on paper."""

    key: str
    text: str
    number: bool = False
    sortable: bool = True
    onscreen: bool = False


CHANGES = Column("change", CHANGE, sortable=False, onscreen=True)
"""The column of links to a form, for whoever may change a row; it stays off paper."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter a list offers: value and text of each choice; the first choice is always "all"."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    everything: str = "All"


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list offers; a query is read against it, so that nothing else gets through."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search_label: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What the reader asked of a list: only things the list offers."""

    q: str = ""
    sort: str = ""
    descending: bool = False
    page: int = 1
    chosen: tuple[tuple[str, str], ...] = ()
    wants_csv: bool = False

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * PAGE_SIZE

    def filter(self, name: str) -> str:
        """The chosen value of a filter, or nothing."""
        return dict(self.chosen).get(name, "")


def read_query(parameters: Mapping[str, str], offered: Listing) -> Query:
    """The query of an address; whatever the list does not offer is left aside."""
    sort = parameters.get("sort", "")
    sortable = {column.key for column in offered.columns if column.sortable}
    if sort.removeprefix("-") in sortable:
        key, descending = sort.removeprefix("-"), sort.startswith("-")
    else:
        key, descending = offered.sort, offered.descending
    return Query(
        q=_search(parameters.get("q", "")) if offered.search_label else "",
        sort=key,
        descending=descending,
        page=_page(parameters.get("page", "")),
        chosen=tuple(_chosen(parameters, offered)),
        wants_csv=parameters.get("format") == "csv",
    )


def _search(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:_LONGEST_SEARCH]


def _page(text: str) -> int:
    is_whole = text.isascii() and text.isdigit() and len(text) < 8
    return min(max(int(text), 1), _LAST_PAGE) if is_whole else 1


def _chosen(parameters: Mapping[str, str], offered: Listing) -> list[tuple[str, str]]:
    wanted = [(offer, parameters.get(offer.name, "")) for offer in offered.filters]
    return [(offer.name, value) for offer, value in wanted if value in {choice for choice, _ in offer.choices}]


def query_string(query: Query, offered: Listing) -> str:
    """The address of this very view, without what goes without saying; `?` alone when nothing is left."""
    pairs = [("q", query.q)] if query.q else []
    pairs += query.chosen
    if (query.sort, query.descending) != (offered.sort, offered.descending):
        pairs.append(("sort", f"-{query.sort}" if query.descending else query.sort))
    if query.page > 1:
        pairs.append(("page", str(query.page)))
    if query.wants_csv:
        pairs.append(("format", "csv"))
    return "?" + urlencode(pairs)


def show_heads(query: Query, offered: Listing) -> tuple[ColumnHead, ...]:
    """The headings; each that sorts links to the list sorted by it, or turned round."""
    return tuple(_head(column, query, offered) for column in offered.columns)


def _head(column: Column, query: Query, offered: Listing) -> ColumnHead:
    if not column.sortable:
        return ColumnHead(column.text, number=column.number, onscreen=column.onscreen)
    is_sorted = column.key == query.sort
    turned = replace(query, sort=column.key, descending=is_sorted and not query.descending, page=1, wants_csv=False)
    direction = "descending" if query.descending else "ascending"
    return ColumnHead(
        text=column.text,
        number=column.number,
        href=query_string(turned, offered),
        sorted=direction if is_sorted else "",  # type: ignore[arg-type] # one of the two words above
    )


def show_filters(query: Query, offered: Listing) -> FilterCard:
    """The form above the list; applying it keeps the sorting and goes back to the first page."""
    bare = Query(sort=query.sort, descending=query.descending)
    sorting = query_string(bare, offered).removeprefix("?sort=")
    return FilterCard(
        search_label=offered.search_label,
        search=query.q,
        selects=tuple(_select(offer, query) for offer in offered.filters),
        kept=(("sort", sorting),) if sorting != "?" else (),
        clear=query_string(bare, offered),
        active=bool(query.q or query.chosen),
    )


def _select(offer: Filter, query: Query) -> SelectField:
    value = query.filter(offer.name)
    choices = (("", offer.everything), *offer.choices)
    return SelectField(offer.name, offer.label, tuple(Choice(key, text, key == value) for key, text in choices))


def count_pages(total: int) -> int:
    """How many pages hold `total` rows; an empty list has one."""
    return max(math.ceil(total / PAGE_SIZE), 1)


def show_pages(query: Query, offered: Listing, *, total: int, nouns: str) -> Pagination:
    """Which rows these are, and the way to the others."""
    last = count_pages(total)
    page = min(query.page, last)

    def link(number: int, text: str) -> Link:
        there = replace(query, page=number, wants_csv=False)
        return Link(text, query_string(there, offered), current=number == page)

    first_row, last_row = (page - 1) * PAGE_SIZE + 1, min(page * PAGE_SIZE, total)
    counted = f"{total:,} {nouns if total != 1 else _ONE.get(nouns, nouns.removesuffix('s'))}"
    summary = f"{first_row:,} to {last_row:,} of {counted}" if last > 1 else counted
    if last == 1:
        return Pagination(summary)
    return Pagination(
        summary=summary,
        previous=link(page - 1, "Previous") if page > 1 else None,
        next=link(page + 1, "Next") if page < last else None,
        pages=tuple(link(number, str(number)) if number else None for number in _numbers(page, last)),
    )


def _numbers(page: int, last: int) -> list[int]:
    """First, last and the pages around this one; 0 where some are left out."""
    near = sorted({1, last, *range(max(page - 1, 1), min(page + 1, last) + 1)})
    spread: list[int] = []
    for number in near:
        if spread and number - spread[-1] > 1:
            spread.append(0)
        spread.append(number)
    return spread


def download_link(query: Query, offered: Listing) -> Link:
    """The way to all filtered rows, not only this page's."""
    everything = replace(query, page=1, wants_csv=True)
    return Link("Download these rows (CSV)", query_string(everything, offered))
