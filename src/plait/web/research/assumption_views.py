"""The assumptions of teams, one of them, and its form."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, reaches
from plait.engine.research import humility
from plait.store.history import load_history
from plait.store.research import AssumptionLine, list_assumptions, load_assumption
from plait.store.snapshot import load_research_log
from plait.store.teams import list_team_names
from plait.web.research.assumptions import HEADINGS, assumption_page, assumption_rows, assumptions_page, offer
from plait.web.research.forms import assumption_task, home_of, own_teams
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_RECORD)
@kept_by_role
def assumptions(request: TrustRequest) -> DrawingOrFile:
    """What teams believed, whether it was tested before they built on it, and what was wrong."""
    viewer, today = request.viewer, timezone.localdate()
    offered = offer(viewer.trust_id)
    query = read_query(request.GET, offered)
    found = list_assumptions(viewer.trust_id, wanted_of(query))
    if query.wants_csv:
        return csv_response(request, "assumptions.csv", HEADINGS, assumption_rows(found), query)
    told = humility(load_research_log(viewer.trust_id, on=today).assumptions, today)
    return Drawing("research/assumptions.jinja", assumptions_page(viewer, offered, query, found, told))


@needs(Action.READ_RECORD)
def assumption(request: TrustRequest, assumption_id: int) -> HttpResponse:
    """One assumption, and what happened to its record."""
    found = _found(request, assumption_id)
    history = load_history(request.viewer.trust_id, {"assumption": [assumption_id]})
    page = assumption_page(request.viewer, found, history)
    return render(request, "research/assumption.jinja", {"page": page})


@needs(Action.RECORD_RELEASE)
def add_assumption(request: TrustRequest) -> HttpResponse:
    """Write down what a team believes, before anything is built on it."""
    viewer = request.viewer
    return handle_form(request, assumption_task(viewer, own_teams(viewer, list_team_names(viewer.trust_id))))


@needs(Action.RECORD_RELEASE)
def edit_assumption(request: TrustRequest, assumption_id: int) -> HttpResponse:
    """Its test and outcome, and when building on it began."""
    return handle_form(request, _own_task(request, _found(request, assumption_id)))


@needs(Action.RECORD_RELEASE)
def remove_assumption(request: TrustRequest, assumption_id: int) -> HttpResponse:
    """Take away an assumption that nobody ever made, after a question."""
    found = _found(request, assumption_id)
    after, what = f"{home_of(request.viewer)}assumptions/", f"{found.team} believed it"
    task = _own_task(request, found)
    return handle_removal(request, removal_of(task, found.name, what, after=after, button="this assumption"))


def _own_task(request: TrustRequest, found: AssumptionLine) -> FormTask:
    viewer = request.viewer
    if not reaches(viewer, Action.RECORD_RELEASE, teams=[found.team]):
        refuse(request, "RECORD_RELEASE does not reach this team", Action.RECORD_RELEASE)
    return assumption_task(viewer, own_teams(viewer, list_team_names(viewer.trust_id)), found)


def _found(request: TrustRequest, assumption_id: int) -> AssumptionLine:
    found = load_assumption(request.viewer.trust_id, assumption_id)
    if found is None:
        raise Http404
    return found
