"""The blockers of teams, one of them, and the forms that raise and remove one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, reaches
from plait.store.design import BlockerLine, list_blockers, load_blocker, teams_with_blockers
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.web.design.blockers import HEADINGS, blocker_page, blocker_rows, blockers_page, offer
from plait.web.design.forms import blocker_task, removal_task
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_RECORD)
@kept_by_role
def blockers(request: TrustRequest) -> DrawingOrFile:
    """What stops teams, for how long, and whose it is to remove."""
    viewer, today = request.viewer, timezone.localdate()
    offered = offer(teams_with_blockers(viewer.trust_id))
    query = read_query(request.GET, offered)
    found = list_blockers(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "blockers.csv", HEADINGS, blocker_rows(found), query)
    every = list_blockers(viewer.trust_id, Wanted(limit=None), on=today).rows
    return Drawing("design/blockers.jinja", blockers_page(viewer, (offered, query, found), every))


@needs(Action.READ_RECORD)
def blocker(request: TrustRequest, blocker_id: int) -> HttpResponse:
    """One blocker, and what happened to its record."""
    found = _found(request, blocker_id)
    history = load_history(request.viewer.trust_id, {"blocker": [blocker_id]})
    return render(request, "design/blocker.jinja", {"page": blocker_page(request.viewer, found, history)})


@needs(Action.RECORD_RELEASE)
def add_blocker(request: TrustRequest) -> HttpResponse:
    """Say what stops a team."""
    return handle_form(request, blocker_task(request.viewer))


@needs(Action.RECORD_RELEASE)
def edit_blocker(request: TrustRequest, blocker_id: int) -> HttpResponse:
    """What stops a team, as it is recorded."""
    return handle_form(request, blocker_task(request.viewer, _own(request, blocker_id)))


@needs(Action.RECORD_RELEASE)
def delete_blocker(request: TrustRequest, blocker_id: int) -> HttpResponse:
    """Take away a blocker that never stood in the way, after a question."""
    found = _own(request, blocker_id)
    task, after = blocker_task(request.viewer, found), f"/t/{request.viewer.trust_code}/blockers/"
    what = f"{found.team} raised it on {full_date(found.raised_on)}. One that is gone is said to be removed instead"
    return handle_removal(request, removal_of(task, found.name, what, after=after, button="this blocker"))


def _own(request: TrustRequest, blocker_id: int) -> BlockerLine:
    found = _found(request, blocker_id)
    if not reaches(request.viewer, Action.RECORD_RELEASE, teams=[found.team]):
        refuse(request, "RECORD_RELEASE does not reach this team", Action.RECORD_RELEASE)
    return found


@needs(Action.REMOVE_BLOCKER)
def remove_blocker(request: TrustRequest, blocker_id: int) -> HttpResponse:
    """Say that a blocker is gone, who removed it and how."""
    return handle_form(request, removal_task(request.viewer, _found(request, blocker_id)))


def _found(request: TrustRequest, blocker_id: int) -> BlockerLine:
    found = load_blocker(request.viewer.trust_id, blocker_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
