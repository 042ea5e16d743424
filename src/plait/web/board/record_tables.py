"""What the page of a meeting shows beside its agenda and decisions: who came, what was asked, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.attendance import APOLOGIES, DEPUTY, PRESENCES, PRESENT
from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board_record import ActionLine, AttendanceLine, ChallengeLine
from plait.store.papers import PaperLine
from plait.web.board.actions_page import done_cell, due_cell
from plait.web.board.papers_page import papers_table
from plait.web.shared.origins import source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage, plain_heads


@dataclass(frozen=True, slots=True)
class RecordPart:
    """One part of a meeting's record: its heading, what it comes to in a sentence, its table, the way to one more."""

    heading: str
    says: str
    table: TablePage
    add: Link | None


def record_parts(
    viewer: Viewer,
    meeting_id: int,
    came: Sequence[AttendanceLine],
    asked: Sequence[ChallengeLine],
    actions: Sequence[ActionLine],
) -> tuple[RecordPart, ...]:
    """The three parts as this viewer sees them; those who keep the board's record change them here."""
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    home = f"/t/{viewer.trust_code}/board/"

    def add(path: str, text: str) -> Link | None:
        return Link(text, f"{home}{meeting_id}/{path}/add/") if may_edit else None

    who = Link(CAME, f"{home}{meeting_id}/attendance/") if may_edit else None
    return (
        RecordPart(ACTIONS, _late(actions), _actions(home, actions, may_edit=may_edit), add("actions", ACT)),
        RecordPart("Challenges", _asked(asked), _challenges(home, asked, may_edit=may_edit), add("challenges", ASK)),
        RecordPart("Who was there", _came(came), _attendance(home, came, may_edit=may_edit), who),
    )


def papers_part(viewer: Viewer, meeting_id: int, papers: Sequence[PaperLine]) -> RecordPart:
    """The papers of a meeting that this viewer may read."""
    home = f"/t/{viewer.trust_code}/board/"
    add = Link("Add a paper", f"{home}{meeting_id}/papers/add/") if scope_of(viewer, Action.EDIT_BOARD) else None
    return RecordPart("Papers", "", papers_table(home, papers), add)


ACTIONS = "Actions"
CAME, ASK, ACT = "Say who came", "Add a challenge", "Add an action"


def _came(came: Sequence[AttendanceLine]) -> str:
    if not came:
        return ""
    there, sent, away = (sum(one.presence == which for one in came) for which in (PRESENT, DEPUTY, APOLOGIES))
    more = f", {sent} sent a deputy" if sent else ""
    return f"{there} of {many(len(came), 'member', 'members')} were there{more}, {away} sent apologies."


def _asked(asked: Sequence[ChallengeLine]) -> str:
    if not asked:
        return ""
    changed = sum(bool(one.changed) for one in asked)
    return f"{many(len(asked), 'question', 'questions')} put; {changed} changed something."


def _late(actions: Sequence[ActionLine]) -> str:
    late = sum(one.state == "late" for one in actions)
    return f"{many(late, 'action is', 'actions are')} late." if late else ""


def _table(caption: str, heads: Sequence[str], rows: Iterable[Row], empty: str) -> TablePage:
    return TablePage(caption, plain_heads(heads), tuple(rows), EmptyState(empty), caption_hidden=True)


def _attendance(home: str, came: Iterable[AttendanceLine], *, may_edit: bool) -> TablePage:
    heads = ["Member", "Office", "Attendance", "Source", *(["Change"] if may_edit else [])]
    rows = (
        Row(
            (
                Cell(one.member, href=f"{home}members/{one.member_id}/"),
                Cell(one.office),
                Cell(PRESENCES[one.presence], note=one.deputy),
                Cell(source_words(one.origin), look="source"),
                *_change(f"{home}attendance/{one.id}/edit/", one.member, may_edit=may_edit),
            )
        )
        for one in came
    )
    return _table("Attendance", heads, rows, "It is not recorded who was there.")


def _challenges(home: str, asked: Iterable[ChallengeLine], *, may_edit: bool) -> TablePage:
    heads = ["Question", "Asked by", "About", "Answer", "What changed", "Source", *(["Change"] if may_edit else [])]
    rows = (
        Row(
            (
                Cell(one.question),
                Cell(one.raised_by),
                Cell(one.decision or (f"Item {one.item}" if one.item else "–")),
                Cell(one.answer or "–"),
                Cell(one.changed or "Nothing"),
                Cell(source_words(one.origin), look="source"),
                *_change(f"{home}challenges/{one.id}/edit/", one.question, may_edit=may_edit),
            )
        )
        for one in asked
    )
    return _table("Challenges", heads, rows, "No question is recorded.")


def _actions(home: str, actions: Iterable[ActionLine], *, may_edit: bool) -> TablePage:
    heads = ["Action", "Owner", "Due on", "Done on", "Source", *(["Change"] if may_edit else [])]
    rows = (
        Row(
            (
                Cell(one.name, note=f"Item {one.item}" if one.item else ""),
                Cell(one.owner),
                due_cell(one),
                done_cell(one, f"{home}actions/{one.id}/done/?from=meeting" if may_edit else ""),
                Cell(source_words(one.origin), look="source"),
                *_change(f"{home}actions/{one.id}/edit/", one.name, may_edit=may_edit),
            )
        )
        for one in actions
    )
    return _table("Actions", heads, rows, "No action came of it.")


def _change(href: str, what: str, *, may_edit: bool) -> tuple[Cell, ...]:
    return (Cell("Change", href=href, of=what),) if may_edit else ()
