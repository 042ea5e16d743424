"""Education of the wider trust, and the forms of its sessions and targets."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.education import reach_by_group
from plait.engine.permissions import Action
from plait.store.history import load_history
from plait.store.learning import (
    SessionLine,
    find_session,
    find_target,
    list_sessions,
    list_targets,
    load_taught,
    rows_about_education,
)
from plait.store.people import list_people_filters
from plait.web.learning.forms import session_task, target_task
from plait.web.learning.page import HEADINGS, education_page, offer, session_rows, sessions_table
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_LEARNING)
def education(request: TrustRequest) -> HttpResponse:
    """How far each staff group was reached in 12 months, the targets, and every session."""
    viewer, today = request.viewer, timezone.localdate()
    offered = offer(viewer, list_people_filters(viewer.trust_id).staff_groups)
    query = read_query(request.GET, offered)
    found = list_sessions(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "education-sessions.csv", HEADINGS, session_rows(found), query)
    taught = load_taught(viewer.trust_id, on=today)
    reach = reach_by_group(taught.sessions, taught.targets, taught.headcount, today)
    history = load_history(viewer.trust_id, rows_about_education(viewer.trust_id))
    table = sessions_table(viewer, offered, query, found)
    page = education_page(viewer, reach, list_targets(viewer.trust_id), table, history)
    return render(request, "learning/education.jinja", {"page": page})


@needs(Action.EDIT_LEARNING)
def add_session(request: TrustRequest) -> HttpResponse:
    """Log an education session."""
    return handle_form(request, session_task(request.viewer))


@needs(Action.EDIT_LEARNING)
def edit_session(request: TrustRequest, session_id: int) -> HttpResponse:
    """Change a session."""
    return handle_form(request, session_task(request.viewer, _session(request, session_id)))


@needs(Action.EDIT_LEARNING)
def remove_session(request: TrustRequest, session_id: int) -> HttpResponse:
    """Take a session away, after a question."""
    found = _session(request, session_id)
    task = session_task(request.viewer, found)
    what = f"{found.topic} reached {found.reached} of {found.staff_group}"
    name = f"The session of {full_date(found.held_on)}"
    return handle_removal(request, removal_of(task, name, what, after=task.back.href, button="this session"))


@needs(Action.EDIT_LEARNING)
def add_target(request: TrustRequest) -> HttpResponse:
    """Set how much of a staff group is to be reached."""
    return handle_form(request, target_task(request.viewer))


@needs(Action.EDIT_LEARNING)
def edit_target(request: TrustRequest, target_id: int) -> HttpResponse:
    """Change a target."""
    found = find_target(request.viewer.trust_id, target_id)
    if found is None:
        raise Http404
    return handle_form(request, target_task(request.viewer, found))


def _session(request: TrustRequest, session_id: int) -> SessionLine:
    found = find_session(request.viewer.trust_id, session_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
