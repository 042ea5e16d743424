"""The research log, one round or group of it, and the forms for both."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, Scope, reaches, scope_of
from plait.store.history import load_history
from plait.store.research import GroupLine, RoundLine, ids_of_groups, list_rounds, load_group, load_round
from plait.store.snapshot import load_research_log
from plait.store.teams import list_team_names
from plait.web.research.detail import group_page, round_page
from plait.web.research.forms import group_task, home_of, own_teams, round_task
from plait.web.research.page import HEADINGS, Looked, offer, research_page, round_rows
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_RECORD)
@kept_by_role
def research(request: TrustRequest) -> DrawingOrFile:
    """How often teams hear users, who was never heard, what changed because of it, and every round."""
    viewer = request.viewer
    offered = offer(viewer.trust_id)
    query = read_query(request.GET, offered)
    found = list_rounds(viewer.trust_id, wanted_of(query))
    if query.wants_csv:
        return csv_response(request, "research.csv", HEADINGS, round_rows(found), query)
    log = load_research_log(viewer.trust_id, on=timezone.localdate())
    page = research_page(viewer, log, Looked(offered, query, found, ids_of_groups(viewer.trust_id)))
    return Drawing("research/list.jinja", page)


@needs(Action.READ_RECORD)
def held_round(request: TrustRequest, round_id: int) -> HttpResponse:
    """One round, and what happened to its record."""
    found = _round(request, round_id)
    history = load_history(request.viewer.trust_id, {"researchround": [round_id]})
    return render(request, "research/record.jinja", {"page": round_page(request.viewer, found, history)})


@needs(Action.RECORD_RELEASE)
def add_round(request: TrustRequest) -> HttpResponse:
    """Log a round of research, in a minute."""
    viewer = request.viewer
    teams = own_teams(viewer, list_team_names(viewer.trust_id))
    return handle_form(request, round_task(viewer, teams, tuple(ids_of_groups(viewer.trust_id))))


@needs(Action.RECORD_RELEASE)
def edit_round(request: TrustRequest, round_id: int) -> HttpResponse:
    """A round as it is recorded, with what it needed no minute for."""
    return handle_form(request, _round_task(request, _own_round(request, round_id)))


@needs(Action.RECORD_RELEASE)
def remove_round(request: TrustRequest, round_id: int) -> HttpResponse:
    """Take away a round that never was, after a question."""
    found = _own_round(request, round_id)
    name, after = f"The round of {full_date(found.held_on)}", home_of(request.viewer)
    what = f"{found.team} heard {found.user_group}, and learnt: {found.learnt}"
    task = _round_task(request, found)
    return handle_removal(request, removal_of(task, name, what, after=after, button="this round"))


def _round_task(request: TrustRequest, found: RoundLine) -> FormTask:
    viewer = request.viewer
    teams = own_teams(viewer, list_team_names(viewer.trust_id))
    return round_task(viewer, teams, tuple(ids_of_groups(viewer.trust_id)), found)


def _own_round(request: TrustRequest, round_id: int) -> RoundLine:
    found = _round(request, round_id)
    if not reaches(request.viewer, Action.RECORD_RELEASE, teams=[found.team]):
        refuse(request, "RECORD_RELEASE does not reach this team", Action.RECORD_RELEASE)
    return found


@needs(Action.READ_RECORD)
def group(request: TrustRequest, group_id: int) -> HttpResponse:
    """One group of people, and what happened to its record."""
    found = _group(request, group_id)
    history = load_history(request.viewer.trust_id, {"usergroup": [group_id]})
    log = load_research_log(request.viewer.trust_id, on=timezone.localdate())
    return render(request, "research/record.jinja", {"page": group_page(request.viewer, found, log, history)})


@needs(Action.RECORD_RELEASE)
def add_group(request: TrustRequest) -> HttpResponse:
    """Name a group of people whom the services are for."""
    return _group_form(request)


@needs(Action.RECORD_RELEASE)
def edit_group(request: TrustRequest, group_id: int) -> HttpResponse:
    """What is recorded of a group."""
    return _group_form(request, _group(request, group_id))


def _group_form(request: TrustRequest, found: GroupLine | None = None) -> HttpResponse:
    if Scope.TRUST not in scope_of(request.viewer, Action.RECORD_RELEASE):
        refuse(request, "RECORD_RELEASE reaches teams, and groups belong to none", Action.RECORD_RELEASE)
    return handle_form(request, group_task(request.viewer, found))


def _round(request: TrustRequest, round_id: int) -> RoundLine:
    found = load_round(request.viewer.trust_id, round_id)
    if found is None:
        raise Http404
    return found


def _group(request: TrustRequest, group_id: int) -> GroupLine:
    found = load_group(request.viewer.trust_id, group_id)
    if found is None:
        raise Http404
    return found
