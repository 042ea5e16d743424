"""What the register of things not chosen shows: what, why, who asked, what is done instead, when to ask again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.history import HistoryLine
from plait.store.strategy import NotChosenLine
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import CHANGES, PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "What we will not do", "Reason", "Decided on", "Meeting", "Decision", "Instead", "Asked for by", "Look again on",
    *PLACE,
)  # fmt: skip
COLUMNS = (
    Column("name", "What we will not do"),
    Column("reason", "Reason", sortable=False),
    Column("decided", "Decided on"),
    Column("asked", "Asked for by"),
    Column("again", "Look again on"),
    Column("source", "Source", sortable=False),
)
DUE, SOONER, LATER, NEVER = "due", "soon", "later", "never"
SOON = timedelta(days=60)
FILTERS = (
    Filter("again", "Look again", ((DUE, "Now"), (SOONER, "Within 60 days"), (LATER, "Later"), (NEVER, "No day"))),
)


@dataclass(frozen=True, slots=True)
class NotChosenPage:
    """The register: the answer, the list, what happened to it, and the way to a new line."""

    answer: str
    again: str
    table: TablePage
    history: tuple[HistoryEntry, ...]
    add: Link | None
    rule: str = (
        "Saying what will not be done, and why, is part of a strategy. What a draft meeting decided counts nowhere."
    )


def offer(viewer: Viewer) -> Listing:
    """What the list offers; who keeps the board's record changes its lines."""
    change = (CHANGES,) if scope_of(viewer, Action.EDIT_BOARD) else ()
    return Listing(
        columns=(*COLUMNS, *change), filters=FILTERS, search_label="Find a thing or a reason", sort="decided",
        descending=True,
    )  # fmt: skip


SORTS: dict[str, Callable[[NotChosenLine], tuple[object, ...]]] = {
    "decided": lambda one: (one.decided_on,),
    "asked": lambda one: (one.choice.asked_by.casefold(),),
    "again": lambda one: (one.choice.look_again_on or date.max,),
}


def chosen(every: Iterable[NotChosenLine], query: Query, today: date) -> list[NotChosenLine]:
    """Those that match the query, in its order."""
    found = [one for one in every if _matches(one, query, today)]
    if query.sort == "name":
        return found[::-1] if query.descending else found
    return sorted(found, key=SORTS[query.sort], reverse=query.descending)


def _matches(one: NotChosenLine, query: Query, today: date) -> bool:
    text = f"{one.choice.name} {one.choice.reason} {one.choice.asked_by}".casefold()
    return query.q.casefold() in text and query.filter("again") in ("", _when(one, today))


def _when(one: NotChosenLine, today: date) -> str:
    day = one.choice.look_again_on
    if day is None:
        return NEVER
    return DUE if day <= today else SOONER if day <= today + SOON else LATER


def not_chosen_page(
    viewer: Viewer, asked: tuple[Query, Sequence[NotChosenLine]], every: Sequence[NotChosenLine],
    history: Iterable[HistoryLine], today: date,
) -> NotChosenPage:  # fmt: skip
    """The register as this viewer sees it; `every` line is what the sentences speak of."""
    home = f"/t/{viewer.trust_code}"
    query, found = asked
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "Nothing is recorded yet. Without it nobody can tell whether something was weighed and left, or forgotten.",
        Link("Bring the What we chose not to do sheet", f"{home}/imports/") if may_edit else None,
    )
    words = ListWords("What we chose not to do", "lines", empty)
    rows = [_row(home, one, today, may_edit=may_edit) for one in found[query.offset : query.offset + PAGE_SIZE]]
    return NotChosenPage(
        answer=_answer(every),
        again=_again(every, today),
        table=show_table(offer(viewer), query, words, rows=rows, total=len(found)),
        history=show_history((line for line in history if line.action != "added"), named=True),
        add=Link("Add what was not chosen", f"{home}/strategy/not-chosen/add/") if may_edit else None,
    )


def _answer(every: Sequence[NotChosenLine]) -> str:
    if not every:
        return "Nothing is recorded that the trust chose not to do."
    return f"The trust chose not to do {many(len(every), 'thing', 'things')} on this register."


def _again(every: Iterable[NotChosenLine], today: date) -> str:
    due = sum(_when(one, today) == DUE for one in every)
    return f"It is time to look again at {due}." if due else ""


def _row(home: str, one: NotChosenLine, today: date, *, may_edit: bool) -> Row:
    choice, when = one.choice, _when(one, today)
    again = short_date(choice.look_again_on) if choice.look_again_on else "–"
    draft = f"{choice.meeting} (draft)" if one.is_draft else choice.meeting
    decided = "; ".join(part for part in (draft, choice.decision) if part)
    change = Cell("Change", href=f"{home}/strategy/not-chosen/{one.id}/edit/", of=choice.name)
    meeting = f"{home}/board/{one.meeting_id}/" if one.meeting_id else ""
    return Row(
        (
            Cell(choice.name, note=f"Instead: {choice.instead}" if choice.instead else ""),
            Cell(choice.reason),
            Cell(short_date(one.decided_on), href=meeting, note=decided),
            Cell(choice.asked_by or "–"),
            Cell(again, look="warning" if when == DUE else "", note="Time to look again" if when == DUE else ""),
            Cell(source_words(choice.origin), look="source"),
            *((change,) if may_edit else ()),
        ),
        id=f"not-chosen-{one.id}",
    )


def not_chosen_rows(found: Iterable[NotChosenLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.choice.name,
            one.choice.reason,
            one.decided_on.isoformat(),
            one.choice.meeting,
            one.choice.decision,
            one.choice.instead,
            one.choice.asked_by,
            one.choice.look_again_on.isoformat() if one.choice.look_again_on else "",
            *place_of(one.choice.origin),
        ]
        for one in found
    ]
