"""The pages of a second team: the question, one proposal, and what is done with it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action
from plait.engine.teams import TEAMS
from plait.files.second_teams import another_of
from plait.jobs.second_teams import ask_for_second, ask_to_build
from plait.store.consent import list_proposals
from plait.store.editing import NoSuchRecord
from plait.store.findings import load_teams_named
from plait.store.people import describe_people
from plait.store.second_teams import SecondRun, can_take_back, load_exception, load_second, take_second_back
from plait.store.staging import Refused
from plait.store.teams import load_team
from plait.web.assembly.consent import second_consent
from plait.web.assembly.second import ask_second_page, read_ask_second, second_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.entry_form import read_typed
from plait.web.shared.notice import notice

NAME = replace(TEAMS.columns[0], heading="Name of the second team")


@needs(Action.ASSEMBLE)
def ask_second(request: TrustRequest, team_id: int) -> HttpResponse:
    """Why and from when there is to be a second team; a worker looks for one, unless it is too early."""
    viewer, today = request.viewer, timezone.localdate()
    team = load_team(viewer.trust_id, team_id, on=today)
    if team is None:
        raise Http404
    posted = request.POST.dict() if request.method == "POST" else None
    page = ask_second_page(viewer, team, load_exception(viewer.trust_id, team_id), today, posted)
    if posted is None or page.refused:
        return render(request, "assembly/ask_second.jinja", {"page": page}, status=200 if posted is None else 409)
    way, starts, faults = read_ask_second(today, posted)
    if way is None or starts is None:
        return render(request, "assembly/ask_second.jinja", {"page": page, "faults": faults}, status=422)
    return redirect("second-team", viewer.trust_code, ask_for_second(viewer, act_of(request), team_id, way, starts))


@needs(Action.ASSEMBLE)
def second_team(request: TrustRequest, second_id: int) -> HttpResponse:
    """One proposal: how far it is, or who would be in which team."""
    viewer, found = request.viewer, _found(request, second_id)
    made = another_of(found.proposal) if found.proposal else None
    numbers = [one.employee_number for one in (*made.first, *made.second)] if made else []
    people = describe_people(viewer.trust_id, numbers, on=max(found.starts, timezone.localdate()))
    built = load_teams_named(viewer.trust_id, [found.name]).get(found.name)
    asked = list_proposals(viewer.trust_id, second_id, on=timezone.localdate(), of="second")
    consent = second_consent(found, asked, timezone.localdate()) if made and made.second else None
    page = second_page(viewer, found, people, built)
    return render(request, "assembly/second.jinja", {"page": page, "consent": consent})


@needs(Action.ACCEPT_TEAMS)
@require_POST
def build_second(request: TrustRequest, second_id: int) -> HttpResponse:
    """Have a proposed second team written into the record under the name that was sent."""
    _found(request, second_id)
    typed = read_typed([NAME], request.POST, timezone.localdate(), asks_when=False)
    try:
        if typed.wrong:
            raise Refused(typed.wrong[NAME.name])
        ask_to_build(request.viewer, act_of(request), second_id, str(typed.values[NAME.name]))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("second-team", request.viewer.trust_code, second_id)


@needs(Action.ACCEPT_TEAMS)
@require_POST
def undo_second(request: TrustRequest, second_id: int) -> HttpResponse:
    """Take back the second team one built, within the hour."""
    viewer, found = request.viewer, _found(request, second_id)
    if not can_take_back(found, viewer.user_id, timezone.now()):
        raise Http404
    try:
        take_second_back(act_of(request), second_id)
        notice(request, "That is undone. The proposal stands as it was.")
    except NoSuchRecord as missing:
        raise Http404 from missing
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("second-team", viewer.trust_code, second_id)


def _found(request: TrustRequest, second_id: int) -> SecondRun:
    found = load_second(request.viewer.trust_id, second_id)
    if found is None:
        raise Http404
    return found
