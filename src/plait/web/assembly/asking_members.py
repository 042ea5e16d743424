"""Asking those whom a plan proposes, and taking that back: the two buttons on the page of a run."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action
from plait.files.plans import plan_of
from plait.jobs.consent import ask_members
from plait.store.assembly import Run, load_run
from plait.store.consent import Of, list_proposals, withdraw_proposals
from plait.store.staging import Refused
from plait.web.assembly.consent import proposed_teams
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.jinja import plural
from plait.web.shared.notice import notice


@needs(Action.ASSEMBLE)
@require_POST
def ask_first(request: TrustRequest, run_id: int) -> HttpResponse:
    """Ask everybody who would join the ticked teams, and their line managers."""
    viewer, run = request.viewer, _found(request, run_id)
    asked = {one.place.team for one in list_proposals(viewer.trust_id, run_id, on=timezone.localdate())}
    teams = set(proposed_teams(run)) & set(request.POST.getlist("team")) - asked
    if not run.plan or not teams:
        messages.error(request, "Tick at least one team whose people were not asked yet. Nobody was asked.")
        return _back(request, run_id)
    try:
        ask_members(viewer, act_of(request), run_id, (plan_of(run.plan), teams), link=_link(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notice(request, "They and their line managers are asked. Their answers stand here as they come.")
    return _back(request, run_id)


@needs(Action.ASSEMBLE)
@require_POST
def withdraw(request: TrustRequest, run_id: int) -> HttpResponse:
    """Ask nobody any longer: what was asked is withdrawn, with the answers."""
    _found(request, run_id)
    withdraw_from(request, run_id)
    return _back(request, run_id)


def withdraw_from(request: TrustRequest, number: int, of: Of = "run") -> None:
    """Withdraw what was asked for a run, or a second team, and say so, or why not."""
    try:
        count = withdraw_proposals(act_of(request), number, of=of)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notice(request, f"{plural(count, 'person is', 'people are')} asked no longer. The history keeps the answers.")


def _link(request: TrustRequest) -> Callable[[str], str]:
    return lambda code: request.build_absolute_uri(reverse("you", kwargs={"code": code}))


def _found(request: TrustRequest, run_id: int) -> Run:
    run = load_run(request.viewer.trust_id, run_id)
    if run is None:
        raise Http404
    return run


def _back(request: TrustRequest, run_id: int) -> HttpResponse:
    return redirect("assembly-run", request.viewer.trust_code, run_id)
