"""The joined-up calendar of all programmes, their clashes, and one measure that several of them change."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, scope_of
from plait.store.changes import load_duties, load_needed
from plait.store.outcomes import list_outcomes
from plait.store.programmes import list_marks_of, list_plans
from plait.web.programmes import calendar, clashing
from plait.web.programmes.clashing import Changes, changes_of
from plait.web.programmes.measure import measure_page
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query


@needs(Action.READ_PROGRAMMES)
@kept_by_role
def joined_up(request: TrustRequest) -> DrawingOrFile:
    """Changes and milestones of every programme by month, the worst clashes, and who leads what."""
    changes = _changes(request)
    offered = calendar.offer(changes)
    query = read_query(request.GET, offered)
    if query.wants_csv:
        rows = calendar.change_rows(changes, calendar.chosen(changes, query))
        return csv_response(request, "changes.csv", calendar.HEADINGS, rows, query)
    begins = calendar.read_month(request.GET.get("from", ""), changes.today)
    return Drawing(
        "programmes/calendar.jinja", calendar.calendar_page(request.viewer, changes, (offered, query), begins)
    )


@needs(Action.READ_PROGRAMMES)
@kept_by_role
def clashes(request: TrustRequest) -> DrawingOrFile:
    """Where two programmes are in each other's way, the worst first."""
    viewer, changes = request.viewer, _changes(request)
    offered = clashing.offer(changes)
    query = read_query(request.GET, offered)
    if query.wants_csv:
        rows = clashing.clash_rows(viewer, changes, clashing.chosen(changes, query))
        return csv_response(request, "clashes.csv", clashing.HEADINGS, rows, query)
    return Drawing("programmes/clashes.jinja", clashing.clashes_page(viewer, changes, offered, query))


@needs(Action.READ_PROGRAMMES)
def measure(request: TrustRequest, outcome_id: int) -> HttpResponse:
    """The chart of one measure, with a mark for each change of each programme."""
    viewer, today = request.viewer, timezone.localdate()
    if not scope_of(viewer, Action.READ_OUTCOMES):
        refuse(request, "reads no outcome", Action.READ_OUTCOMES)
    line = next((one for one in list_outcomes(viewer.trust_id, on=today) if one.id == outcome_id), None)
    if line is None:
        raise Http404
    windows = [one.record for plan in list_plans(viewer.trust_id, on=today) for one in plan.windows]
    marks = list_marks_of(viewer.trust_id, [line.id]).get(line.id, ())
    page = measure_page(f"/t/{viewer.trust_code}", line, windows, marks)
    return render(request, "programmes/measure.jinja", {"page": page})


def _changes(request: TrustRequest) -> Changes:
    trust_id, today = request.viewer.trust_id, timezone.localdate()
    plans = list_plans(trust_id, on=today)
    needed = load_needed(trust_id, (one.record for plan in plans for one in plan.windows))
    leads = [plan.named["lead"].id for plan in plans if "lead" in plan.named]
    return changes_of(plans, needed, load_duties(trust_id, leads, on=today), today)
