"""For you: one's own page, claims made and withdrawn, and claims confirmed."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.claims import (
    Claim,
    Confirmation,
    Overseer,
    Waiting,
    confirm_claim,
    list_overseers,
    list_waiting,
    load_waiting,
    save_claim,
    withdraw_claim,
)
from plait.store.competencies import Described, list_families, list_supply, load_competency
from plait.store.consent import list_asked
from plait.store.editing import NoSuchRecord
from plait.store.history import load_history, rows_about_person
from plait.store.lending import list_loans_of
from plait.store.long_leave import list_leave_of
from plait.store.paging import Wanted
from plait.store.reach import reach_of
from plait.store.writing import StaleRecord
from plait.store.you import Own, load_own
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.views import conflict
from plait.web.you.claim import (
    Held,
    LevelForm,
    Said,
    choose_table,
    claim_form,
    confirm_form,
    held_by,
    offer,
    read_level_form,
)
from plait.web.you.page import Word, leave_lines, lent_words, unlinked_page, you_page


@needs(Action.SEE_OWN)
def for_you(request: TrustRequest) -> HttpResponse:
    """One's own competencies, teams and time, and what waits for one's word."""
    viewer, today = request.viewer, timezone.localdate()
    own = load_own(viewer.trust_id, viewer.employee_number, on=today)
    if own is None:
        return render(request, "you/you.jinja", {"page": unlinked_page(viewer)})
    reach = reach_of(viewer, Action.CONFIRM_COMPETENCY)
    waiting = list_waiting(viewer.trust_id, reach, own.person_id, on=today)
    history = load_history(viewer.trust_id, rows_about_person(viewer.trust_id, own.employment_id), limit=30)
    word = Word(waiting, list_asked(viewer, on=today))
    lent = lent_words(list_loans_of(viewer.trust_id, own.employment_id, on=today))
    leave = leave_lines(viewer, list_leave_of(viewer.trust_id, own.employment_id), today)
    page = replace(you_page(viewer, own, word, history, _overseers(request, own)), lent=lent, leave=leave)
    return render(request, "you/you.jinja", {"page": page})


@needs(Action.CLAIM_COMPETENCY)
def choose(request: TrustRequest) -> HttpResponse:
    """The competencies one may claim."""
    viewer = request.viewer
    own = _own(request)
    offered = offer(list_families(viewer.trust_id))
    query = read_query(request.GET, offered)
    wanted = Wanted(query.q, dict(query.chosen), query.sort, query.descending, query.offset)
    found, _ = list_supply(viewer.trust_id, wanted, on=timezone.localdate())
    return render(request, "you/choose.jinja", {"table": choose_table(viewer, own, query, offered, found)})


@needs(Action.CLAIM_COMPETENCY)
def claim(request: TrustRequest, competency_id: int) -> HttpResponse:
    """Claim a competency at a level, or change the level."""
    own, described = _own(request), _described(request, competency_id)
    said = read_level_form(request.POST)
    if request.method != "POST" or said.level is None:
        held = Held(held_by(own, competency_id), _overseers(request, own))
        return _form(request, claim_form(request.viewer, described, held, is_faulty=request.method == "POST"))
    stated = Claim(own.employment_id, competency_id, said.level, said.version)
    try:
        is_new = save_claim(act_of(request), stated, on=timezone.localdate())
    except StaleRecord as stale:
        return _conflict(request, stale, f"claim/{competency_id}/")
    done = "is claimed. It counts as confirmed once somebody confirms it." if is_new else "stood there already."
    return _done(request, f"{described.supply.name} at {said.level.word} {done}")


@needs(Action.CLAIM_COMPETENCY)
def withdraw(request: TrustRequest, competency_id: int) -> HttpResponse:
    """Take back a claim nobody has confirmed."""
    own, described = _own(request), _described(request, competency_id)
    held = held_by(own, competency_id)
    if request.method != "POST" or held is None:
        return redirect("claim", code=request.viewer.trust_code, competency_id=competency_id)
    stated = Claim(own.employment_id, competency_id, held.level, read_level_form(request.POST).version)
    try:
        withdraw_claim(act_of(request), stated, on=timezone.localdate())
    except NoSuchRecord:  # withdrawn in another window this very moment
        return redirect("claim", code=request.viewer.trust_code, competency_id=competency_id)
    except StaleRecord as stale:
        return _conflict(request, stale, f"claim/{competency_id}/")
    return _done(request, f"Your claim of {described.supply.name} is withdrawn.")


@needs(Action.CONFIRM_COMPETENCY)
def confirm(request: TrustRequest, holding_id: int) -> HttpResponse:
    """Confirm a claim of somebody who reports to one, or of a community one leads."""
    own = _own(request)
    waiting = _waiting(request, own, holding_id)
    said = read_level_form(request.POST)
    if request.method != "POST":
        return _form(request, confirm_form(waiting))
    if said.level is None or said.level > waiting.level:
        return _form(request, confirm_form(waiting, is_faulty=True))
    try:
        confirm_claim(act_of(request), _word(own, waiting, said), on=timezone.localdate())
    except StaleRecord as stale:
        return _conflict(request, stale, "")
    return _done(request, f"{waiting.competency} of {waiting.name} is confirmed at {said.level.word}.")


def _own(request: TrustRequest) -> Own:
    own = load_own(request.viewer.trust_id, request.viewer.employee_number, on=timezone.localdate())
    if own is None:
        raise Http404
    return own


def _overseers(request: TrustRequest, own: Own) -> tuple[Overseer, ...]:
    return list_overseers(request.viewer.trust_id, own.employment_id, on=timezone.localdate())


def _described(request: TrustRequest, competency_id: int) -> Described:
    described = load_competency(request.viewer.trust_id, competency_id, on=timezone.localdate())
    if described is None:
        raise Http404
    return described


def _waiting(request: TrustRequest, own: Own, holding_id: int) -> Waiting:
    viewer, reach = request.viewer, reach_of(request.viewer, Action.CONFIRM_COMPETENCY)
    waiting = load_waiting(viewer.trust_id, reach, own.person_id, holding_id, on=timezone.localdate())
    if waiting is None:
        raise Http404
    return waiting


def _word(own: Own, waiting: Waiting, said: Said) -> Confirmation:
    return Confirmation(waiting.id, said.level or waiting.level, said.version, own.employment_id)


def _form(request: TrustRequest, form: LevelForm) -> HttpResponse:
    status = 422 if form.faults else 200
    return render(request, "you/level.jinja", {"page": form, "faults": form.faults}, status=status)


def _done(request: TrustRequest, words: str) -> HttpResponse:
    notice(request, words)
    return redirect("you", code=request.viewer.trust_code)


def _conflict(request: TrustRequest, stale: StaleRecord, path: str) -> HttpResponse:
    again = Link("Open it as it is now", f"/t/{request.viewer.trust_code}/you/{path}")
    return conflict(request, ConflictPage(who_moved(request, stale), (), again))
