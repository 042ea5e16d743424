"""Communities of practice, one of them, and the day it met."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.permissions import Action, Scope, scope_of
from plait.store.communities import (
    CommunityDetail,
    add_meeting,
    count_alone,
    find_community_of,
    is_practised,
    list_alone,
    list_communities,
    list_community_families,
    list_living_families,
    list_members,
    load_community,
)
from plait.store.history import load_history, rows_about_community
from plait.store.offers import list_offers
from plait.store.paging import Wanted
from plait.store.reach import reach_of
from plait.store.writing import StaleRecord
from plait.web.communities.detail import MEMBERS, Known, MeetingForm, community_page, may_edit
from plait.web.communities.editing import community_task, member_task
from plait.web.communities.meeting import read_meeting
from plait.web.communities.page import HEADINGS, AloneByFamily, communities_page, community_rows, offer
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.table import wanted_of
from plait.web.shared.views import conflict


@needs(Action.READ_RECORD)
@kept_by_role
def communities(request: TrustRequest) -> DrawingOrFile:
    """The communities of practice, and the families whose people practise alone."""
    viewer, today = request.viewer, timezone.localdate()
    offered = offer(list_community_families(viewer.trust_id))
    query = read_query(request.GET, offered)
    found = list_communities(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "communities.csv", HEADINGS, community_rows(viewer, found), query)
    alone = AloneByFamily(
        count_alone(viewer.trust_id, on=today),
        list_living_families(viewer.trust_id, on=today),
        is_practised(viewer.trust_id, on=today),
    )
    page = communities_page(viewer, offered, query, found, alone)
    return Drawing("communities/list.jinja", page)


@needs(Action.READ_RECORD)
def community(request: TrustRequest, community_id: int) -> HttpResponse:
    """One community: is it alive, who is in it, who practises its family alone."""
    return _community(request, _found(request, community_id))


@needs(Action.EDIT_COMMUNITIES)
def meeting(request: TrustRequest, community_id: int) -> HttpResponse:
    """Add a day the community met."""
    detail = _edited(request, community_id)
    if request.method != "POST":
        return redirect("community", code=request.viewer.trust_code, community_id=community_id)
    said = read_meeting(request.POST.get("day", ""), request.POST.get("version", ""), today=timezone.localdate())
    if said.day is None:
        return _community(request, detail, said.form)
    try:
        is_new = add_meeting(act_of(request), community_id, said.day, version=said.form.version)
    except StaleRecord as stale:
        return _conflict(request, stale, detail)
    notice(request, "The meeting is recorded." if is_new else "That meeting is recorded already.")
    return redirect("community", code=request.viewer.trust_code, community_id=community_id)


@needs(Action.EDIT_COMMUNITIES)
def add_community(request: TrustRequest) -> HttpResponse:
    """Add a community of practice, which takes the right to all of them."""
    if Scope.TRUST not in scope_of(request.viewer, Action.EDIT_COMMUNITIES):
        refuse(request, "adds no community", Action.EDIT_COMMUNITIES)
    return handle_form(request, community_task(request.viewer))


@needs(Action.EDIT_COMMUNITIES)
def edit_community(request: TrustRequest, community_id: int) -> HttpResponse:
    """Change a community of practice."""
    _edited(request, community_id)
    return handle_form(request, community_task(request.viewer, community_id))


@needs(Action.EDIT_COMMUNITIES)
def add_member(request: TrustRequest, community_id: int) -> HttpResponse:
    """Add somebody to a community of practice."""
    return handle_form(request, member_task(request.viewer, _edited(request, community_id).line))


@needs(Action.EDIT_COMMUNITIES)
def edit_member(request: TrustRequest, stay: int) -> HttpResponse:
    """Change how long somebody is in a community of practice."""
    found = find_community_of(request.viewer.trust_id, stay)
    if found is None:
        raise Http404
    community_id, name = found
    return handle_form(request, member_task(request.viewer, _edited(request, community_id).line, stay, name))


def _edited(request: TrustRequest, community_id: int) -> CommunityDetail:
    """A community that the viewer may change."""
    detail = _found(request, community_id)
    if not may_edit(request.viewer, detail):
        refuse(request, "EDIT_COMMUNITIES does not reach this community", Action.EDIT_COMMUNITIES)
    return detail


def _found(request: TrustRequest, community_id: int) -> CommunityDetail:
    detail = load_community(request.viewer.trust_id, community_id, on=timezone.localdate())
    if detail is None:
        raise Http404
    return detail


def _community(request: TrustRequest, detail: CommunityDetail, form: MeetingForm | None = None) -> HttpResponse:
    page = community_page(request.viewer, detail, _known(request, detail), form)
    status = 422 if form else 200
    return render(request, "communities/community.jinja", {"page": page, "faults": page.faults}, status=status)


def _known(request: TrustRequest, detail: CommunityDetail) -> Known:
    viewer, today, line = request.viewer, timezone.localdate(), detail.line
    query = read_query(request.GET, MEMBERS)
    reach = reach_of(viewer, Action.READ_COMPETENCIES)
    families = count_alone(viewer.trust_id, on=today)
    return Known(
        query=query,
        members=list_members(viewer.trust_id, line.id, wanted_of(query), on=today),
        alone=list_alone(viewer.trust_id, line.family, reach, Wanted(), on=today),
        alone_in_all=sum(count for family, count in families.items() if family.casefold() == line.family.casefold()),
        history=load_history(viewer.trust_id, rows_about_community(viewer.trust_id, line.id)),
        today=today,
        offers=list_offers(viewer.trust_id, "community", line.id, on=today),
    )


def _conflict(request: TrustRequest, stale: StaleRecord, detail: CommunityDetail) -> HttpResponse:
    again = Link("Open it as it is now", f"/t/{request.viewer.trust_code}/communities/{detail.line.id}/")
    days = "; ".join(f"{day:%d/%m/%Y}" for day in detail.met_on[:5])
    changes = (Change("Met on", days, request.POST["day"]),)
    return conflict(request, ConflictPage(who_moved(request, stale), changes, again))
