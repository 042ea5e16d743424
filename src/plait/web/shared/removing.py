"""Taking away a record that never was: after a question, with a way back, and only as it was when it was asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.sheets import Sheet
from plait.store.editing import Conflict, NoSuchRecord, load_editable, load_last_saving, remove_record
from plait.web.shared.access import TrustRequest
from plait.web.shared.acting import act_of
from plait.web.shared.editing import FormTask
from plait.web.shared.notice import notice
from plait.web.shared.page import Link
from plait.web.shared.saved_first import who_saved
from plait.web.shared.undo import undo_of


@dataclass(frozen=True, slots=True)
class RemovalTask:
    """What is to be removed: `name` as people know it, `what` it says, and `button` names its kind.

    `back` is the page that tells of it while it stands, `after` the one to go to when it is gone.
    """

    sheet: Sheet
    record_id: int
    name: str
    what: str
    button: str
    back: Link
    after: str
    section: str
    subject: str


def removal_of(task: FormTask, name: str, what: str, *, after: str, button: str) -> RemovalTask:
    """The question for the record that a form changes."""
    says = f"Remove it only if it was never so: {what.rstrip('.')}. The history keeps it."
    return RemovalTask(
        task.sheet, task.record_id or 0, name, says, button, task.back, after, task.section, task.subject
    )  # fmt: skip


def handle_removal(request: TrustRequest, task: RemovalTask) -> HttpResponse:
    """Ask, or remove: 409 and the question again when somebody saved the record since it was asked.

    Nothing here asks whether the viewer may: that is for the view that made the task.
    """
    trust_id = request.viewer.trust_id
    try:
        opened = load_editable(trust_id, task.sheet.name, task.record_id, on=timezone.localdate())
    except NoSuchRecord as gone:
        raise Http404 from gone
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("stamp") == opened.stamp:
        with suppress(Conflict):  # somebody saved it this very moment: the question is asked once more
            remove_record(act_of(request), opened)
            said = f"{task.name} is removed. The history keeps what it said."
            notice(request, said, undo=undo_of(request, task.after))
            return redirect(task.after)
    first = who_saved(load_last_saving(trust_id, task.sheet.name, task.record_id)) if is_sent else ""
    page = {"page": task, "stamp": opened.stamp, "first": first}
    return render(request, "shared/remove.jinja", page, status=409 if is_sent else 200)
