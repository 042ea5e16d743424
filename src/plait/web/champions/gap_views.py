"""Where champions are missing, and whom one might ask there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.champion_candidates import fits
from plait.engine.permissions import Action
from plait.store.candidates import find_candidates
from plait.store.champions import count_staff
from plait.web.champions.candidates import (
    HEADINGS,
    Asked,
    candidate_rows,
    candidates_page,
    chosen_candidates,
    gap_asked,
    offer_candidates,
    walk_page,
)
from plait.web.champions.gaps import HEADINGS as GAP_HEADINGS
from plait.web.champions.gaps import (
    candidates_address,
    chosen_gaps,
    gap_rows,
    gaps_for,
    gaps_page,
    lacking,
    offer_gaps,
)
from plait.web.champions.views import everybody
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.listing import read_query


@needs(Action.READ_CHAMPIONS)
def gaps(request: TrustRequest) -> HttpResponse:
    """Every staff group, and every site at a shift, where a champion is missing."""
    every, staffing = everybody(request, "reads no count of few champions")
    found = gaps_for(request.viewer, every, staffing)
    offered = offer_gaps(found)
    query = read_query(request.GET, offered)
    if query.wants_csv:
        return csv_response(request, "gaps.csv", GAP_HEADINGS, gap_rows(chosen_gaps(found, query)), query)
    page = gaps_page(request.viewer, offered, query, found)
    return render(request, "champions/gaps.jinja", {"page": page})


@needs(Action.READ_CAPACITY)
def candidates(request: TrustRequest) -> HttpResponse:
    """Whom one might ask where a champion is missing."""
    asked, today = _asked(request), timezone.localdate()
    if asked is None:
        return redirect("champion-gaps", code=request.viewer.trust_code)
    if asked.query.wants_csv:
        rows = candidate_rows(asked.chosen, today)
        return csv_response(request, "candidates.csv", HEADINGS, rows, asked.query)
    return render(request, "champions/candidates.jinja", {"page": candidates_page(request.viewer, asked, today)})


@needs(Action.READ_CAPACITY)
def walk(request: TrustRequest) -> HttpResponse:
    """The candidates as a list to carry round the wards."""
    asked = _asked(request)
    if asked is None:
        return redirect("champion-gaps", code=request.viewer.trust_code)
    back = candidates_address(request.viewer, asked.gap)
    page = walk_page(request.viewer, asked, timezone.localdate(), back)
    return render(request, "champions/walk.jinja", {"page": page})


def _asked(request: TrustRequest) -> Asked | None:
    """The gap of the address, and who of those that would close it was asked for; nothing where no gap is named."""
    if lack := lacking(request.viewer):
        refuse(request, "reads no names with the time and the competencies of everybody", lack)
    gap, trust_id, today = gap_asked(request.GET), request.viewer.trust_id, timezone.localdate()
    if gap.is_any:
        return None
    found = [one for one in find_candidates(trust_id, [gap], on=today) if fits(one, gap)]
    staffing = count_staff(trust_id, on=today)
    offered = offer_candidates(request.viewer, staffing, found)
    query = read_query(request.GET, offered)
    return Asked(gap, staffing, offered, query, chosen_candidates(found, query, today))
