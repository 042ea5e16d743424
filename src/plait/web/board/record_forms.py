"""The forms of what belongs to a meeting beside its agenda: who came, what was asked, what is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.attendance import ATTENDANCE
from plait.engine.board_actions import ACTIONS
from plait.engine.challenges import CHALLENGES
from plait.engine.permissions import Viewer
from plait.engine.sheets import Sheet
from plait.store.board import MeetingLine
from plait.web.board.editing import Known
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.page import Choice, Link


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what belongs to a meeting: its sheet, its place in an address, and what it is called."""

    sheet: Sheet
    path: str
    title: str
    button: str


KINDS: Mapping[str, Kind] = {
    "attendance": Kind(ATTENDANCE, "attendance", "Say who came", "this attendance"),
    "challenge": Kind(CHALLENGES, "challenges", "Add a challenge", "this challenge"),
    "action": Kind(ACTIONS, "actions", "Add an action", "this action"),
}

Offered = Mapping[str, tuple[str | Choice, ...]]


def part_task(
    viewer: Viewer, meeting: MeetingLine, kind: str, offered: Offered, known: Known | None = None
) -> FormTask:  # fmt: skip
    """The form that adds one of a kind to a meeting, or changes one; who came stays who it is."""
    one, home = KINDS[kind], f"/t/{viewer.trust_code}/board/"
    here = f"{home}{meeting.id}/"
    fields = tuple(column.name for column in one.sheet.columns if column.name != "meeting")
    new = FormTask(
        sheet=one.sheet,
        title=f"{one.title}: {meeting.name}",
        fields=fields,
        back=Link(meeting.name, here),
        after=lambda _id: here,
        done="It is recorded.",
        given={"meeting": meeting.name},
        offered=offered,
        section="board",
        subject="meetings",
    )
    if known is None:
        return new
    record_id, title = known
    return replace(
        new,
        title=f"Change “{title}”",
        done=f"“{title}” is saved.",
        record_id=record_id,
        given={},
        fields=tuple(name for name in fields if name != "member"),
        removal=f"{home}{one.path}/{record_id}/remove/",
    )


def way_back(viewer: Viewer, meeting: MeetingLine, came_from: str) -> Link:
    """The page from which an action was marked done: its meeting, the plan to the next board, else the list."""
    home = f"/t/{viewer.trust_code}/board/"
    known = {"meeting": Link(meeting.name, f"{home}{meeting.id}/"), "plan": Link("Plan", f"{home}plan/")}
    return known.get(came_from, Link("Actions", f"{home}actions/"))


def done_task(viewer: Viewer, meeting: MeetingLine, known: Known, today: date, back: Link) -> FormTask:
    """The form that says on which day an action was done: today, unless another day is written."""
    task = part_task(viewer, meeting, "action", {}, known)
    return replace(
        task,
        title=f"“{known[1]}” is done",
        fields=("done_on",),
        suggested={"done_on": day_text(today)},
        back=back,
        after=lambda _id: back.href,
        done=f"“{known[1]}” is done.",
        removal="",
        subject="actions",
    )
