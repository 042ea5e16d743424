"""The forms of a meeting, its items and decisions, and of a standing right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plait.engine.board_sheets import DECISIONS, ITEMS, MEETINGS, STANDING_RIGHTS
from plait.engine.permissions import Viewer
from plait.engine.sheets import Sheet
from plait.store.board import ItemLine, MeetingLine
from plait.web.shared.conflicts import warning_of
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Choice, Link

Known = tuple[int, str]
"""A row that is there already: its id, and what it is called."""


def meeting_task(viewer: Viewer, meeting: MeetingLine | None = None) -> FormTask:
    """The form that changes a meeting, or adds one."""
    home = f"/t/{viewer.trust_code}/board/"
    return FormTask(
        sheet=MEETINGS,
        title=f"Change {meeting.name}" if meeting else "Add a meeting",
        fields=MEETINGS.fields,
        back=Link(meeting.name, f"{home}{meeting.id}/") if meeting else Link("Meetings", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The meeting is saved." if meeting else "The meeting is recorded.",
        record_id=meeting.id if meeting else None,
        section="board",
        subject="meetings",
    )


def item_task(viewer: Viewer, meeting: MeetingLine, known: Known | None = None) -> FormTask:
    """The form that adds an item to an agenda, or changes one; its number stays, since decisions name it."""
    new = _of_meeting(viewer, meeting, ITEMS)
    if known is None:
        return replace(new, title=f"Add an item to {meeting.name}", done="The item is recorded.")
    fields = tuple(name for name in new.fields if name != "number")
    return replace(_again(new, known), fields=fields)


def item_choices(items: Iterable[ItemLine]) -> tuple[Choice, ...]:
    """The items of an agenda to choose from, by number and title: nobody knows them by number alone."""
    return tuple(Choice(item.number, f"{item.number}. {item.title}") for item in items)


def decision_task(
    viewer: Viewer, meeting: MeetingLine, items: Iterable[ItemLine], known: Known | None = None
) -> FormTask:
    """The form that records a decision of a meeting, or changes one."""
    offered = {"item": item_choices(items)}
    new = replace(
        _of_meeting(viewer, meeting, DECISIONS), offered=offered, warn=lambda record_id: warning_of(viewer, record_id)
    )
    if known is None:
        return replace(new, title=f"Add a decision of {meeting.name}", done="The decision is recorded.")
    return _again(new, known)


def right_task(viewer: Viewer, right_id: int | None = None) -> FormTask:
    """The form that says whether a subject has a right, or changes that; which right of whom stays."""
    home = f"/t/{viewer.trust_code}/board/rights/"
    fields = STANDING_RIGHTS.fields
    return FormTask(
        sheet=STANDING_RIGHTS,
        title="Change a standing right" if right_id else "Add a standing right",
        fields=tuple(name for name in fields if name not in STANDING_RIGHTS.key) if right_id else fields,
        back=Link("Standing rights", home),
        after=lambda _id: home,
        done="The right is saved." if right_id else "The right is recorded.",
        record_id=right_id,
        section="board",
        subject="rights",
    )


def _of_meeting(viewer: Viewer, meeting: MeetingLine, sheet: Sheet) -> FormTask:
    here = f"/t/{viewer.trust_code}/board/{meeting.id}/"
    return FormTask(
        sheet=sheet,
        title="",
        fields=tuple(name for name in sheet.fields if name != "meeting"),
        back=Link(meeting.name, here),
        after=lambda _id: here,
        done="",
        given={"meeting": meeting.name},
        section="board",
        subject="meetings",
    )


def _again(new: FormTask, known: Known) -> FormTask:
    record_id, title = known
    return replace(new, title=f"Change {title}", done=f"{title} is saved.", record_id=record_id, given={})
