"""What the list of long leave shows: who is away, who will be, who was; and from when to when."""

from __future__ import annotations

from dataclasses import dataclass

from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.long_leave import ListedLeave
from plait.store.paging import Page
from plait.web.shared.jinja import short_date
from plait.web.shared.leave import reads_leave
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

NOT_KNOWN = "Not known yet"
STATES = {"now": "Away now", "coming": "To come", "past": "Over"}
HEADINGS = ("Name", "Department", "Starts", "Last day", "State", *PLACE)
OFFER = Listing(
    columns=(
        Column("name", "Name"),
        Column("department", "Department"),
        Column("first", "Starts"),
        Column("last", "Last day"),
        Column("state", "State", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(Filter("state", "State", tuple(STATES.items())),),
    search_label="Find a person or a department",
    sort="now",
)
RULE = (
    "Only the days are kept, and never why. Whoever reads somebody’s time reads their leave: their own, of those who "
    "report to them, or of everybody, as the role allows."
)


@dataclass(frozen=True, slots=True)
class LeaveList:
    """The list: how many are away, the rows, the way to a new one."""

    answer: str
    table: TablePage
    add: Link | None
    rule: str = RULE


def leave_list(viewer: Viewer, query: Query, found: Page[ListedLeave], states: dict[str, int]) -> LeaveList:
    """The list as this viewer reads it; `states` counts every leave of those they reach."""
    home = f"/t/{viewer.trust_code}"
    may_edit, may_import = (bool(scope_of(viewer, one)) for one in (Action.EDIT_LEAVE, Action.IMPORT))
    whose = "" if reads_leave(viewer) else " of those whose leave you read"
    empty = EmptyState(
        f"No long leave is recorded{whose}. While somebody is away their roles stand open, unless a deputy covers.",
        Link("Bring the Long leave sheet", f"{home}/imports/") if may_edit and may_import else None,
    )
    rows = [_row(home, one) for one in found.rows]
    return LeaveList(
        answer=_answer(states),
        table=show_table(OFFER, query, ListWords("Long leave", "leaves", empty), rows=rows, total=found.total),
        add=Link("Add a leave", f"{home}/people/leave/add/") if may_edit else None,
    )


def _answer(states: dict[str, int]) -> str:
    now, coming = states.get("now", 0), states.get("coming", 0)
    said = f"{many(now, 'person is', 'people are')} on long leave today" if now else "Nobody is on long leave today"
    return f"{said}; {many(coming, 'leave is', 'leaves are')} to come." if coming else f"{said}."


def _row(home: str, one: ListedLeave) -> Row:
    return Row(
        (
            Cell(one.name, href=f"{home}/people/leave/{one.id}/"),
            Cell(one.department or "–"),
            Cell(short_date(one.first_on)),
            Cell(short_date(one.last_on) if one.last_on else NOT_KNOWN),
            Cell(STATES[one.state]),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"leave-{one.id}",
    )


def leave_rows(found: Page[ListedLeave]) -> list[list[str]]:
    """The filtered rows as a file; the last day is empty where it is not known."""
    return [
        [
            one.name,
            one.department,
            one.first_on.isoformat(),
            one.last_on.isoformat() if one.last_on else "",
            STATES[one.state],
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
