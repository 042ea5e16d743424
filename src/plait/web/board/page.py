"""What the list of meetings shows: when each was held, and how much of it was on digital."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import BOARD, DRAFT, MEETING_CHOICES, STATUS_CHOICES
from plait.engine.litmus.wording import CANNOT_TELL
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board import MeetingLine
from plait.store.paging import Page
from plait.web.shared.jinja import full_date, number, plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

KINDS = {kind: word for word, kind in MEETING_CHOICES.items()}
STATUSES = {status: word for word, status in STATUS_CHOICES.items()}
HEADINGS = (
    "Meeting", "Kind", "Held on", "Starts at", "Ends at", "Status", "Items", "Timed minutes", "Minutes on digital",
    "Decisions", *PLACE,
)  # fmt: skip
COLUMNS = (
    Column("name", "Meeting"),
    Column("held", "Held on"),
    Column("minutes", "Timed minutes", number=True),
    Column("digital", "On digital", number=True),
    Column("decisions", "Decisions", number=True),
    Column("source", "Source", sortable=False),
)


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings: the answer, the list, and the way to a new one."""

    answer: str
    table: TablePage
    add: Link | None
    rule: str = "Minutes count as digital once the board secretary has confirmed the tag of their item."


def offer(viewer: Viewer) -> Listing:
    """What the list offers: drafts may be asked for by those who read them."""
    status = Filter("status", "Status", tuple(STATUSES.items()), "Published or draft")
    filters = (Filter("kind", "Kind", tuple(KINDS.items())),)
    return Listing(
        columns=COLUMNS,
        filters=(*filters, status) if scope_of(viewer, Action.READ_BOARD_DRAFTS) else filters,
        search_label="Find a meeting",
        sort="held",
        descending=True,
    )


def meetings_page(
    viewer: Viewer, query: Query, found: Page[MeetingLine], every: Sequence[MeetingLine], today: date
) -> MeetingsPage:
    """The list as this viewer sees it; `every` meeting is what the sentence speaks of."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "No meeting is recorded yet. Without them nobody can tell what the board gives its time to, or what changed "
        "since it last met.",
        Link("Bring the Board meetings sheet", f"{home}/imports/") if may_edit else None,
    )
    words = ListWords("Meetings", "meetings", empty)
    rows = [_row(home, one) for one in found.rows]
    return MeetingsPage(
        answer=_answer(every, today),
        table=show_table(offer(viewer), query, words, rows=rows, total=found.total),
        add=Link("Add a meeting", f"{home}/board/add/") if may_edit else None,
    )


def _answer(every: Sequence[MeetingLine], today: date) -> str:
    held = sorted(one.held_on for one in every if one.kind == BOARD and one.held_on < today)
    if not held:
        return f"{CANNOT_TELL} No meeting of the board is recorded."
    year = [day for day in held if (today - day).days < 365]
    return f"The board last met on {full_date(held[-1])}, and {_times(len(year))} in the last 12 months."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _row(home: str, one: MeetingLine) -> Row:
    draft = ", draft" if one.status == DRAFT else ""
    times = f"{one.begins} to {one.finishes}" if one.begins and one.finishes else one.begins
    return Row(
        (
            Cell(one.name, href=f"{home}/board/{one.id}/", note=f"{KINDS[one.kind]}{draft}"),
            Cell(short_date(one.held_on), note=times),
            Cell(number(one.minutes), note=plural(one.items, "item")),
            Cell(number(one.digital)),
            Cell(number(one.decisions)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"meeting-{one.id}",
    )


def meeting_rows(found: Page[MeetingLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            KINDS[one.kind],
            one.held_on.isoformat(),
            one.begins,
            one.finishes,
            STATUSES[one.status],
            *map(str, (one.items, one.minutes, one.digital, one.decisions)),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
