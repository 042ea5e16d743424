"""The teams of a trust, one team, and the forms for teams, members, releases and dependencies."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action, reaches
from plait.store.history import load_history
from plait.store.offers import list_offers
from plait.store.second_teams import load_exception, record_exception, withdraw_exception
from plait.store.teams import TeamDetail, find_team_of, list_teams, load_sizes, load_team, rows_about_team
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.entry_form import read_typed
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.removing import handle_removal
from plait.web.shared.table import wanted_of
from plait.web.teams import forms
from plait.web.teams.detail import locked, members_today, team_page
from plait.web.teams.exception import REASON, exception_page, opened, withdrawn_words
from plait.web.teams.list import OFFER, team_rows, teams_page


@needs(Action.READ_RECORD)
@kept_by_role
def teams(request: TrustRequest) -> DrawingOrFile:
    """The teams, with the strands and the size of each."""
    viewer, today, query = request.viewer, timezone.localdate(), read_query(request.GET, OFFER)
    sizes = load_sizes(viewer.trust_id)
    found = list_teams(viewer.trust_id, wanted_of(query), sizes, on=today)
    if query.wants_csv:
        return csv_response(request, "teams.csv", *team_rows(found), query=query)
    return Drawing("teams/list.jinja", teams_page(viewer, query, found, sizes, today))


@needs(Action.READ_RECORD)
def team(request: TrustRequest, team_id: int) -> HttpResponse:
    """One team, with its members as far as the viewer may read who they are."""
    viewer, found = request.viewer, _team(request, team_id)
    history = load_history(viewer.trust_id, rows_about_team(viewer.trust_id, team_id))
    today = timezone.localdate()
    page = team_page(viewer, found, history, today, list_offers(viewer.trust_id, "team", team_id, on=today))
    return render(request, "teams/team.jinja", {"page": page})


@needs(Action.CREATE_TEAM)
def add_team(request: TrustRequest) -> HttpResponse:
    """A new team; `?parent=` names the one it grows out of."""
    parent = request.GET.get("parent", "")
    is_number = parent.isascii() and parent.isdigit() and len(parent) < 19
    grown = _team(request, int(parent)) if is_number else None
    return handle_form(request, forms.add_team(request.viewer, grown))


@needs(Action.EDIT_TEAM)
def edit_team(request: TrustRequest, team_id: int) -> HttpResponse:
    """What is recorded of a team."""
    found = _team(request, team_id, Action.EDIT_TEAM)
    return handle_form(request, forms.edit_team(request.viewer, found))


@needs(Action.EXCEPT_RELEASE)
def exception(request: TrustRequest, team_id: int) -> HttpResponse:
    """Let a team have a second one before its first release, with the reason."""
    viewer, found, today = request.viewer, _team(request, team_id), timezone.localdate()
    typed = opened(today)
    if request.method == "POST":
        typed = read_typed([REASON], request.POST, today, asks_when=False)
        if not typed.wrong:
            record_exception(act_of(request), found.id, str(typed.values["reason"]))
            notice(request, f"The exception is recorded. {found.name} may have a second team.")
            return redirect("team", viewer.trust_code, found.id)
    page = exception_page(viewer, found, load_exception(viewer.trust_id, found.id), typed, today)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if typed.wrong else 200)


@needs(Action.EXCEPT_RELEASE)
@require_POST
def no_exception(request: TrustRequest, team_id: int) -> HttpResponse:
    """Take the exception of a team back; a second team that was built of it stays."""
    found = _team(request, team_id)
    if withdraw_exception(act_of(request), found.id):
        notice(request, withdrawn_words(found, timezone.localdate()))
    else:
        messages.error(request, f"No exception stands for {found.name}, so there is nothing to withdraw.")
    return redirect("team", request.viewer.trust_code, found.id)


@needs(Action.CREATE_TEAM)
def add_member(request: TrustRequest, team_id: int) -> HttpResponse:
    """Somebody more in a team, unless it is full."""
    found, today = _team(request, team_id), timezone.localdate()
    if len(members_today(found, today)) < found.sizes.most:
        return handle_form(request, forms.add_member(request.viewer, found))
    page = {"team": found, "locked": locked(request.viewer, found, today)}
    return render(request, "teams/full.jinja", page, status=409 if request.method == "POST" else 200)


@needs(Action.CREATE_TEAM)
def edit_member(request: TrustRequest, member_id: int) -> HttpResponse:
    """Somebody's time and part in a team, or the end of it."""
    found = _team_of(request, "membership", member_id)
    return handle_form(request, forms.edit_member(request.viewer, found, member_id))


@needs(Action.RECORD_RELEASE)
def add_release(request: TrustRequest, team_id: int) -> HttpResponse:
    """Something a team put in front of people."""
    found = _team(request, team_id, Action.RECORD_RELEASE)
    return handle_form(request, forms.release(request.viewer, found))


@needs(Action.RECORD_RELEASE)
def edit_release(request: TrustRequest, release_id: int) -> HttpResponse:
    """A release as it is recorded."""
    found = _team_of(request, "release", release_id, Action.RECORD_RELEASE)
    return handle_form(request, forms.release(request.viewer, found, release_id))


@needs(Action.RECORD_RELEASE)
def remove_release(request: TrustRequest, release_id: int) -> HttpResponse:
    """Take away a release that never was, after a question."""
    viewer, found = request.viewer, _team_of(request, "release", release_id, Action.RECORD_RELEASE)
    [release] = [one for one in found.releases if one.id == release_id]
    return handle_removal(request, forms.release_removal(viewer, found, release))


@needs(Action.EDIT_DEPENDENCIES)
def add_dependency(request: TrustRequest, team_id: int) -> HttpResponse:
    """Something a team waits for."""
    found = _team(request, team_id, Action.EDIT_DEPENDENCIES)
    return handle_form(request, forms.dependency(request.viewer, found))


@needs(Action.EDIT_DEPENDENCIES)
def edit_dependency(request: TrustRequest, dependency_id: int) -> HttpResponse:
    """A dependency as it is recorded, or the end of it."""
    found = _team_of(request, "dependency", dependency_id, Action.EDIT_DEPENDENCIES)
    return handle_form(request, forms.dependency(request.viewer, found, dependency_id))


def _team(request: TrustRequest, team_id: int, action: Action = Action.READ_RECORD) -> TeamDetail:
    """The team, which the viewer's permission must reach."""
    found = load_team(request.viewer.trust_id, team_id, on=timezone.localdate())
    if found is None:
        raise Http404
    if not reaches(request.viewer, action, teams=[found.name]):
        refuse(request, f"{action.name} does not reach this team", action)
    return found


def _team_of(request: TrustRequest, kind: str, record_id: int, action: Action = Action.READ_RECORD) -> TeamDetail:
    team_id = find_team_of(request.viewer.trust_id, kind, record_id)
    if team_id is None:
        raise Http404
    return _team(request, team_id, action)
