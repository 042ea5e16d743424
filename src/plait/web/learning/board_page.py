"""What the page of board development shows: who has neither learned nor seen, and every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from plait.engine.board_development import KIND_CHOICES, KINDS, Learned, Learning
from plait.engine.litmus.wording import CANNOT_TELL, Claim, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.history import HistoryLine
from plait.store.learning import LearningLine
from plait.store.paging import Page
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.listing import CHANGES, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Member", "Office", "Day", "Kind", "What", "Took place", *PLACE)
BOTH = Claim("member of the board", "members of the board", "has had both", "have had both")


@dataclass(frozen=True, slots=True)
class DevelopmentPage:
    """Board development: the answer, the members with the missing first, every row, the history."""

    answer: str
    missing: str
    members: TablePage
    table: TablePage
    history: tuple[HistoryEntry, ...]
    add: Link | None
    book: Link | None
    question: Link | None
    rule: str = (
        "Both are a development session, and a service visit or show-and-tell, in the last 12 months (our default). "
        "What is booked counts in nothing yet."
    )


def offer(viewer: Viewer) -> Listing:
    """What the list of rows offers."""
    change = (CHANGES,) if scope_of(viewer, Action.EDIT_BOARD) else ()
    return Listing(
        columns=(
            Column("member", "Member"),
            Column("day", "Day"),
            Column("kind", "Kind", sortable=False),
            Column("what", "What", sortable=False),
            Column("source", "Source", sortable=False),
            *change,
        ),
        filters=(Filter("kind", "Kind", tuple((kind, words) for words, kind in KIND_CHOICES.items())),),
        search_label="Find a member or what it was",
        sort="day",
        descending=True,
    )


def development_page(
    viewer: Viewer, learned: tuple[Learned, ...], table: TablePage, history: Iterable[HistoryLine]
) -> DevelopmentPage:  # fmt: skip
    """Board development as everybody in the trust reads it."""
    home, may_edit = f"/t/{viewer.trust_code}", bool(scope_of(viewer, Action.EDIT_BOARD))
    return DevelopmentPage(
        answer=_answer(learned),
        missing=_missing(learned),
        members=_members(home, learned, may_edit=may_edit),
        table=table,
        history=show_history(line for line in history if line.action != "added"),
        add=Link("Log a session or visit", f"{home}/learning/board/add/") if may_edit and learned else None,
        book=Link("Book a session or visit", f"{home}/learning/board/book/") if may_edit and learned else None,
        question=Link("Has every member learned and seen?", f"{home}/questions/board-learns-and-visits/")
        if scope_of(viewer, Action.READ_FINDINGS)
        else None,
    )


def _answer(learned: tuple[Learned, ...]) -> str:
    if not learned:
        return f"{CANNOT_TELL} No member of the board is recorded."
    both = sum(one.has_both for one in learned)
    return f"{BOTH.counted(both, len(learned))} in 12 months."


def _missing(learned: tuple[Learned, ...]) -> str:
    neither = [one.member.name for one in learned if one.session is None and one.visit is None]
    if not neither:
        return ""
    return f"{many(len(neither), 'has', 'have')} had neither: {listed(neither)}."


def _members(home: str, learned: tuple[Learned, ...], *, may_edit: bool) -> TablePage:
    heads = ["Member", "Last session", "Last visit or show-and-tell", "Booked", *(["Book"] if may_edit else [])]
    rows = tuple(Row(_cells(home, one, may_edit=may_edit)) for one in learned)
    empty = EmptyState("No member of the board is recorded.", Link("Members of the board", f"{home}/board/members/"))
    heading = "Members and what they have seen"
    return TablePage(heading, tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _cells(home: str, one: Learned, *, may_edit: bool) -> tuple[Cell, ...]:
    name = one.member.name
    booked = "; ".join(f"{KINDS[each.kind]}, {short_date(each.held_on)}" for each in reversed(one.booked))
    book = Cell("Book", href=f"{home}/learning/board/book/?{urlencode({'member': name})}", of=f" for {name}")
    return (
        Cell(name, note=one.member.office),
        _last(one.session),
        _last(one.visit),
        Cell(booked or "–"),
        *((book,) if may_edit else ()),
    )


def _last(one: Learning | None) -> Cell:
    return Cell(short_date(one.held_on), note=one.what) if one else Cell("None in 12 months", look="warning")


def learning_table(viewer: Viewer, query: Query, found: Page[LearningLine], today: date) -> TablePage:
    """Every row, the latest first."""
    empty = EmptyState("Nothing is recorded yet. Without it nobody can tell who of the board has seen digital work.")
    rows = [_row(viewer, one, today) for one in found.rows]
    words = ListWords("Sessions and visits", "rows", empty)
    return show_table(offer(viewer), query, words, rows=rows, total=found.total)


def _row(viewer: Viewer, one: LearningLine, today: date) -> Row:
    edit = f"/t/{viewer.trust_code}/learning/board/{one.id}/edit/"
    change = (Cell("Change", href=edit, of=f" what {one.member} did on {full_date(one.held_on)}"),)
    return Row(
        (
            Cell(one.member, note=one.office),
            Cell(short_date(one.held_on), note=state(one, today)),
            Cell(KINDS[one.kind]),
            Cell(one.what or "–"),
            Cell(source_words(one.origin), look="source"),
            *(change if scope_of(viewer, Action.EDIT_BOARD) else ()),
        ),
        id=f"learning-{one.id}",
    )


def state(one: LearningLine, today: date) -> str:
    """Whether it took place, is booked, or waits for somebody to say so."""
    if one.took_place:
        return "" if one.held_on <= today else "Said to have taken place on a day to come: not counted"
    return "Booked" if one.held_on >= today else "Booked: nobody said that it took place"


def learning_rows(found: Page[LearningLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.member,
            one.office,
            one.held_on.isoformat(),
            KINDS[one.kind],
            one.what,
            "Yes" if one.took_place else "No",
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
