"""The design decisions of a trust, one of them with who took part, and the forms for both."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.design import (
    DecisionLine,
    find_decision_of,
    list_decisions,
    list_voices,
    live_services,
    load_decision,
    rows_about_decision,
    teams_of_service,
)
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.web.design.detail import decision_page, may_record
from plait.web.design.forms import decision_task, voice_task
from plait.web.design.page import HEADINGS, decision_rows, decisions_page, offer
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
def decisions(request: TrustRequest) -> DrawingOrFile:
    """Who took part in the last decisions of each live service, and every design decision."""
    viewer, today = request.viewer, timezone.localdate()
    every = list_decisions(viewer.trust_id, Wanted(limit=None, sort="decided", descending=True), on=today).rows
    offered = offer(every)
    query = read_query(request.GET, offered)
    found = list_decisions(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "design-decisions.csv", HEADINGS, decision_rows(found), query)
    page = decisions_page(viewer, (offered, query, found), every, live_services(viewer.trust_id))
    return Drawing("design/list.jinja", page)


@needs(Action.READ_RECORD)
def decision(request: TrustRequest, design_id: int) -> HttpResponse:
    """One decision: who took part and who wrote it, and what happened to its record."""
    viewer, found = request.viewer, _found(request, design_id)
    voices = list_voices(viewer.trust_id, design_id, on=timezone.localdate())
    history = load_history(viewer.trust_id, rows_about_decision(viewer.trust_id, design_id))
    page = decision_page(viewer, found, voices, history, _teams(request, found))
    return render(request, "design/decision.jinja", {"page": page})


@needs(Action.RECORD_RELEASE)
def add_decision(request: TrustRequest) -> HttpResponse:
    """Record a design decision."""
    return handle_form(request, decision_task(request.viewer))


@needs(Action.RECORD_RELEASE)
def edit_decision(request: TrustRequest, design_id: int) -> HttpResponse:
    """A decision as it is recorded."""
    return handle_form(request, decision_task(request.viewer, _own(request, design_id)))


@needs(Action.RECORD_RELEASE)
def remove_decision(request: TrustRequest, design_id: int) -> HttpResponse:
    """Take away a decision that was never taken, with who took part in it, after a question."""
    found = _own(request, design_id)
    what = f"taken on {full_date(found.decided_on)} for {found.service}. Who took part goes with it"
    task, after = decision_task(request.viewer, found), f"/t/{request.viewer.trust_code}/design/"
    return handle_removal(request, removal_of(task, found.name, what, after=after, button="this decision"))


@needs(Action.RECORD_RELEASE)
def add_voice(request: TrustRequest, design_id: int) -> HttpResponse:
    """Record who took part in a decision."""
    return handle_form(request, voice_task(request.viewer, _own(request, design_id)))


@needs(Action.RECORD_RELEASE)
def edit_voice(request: TrustRequest, voice_id: int) -> HttpResponse:
    """What somebody's part in a decision was."""
    return handle_form(request, voice_task(request.viewer, _decision_of(request, voice_id), voice_id))


@needs(Action.RECORD_RELEASE)
def remove_voice(request: TrustRequest, voice_id: int) -> HttpResponse:
    """Take away a part that nobody had in a decision, after a question."""
    found = _decision_of(request, voice_id)
    task, after = voice_task(request.viewer, found, voice_id), f"/t/{request.viewer.trust_code}/design/{found.id}/"
    what = f"somebody took part in “{found.name}”"
    return handle_removal(request, removal_of(task, "this part", what, after=after, button="this part"))


def _decision_of(request: TrustRequest, voice_id: int) -> DecisionLine:
    design_id = find_decision_of(request.viewer.trust_id, voice_id)
    if design_id is None:
        raise Http404
    return _own(request, design_id)


def _teams(request: TrustRequest, found: DecisionLine) -> tuple[str, ...]:
    """Whose decision it is: that of the team named, or else of those that work on the service."""
    return (found.team,) if found.team else teams_of_service(request.viewer.trust_id, found.service_id)


def _own(request: TrustRequest, design_id: int) -> DecisionLine:
    found = _found(request, design_id)
    if not may_record(request.viewer, _teams(request, found)):
        refuse(request, "RECORD_RELEASE does not reach the teams of this decision", Action.RECORD_RELEASE)
    return found


def _found(request: TrustRequest, design_id: int) -> DecisionLine:
    found = load_decision(request.viewer.trust_id, design_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
