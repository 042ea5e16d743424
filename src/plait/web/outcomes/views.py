"""The outcomes of a trust, one of them with its chart, and the forms for an outcome, a figure and a mark."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, reaches
from plait.store.history import load_history
from plait.store.outcomes import (
    OutcomeLine,
    list_acts,
    list_marks,
    list_observations,
    list_outcomes,
    load_outcome,
    rows_about_outcome,
)
from plait.store.teams import list_service_names, list_team_names
from plait.web.outcomes.detail import Recorded, drawn_alone, outcome_page
from plait.web.outcomes.detail import charted as chart_of
from plait.web.outcomes.figures import HEADINGS as FIGURES
from plait.web.outcomes.figures import figure_rows, figures_of
from plait.web.outcomes.forms import mark_task, observation_task, outcome_task
from plait.web.outcomes.page import HEADINGS, charted, chosen, list_table, offer, outcome_rows, outcomes_page
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response, note_export
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query


@needs(Action.READ_OUTCOMES)
@kept_by_role
def outcomes(request: TrustRequest) -> DrawingOrFile:
    """Every measure with both icons, and for the board which of them change and which meet their target."""
    viewer = request.viewer
    every = charted(list_outcomes(viewer.trust_id, on=timezone.localdate()))
    offered = offer(every)
    query = read_query(request.GET, offered)
    found = chosen(every, query)
    if query.wants_csv:
        return csv_response(request, "outcomes.csv", HEADINGS, outcome_rows(found), query)
    return Drawing("outcomes/list.jinja", outcomes_page(viewer, every, list_table(viewer, offered, query, found)))


@needs(Action.READ_OUTCOMES)
def outcome(request: TrustRequest, outcome_id: int) -> HttpResponse:
    """One outcome: its chart, what that means, every figure, and what happened to the record."""
    viewer, line = request.viewer, _found(request, outcome_id)
    figures = list_observations(viewer.trust_id, outcome_id)
    if request.GET.get("format") == "csv":
        return csv_response(
            request, "outcome.csv", FIGURES, figure_rows(figures_of(chart_of(line), line.outcome.unit, figures))
        )
    trust_id = viewer.trust_id
    history = load_history(trust_id, rows_about_outcome(trust_id, outcome_id))
    recorded = Recorded(figures, list_marks(trust_id, outcome_id), list_acts(trust_id, outcome_id), history)
    return render(request, "outcomes/outcome.jinja", {"page": outcome_page(viewer, line, recorded)})


@needs(Action.READ_OUTCOMES)
def outcome_chart(request: TrustRequest, outcome_id: int) -> HttpResponse:
    """The chart alone, as a picture to keep."""
    line = _found(request, outcome_id)
    drawn = drawn_alone(line, list_marks(request.viewer.trust_id, outcome_id))
    note_export(request, "chart.svg")
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="chart.svg"'
    return response


@needs(Action.EDIT_OUTCOMES)
def add_outcome(request: TrustRequest) -> HttpResponse:
    """Add an outcome."""
    return _form(request)


@needs(Action.EDIT_OUTCOMES)
def edit_outcome(request: TrustRequest, outcome_id: int) -> HttpResponse:
    """Change what should get better, who answers for it, or the target."""
    return _form(request, _own(request, outcome_id))


def _form(request: TrustRequest, line: OutcomeLine | None = None) -> HttpResponse:
    trust_id = request.viewer.trust_id
    task = outcome_task(request.viewer, line, teams=list_team_names(trust_id), services=list_service_names(trust_id))
    return handle_form(request, task)


@needs(Action.EDIT_OUTCOMES)
def add_observation(request: TrustRequest, outcome_id: int) -> HttpResponse:
    """Add one figure: the next day is there already."""
    return handle_form(request, observation_task(request.viewer, _own(request, outcome_id), timezone.localdate()))


@needs(Action.EDIT_OUTCOMES)
def edit_observation(request: TrustRequest, outcome_id: int, observation_id: int) -> HttpResponse:
    """Put a figure right, or say why it counts in nothing."""
    line, trust_id = _own(request, outcome_id), request.viewer.trust_id
    one = next((one for one in list_observations(trust_id, outcome_id) if one.id == observation_id), None)
    if one is None:
        raise Http404
    return handle_form(request, observation_task(request.viewer, line, timezone.localdate(), one))


@needs(Action.EDIT_OUTCOMES)
def add_mark(request: TrustRequest, outcome_id: int) -> HttpResponse:
    """Let limits start again, or note what happened."""
    return handle_form(request, mark_task(request.viewer, _own(request, outcome_id), day=request.GET.get("day", "")))


@needs(Action.EDIT_OUTCOMES)
def edit_mark(request: TrustRequest, outcome_id: int, mark_id: int) -> HttpResponse:
    """Change what is said of a mark."""
    line = _own(request, outcome_id)
    one = next((one for one in list_marks(request.viewer.trust_id, outcome_id) if one.id == mark_id), None)
    if one is None:
        raise Http404
    return handle_form(request, mark_task(request.viewer, line, one))


def _found(request: TrustRequest, outcome_id: int) -> OutcomeLine:
    found = load_outcome(request.viewer.trust_id, outcome_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _own(request: TrustRequest, outcome_id: int) -> OutcomeLine:
    """The outcome, where it is the viewer's to change: whoever works in a team, that of this team alone."""
    found = _found(request, outcome_id)
    if not reaches(request.viewer, Action.EDIT_OUTCOMES, teams=[found.outcome.team]):
        refuse(request, "changes no outcome of another team", Action.EDIT_OUTCOMES)
    return found
