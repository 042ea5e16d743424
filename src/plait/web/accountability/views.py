"""The territories of a trust, one of them, and the forms for territories, claims and settlements."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.accountability import (
    Answer,
    TerritoryLine,
    find_claim,
    find_settlement,
    list_claims,
    list_settlements,
    list_territories,
    load_territory,
    rows_about_territory,
)
from plait.store.acting_up import list_away
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.web.accountability.acting import still_answering
from plait.web.accountability.chart import year_chart
from plait.web.accountability.detail import Known, territory_page
from plait.web.accountability.editing import changed, claim_task, settlement_task, territory_task
from plait.web.accountability.page import (
    HEADINGS,
    OFFER,
    accountability_page,
    answer_words,
    territory_rows,
    unclear_table,
)
from plait.web.accountability.settling import may_settle_of
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting_up import away_words
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_LEADERSHIP)
@kept_by_role
def accountability(request: TrustRequest) -> DrawingOrFile:
    """Who answers for what: the territories, and where two people did or nobody."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, OFFER)
    found = list_territories(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "accountability.csv", HEADINGS, territory_rows(found), query)
    every = list_territories(viewer.trust_id, Wanted(limit=None), on=today).rows
    away = list_away(viewer.trust_id, on=today)
    claims = still_answering(list_claims(viewer.trust_id), away)
    unclear = unclear_table(viewer, every, claims, today)
    chart = year_chart(every, claims, today)
    page = accountability_page(
        viewer, (query, found), unclear, chart, f"{answer_words(every, today)} {away_words(away)}".strip()
    )
    return Drawing("accountability/list.jinja", page)


@needs(Action.READ_LEADERSHIP)
def territory(request: TrustRequest, territory_id: int) -> HttpResponse:
    """One territory: who answers and answered for it, by which document, what is settled, what happened to it."""
    viewer, found = request.viewer, _found(request, territory_id)
    claims, away = list_claims(viewer.trust_id, territory_id), list_away(viewer.trust_id, on=timezone.localdate())
    known = Known(
        found,
        claims,
        still_answering(claims, away),
        list_settlements(viewer.trust_id, territory_id),
        load_history(viewer.trust_id, rows_about_territory(viewer.trust_id, territory_id)),
    )
    page = territory_page(viewer, known, may_settle_of(request.viewer), timezone.localdate())
    return render(request, "accountability/territory.jinja", {"page": page})


@needs(Action.EDIT_LEADERSHIP)
def add_territory(request: TrustRequest) -> HttpResponse:
    """Add a territory."""
    return handle_form(request, territory_task(request.viewer))


@needs(Action.EDIT_LEADERSHIP)
def edit_territory(request: TrustRequest, territory_id: int) -> HttpResponse:
    """Change what a territory is called, and how long somebody must answer for it."""
    return handle_form(request, territory_task(request.viewer, _found(request, territory_id)))


@needs(Action.EDIT_LEADERSHIP)
def add_claim(request: TrustRequest, territory_id: int) -> HttpResponse:
    """Record who answers for a territory, as a document says."""
    return handle_form(request, claim_task(request.viewer, _found(request, territory_id)))


@needs(Action.EDIT_LEADERSHIP)
def edit_claim(request: TrustRequest, claim_id: int) -> HttpResponse:
    """Change for how long somebody answers for a territory, and by which document."""
    claim = _there(find_claim(request.viewer.trust_id, claim_id))
    task = claim_task(request.viewer, _found(request, claim.territory_id))
    return handle_form(request, changed(task, claim_id, claim, timezone.localdate()))


@needs(Action.SETTLE)
def edit_settlement(request: TrustRequest, settlement_id: int) -> HttpResponse:
    """Change a settlement; whom it names does not."""
    settled = _there(find_settlement(request.viewer.trust_id, settlement_id))
    may_settle = may_settle_of(request.viewer)
    if not may_settle(settled.number):
        refuse(request, "would settle on oneself", Action.SETTLE)
    task = settlement_task(request.viewer, _found(request, settled.territory_id), may_settle)
    return handle_form(request, changed(task, settlement_id, settled, timezone.localdate()))


def _there(found: Answer | None) -> Answer:
    if found is None:
        raise Http404
    return found


def _found(request: TrustRequest, territory_id: int) -> TerritoryLine:
    found = load_territory(request.viewer.trust_id, territory_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
