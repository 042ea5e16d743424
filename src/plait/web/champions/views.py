"""The champions of a trust, one of them, and the form for one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.champions import ChampionLine, count_staff, list_champions, load_champion
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.store.people import list_people_filters
from plait.web.champions.detail import champion_page, champion_task
from plait.web.champions.page import HEADINGS, champion_rows, champions_page, list_table, names_champions, offer
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_CHAMPIONS)
@kept_by_role
def champions(request: TrustRequest) -> DrawingOrFile:
    """Whom champions reach and whom not; and who they are, for those who read names."""
    viewer, today = request.viewer, timezone.localdate()
    every = list_champions(viewer.trust_id, Wanted(limit=None), on=today).rows
    table = None
    if names_champions(viewer):
        offered = offer(every)
        query = read_query(request.GET, offered)
        found = list_champions(viewer.trust_id, wanted_of(query), on=today)
        if query.wants_csv:
            return csv_response(request, "champions.csv", HEADINGS, champion_rows(found), query)
        table = list_table(viewer, offered, query, found, today)
    page = champions_page(viewer, every, count_staff(viewer.trust_id, on=today), table)
    return Drawing("champions/list.jinja", page)


@needs(Action.READ_CHAMPIONS)
def champion(request: TrustRequest, champion_id: int) -> HttpResponse:
    """One champion, and what happened to the record."""
    if not names_champions(request.viewer):
        refuse(request, "reads no champion by name")
    found = _found(request, champion_id)
    history = load_history(request.viewer.trust_id, {"champion": [champion_id]})
    today = timezone.localdate()
    every = list_champions(request.viewer.trust_id, Wanted(limit=None), on=today).rows
    page = champion_page(request.viewer, found, every, history, today)
    return render(request, "champions/champion.jinja", {"page": page})


@needs(Action.EDIT_CHAMPIONS)
def add_champion(request: TrustRequest) -> HttpResponse:
    """Add a champion."""
    return _form(request)


@needs(Action.EDIT_CHAMPIONS)
def edit_champion(request: TrustRequest, champion_id: int) -> HttpResponse:
    """Change where and when a champion is there, the training, and the last activity."""
    return _form(request, _found(request, champion_id))


def _form(request: TrustRequest, one: ChampionLine | None = None) -> HttpResponse:
    sites = tuple(list_people_filters(request.viewer.trust_id).sites)
    return handle_form(request, champion_task(request.viewer, sites, one, timezone.localdate()))


def _found(request: TrustRequest, champion_id: int) -> ChampionLine:
    found = load_champion(request.viewer.trust_id, champion_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
