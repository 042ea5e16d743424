"""A list's address: what it offers gets through, nothing else does, and every link keeps the rest."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.web.shared.listing import (
    PAGE_SIZE,
    Column,
    Filter,
    Listing,
    Query,
    count_pages,
    download_link,
    query_string,
    read_query,
    show_filters,
    show_heads,
    show_pages,
)

PEOPLE = Listing(
    columns=(Column("name", "Name"), Column("wte", "WTE", number=True), Column("source", "Source", sortable=False)),
    filters=(Filter("group", "Staff group", (("nurse", "Nursing"), ("admin", "Administration"))),),
    search_label="Find a person",
    sort="name",
)


def test_read_query_takes_what_the_list_offers() -> None:
    asked = {"q": "  ann  frost ", "sort": "-wte", "page": "3", "group": "nurse", "format": "csv"}
    assert read_query(asked, PEOPLE) == Query("ann frost", "wte", True, 3, (("group", "nurse"),), wants_csv=True)


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "band"},
        {"sort": "source"},
        {"sort": "name; drop table"},
        {"group": "everyone"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "two"},
        {"page": "٣"},
        {"page": "²"},
        {"format": "pdf"},
        {"unknown": "x"},
    ],
)
def test_read_query_leaves_the_rest_aside(asked: dict[str, str]) -> None:
    assert read_query(asked, PEOPLE) == Query(sort="name")


def test_read_query_bounds_search_and_page() -> None:
    query = read_query({"q": "a\0b" * 100, "page": "9999999"}, PEOPLE)
    assert len(query.q) == 100
    assert "\0" not in query.q
    assert query.offset < 1_000_000
    assert read_query({"q": "ann"}, replace(PEOPLE, search_label="")).q == ""


@given(
    st.builds(
        Query,
        q=st.text("abc &=?#+é", max_size=9).map(lambda text: " ".join(text.split())),
        sort=st.sampled_from(["name", "wte"]),
        descending=st.booleans(),
        page=st.integers(1, 20_000),
        chosen=st.sampled_from([(), (("group", "nurse"),)]),
        wants_csv=st.booleans(),
    )
)
def test_an_address_reads_back_as_the_query_it_was_made_from(query: Query) -> None:
    address = query_string(query, PEOPLE)
    assert read_query(dict(parse_qsl(address.removeprefix("?"))), PEOPLE) == query


def test_headings_sort_turn_round_and_keep_the_filters() -> None:
    name, wte, source = show_heads(read_query({"group": "nurse", "page": "4"}, PEOPLE), PEOPLE)
    assert (name.sorted, name.href) == ("ascending", "?group=nurse&sort=-name")
    assert (wte.sorted, wte.href) == ("", "?group=nurse&sort=wte")
    assert (source.sorted, source.href) == ("", "")


def test_filters_keep_the_sorting_and_clear_everything_else() -> None:
    card = show_filters(read_query({"q": "ann", "sort": "-wte", "group": "admin", "page": "2"}, PEOPLE), PEOPLE)
    assert card.kept == (("sort", "-wte"),)
    assert card.clear == "?sort=-wte"
    assert card.active
    assert [choice.value for choice in card.selects[0].choices if choice.selected] == ["admin"]
    assert [choice.text for choice in card.selects[0].choices] == ["All", "Nursing", "Administration"]
    assert show_filters(Query(sort="name"), PEOPLE).kept == ()


@pytest.mark.parametrize(
    ("page", "numbers"),
    [(1, "1 2 … 13"), (2, "1 2 3 … 13"), (3, "1 2 3 4 … 13"), (7, "1 … 6 7 8 … 13"), (13, "1 … 12 13")],
)
def test_pages_show_first_last_and_the_neighbours(page: int, numbers: str) -> None:
    pages = show_pages(Query(sort="name", page=page), PEOPLE, total=612, nouns="people")
    assert " ".join(link.text if link else "…" for link in pages.pages) == numbers
    assert [link.text for link in pages.pages if link and link.current] == [str(page)]
    assert (pages.previous is None) == (page == 1)
    assert (pages.next is None) == (page == 13)


def test_pages_say_which_rows_these_are() -> None:
    assert show_pages(Query(page=13), PEOPLE, total=612, nouns="people").summary == "601 to 612 of 612 people"
    assert show_pages(Query(), PEOPLE, total=7, nouns="people").summary == "7 people"
    alone = [show_pages(Query(), PEOPLE, total=1, nouns=nouns).summary for nouns in ("people", "communities", "teams")]
    assert alone == ["1 person", "1 community", "1 team"]
    assert show_pages(Query(page=99), PEOPLE, total=60, nouns="people").summary == "51 to 60 of 60 people"


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2)])
def test_count_pages(total: int, pages: int) -> None:
    assert count_pages(total) == pages


def test_the_download_holds_every_page() -> None:
    query = read_query({"q": "ann", "page": "4", "sort": "wte"}, PEOPLE)
    assert download_link(query, PEOPLE).href == "?q=ann&sort=wte&format=csv"
