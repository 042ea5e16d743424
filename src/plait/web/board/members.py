"""The members of the board, one of them, and the form for one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.board_members import MemberLine, list_members, load_member
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.web.board.members_page import HEADINGS, OFFER, member_page, member_rows, member_task, members_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_BOARD)
@kept_by_role
def members(request: TrustRequest) -> DrawingOrFile:
    """Who sits on the board, and who sat there."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, OFFER)
    found = list_members(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "board-members.csv", HEADINGS, member_rows(found.rows), query)
    every = list_members(viewer.trust_id, Wanted(limit=None), on=today).rows
    return Drawing("board/members.jinja", members_page(viewer, query, found, every, today))


@needs(Action.READ_BOARD)
def member(request: TrustRequest, member_id: int) -> HttpResponse:
    """One member, and what happened to the record."""
    found = _found(request, member_id)
    history = load_history(request.viewer.trust_id, {"boardmember": [member_id]})
    page = member_page(request.viewer, found, history, timezone.localdate())
    return render(request, "board/member.jinja", {"page": page})


@needs(Action.EDIT_BOARD)
def add_member(request: TrustRequest) -> HttpResponse:
    """Add a member of the board."""
    return handle_form(request, member_task(request.viewer, None, timezone.localdate()))


@needs(Action.EDIT_BOARD)
def edit_member(request: TrustRequest, member_id: int) -> HttpResponse:
    """Change the office of a member, or give the time on the board a last day."""
    return handle_form(request, member_task(request.viewer, _found(request, member_id), timezone.localdate()))


def _found(request: TrustRequest, member_id: int) -> MemberLine:
    found = load_member(request.viewer.trust_id, member_id)
    if found is None:
        raise Http404
    return found
