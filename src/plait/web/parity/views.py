"""How the board's time was shared, and which of its technology decisions had expertise."""

from __future__ import annotations

from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.parity import list_technology_decisions, load_times
from plait.web.parity import agenda as of_agenda
from plait.web.parity import expertise as of_expertise
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query


@needs(Action.READ_BOARD)
@kept_by_role
def agenda_time(request: TrustRequest) -> DrawingOrFile:
    """The share of digital, finance and quality in the board's time, meeting by meeting."""
    viewer, today = request.viewer, timezone.localdate()
    times, ids = load_times(viewer.trust_id, on=today)
    if request.GET.get("format") == "csv":
        return csv_response(request, "agenda-time.csv", of_agenda.HEADINGS, of_agenda.agenda_rows(times))
    return Drawing("parity/agenda.jinja", of_agenda.agenda_page(viewer, times, ids, today))


@needs(Action.READ_BOARD)
@kept_by_role
def expertise(request: TrustRequest) -> DrawingOrFile:
    """Every technology decision with the specialist or the advice that was there, those without any first."""
    viewer, today, query = request.viewer, timezone.localdate(), read_query(request.GET, of_expertise.OFFER)
    every = list_technology_decisions(viewer.trust_id)
    found = of_expertise.chosen(every, query, today)
    if query.wants_csv:
        return csv_response(
            request, "expertise.csv", of_expertise.HEADINGS, of_expertise.expertise_rows(found), query
        )  # fmt: skip
    return Drawing("parity/expertise.jinja", of_expertise.expertise_page(viewer, every, query, found, today))
