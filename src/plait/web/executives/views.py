"""The executives this trust shares with another, one of them, and the word of this trust about it.

None of these pages is kept for others: what they show ends with a grant, which no record of this trust tells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action, scope_of
from plait.engine.taking_part import outside_at_boards
from plait.store.acting_up import list_away
from plait.store.executives import (
    accept_share,
    ask_to_share,
    hide_attendance,
    interests_of,
    list_leaders,
    list_shares,
    meetings_of,
    roles_of,
    show_attendance,
    withdraw_share,
)
from plait.store.history import history_of_kind
from plait.store.lending import list_other_trusts
from plait.store.snapshot import load_board_work
from plait.store.staging import Refused
from plait.web.executives.person import Shared, executive_page
from plait.web.executives.sharing import HEADINGS, AskTyped, ask_page, read_ask, share_rows, share_words, shares_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.conflicts import conflicts_for
from plait.web.shared.download import csv_response
from plait.web.shared.listing import Column, Listing, read_query
from plait.web.shared.notice import notice
from plait.web.shared.undo import undo_of

OFFER = Listing(columns=(Column("name", "Name"),), sort="name")


@needs(Action.READ_SHARED)
def executives(request: TrustRequest) -> HttpResponse:
    """Who is shared, with which trust, by whose word."""
    viewer = request.viewer
    shares = list_shares(viewer.trust_id, on=timezone.localdate())
    query = read_query(request.GET, OFFER)
    if query.wants_csv:
        return csv_response(request, "shared-executives.csv", HEADINGS, share_rows(shares), query)
    page = shares_page(viewer, shares, history_of_kind(viewer.trust_id, "executiveshare"))
    return render(request, "executives/list.jinja", {"page": page})


@needs(Action.READ_SHARED)
def executive(request: TrustRequest, employment_id: int) -> HttpResponse:
    """One executive: both halves of their time, both boards and both registers, as far as both trusts share."""
    viewer, today = request.viewer, timezone.localdate()
    shares = tuple(one for one in list_shares(viewer.trust_id, on=today) if one.employment_id == employment_id)
    name = shares[0].name if shares else list_leaders(viewer.trust_id, on=today).get(employment_id, "")
    if not name:
        raise Http404
    drafts = bool(scope_of(viewer, Action.READ_BOARD_DRAFTS))
    known = Shared(
        name,
        shares,
        roles_of(viewer.trust_id, employment_id, on=today),
        meetings_of(viewer.trust_id, employment_id, on=today, drafts=drafts),
        interests_of(viewer.trust_id, employment_id, on=today),
        tuple(one for one in list_away(viewer.trust_id, on=today) if one.id == employment_id),
        tuple(one for one in conflicts_for(viewer) if one.employment_id == employment_id),
        outside_at_boards(load_board_work(viewer.trust_id, on=today)) if shares else (0, 0),
    )
    page = executive_page(viewer, known, shares_page(viewer, shares, ()).parts, today)
    return render(request, "executives/executive.jinja", {"page": page})


@needs(Action.SHARE_EXECUTIVES)
def ask(request: TrustRequest) -> HttpResponse:
    """Ask another trust to share about an executive of both."""
    viewer, typed = request.viewer, AskTyped({}, {})
    if request.method == "POST":
        typed = read_ask(request.POST.dict())
        if typed.ends is not None and not typed.wrong:
            try:
                ask_to_share(act_of(request), typed.employment_id, typed.texts["other"], typed.ends)
            except Refused as refusal:
                typed = replace(typed, wrong={"": str(refusal)})
            else:
                notice(request, "Asked. Somebody of the other trust has to accept it.", undo=_undo(request))
                return redirect("executives", viewer.trust_code)
    leaders = list_leaders(viewer.trust_id, on=timezone.localdate())
    page = ask_page(viewer, leaders, list_other_trusts(), typed)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if typed.wrong else 200)


@needs(Action.SHARE_EXECUTIVES)
@require_POST
def accept(request: TrustRequest, employment_id: int, other: str) -> HttpResponse:
    """Say the same as the other trust about an executive of both."""
    try:
        accepted = accept_share(act_of(request), employment_id, other)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notice(request, f"{accepted.name}: {share_words(accepted)}", undo=_undo(request))
    return redirect("executives", request.viewer.trust_code)


@needs(Action.SHARE_EXECUTIVES)
@require_POST
def withdraw(request: TrustRequest, employment_id: int, other: str) -> HttpResponse:
    """Share no more with another trust about somebody."""
    said = "Withdrawn. From now on neither trust sees anything of the other."
    return _done(request, lambda: withdraw_share(act_of(request), employment_id, other), said)


@needs(Action.SHARE_EXECUTIVES)
@require_POST
def show(request: TrustRequest, employment_id: int, other: str) -> HttpResponse:
    """Let the other trust see whether an executive of both came to the board of this one."""
    said = "From now on the other trust sees who came to this board."
    return _done(request, lambda: show_attendance(act_of(request), employment_id, other), said)


@needs(Action.SHARE_EXECUTIVES)
@require_POST
def hide(request: TrustRequest, employment_id: int, other: str) -> HttpResponse:
    """Let the other trust see no more whether an executive of both came to the board of this one."""
    said = "The other trust sees no more who came to this board."
    return _done(request, lambda: hide_attendance(act_of(request), employment_id, other), said)


def _done(request: TrustRequest, do: Callable[[], None], said: str) -> HttpResponse:
    """Do what was asked and say so, with the way back; or say why it is refused."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notice(request, said, undo=_undo(request))
    return redirect("executives", request.viewer.trust_code)


def _undo(request: TrustRequest) -> str:
    return undo_of(request, f"/t/{request.viewer.trust_code}/executives/")
