"""Supply against demand, and one competency."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.pace import redeployments, waits_for_teams
from plait.engine.permissions import Action
from plait.engine.quarters import Quarter, quarters_ahead, quarters_until, supply_by_quarter
from plait.store.competencies import list_families, list_holders, list_supply, load_competency
from plait.store.history import load_history
from plait.store.offers import list_offers
from plait.store.quarters import load_given, load_staffing, name_employments
from plait.store.reach import reach_of
from plait.store.worth import load_valued
from plait.web.competencies.alone import reads_holders
from plait.web.competencies.detail import Known, competency_page, holder_rows, offer_holders
from plait.web.competencies.editing import competency_task
from plait.web.competencies.pace import HEADINGS as PACE_HEADINGS
from plait.web.competencies.pace import PACE, choose_waits, pace_page, pace_rows
from plait.web.competencies.page import HEADINGS, offer, supply_page, supply_rows
from plait.web.competencies.quarters import (
    choose,
    offer_quarters,
    quarter_rows,
    quarters_page,
    reads_time,
    see,
)
from plait.web.competencies.worth import HEADINGS as WORTH_HEADINGS
from plait.web.competencies.worth import worth_page, worth_rows
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_RECORD)
@kept_by_role
def competencies(request: TrustRequest) -> DrawingOrFile:
    """What the services need beside what people can do."""
    viewer, today = request.viewer, timezone.localdate()
    offered = offer(list_families(viewer.trust_id))
    query = read_query(request.GET, offered)
    found, shortage = list_supply(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "competencies.csv", HEADINGS, supply_rows(found), query)
    page = supply_page(viewer, offered, query, found, shortage)
    return Drawing("competencies/list.jinja", page)


@needs(Action.READ_RECORD)
@kept_by_role
def quarters(request: TrustRequest) -> DrawingOrFile:
    """What services will need in the quarters ahead beside whose time is there for it."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, offer_quarters(quarters_ahead(today), time=reads_time(viewer)))
    seen = see(load_staffing(viewer.trust_id, (*quarters_until(today), *quarters_ahead(today))), today)
    if query.wants_csv:
        headings, rows = quarter_rows(choose(seen.groups, query), time=reads_time(viewer))
        return csv_response(request, "competencies-by-quarter.csv", headings, rows, query)
    alone = [one.line.single_holder for one in seen.alone] if reads_holders(viewer) else []
    page = quarters_page(viewer, seen, query, name_employments(viewer.trust_id, alone))
    return Drawing("competencies/quarters.jinja", page)


@needs(Action.READ_RECORD)
def competency(request: TrustRequest, competency_id: int) -> HttpResponse:
    """One competency: its levels, what needs it, and who holds it as the viewer may see them."""
    viewer, today = request.viewer, timezone.localdate()
    described = load_competency(viewer.trust_id, competency_id, on=today)
    if described is None:
        raise Http404
    offered = offer_holders(viewer)
    query = read_query(request.GET, offered)
    reach = reach_of(viewer, Action.READ_COMPETENCIES)
    holders = list_holders(viewer.trust_id, competency_id, reach, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "holders.csv", *holder_rows(viewer, holders), query=query)
    history = load_history(viewer.trust_id, {"competency": [competency_id]})
    ahead = quarters_ahead(today)
    offers = list_offers(viewer.trust_id, "competency", competency_id, on=today)
    lines = supply_by_quarter(load_staffing(viewer.trust_id, ahead, competency_id=competency_id), ahead)
    page = competency_page(viewer, described, Known(offered, query, reach, holders, history, ahead, lines, offers))
    return render(request, "competencies/competency.jinja", {"page": page})


@needs(Action.READ_RECORD)
@kept_by_role
def pace(request: TrustRequest) -> DrawingOrFile:
    """How long needs wait for a team that covers them, and who moved between teams."""
    viewer, today = request.viewer, timezone.localdate()
    query, until = read_query(request.GET, PACE), quarters_until(today)
    staffing = load_staffing(viewer.trust_id, (Quarter(date.min), until[-1]))
    waits = waits_for_teams(staffing.needs, staffing.holdings, staffing.given, today)
    if query.wants_csv:
        rows = pace_rows(choose_waits(waits, query))
        return csv_response(request, "need-to-team.csv", PACE_HEADINGS, rows, query)
    moves = redeployments(load_given(viewer.trust_id, until[-1]), today)
    return Drawing("competencies/pace.jinja", pace_page(waits, moves, until, query))


@needs(Action.READ_PLANS)
def worth(request: TrustRequest) -> HttpResponse:
    """What binds in the last plan, and what recruiting a little would be worth."""
    valued = load_valued(request.viewer.trust_id)
    if request.GET.get("format") == "csv":
        return csv_response(request, "recruiting-worth.csv", WORTH_HEADINGS, worth_rows(valued))
    return render(request, "competencies/worth.jinja", {"page": worth_page(request.viewer, valued)})


@needs(Action.EDIT_SERVICES)
def add_competency(request: TrustRequest) -> HttpResponse:
    """Add a competency to the trust's framework."""
    return handle_form(request, competency_task(request.viewer))


@needs(Action.EDIT_SERVICES)
def edit_competency(request: TrustRequest, competency_id: int) -> HttpResponse:
    """Change a competency of the trust's framework."""
    return handle_form(request, competency_task(request.viewer, competency_id))
