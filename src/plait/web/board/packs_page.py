"""What the list of board packs and the page of one show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plait.engine.board_packs import CIRCULATED, MAKING, PUBLISHED, STATES, WITHDRAWN, moves_of, states_read
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.history import HistoryLine
from plait.store.packs import PackLine
from plait.store.paging import Page
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import show_history
from plait.web.shared.page import Cell, ColumnHead, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

DOWNLOADS = {
    "html": ("The pack as a page (HTML)", "text/html; charset=utf-8"),
    "pdf": ("The pack to print (PDF)", "application/pdf"),
    "xlsx": (
        "The rows behind every verdict (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": ("The snapshot it is printed from (JSON)", "application/json"),
}
"""Each file of a pack: what it is called, and its type."""

BUTTONS = {CIRCULATED: "Circulate to the board", PUBLISHED: "Publish", WITHDRAWN: "Withdraw"}
MEANS = {
    CIRCULATED: "Board members can then read it.",
    PUBLISHED: "Everybody who may enter this trust can then read it. It is no draft again, only withdrawn.",
    WITHDRAWN: "The board can still read it; nobody else. It is kept and stays withdrawn: this cannot be undone.",
}
NONE_PUBLISHED = "No pack shown here is published."
TOLD = frozenset(("on", "asked by", "asked on", "moved by", "moved on", "mark", "release"))
"""Columns that the page itself tells, or the line of the history beneath what changed."""
NOTHING = EmptyState(
    "No board pack is there to read yet. The board secretary makes one by one press; it is read here once it is "
    "published."
)


@dataclass(frozen=True, slots=True)
class PacksPage:
    """The packs, and for the board secretary the press that makes one."""

    answer: str
    table: TablePage
    may_make: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One thing the board secretary may make of a pack next."""

    state: str
    button: str
    means: str


@dataclass(frozen=True, slots=True)
class PackPage:
    """One pack: what it is, its files, what may be made of it, and what happened to it."""

    title: str
    answer: str
    is_busy: bool
    failure: str
    read: Link | None
    files: TablePage
    moves: tuple[Move, ...]
    version: int
    rule: str
    history: tuple[HistoryEntry, ...]


PACK_HEADS = ("Records of", "State", "Since", "By", "Asked for", "Asked by", "Snapshot", "Printed by")
COLUMNS = (
    Column("on", "Records of"),
    Column("state", "State"),
    Column("asked", "Asked for"),
    Column("mark", "Snapshot", sortable=False),
)


def packs_listing(viewer: Viewer) -> Listing:
    """What the list offers this viewer: only the states in which they read a pack."""
    states = tuple((state, words) for state, words in STATES.items() if state in states_read(viewer))
    return Listing(
        COLUMNS, (Filter("state", "State", states),), "Search by day, person or snapshot", sort="on", descending=True
    )


def packs_page(viewer: Viewer, query: Query, found: Page[PackLine]) -> PacksPage:
    """The list as this viewer reads it."""
    published = [one.on for one in found.rows if one.state == PUBLISHED]
    answer = f"The latest published pack shown is of {full_date(max(published))}." if published else NONE_PUBLISHED
    rows = [_row(viewer, one) for one in found.rows]
    words = ListWords("Board packs", "packs", NOTHING)
    table = show_table(packs_listing(viewer), query, words, rows=rows, total=found.total)
    return PacksPage(answer, table, may_make=bool(scope_of(viewer, Action.MAKE_PACK)))


def pack_rows(found: Page[PackLine]) -> Iterable[tuple[str, ...]]:
    """The packs as a file holds them."""
    for one in found.rows:
        since = one.moved_on.isoformat() if one.moved_on else ""
        asked = one.asked_on.isoformat()
        yield one.on.isoformat(), STATES[one.state], since, one.moved_by, asked, one.asked_by, one.mark, one.release


def _row(viewer: Viewer, one: PackLine) -> Row:
    moved = f"{short_date(one.moved_on)}, {one.moved_by}" if one.moved_on else ""
    return Row(
        (
            Cell(full_date(one.on), href=f"/t/{viewer.trust_code}/board/packs/{one.id}/"),
            Cell(STATES[one.state], note=moved),
            Cell(short_date(one.asked_on), note=one.asked_by),
            Cell(one.mark or "None yet"),
        ),
        id=f"pack-{one.id}",
    )


def pack_page(viewer: Viewer, pack: PackLine, hashes: Mapping[str, str], history: Iterable[HistoryLine]) -> PackPage:
    """One pack as this viewer reads it."""
    heads = (ColumnHead("File"), ColumnHead("SHA-256"))
    rows = tuple(
        Row((Cell(DOWNLOADS[ending][0], href=f"board-pack.{ending}"), Cell(mark, look="code")))
        for ending, mark in hashes.items()
    )
    is_reader = bool(scope_of(viewer, Action.READ_PACK_DRAFTS))
    return PackPage(
        title=f"Board pack of {full_date(pack.on)}",
        answer=_answer(pack),
        is_busy=pack.state == MAKING,
        failure=pack.failure,
        read=Link("Read the pack", "read/") if rows else None,
        files=TablePage("Files, as they were printed", heads, rows, EmptyState("No file was printed.")),
        moves=tuple(Move(state, BUTTONS[state], MEANS[state]) for state in moves_of(viewer, pack.state)),
        version=pack.version,
        rule=(
            f"Printed from snapshot {pack.mark} by Plait {pack.release}. The same release prints the same bytes from "
            "it again: plait pack --again. It names only who leads or answers for something, and who signed an "
            "explanation or a note on a chart."
            if pack.mark
            else ""
        ),
        history=tuple(show_history(history, hidden=TOLD)) if is_reader else (),
    )


def _answer(pack: PackLine) -> str:
    if pack.state == MAKING:
        return "The pack is being made. That takes a few seconds."
    moved = f" since {full_date(pack.moved_on)}, by {pack.moved_by}" if pack.moved_on else ""
    return f"{STATES[pack.state]}{moved}."
