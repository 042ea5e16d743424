"""The list of long leave, one leave with what its person holds meanwhile, and the forms of both."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.history import load_history
from plait.store.long_leave import LeaveLine, count_leave, list_leave, load_leave
from plait.store.people import PersonDetail, load_person
from plait.web.people.held import HEADINGS as HELD_HEADINGS
from plait.web.people.held import held_for, held_rows
from plait.web.people.leave import LeaveKnown, any_leave_task, leave_page, leave_removal, leave_task
from plait.web.people.leave_list import HEADINGS, OFFER, leave_list, leave_rows
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.leave import leave_reach, reads_leave, reads_leave_of
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal
from plait.web.shared.table import wanted_of


@needs(Action.READ_CAPACITY)
def leaves(request: TrustRequest) -> HttpResponse:
    """Who is away, will be or was, of those whose time the viewer reads."""
    viewer, today, reach = request.viewer, timezone.localdate(), leave_reach(request.viewer)
    if not (reach.everyone or reach.numbers):
        refuse(request, "reads nobody's leave", Action.READ_CAPACITY)
    query = read_query(request.GET, OFFER)
    found = list_leave(viewer.trust_id, reach, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "long-leave.csv", HEADINGS, leave_rows(found), query)
    page = leave_list(viewer, query, found, count_leave(viewer.trust_id, reach, on=today))
    return render(request, "people/leaves.jinja", {"page": page})


@needs(Action.READ_CAPACITY)
def leave(request: TrustRequest, leave_id: int) -> HttpResponse:
    """One leave: from when to when, and what nobody covers meanwhile."""
    viewer = request.viewer
    found, person = _read_leave(request, leave_id)
    held = held_for(viewer, found)
    if request.GET.get("format") == "csv":
        return csv_response(request, "held-while-away.csv", HELD_HEADINGS, held_rows(held))
    history = load_history(viewer.trust_id, {"longleave": [leave_id]})
    page = leave_page(viewer, LeaveKnown(person, found, held, history), timezone.localdate())
    return render(request, "people/leave.jinja", {"page": page})


@needs(Action.EDIT_LEAVE)
def add_any_leave(request: TrustRequest) -> HttpResponse:
    """Add a time of leave of anybody."""
    return handle_form(request, any_leave_task(request.viewer))


@needs(Action.EDIT_LEAVE)
def add_leave(request: TrustRequest, person_id: int) -> HttpResponse:
    """Add a time of leave."""
    return handle_form(request, leave_task(request.viewer, _person(request, person_id), None))


@needs(Action.EDIT_LEAVE)
def edit_leave(request: TrustRequest, leave_id: int) -> HttpResponse:
    """Change the days of a leave."""
    found = _leave(request, leave_id)
    return handle_form(request, leave_task(request.viewer, _person(request, found.employment_id), found))


@needs(Action.EDIT_LEAVE)
def remove_leave(request: TrustRequest, leave_id: int) -> HttpResponse:
    """Take away a leave that never was, after a question."""
    found = _leave(request, leave_id)
    task = leave_removal(request.viewer, _person(request, found.employment_id), found)
    return handle_removal(request, task)


def _read_leave(request: TrustRequest, leave_id: int) -> tuple[LeaveLine, PersonDetail]:
    """A leave and whose it is; whoever may not read it is refused as for one that never was."""
    found = load_leave(request.viewer.trust_id, leave_id)
    person = load_person(request.viewer.trust_id, found.employment_id, on=timezone.localdate()) if found else None
    if found and person and reads_leave_of(request.viewer, person.employee_number):
        return found, person
    if not reads_leave(request.viewer):
        refuse(request, "reads no leave of this person", Action.READ_CAPACITY)
    raise Http404


def _person(request: TrustRequest, person_id: int) -> PersonDetail:
    found = load_person(request.viewer.trust_id, person_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _leave(request: TrustRequest, leave_id: int) -> LeaveLine:
    found = load_leave(request.viewer.trust_id, leave_id)
    if found is None:
        raise Http404
    return found
