"""What the list of the board's actions shows: what is late, what is open, what was done, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.board_sheets import DIRECTORS, DRAFT, TAG_CHOICES
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board_record import ActionLine
from plait.store.paging import Page
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage, plain_heads
from plait.web.shared.table import ListWords, show_table

TAGS = {tag: word for word, tag in TAG_CHOICES.items()}
STATES = {"late": "Late", "open": "Open", "done": "Done"}
HEADINGS = ("Action", "Owner", "Due on", "Done on", "State", "Tag", "Meeting", "Item", *PLACE)
OFFER = Listing(
    columns=(
        Column("name", "Action"),
        Column("owner", "Owner"),
        Column("due", "Due on"),
        Column("done", "Done on", sortable=False),
        Column("meeting", "Meeting"),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("state", "State", tuple(STATES.items())),
        Filter("tag", "Tag", tuple(TAGS.items())),
        Filter("owner", "Owner", tuple((office, office) for office in DIRECTORS)),
    ),
    search_label="Find an action, an owner or a meeting",
    sort="urgent",
)


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The actions: the answer and the list."""

    answer: str
    table: TablePage
    rule: str = "An action is late from the day after it was due. One is added on the page of its meeting."


def actions_page(
    viewer: Viewer, query: Query, found: Page[ActionLine], every: Sequence[ActionLine]
) -> ActionsPage:  # fmt: skip
    """The list as this viewer sees it; `every` action is what the sentence speaks of."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "No action is recorded yet. Without them nobody can tell what became of what the board asked for.",
        Link("Bring the Board actions sheet", f"{home}/imports/") if may_edit else None,
    )
    rows = [_row(home, one, may_edit=may_edit) for one in found.rows]
    return ActionsPage(
        answer=_answer(every),
        table=show_table(OFFER, query, ListWords("Actions", "actions", empty), rows=rows, total=found.total),
    )


def _answer(every: Sequence[ActionLine]) -> str:
    if not every:
        return f"{CANNOT_TELL} No action of the board is recorded."
    late = sum(one.state == "late" for one in every)
    left = late + sum(one.state == "open" for one in every)
    if not left:
        return f"All {many(len(every), 'action is', 'actions are')} done." if len(every) > 1 else "The action is done."
    return f"{many(late, 'action is', 'actions are')} late, of {left} not done."


def _row(home: str, one: ActionLine, *, may_edit: bool) -> Row:
    return Row(
        (
            Cell(one.name, note=TAGS.get(one.tag, "")),
            Cell(one.owner),
            due_cell(one),
            done_cell(one, f"{home}/board/actions/{one.id}/done/" if may_edit else ""),
            Cell(one.meeting, href=f"{home}/board/{one.meeting_id}/", note="Draft" if one.status == DRAFT else ""),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"action-{one.id}",
    )


def due_cell(one: ActionLine) -> Cell:
    """The day an action is due; a warning where it is over."""
    day = short_date(one.due_on)
    return Cell(f"{day}: late", look="warning") if one.state == "late" else Cell(day)


def done_cell(one: ActionLine, mark: str = "") -> Cell:
    """The day an action was done, or that it is not; with the way to say so at the address `mark`, where given."""
    if mark and one.state != "done":
        return Cell("Mark done", href=mark, of=f"“{one.name}”")
    return Cell(short_date(one.done_on) if one.done_on else "Not done")


def open_actions(viewer: Viewer, actions: Iterable[ActionLine], *, came_from: str) -> TablePage:
    """What the board asked for and is not done; those who keep its record mark it done and come back to `came_from`."""
    home = f"/t/{viewer.trust_code}/board"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    rows = tuple(
        Row(
            (
                Cell(one.name),
                Cell(one.owner),
                due_cell(one),
                done_cell(one, f"{home}/actions/{one.id}/done/?from={came_from}" if may_edit else ""),
                Cell(one.meeting, href=f"{home}/{one.meeting_id}/", note="Draft" if one.status == DRAFT else ""),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in actions
        if one.state != "done"
    )
    heads = plain_heads(["Action", "Owner", "Due on", "Done on", "Meeting", "Source"])
    empty = EmptyState("Nothing that the board asked for is left to do.", Link("Actions", f"{home}/actions/"))
    return TablePage("Actions not done", heads, rows, empty)


def action_rows(actions: Iterable[ActionLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.owner,
            one.due_on.isoformat(),
            one.done_on.isoformat() if one.done_on else "",
            STATES[one.state],
            TAGS.get(one.tag, ""),
            one.meeting,
            one.item,
            *place_of(one.origin),
        ]
        for one in actions
    ]
