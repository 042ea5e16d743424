"""The forms of somebody's long leave, and the question before one is taken away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.long_leave import LeaveLine, load_leave
from plait.store.people import PersonDetail, load_person
from plait.web.people.leave import leave_removal, leave_task
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.editing import handle_form
from plait.web.shared.removing import handle_removal


@needs(Action.EDIT_LEAVE)
def add_leave(request: TrustRequest, person_id: int) -> HttpResponse:
    """Add a time of leave."""
    return handle_form(request, leave_task(_home(request), _person(request, person_id), None))


@needs(Action.EDIT_LEAVE)
def edit_leave(request: TrustRequest, leave_id: int) -> HttpResponse:
    """Change the days of a leave."""
    found = _leave(request, leave_id)
    return handle_form(request, leave_task(_home(request), _person(request, found.employment_id), found))


@needs(Action.EDIT_LEAVE)
def remove_leave(request: TrustRequest, leave_id: int) -> HttpResponse:
    """Take away a leave that never was, after a question."""
    found = _leave(request, leave_id)
    return handle_removal(request, leave_removal(_home(request), _person(request, found.employment_id), found))


def _home(request: TrustRequest) -> str:
    return f"/t/{request.viewer.trust_code}"


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
