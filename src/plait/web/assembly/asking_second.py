"""Asking those whom a second team concerns, taking that back, and proposing again without who declined."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.assembly.consent import places_in_second
from plait.engine.permissions import Action
from plait.files.second_teams import another_of
from plait.jobs.consent import ask_for_second_team
from plait.jobs.second_teams import ask_without
from plait.store.consent import list_proposals
from plait.store.second_teams import SecondRun, load_second
from plait.store.staging import Refused
from plait.web.assembly.asking_members import withdraw_from
from plait.web.assembly.consent import second_consent
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.notice import notice


@needs(Action.ASSEMBLE)
@require_POST
def ask_first(request: TrustRequest, second_id: int) -> HttpResponse:
    """Ask everybody who would move, share their time or join, and their line managers."""
    viewer, run = request.viewer, _proposed(request, second_id)
    places = places_in_second(another_of(run.proposal or {}), run.name)
    link = request.build_absolute_uri(reverse("you", kwargs={"code": viewer.trust_code}))
    try:
        ask_for_second_team(viewer, act_of(request), second_id, places, link=link)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notice(request, "They and their line managers are asked. Their answers stand here as they come.")
    return _back(request, second_id)


@needs(Action.ASSEMBLE)
@require_POST
def withdraw(request: TrustRequest, second_id: int) -> HttpResponse:
    """Ask nobody any longer: what was asked is withdrawn, with the answers."""
    _proposed(request, second_id)
    withdraw_from(request, second_id, "second")
    return _back(request, second_id)


@needs(Action.ASSEMBLE)
@require_POST
def again(request: TrustRequest, second_id: int) -> HttpResponse:
    """Propose again without whoever was to be new and declined."""
    viewer, today = request.viewer, timezone.localdate()
    run = _proposed(request, second_id)
    asked = list_proposals(viewer.trust_id, second_id, on=today, of="second")
    declined = second_consent(run, asked, today).without
    if not declined:
        messages.error(request, "Nobody who would be new has declined. Nothing was asked for.")
        return _back(request, second_id)
    return _back(request, ask_without(viewer, act_of(request), run, declined))


def _proposed(request: TrustRequest, second_id: int) -> SecondRun:
    """A second team that was proposed, with people in it."""
    run = load_second(request.viewer.trust_id, second_id)
    if run is None or run.proposal is None or not another_of(run.proposal).second:
        raise Http404
    return run


def _back(request: TrustRequest, second_id: int) -> HttpResponse:
    return redirect("second-team", request.viewer.trust_code, second_id)
