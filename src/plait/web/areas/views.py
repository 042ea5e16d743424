"""The clinical areas of a trust, one of them, and the form for one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.areas import AreaLine, list_areas, list_visits, load_area, rows_about_area
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.web.areas.forms import area_task
from plait.web.areas.page import HEADINGS, area_page, area_rows, areas_page, list_table, offer
from plait.web.areas.visits import bare_table, names_visitors
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_AREAS)
@kept_by_role
def areas(request: TrustRequest) -> DrawingOrFile:
    """Which areas a clinical leader or champion reached in 90 days, the longest unreached first."""
    viewer, today = request.viewer, timezone.localdate()
    every = list_areas(viewer.trust_id, Wanted(sort="last", limit=None), on=today).rows
    offered = offer(every)
    query = read_query(request.GET, offered)
    found = list_areas(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "clinical-areas.csv", HEADINGS, area_rows(found), query)
    return Drawing(
        "areas/list.jinja", areas_page(viewer, every, list_table(viewer, offered, query, found, today), today)
    )


@needs(Action.READ_AREAS)
def area(request: TrustRequest, area_id: int) -> HttpResponse:
    """One area, the visits to it, and what happened to its record."""
    viewer, today, found = request.viewer, timezone.localdate(), _found(request, area_id)
    here = Wanted(filters={"area": str(area_id)}, sort="day", descending=True, limit=None)
    visits = list_visits(viewer.trust_id, here, on=today, named=names_visitors(viewer))
    table = bare_table(viewer, visits, today)
    history = load_history(viewer.trust_id, rows_about_area(viewer.trust_id, area_id))
    return render(request, "areas/area.jinja", {"page": area_page(viewer, found, table, history, today)})


@needs(Action.EDIT_AREAS)
def add_area(request: TrustRequest) -> HttpResponse:
    """Add a clinical area."""
    return handle_form(request, area_task(request.viewer))


@needs(Action.EDIT_AREAS)
def edit_area(request: TrustRequest, area_id: int) -> HttpResponse:
    """Change what is recorded of an area."""
    return handle_form(request, area_task(request.viewer, _found(request, area_id)))


def _found(request: TrustRequest, area_id: int) -> AreaLine:
    found = load_area(request.viewer.trust_id, area_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
