"""The pages of the assembler: earlier runs, the form, one run, and what is done with its plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.assembly.acceptance import acceptable
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.role_words import role_words
from plait.engine.assembly.why import proposed_in
from plait.engine.funding.on_costs import Contract
from plait.engine.permissions import Action, Viewer, scope_of
from plait.files.plans import by_role_of, plan_of
from plait.jobs.assembly import ask_for_teams, ask_to_accept
from plait.store.assembly import (
    Run,
    Wish,
    ask_run_to_stop,
    can_undo,
    list_plans,
    list_runs,
    load_run,
    note_pay_seen,
    undo_acceptance,
)
from plait.store.consent import list_proposals
from plait.store.editing import NoSuchRecord
from plait.store.findings import load_teams_named
from plait.store.paging import Wanted
from plait.store.pay import load_contracts
from plait.store.people import PersonWord
from plait.store.staging import Refused
from plait.web.assembly.by_role import role_page
from plait.web.assembly.comparing import compare_choices, compare_runs, without_names
from plait.web.assembly.consent import consent_part
from plait.web.assembly.downloads import Told, plan_file
from plait.web.assembly.money import cost_part
from plait.web.assembly.page import RUNS, numbers_in, run_page, runs_page
from plait.web.assembly.people import describe_everybody
from plait.web.assembly.why import ask_why
from plait.web.assembly.wished import show_wishes
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.listing import PAGE_SIZE, read_query
from plait.web.shared.notice import notice

MOST_COMPARED = 20
"""How many of the latest plans the page offers to compare with."""


@needs(Action.READ_PLANS)
def runs(request: TrustRequest) -> HttpResponse:
    """Every run, latest first."""
    query = read_query(request.GET, RUNS)
    found = list_runs(request.viewer.trust_id, Wanted(search=query.q, offset=query.offset, limit=PAGE_SIZE))
    return render(request, "assembly/runs.jinja", {"page": runs_page(request.viewer, query, found)})


@needs(Action.READ_PLANS)
def run(request: TrustRequest, run_id: int) -> HttpResponse:
    """One run: how far it is, or what it proposes; with `format` csv, cost or xlsx, a file of that."""
    viewer, found = request.viewer, _found(request, run_id)
    people, plan = _people(request, found), plan_of(found.plan) if found.plan else None
    if plan is None:
        return _unplanned(request, found, people)
    contracts = _contracts(viewer, found, plan)
    proposals = list_proposals(viewer.trust_id, run_id, on=timezone.localdate())
    file = plan_file(request, found, Told(plan, people, contracts, proposals))
    if file:
        return file
    page = run_page(viewer, found, people, load_teams_named(viewer.trust_id, found.accepted), proposals)
    cost = cost_part(viewer, plan, people, contracts)
    if cost.people:
        note_pay_seen(act_of(request), run_id)
    parts = {"page": page, "cost": cost, **_beside(request, found, plan, people)}
    if scope_of(viewer, Action.ASSEMBLE):
        parts["consent"] = consent_part(found, proposals, timezone.localdate())
    return render(request, "assembly/run.jinja", parts)


def _contracts(viewer: Viewer, found: Run, plan: Plan) -> dict[str, Contract]:
    """What is known of the pay of everybody in the plan, or picked by role beside it."""
    picked = by_role_of(found.plan or {})
    numbers = numbers_in(plan) | (numbers_in(picked.plan) if picked else frozenset())
    return load_contracts(viewer.trust_id, numbers, on=_day_of(found))


@needs(Action.READ_PLANS)
def by_role(request: TrustRequest, run_id: int) -> HttpResponse:
    """The plan of a run beside a pick by role on the same people."""
    viewer, found = request.viewer, _found(request, run_id)
    picked = by_role_of(found.plan or {})
    if picked is None:
        raise Http404
    plan = plan_of(found.plan or {})
    page = role_page(viewer, run_id, plan, picked, _contracts(viewer, found, plan))
    return render(request, "assembly/by_role.jinja", {"page": page})


def _unplanned(request: TrustRequest, found: Run, people: dict[str, PersonWord]) -> HttpResponse:
    page = run_page(request.viewer, found, people, {})
    return render(request, "assembly/run.jinja", {"page": page, "wishes": show_wishes(request.viewer, found)})


def _beside(request: TrustRequest, found: Run, plan: Plan, people: dict[str, PersonWord]) -> dict[str, object]:
    """What stands beside a plan: what it changes of another, and for who assembles why somebody is not in it.

    The other is the one that `beside` names, or else the one it was made from.
    """
    viewer, asked = request.viewer, request.GET.get("beside", "")
    other = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else found.changes_id
    compared = load_run(viewer.trust_id, other) if other else None
    both = people | (_people(request, compared) if compared and compared.plan else {})
    since, picked = compare_runs(compared, found, both), by_role_of(found.plan or {})
    told = {"since": since, "by_role": role_words(plan, picked) if picked else ""}
    if not scope_of(viewer, Action.ASSEMBLE):
        return {**told, "since": without_names(since)}
    choices = compare_choices(list_plans(viewer.trust_id, most=MOST_COMPARED), found, other)
    why, wishes = ask_why(viewer, plan, request.GET), show_wishes(viewer, found)
    return {**told, "others": choices, "why": why, "wishes": wishes}


def _people(request: TrustRequest, found: Run) -> dict[str, PersonWord]:
    numbers = numbers_in(plan_of(found.plan)) if found.plan else frozenset()
    return describe_everybody(request.viewer.trust_id, numbers | set(found.left_out), on=_day_of(found))


def _day_of(found: Run) -> date:
    """The day whose record says who somebody is: the first of the window, or today."""
    return max(found.starts, timezone.localdate())


@needs(Action.ASSEMBLE)
@require_POST
def again(request: TrustRequest, run_id: int) -> HttpResponse:
    """Have a worker look once more without some people, staying near this plan."""
    viewer, found = request.viewer, _found(request, run_id)
    proposed = {number for _, number in proposed_in(plan_of(found.plan))} if found.plan else set()
    left_out = proposed & set(request.POST.getlist("out"))
    if not left_out:
        messages.error(request, "Tick at least one person to do without. Nothing was asked.")
        return redirect("assembly-run", viewer.trust_code, run_id)
    everybody = sorted(left_out | set(found.left_out))
    wish = Wish(found.services, found.starts, found.months, everybody, found.id, found.wishes, found.weights)
    wish = replace(wish, borrows=found.borrows)
    return redirect("assembly-run", viewer.trust_code, ask_for_teams(viewer, act_of(request), wish))


@needs(Action.ACCEPT_TEAMS)
@require_POST
def accept(request: TrustRequest, run_id: int) -> HttpResponse:
    """Have the accepted teams of a plan written into the record."""
    viewer, found = request.viewer, _found(request, run_id)
    offered = {team.ask.team for team in acceptable(plan_of(found.plan))} if found.plan else set()
    chosen = offered & set(request.POST.getlist("team"))
    if not chosen:
        messages.error(request, "Tick at least one team to accept. Nothing was saved.")
        return redirect("assembly-run", viewer.trust_code, run_id)
    try:
        ask_to_accept(viewer, act_of(request), run_id, chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("assembly-run", viewer.trust_code, run_id)


@needs(Action.ASSEMBLE)
@require_POST
def stop(request: TrustRequest, run_id: int) -> HttpResponse:
    """Ask a search to stop and keep the best it has."""
    _found(request, run_id)
    if ask_run_to_stop(act_of(request), run_id):
        notice(request, "It stops at its next step and keeps the best plan it has.")
    else:
        messages.error(request, "There was nothing to stop: the search is over.")
    return redirect("assembly-run", request.viewer.trust_code, run_id)


@needs(Action.ACCEPT_TEAMS)
@require_POST
def undo(request: TrustRequest, run_id: int) -> HttpResponse:
    """Take back the teams one accepted, within the hour."""
    viewer, found = request.viewer, _found(request, run_id)
    if not can_undo(found, viewer.user_id, timezone.now()):
        raise Http404
    try:
        undo_acceptance(act_of(request), run_id)
        notice(request, "That is undone. The plan stands as it was proposed.")
    except NoSuchRecord as missing:
        raise Http404 from missing
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("assembly-run", viewer.trust_code, run_id)


def _found(request: TrustRequest, run_id: int) -> Run:
    found = load_run(request.viewer.trust_id, run_id)
    if found is None:
        raise Http404
    return found
