"""The programmes of a trust, one of them with its story and its record, and its listening log."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.engine.programmes import listen
from plait.store.accountability import list_territory_names
from plait.store.design import list_decisions
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.store.programmes import (
    ProgrammeLine,
    list_marks_of,
    list_places,
    list_programmes,
    list_remarks,
    load_programme,
    rows_about_programme,
)
from plait.store.teams import list_service_names
from plait.web.programmes import listening as log
from plait.web.programmes.charts import PLACE_HEADINGS, place_rows
from plait.web.programmes.detail import Beside, programme_page, whole_of
from plait.web.programmes.forms import programme_task
from plait.web.programmes.page import HEADINGS, OFFER, chosen, programme_rows, programmes_page, tell
from plait.web.programmes.story import HEADINGS as CONTRADICTIONS
from plait.web.programmes.story import contradiction_rows
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_PROGRAMMES)
@kept_by_role
def programmes(request: TrustRequest) -> DrawingOrFile:
    """Every programme with its latest report, and whether its record contradicts it."""
    viewer, today, query = request.viewer, timezone.localdate(), read_query(request.GET, OFFER)
    every = tell(list_programmes(viewer.trust_id, on=today), today)
    found = chosen(every, query)
    if query.wants_csv:
        return csv_response(request, "programmes.csv", HEADINGS, programme_rows(viewer, found), query)
    return Drawing("programmes/list.jinja", programmes_page(viewer, every, query, found))


@needs(Action.READ_PROGRAMMES)
def programme(request: TrustRequest, programme_id: int) -> HttpResponse:
    """One programme: what it reports beside what its record shows, and what people said."""
    viewer, today = request.viewer, timezone.localdate()
    line = _found(request, programme_id)
    beside = _beside(request, line)
    whole = whole_of(line, beside, today)
    if request.GET.get("format") == "csv":
        return csv_response(request, "contradictions.csv", CONTRADICTIONS, contradiction_rows(line, whole.found))
    history = load_history(viewer.trust_id, rows_about_programme(viewer.trust_id, programme_id))
    page = programme_page(viewer, whole, beside, history, today)
    return render(request, "programmes/programme.jinja", {"page": page})


@needs(Action.READ_PROGRAMMES)
def places(request: TrustRequest, programme_id: int) -> HttpResponse:
    """Place by place before and after the relaunch, as a file."""
    line = _found(request, programme_id)
    whole = whole_of(line, _beside(request, line), timezone.localdate())
    return csv_response(request, "places.csv", PLACE_HEADINGS, place_rows(whole.moved))


@needs(Action.READ_PROGRAMMES)
def listening(request: TrustRequest, programme_id: int) -> HttpResponse:
    """What people said, and whether each of them got an answer."""
    viewer, today, line = request.viewer, timezone.localdate(), _found(request, programme_id)
    offered = log.offer(line)
    query = read_query(request.GET, offered)
    found = list_remarks(viewer.trust_id, programme_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "listening-log.csv", log.HEADINGS, log.remark_rows(found), query)
    account = line.account(today)
    heard = listen(account.themes, account.remarks, today)
    page = log.listening_page(viewer, line, heard, (offered, query, found))
    return render(request, "programmes/listening.jinja", {"page": page})


@needs(Action.EDIT_PROGRAMMES)
def add_programme(request: TrustRequest) -> HttpResponse:
    """Add a programme."""
    return _form(request, None)


@needs(Action.EDIT_PROGRAMMES)
def edit_programme(request: TrustRequest, programme_id: int) -> HttpResponse:
    """Change who leads it, or launch it again with the reason."""
    return _form(request, _found(request, programme_id))


def _form(request: TrustRequest, line: ProgrammeLine | None) -> HttpResponse:
    home, trust_id = f"/t/{request.viewer.trust_code}/programmes/", request.viewer.trust_id
    offered = {
        "service": list_service_names(trust_id),
        "portfolio": list_territory_names(trust_id, on=timezone.localdate()),
    }
    return handle_form(request, programme_task(home, line, offered=offered))


def _beside(request: TrustRequest, line: ProgrammeLine) -> Beside:
    trust_id, today = request.viewer.trust_id, timezone.localdate()
    own = [line.outcomes[one.record.outcome].id for one in line.moves if one.record.outcome in line.outcomes]
    wanted = Wanted(limit=None, sort="decided", descending=True)
    return Beside(
        list_marks_of(trust_id, own),
        list_places(trust_id, own, on=today),
        list_decisions(trust_id, wanted, on=today).rows,
    )


def _found(request: TrustRequest, programme_id: int) -> ProgrammeLine:
    found = load_programme(request.viewer.trust_id, programme_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
