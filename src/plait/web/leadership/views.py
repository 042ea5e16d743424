"""The leadership roles of a trust, one of them, and the forms for roles and for who holds them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.engine.trust import holding_on
from plait.store.accountability import list_territories
from plait.store.acting_up import list_away, list_every_deputy
from plait.store.history import load_history
from plait.store.leadership import RoleLine, find_stay, list_holders, list_roles, load_role, rows_about_role
from plait.store.paging import Wanted
from plait.web.leadership.as_at import HEADINGS as AS_AT
from plait.web.leadership.as_at import as_at_page, as_at_rows, read_asked
from plait.web.leadership.detail import Whole, role_page
from plait.web.leadership.editing import holder_task, role_task
from plait.web.leadership.page import HEADINGS, OFFER, Every, clock_on, leadership_page, role_rows
from plait.web.leadership.timeline import Absent, role_chart
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.leave import leave_read
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of

EVERY = Wanted(limit=None)


@needs(Action.READ_LEADERSHIP)
@kept_by_role
def leadership(request: TrustRequest) -> DrawingOrFile:
    """Who leads digital work: the roles, who holds each, and since when nobody does."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, OFFER)
    found = list_roles(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(
            request, "leadership.csv", HEADINGS, role_rows(found, clock_on(viewer.trust_id, today)), query
        )
    roles = list_roles(viewer.trust_id, EVERY, on=today).rows
    away = list_away(viewer.trust_id, on=today)
    deputies = list_every_deputy(viewer.trust_id, on=today)
    absent = Absent(away, deputies, leave_read(viewer, "", today))
    every = Every(roles, role_chart(roles, list_holders(viewer.trust_id), absent, today))
    page = leadership_page(viewer, query, found, every, clock_on(viewer.trust_id, today))
    return Drawing("leadership/list.jinja", page)


@needs(Action.READ_LEADERSHIP)
def as_at(request: TrustRequest) -> HttpResponse:
    """Who led and who answered on a day, by the record as it is today."""
    viewer, asked = request.viewer, read_asked(request.GET.dict(), timezone.localdate())
    roles = list_roles(viewer.trust_id, EVERY, on=asked.day).rows
    territories = list_territories(viewer.trust_id, EVERY, on=asked.day).rows
    if request.GET.get("format") == "csv":
        return csv_response(request, "as-at.csv", AS_AT, as_at_rows(asked.day, roles, territories))
    page = as_at_page(viewer, asked, roles, territories)
    return render(request, "leadership/as_at.jinja", {"page": page}, status=422 if asked.wrong else 200)


@needs(Action.READ_LEADERSHIP)
def role(request: TrustRequest, role_id: int) -> HttpResponse:
    """One role: who holds it and held it, what it may decide and spend, what happened to it."""
    viewer, found = request.viewer, _found(request, role_id)
    holders = list_holders(viewer.trust_id, role_id)
    history = load_history(viewer.trust_id, rows_about_role(viewer.trust_id, role_id))
    today = timezone.localdate()
    deputies = [one for one in list_every_deputy(viewer.trust_id, on=today) if one.role_id == found.id]
    absent = Absent(list_away(viewer.trust_id, on=today), deputies, leave_read(viewer, "", today))
    chart = role_chart([found], holders, absent, today)
    names = tuple(one.name for one in holding_on(deputies, today))
    page = role_page(viewer, Whole(found, holders, history, chart, names), clock_on(viewer.trust_id, today))
    return render(request, "leadership/role.jinja", {"page": page})


@needs(Action.EDIT_LEADERSHIP)
def add_role(request: TrustRequest) -> HttpResponse:
    """Add a leadership role."""
    return handle_form(request, role_task(request.viewer))


@needs(Action.EDIT_LEADERSHIP)
def edit_role(request: TrustRequest, role_id: int) -> HttpResponse:
    """Change what a leadership role is and has."""
    return handle_form(request, role_task(request.viewer, _found(request, role_id)))


@needs(Action.EDIT_LEADERSHIP)
def add_holder(request: TrustRequest, role_id: int) -> HttpResponse:
    """Record who takes on a role."""
    return handle_form(request, holder_task(request.viewer, _found(request, role_id)))


@needs(Action.EDIT_LEADERSHIP)
def edit_holder(request: TrustRequest, holder_id: int) -> HttpResponse:
    """Change how and for how long somebody holds a role; one who holds it no more, as of the last day."""
    stay = find_stay(request.viewer.trust_id, holder_id)
    if stay is None:
        raise Http404
    task = holder_task(request.viewer, _found(request, stay.role_id), (holder_id, stay), timezone.localdate())
    return handle_form(request, task)


def _found(request: TrustRequest, role_id: int) -> RoleLine:
    found = load_role(request.viewer.trust_id, role_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
