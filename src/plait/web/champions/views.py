"""The champions of a trust, one of them, and the form for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.champion_candidates import put_in_order
from plait.engine.champion_cover import by_group
from plait.engine.permissions import Action
from plait.store.candidates import find_candidates, load_candidates
from plait.store.champions import ChampionLine, Staffing, count_staff, list_champions, load_champion
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.store.people import list_people_filters
from plait.web.champions.away import coming_links
from plait.web.champions.beginning import begun
from plait.web.champions.cover import FILE_HEADS, group_rows
from plait.web.champions.detail import champion_page, champion_task
from plait.web.champions.gaps import plans_with_people
from plait.web.champions.page import (
    HEADINGS,
    champion_rows,
    champions_page,
    counts_page,
    list_table,
    names_champions,
    need_on,
    offer,
)
from plait.web.champions.trying import HEADINGS as LEAVING_HEADINGS
from plait.web.champions.trying import Tried, change_rows, opened, people_chosen, trying_page, what_changes
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.leave import leave_read
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
    staffing = count_staff(viewer.trust_id, on=today)
    need, now = need_on(viewer.trust_id, staffing, today), leave_read(viewer, "now", today)
    page = champions_page(viewer, every, (staffing, need), table, {one.employment_id: one for one in now})
    return Drawing("champions/list.jinja", page if table else counts_page(page, every, staffing))


@needs(Action.READ_CHAMPIONS)
def groups(request: TrustRequest) -> HttpResponse:
    """Staff groups with their champions, as a file; whoever asks for no file is shown the page of them."""
    every, staffing = everybody(request, "reads no count of few champions")
    if request.GET.get("format") != "csv":
        return redirect("champions", code=request.viewer.trust_code)
    return csv_response(request, "staff-groups.csv", FILE_HEADS, group_rows(by_group(every, staffing.heads)))


@needs(Action.READ_CHAMPIONS)
def leaving(request: TrustRequest) -> HttpResponse:
    """What would change if some of the champions left, and others joined."""
    every, staffing = everybody(request, "reads no champion by name")
    plans, today = plans_with_people(request.viewer), timezone.localdate()
    tried = _tried(request, every, today, plans=plans)
    found = what_changes(every, tried, staffing)
    if request.GET.get("format") == "csv":
        return csv_response(request, "if-they-left.csv", LEAVING_HEADINGS, change_rows(found))
    near = put_in_order(find_candidates(request.viewer.trust_id, opened(found), on=today), today) if plans else None
    page = trying_page(request.viewer, every, tried, staffing, near)
    coming = coming_links(f"/t/{request.viewer.trust_code}", every, leave_read(request.viewer, "coming", today))
    page = replace(page, coming=coming)
    return render(request, "champions/leaving.jinja", {"page": page})


def _tried(request: TrustRequest, every: tuple[ChampionLine, ...], today: date, *, plans: bool) -> Tried:
    """Who is chosen to leave and to join; whoever may not read candidates tries none of them."""
    gone, unknown = people_chosen(every, request.GET.getlist("who"))
    wanted = list(dict.fromkeys(request.GET.getlist("joins"))) if plans else []
    ids = [int(one) for one in wanted if one.isascii() and one.isdigit() and len(one) < 18]
    found = {one.id: one for one in load_candidates(request.viewer.trust_id, ids, on=today)}
    joining = tuple(found[id] for id in ids if id in found and found[id].person_id not in gone)
    return Tried(gone, joining, unknown + sum(one not in {str(id) for id in found} for one in wanted))


def everybody(request: TrustRequest, why_not: str) -> tuple[tuple[ChampionLine, ...], Staffing]:
    """Every champion and the staff they are there for, for those who read champions by name."""
    if not names_champions(request.viewer):
        refuse(request, why_not, Action.READ_CHAMPIONS)
    trust_id, today = request.viewer.trust_id, timezone.localdate()
    return list_champions(trust_id, Wanted(limit=None), on=today).rows, count_staff(trust_id, on=today)


@needs(Action.READ_CHAMPIONS)
def champion(request: TrustRequest, champion_id: int) -> HttpResponse:
    """One champion, and what happened to the record."""
    if not names_champions(request.viewer):
        refuse(request, "reads no champion by name", Action.READ_CHAMPIONS)
    found = _found(request, champion_id)
    history = load_history(request.viewer.trust_id, {"champion": [champion_id]})
    today = timezone.localdate()
    every = list_champions(request.viewer.trust_id, Wanted(limit=None), on=today).rows
    page = champion_page(request.viewer, found, every, history, today)
    return render(request, "champions/champion.jinja", {"page": page})


@needs(Action.EDIT_CHAMPIONS)
def add_champion(request: TrustRequest) -> HttpResponse:
    """Add a champion."""
    given, lead = begun(request)
    return _form(request, given=given, lead=lead)


@needs(Action.EDIT_CHAMPIONS)
def edit_champion(request: TrustRequest, champion_id: int) -> HttpResponse:
    """Change where and when a champion is there, the training, and the last activity."""
    return _form(request, _found(request, champion_id))


def _form(
    request: TrustRequest, one: ChampionLine | None = None, *, given: Mapping[str, str] | None = None, lead: str = ""
) -> HttpResponse:
    sites = tuple(list_people_filters(request.viewer.trust_id).sites)
    task = champion_task(request.viewer, sites, one, timezone.localdate())
    return handle_form(request, replace(task, suggested=given or {}, lead=lead))


def _found(request: TrustRequest, champion_id: int) -> ChampionLine:
    found = load_champion(request.viewer.trust_id, champion_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
