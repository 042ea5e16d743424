"""Where champions are missing, and whom one might ask there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.champion_candidates import Candidate, fits
from plait.engine.champion_gaps import Gap
from plait.engine.permissions import Action
from plait.store.candidates import find_candidates
from plait.store.champions import count_staff
from plait.web.champions.candidates import (
    HEADINGS,
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
    gap, found = _asked(request)
    if gap.is_any:
        return redirect("champion-gaps", code=request.viewer.trust_code)
    today = timezone.localdate()
    staffing = count_staff(request.viewer.trust_id, on=today)
    offered = offer_candidates(request.viewer, staffing, found)
    query = read_query(request.GET, offered)
    chosen = chosen_candidates(found, query, today)
    if query.wants_csv:
        return csv_response(request, "candidates.csv", HEADINGS, candidate_rows(chosen, today), query)
    page = candidates_page(request.viewer, (gap, offered, query), chosen, staffing, today)
    return render(request, "champions/candidates.jinja", {"page": page})


@needs(Action.READ_CAPACITY)
def walk(request: TrustRequest) -> HttpResponse:
    """The candidates as a list to carry round the wards."""
    gap, found = _asked(request)
    if gap.is_any:
        return redirect("champion-gaps", code=request.viewer.trust_code)
    today = timezone.localdate()
    staffing = count_staff(request.viewer.trust_id, on=today)
    query = read_query(request.GET, offer_candidates(request.viewer, staffing, found))
    chosen = chosen_candidates(found, query, today)
    page = walk_page(request.viewer, gap, chosen, today, candidates_address(request.viewer, gap))
    return render(request, "champions/walk.jinja", {"page": page})


def _asked(request: TrustRequest) -> tuple[Gap, list[Candidate]]:
    """The gap of the address, and everybody who would close it."""
    if lack := lacking(request.viewer):
        refuse(request, "reads no names with the time and the competencies of everybody", lack)
    gap = gap_asked(request.GET)
    found = find_candidates(request.viewer.trust_id, [] if gap.is_any else [gap], on=timezone.localdate())
    return gap, [one for one in found if fits(one, gap)]
