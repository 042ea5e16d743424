"""The whole trust from the database, beside Django's ORM making the same records."""

from __future__ import annotations

from collections.abc import Iterator

from bench.database import ON, filled_trust, gather_statistics
from bench.timing import Row, compared, in_turn

GOAL = 10


def rows(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """A line for each size, and one for the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.orm_trust import load_by_orm
    from plait.store.snapshot import load_trust

    queries = []
    for people in sizes:
        trust, _ = filled_trust(people)
        gather_statistics()
        with CaptureQueriesContext(connection) as captured:
            loaded = load_trust(trust.code, on=ON)
        queries.append(len(captured))
        if loaded != load_by_orm(trust.code, ON):
            raise SystemExit(f"The two ways give different trusts at {people} people.")
        times = in_turn(lambda: load_trust(trust.code, on=ON), lambda: load_by_orm(trust.code, ON), rounds)  # noqa: B023
        yield compared(f"load_trust, {people:,} people, beside the ORM", times, goal=GOAL)
    said = ", ".join(map(str, queries))
    yield Row("load_trust, queries at each size", said, goal="the same", is_met=len(set(queries)) == 1)
