"""What the list of the board's members shows, the page of one, and the form of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.board_members import BOARD_MEMBERS, KIND_CHOICES, KINDS, NON_EXECUTIVE
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.trust import holding_on, holds
from plait.store.board_members import MemberLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import (
    PLACE,
    last_day_of,
    last_day_words,
    place_of,
    runs_words,
    show_history,
    source_words,
)
from plait.web.shared.page import Cell, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

VOTES = {True: "Yes", False: "No", None: "Not recorded"}
HEADINGS = ("Member", "Office", "Kind", "Votes", "Starts", "Last day", *PLACE)
OFFER = Listing(
    columns=(
        Column("name", "Member"),
        Column("office", "Office"),
        Column("kind", "Kind", sortable=False),
        Column("votes", "Votes", sortable=False),
        Column("starts", "Since"),
        Column("ends", "Last day", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("kind", "Kind", tuple((kind, words) for words, kind in KIND_CHOICES.items())),
        Filter("sits", "On the board", (("yes", "Today or later"), ("no", "No more")), "All members"),
    ),
    search_label="Find a member or an office",
    sort="office",
)


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The members of the board: the answer, the list, and the way to a new one."""

    answer: str
    table: TablePage
    add: Link | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One member: in which office, since when, and what happened to the record."""

    name: str
    answer: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    person: Link | None
    edit: Link | None


def members_page(
    viewer: Viewer, query: Query, found: Page[MemberLine], every: Iterable[MemberLine], today: date
) -> MembersPage:
    """The list as this viewer sees it; `every` member is what the sentence speaks of."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "No member of the board is recorded yet. Without them nobody can tell who was there, and who did what.",
        Link("Bring the Board members sheet", f"{home}/imports/") if may_edit else None,
    )
    rows = [_row(home, one) for one in found.rows]
    return MembersPage(
        answer=_answer(holding_on(every, today)),
        table=show_table(OFFER, query, ListWords("Members", "members", empty), rows=rows, total=found.total),
        add=Link("Add a member", f"{home}/board/members/add/") if may_edit else None,
    )


def _answer(sitting: Sequence[MemberLine]) -> str:
    if not sitting:
        return f"{CANNOT_TELL} Nobody who sits on the board today is recorded."
    outside = sum(one.kind == NON_EXECUTIVE for one in sitting)
    voting = sum(one.votes is True for one in sitting)
    unsaid = sum(one.votes is None for one in sitting)
    said = f" Of {unsaid} it is not recorded whether they vote." if unsaid else ""
    return f"{many(len(sitting), 'member', 'members')} today: {voting} with a vote, {outside} non-executive.{said}"


def _row(home: str, one: MemberLine) -> Row:
    return Row(
        (
            Cell(one.name, href=f"{home}/board/members/{one.id}/"),
            Cell(one.office),
            Cell(KINDS[one.kind]),
            Cell(VOTES[one.votes]),
            Cell(short_date(one.starts)),
            Cell(last_day_words(one.ends)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"member-{one.id}",
    )


def member_rows(members: Iterable[MemberLine]) -> list[list[str]]:
    """The filtered rows as a file; what nobody recorded is empty."""
    return [
        [
            one.name,
            one.office,
            KINDS[one.kind],
            "" if one.votes is None else VOTES[one.votes],
            one.starts.isoformat(),
            last_day_of(one.ends),
            *place_of(one.origin),
        ]
        for one in members
    ]


def member_page(viewer: Viewer, one: MemberLine, history: Iterable[HistoryLine], today: date) -> MemberPage:
    """One member of the board; who keeps its record changes it here."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    opens = one.person_number is not None and bool(scope_of(viewer, Action.READ_COMPETENCIES))
    return MemberPage(
        name=one.name,
        answer=_where(one, today),
        about=(
            Definition("Office", one.office),
            Definition("Kind", KINDS[one.kind]),
            Definition("Votes", VOTES[one.votes]),
            Definition("Runs", runs_words(one.starts, one.ends)),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        person=Link(f"The record of {one.name}", f"{home}/people/{one.person_number}/") if opens else None,
        edit=Link("Change this member", f"{home}/board/members/{one.id}/edit/") if may_edit else None,
    )


def _where(one: MemberLine, today: date) -> str:
    if holds(one, today):
        return f"{one.office} on the board since {short_date(one.starts)}."
    if one.starts > today:
        return f"{one.office} on the board from {short_date(one.starts)} on."
    return f"{one.office} on the board until {last_day_words(one.ends)}."


def member_task(viewer: Viewer, one: MemberLine | None, today: date) -> FormTask:
    """The form that adds a member, or changes one."""
    home = f"/t/{viewer.trust_code}/board/members/"
    return FormTask(
        sheet=BOARD_MEMBERS,
        title=f"Change {one.name}" if one else "Add a member of the board",
        fields=BOARD_MEMBERS.fields,
        back=Link(one.name, f"{home}{one.id}/") if one else Link("Members", home),
        after=lambda record_id: f"{home}{record_id}/",
        done=f"{one.name} is saved." if one else "The member is recorded.",
        record_id=one.id if one else None,
        on=one.ends - DAY if one and one.ends is not None and one.ends <= today else None,
        section="board",
        subject="members",
    )
