"""What the page of one meeting shows: its agenda, what it decided, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.board_sheets import DIGITAL, DRAFT, TAG_CHOICES
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board import DecisionLine, ItemLine, MeetingLine
from plait.store.history import HistoryLine
from plait.web.board.decisions import YES_NO, advice_cell
from plait.web.board.page import KINDS, STATUSES
from plait.web.board.record_tables import ACTIONS, RecordPart
from plait.web.shared.jinja import full_date, number, plural
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, Definition, EmptyState, HistoryEntry, Link, Row, TablePage, plain_heads

TAGS = {tag: word for word, tag in TAG_CHOICES.items()}
HEADINGS = (
    "Meeting", "Held on", "Item", "Title", "Minutes", "Tag", "Tag confirmed", "For decision", "Authors", *PLACE
)  # fmt: skip


SAID_ALREADY = frozenset(("meeting", "number"))
"""Columns that the page itself tells, at the top and in the agenda."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What belongs to a meeting: its items, its decisions, its history."""

    items: Sequence[ItemLine]
    decisions: Sequence[DecisionLine]
    history: Iterable[HistoryLine]
    parts: tuple[RecordPart, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting: how its time was shared, its agenda, what it decided, its history."""

    name: str
    answer: str
    items: TablePage
    decisions: TablePage
    parts: tuple[RecordPart, ...]
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    tags: Link | None
    add_item: Link | None
    add_decision: Link | None


def meeting_page(viewer: Viewer, meeting: MeetingLine, agenda: Agenda) -> MeetingPage:
    """One meeting; those who keep the board's record change it here."""
    here = f"/t/{viewer.trust_code}/board/{meeting.id}/"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    waiting = _waiting(agenda.items)
    late = [part.says for part in agenda.parts if part.heading == ACTIONS and part.says]
    return MeetingPage(
        name=meeting.name,
        answer=" ".join((_answer(meeting, agenda.items), *late)),
        items=_items(viewer, agenda.items, may_edit=may_edit),
        decisions=_decisions(viewer, agenda.decisions, may_edit=may_edit),
        parts=agenda.parts,
        about=(
            Definition("Kind", KINDS[meeting.kind]),
            Definition("Held on", full_date(meeting.held_on)),
            Definition("Starts at", meeting.begins or "Not recorded"),
            Definition("Ends at", meeting.finishes or "Not recorded"),
            Definition("Status", STATUSES[meeting.status]),
            Definition("Where it came from", source_words(meeting.origin)),
        ),
        history=show_history(agenda.history, hidden=SAID_ALREADY, named=True),
        edit=Link("Change this meeting", f"{here}edit/") if may_edit else None,
        tags=Link(f"Confirm {plural(waiting, 'tag')}", f"{here}tags/") if may_edit and waiting else None,
        add_item=Link("Add an item", f"{here}items/add/") if may_edit else None,
        add_decision=Link("Add a decision", f"{here}decisions/add/") if may_edit else None,
    )


def _answer(meeting: MeetingLine, items: Sequence[ItemLine]) -> str:
    draft = "This is a draft and counts in nothing until it is published. " if meeting.status == DRAFT else ""
    waiting = _waiting(items)
    later = f" {plural(waiting, 'tag')} to confirm." if waiting else ""
    if not items:
        return f"{draft}No item is on its agenda yet."
    if not meeting.minutes:
        return f"{draft}{plural(len(items), 'item')}, none of them timed, so nobody can tell what had its time.{later}"
    if waiting == len(items):
        timed = plural(meeting.minutes, "timed minute")
        return f"{draft}{timed}; nobody can tell on what until tags are confirmed.{later}"
    return f"{draft}Digital had {meeting.digital} of {plural(meeting.minutes, 'timed minute')}.{later}"


def _waiting(items: Iterable[ItemLine]) -> int:
    return sum(1 for item in items if not item.is_confirmed)


def _items(viewer: Viewer, items: Iterable[ItemLine], *, may_edit: bool) -> TablePage:
    heads = ["Item", "Title", "Minutes", "Tag", "For decision", "Authors", "Source", *(["Change"] if may_edit else [])]
    rows = tuple(_item(viewer, one, may_edit=may_edit) for one in items)
    empty = EmptyState("No item is on its agenda yet.")
    download = Link("Download the agenda (CSV)", "?format=csv") if rows else None
    return TablePage("Agenda", plain_heads(heads), rows, empty, download=download, caption_hidden=True)


def _item(viewer: Viewer, one: ItemLine, *, may_edit: bool) -> Row:
    change = Cell("Change", href=f"/t/{viewer.trust_code}/board/items/{one.id}/edit/", of=f"item {one.number}")
    return Row(
        (
            Cell(one.number),
            Cell(one.title, look="strong" if one.is_confirmed and one.tag == DIGITAL else ""),
            Cell(number(one.minutes) if one.minutes else "–"),
            Cell(TAGS.get(one.tag, "–"), note="" if one.is_confirmed else "Not confirmed"),
            Cell(YES_NO[one.for_decision]),
            Cell("; ".join(one.authors) or "–"),
            Cell(source_words(one.origin), look="source"),
            *((change,) if may_edit else ()),
        ),
        id=f"item-{one.id}",
    )


def _decisions(viewer: Viewer, decisions: Iterable[DecisionLine], *, may_edit: bool) -> TablePage:
    heads = ["Decision", "Item", "Technology", "Advice", "Led by", "Challenged by", "Source"]
    heads += ["Change"] if may_edit else []
    rows = tuple(_decision(viewer, one, may_edit=may_edit) for one in decisions)
    empty = EmptyState("No decision is recorded of it.")
    return TablePage("Decisions", plain_heads(heads), rows, empty, caption_hidden=True)


def _decision(viewer: Viewer, one: DecisionLine, *, may_edit: bool) -> Row:
    change = Cell("Change", href=f"/t/{viewer.trust_code}/board/decisions/{one.id}/edit/", of=one.name)
    return Row(
        (
            Cell(one.name),
            Cell(one.item or "–"),
            Cell(YES_NO[one.is_technology]),
            advice_cell(one),
            Cell("; ".join(one.leads) or "–"),
            Cell("; ".join(one.challenged_by) or "–"),
            Cell(source_words(one.origin), look="source"),
            *((change,) if may_edit else ()),
        ),
        id=f"decision-{one.id}",
    )


def item_rows(meeting: MeetingLine, items: Iterable[ItemLine]) -> tuple[Sequence[str], list[list[str]]]:
    """The agenda as a file: its headings and rows."""
    return HEADINGS, [
        [
            meeting.name,
            meeting.held_on.isoformat(),
            one.number,
            one.title,
            str(one.minutes or ""),
            TAGS.get(one.tag, ""),
            YES_NO[one.is_confirmed],
            YES_NO[one.for_decision],
            "; ".join(one.authors),
            *place_of(one.origin),
        ]
        for one in items
    ]
