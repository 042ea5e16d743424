"""Whom the trust lends, one of them, the form for one, and the word that it borrows."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.accountability import DAY
from plait.engine.permissions import Action
from plait.store.history import load_history
from plait.store.lending import (
    LentLine,
    agree_to_borrow,
    list_lenders,
    list_lent,
    list_other_trusts,
    load_lent,
    stop_borrowing,
)
from plait.store.lent_places import list_given
from plait.store.staging import Refused
from plait.web.lending.detail import loan_page, loan_task
from plait.web.lending.page import HEADINGS, OFFER, lending_page, lent_rows
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.table import wanted_of
from plait.web.shared.undo import undo_of


@needs(Action.READ_LENDING)
def lending(request: TrustRequest) -> HttpResponse:
    """Whom this trust lends, and which trusts lend to it."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, OFFER)
    found = list_lent(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "people-lent.csv", HEADINGS, lent_rows(found), query)
    page = lending_page(viewer, query, found, list_lenders(viewer.trust_id, on=today), today)
    return render(request, "lending/list.jinja", {"page": page})


@needs(Action.READ_LENDING)
def loan(request: TrustRequest, loan_id: int) -> HttpResponse:
    """Somebody lent, and what happened to the record."""
    found = _found(request, loan_id)
    trust_id = request.viewer.trust_id
    history = load_history(trust_id, {"lentperson": [loan_id]})
    places = list_given(trust_id, found.employment_id)
    page = loan_page(request.viewer, found, history, places, timezone.localdate())
    return render(request, "lending/loan.jinja", {"page": page})


@needs(Action.EDIT_LENDING)
def lend(request: TrustRequest) -> HttpResponse:
    """Lend somebody to another trust."""
    return handle_form(request, loan_task(request.viewer, list_other_trusts(), None, timezone.localdate()))


@needs(Action.EDIT_LENDING)
def edit_loan(request: TrustRequest, loan_id: int) -> HttpResponse:
    """Change until when somebody is lent, for how much time, and whether by name; or end it."""
    found = _found(request, loan_id)
    return handle_form(request, loan_task(request.viewer, list_other_trusts(), found, timezone.localdate()))


@needs(Action.EDIT_LENDING)
@require_POST
def agree(request: TrustRequest, lender: str) -> HttpResponse:
    """Agree to borrow what a trust lends today."""
    try:
        agreed = agree_to_borrow(act_of(request), lender)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = f"Agreed: {agreed.name} lends to this trust until {full_date(agreed.ends - DAY)}."
        notice(request, said, undo=undo_of(request, _home(request)))
    return redirect("lending", request.viewer.trust_code)


@needs(Action.EDIT_LENDING)
@require_POST
def stop(request: TrustRequest, lender: str) -> HttpResponse:
    """Borrow no more from a trust."""
    if stop_borrowing(act_of(request), lender):
        notice(request, "This trust borrows from it no more.", undo=undo_of(request, _home(request)))
    else:
        messages.error(request, "There was nothing to end: nothing was agreed.")
    return redirect("lending", request.viewer.trust_code)


def _home(request: TrustRequest) -> str:
    return f"/t/{request.viewer.trust_code}/lending/"


def _found(request: TrustRequest, loan_id: int) -> LentLine:
    found = load_lent(request.viewer.trust_id, loan_id)
    if found is None:
        raise Http404
    return found
