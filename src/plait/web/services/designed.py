"""The last design decisions of a service: which viewpoints were there, and who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plait.engine.design import LAST_DECISIONS
from plait.engine.litmus.wording import listed
from plait.store.design import DecisionLine
from plait.store.paging import Wanted
from plait.web.shared.decided import missing_of, wrote_words
from plait.web.shared.jinja import short_date
from plait.web.shared.origins import source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, Strands, TablePage


@dataclass(frozen=True, slots=True)
class Designed:
    """The last decisions of a service, what they tell, and the way to all of them."""

    answer: str
    table: TablePage
    every: Link


def last_of(service_id: int) -> Wanted:
    """What is asked of the store: the last decisions of one service."""
    return Wanted(filters={"service": str(service_id)}, sort="decided", descending=True, limit=LAST_DECISIONS)


def designed(home: str, service_id: int, last: Sequence[DecisionLine]) -> Designed:
    """The last decisions, the latest first; `home` is the address of the trust."""
    heads = tuple(map(ColumnHead, ("Decision", "Decided on", "Who took part", "Written by", "Source")))
    nothing = EmptyState("No design decision is recorded. Without one nobody can tell who shapes it.")
    rows = tuple(_row(home, one) for one in last)
    table = TablePage("Its last design decisions", heads, rows, nothing, caption_hidden=True)
    return Designed(_answer(last), table, Link("Every design decision of it", f"{home}/design/?service={service_id}"))


def _answer(last: Sequence[DecisionLine]) -> str:
    if not last:
        return ""
    whole = sum(not missing_of(one) for one in last)
    return f"{whole} of its last {len(last)} had all three viewpoints." if len(last) > 1 else ""


def _row(home: str, one: DecisionLine) -> Row:
    missing = missing_of(one)
    return Row(
        (
            Cell(one.name, href=f"{home}/design/{one.id}/", note=one.reason),
            Cell(short_date(one.decided_on), note=f"Nobody {listed(missing, joined_by='or')}" if missing else ""),
            Cell("", strands=Strands(one.digital, one.clinical, one.operational)),
            Cell(wrote_words(one)),
            Cell(source_words(one.origin), look="source"),
        )
    )
