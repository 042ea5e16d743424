"""The visits to clinical areas, one of them, and the forms that log, plan, change and remove one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, reaches
from plait.store.areas import VisitLine, list_visits, load_visit
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.web.areas.forms import home_of, visit_task
from plait.web.areas.visits import HEADINGS, names_visitors, offer, visit_page, visit_rows, visits_page, visits_table
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_AREAS)
@kept_by_role
def visits(request: TrustRequest) -> DrawingOrFile:
    """Every visit, made and planned."""
    viewer, today = request.viewer, timezone.localdate()
    query, named = read_query(request.GET, offer(viewer)), names_visitors(viewer)
    found = list_visits(viewer.trust_id, wanted_of(query), on=today, named=named)
    if query.wants_csv:
        return csv_response(request, "visits.csv", HEADINGS, visit_rows(viewer, found, today), query)
    every = Wanted(filters={"state": "planned"}, sort="day", limit=None)
    late = sum(one.visited_on < today for one in list_visits(viewer.trust_id, every, on=today, named=named).rows)
    return Drawing("areas/visits.jinja", visits_page(viewer, visits_table(viewer, query, found, today), late))


@needs(Action.READ_AREAS)
def visit(request: TrustRequest, visit_id: int) -> HttpResponse:
    """One visit, and what happened to its record."""
    found = _found(request, visit_id)
    history = load_history(request.viewer.trust_id, {"clinicalvisit": [visit_id]})
    page = visit_page(request.viewer, found, history, timezone.localdate())
    return render(request, "areas/visit.jinja", {"page": page})


@needs(Action.LOG_VISITS)
def add_visit(request: TrustRequest) -> HttpResponse:
    """Log a visit that was made, in a minute."""
    return handle_form(request, visit_task(request.viewer))


@needs(Action.LOG_VISITS)
def plan_visit(request: TrustRequest) -> HttpResponse:
    """Plan a visit, in a minute; it counts once somebody says that it took place."""
    return handle_form(request, visit_task(request.viewer, is_plan=True, area=request.GET.get("area", "")))


@needs(Action.LOG_VISITS)
def edit_visit(request: TrustRequest, visit_id: int) -> HttpResponse:
    """Change a visit, or say that it took place."""
    return handle_form(request, visit_task(request.viewer, known=_own(request, visit_id)))


@needs(Action.LOG_VISITS)
def remove_visit(request: TrustRequest, visit_id: int) -> HttpResponse:
    """Take away a visit that never was, after a question."""
    found = _own(request, visit_id)
    task = visit_task(request.viewer, known=found)
    name, what = f"The visit of {full_date(found.visited_on)}", f"{found.name} was in {found.area}"
    after = f"{home_of(request.viewer)}visits/"
    return handle_removal(request, removal_of(task, name, what, after=after, button="this visit"))


def _own(request: TrustRequest, visit_id: int) -> VisitLine:
    found = _found(request, visit_id)
    if not reaches(request.viewer, Action.LOG_VISITS, employee_number=found.employee_number):
        refuse(request, "LOG_VISITS does not reach this person", Action.LOG_VISITS)
    return found


def _found(request: TrustRequest, visit_id: int) -> VisitLine:
    found = load_visit(request.viewer.trust_id, visit_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
