"""What directors sponsor and lead, and the form for one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.board_record import list_sponsorships, load_sponsorship
from plait.store.paging import Wanted
from plait.web.board.sponsorships_page import HEADINGS, OFFER, sponsorship_rows, sponsorship_task, sponsorships_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_BOARD)
@kept_by_role
def sponsorships(request: TrustRequest) -> DrawingOrFile:
    """Which director sponsors or leads what."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, OFFER)
    found = list_sponsorships(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "sponsorships.csv", HEADINGS, sponsorship_rows(found.rows), query)
    every = list_sponsorships(viewer.trust_id, Wanted(limit=None), on=today).rows
    return Drawing("board/sponsorships.jinja", sponsorships_page(viewer, query, found, every, today))


@needs(Action.EDIT_BOARD)
def add_sponsorship(request: TrustRequest) -> HttpResponse:
    """Say what a director sponsors or leads."""
    return handle_form(request, sponsorship_task(request.viewer, None, timezone.localdate()))


@needs(Action.EDIT_BOARD)
def edit_sponsorship(request: TrustRequest, sponsorship_id: int) -> HttpResponse:
    """Change the part a director has, or end it."""
    found = load_sponsorship(request.viewer.trust_id, sponsorship_id)
    if found is None:
        raise Http404
    return handle_form(request, sponsorship_task(request.viewer, found, timezone.localdate()))
