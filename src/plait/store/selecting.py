"""Figures and lists the database works out: a query of our own, its rows by column name, one page of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper

from plait.store.paging import Wanted
from plait.store.writing import Row

HOLDS = "{0}.starts <= %(on)s AND ({0}.ends IS NULL OR {0}.ends > %(on)s)"
"""The row of table {0} holds on the day asked for."""


@contextmanager
def planning_once() -> Iterator[CursorWrapper]:
    """A cursor for what every request asks: the server plans each query once for a connection, not every time.

    It takes one query at a time, and where the server cannot tell of which type a parameter is, the query says so.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.connection.prepare_threshold = 0  # Django's usual cursors prepare nothing, whatever this says
    cursor: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg] # the stubs know no psycopg 3
    with connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor) as made:
        yield made


def select(query: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Every row of a query, by the names of its columns."""
    bound: Any = dict(parameters)  # the stubs know no named parameters
    with connection.cursor() as cursor:
        cursor.execute(query, bound)
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def select_page(
    query: str, sorts: Mapping[str, str], wanted: Wanted, parameters: Mapping[str, Any], *, counted: str = ""
) -> tuple[list[Row], int]:
    """One page of a query in the order wanted, and how many rows there are; a page past the end is the last.

    `sorts` gives the expression behind each order; its first entry is the usual one and settles ties. `counted` is
    a query of as many rows: where an index gives the order, the page is then found without finding all rows.
    """
    usual = next(iter(sorts.values()))
    direction = "DESC" if wanted.descending else "ASC"
    order = f"{sorts.get(wanted.sort, usual)} {direction}, {usual}, id"
    limits = {"limit": wanted.limit, "offset": 0 if wanted.limit is None else wanted.offset}
    # Otherwise rows are counted as they are found: to ask for their number first would find them twice.
    every = "NULL" if counted else "count(*) OVER ()"
    cut = f"""SELECT *, {every} AS found_in_all FROM ({query}) listed
        ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s"""
    rows = select(cut, {**parameters, **limits})
    if not rows and limits["offset"]:
        return select_page(query, sorts, _last(query, wanted, parameters), parameters, counted=counted)
    totals = [row.pop("found_in_all") for row in rows]
    return rows, _count(counted, parameters) if counted else int(totals[0]) if totals else 0


def _count(query: str, parameters: Mapping[str, Any]) -> int:
    return int(select(f"SELECT count(*) AS total FROM ({query}) counted", parameters)[0]["total"])


def _last(query: str, wanted: Wanted, parameters: Mapping[str, Any]) -> Wanted:
    """The last page there is, for who asked past it."""
    total = _count(query, parameters)
    return replace(wanted, offset=max(total - 1, 0) // (wanted.limit or 1) * (wanted.limit or 1))


def plain_name(column: str) -> str:
    """The order of names people expect, the same on every server: capitals aside, then as written."""
    return f'lower({column}) COLLATE "C"'
