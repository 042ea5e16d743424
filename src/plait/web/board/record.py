"""The actions of the board, and the forms of what belongs to a meeting beside its agenda."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone

from plait.engine.permissions import Action
from plait.engine.trust import holding_on
from plait.store.board import MeetingLine, list_decisions_of, list_items
from plait.store.board_members import list_members
from plait.store.board_record import find_part, list_actions
from plait.store.paging import Wanted
from plait.web.board.actions_page import HEADINGS, OFFER, action_rows, actions_page
from plait.web.board.editing import Known, item_choices
from plait.web.board.reaching import reached_meeting, reads_drafts
from plait.web.board.record_forms import KINDS, Offered, done_task, part_task, way_back
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of

View = Callable[..., HttpResponseBase]


@needs(Action.READ_BOARD)
@kept_by_role
def actions(request: TrustRequest) -> DrawingOrFile:
    """What the board asked for, the late ones first."""
    viewer, today = request.viewer, timezone.localdate()
    drafts = reads_drafts(request)
    query = read_query(request.GET, OFFER)
    found = list_actions(viewer.trust_id, wanted_of(query), on=today, drafts=drafts)
    if query.wants_csv:
        return csv_response(request, "board-actions.csv", HEADINGS, action_rows(found.rows), query)
    every = list_actions(viewer.trust_id, Wanted(limit=None), on=today, drafts=drafts).rows
    return Drawing("board/actions.jinja", actions_page(viewer, query, found, every))


@needs(Action.EDIT_BOARD)
def mark_done(request: TrustRequest, action_id: int) -> HttpResponse:
    """Say that an action was done, and on which day; then back to the page one came from."""
    meeting, known = _found(request, "action", action_id)
    back = way_back(request.viewer, meeting, request.GET.get("from", ""))
    return handle_form(request, done_task(request.viewer, meeting, known, timezone.localdate(), back))


def add_of(kind: str) -> View:
    """The view that adds one of a kind to a meeting."""

    @needs(Action.EDIT_BOARD)
    def add(request: TrustRequest, meeting_id: int) -> HttpResponse:
        meeting = reached_meeting(request, meeting_id)
        return handle_form(request, part_task(request.viewer, meeting, kind, _offered(request, meeting)))

    return add


def edit_of(kind: str) -> View:
    """The view that changes one of a kind."""

    @needs(Action.EDIT_BOARD)
    def edit(request: TrustRequest, /, **row: int) -> HttpResponse:
        meeting, known = _found(request, kind, *row.values())
        return handle_form(request, part_task(request.viewer, meeting, kind, _offered(request, meeting), known))

    return edit


def remove_of(kind: str) -> View:
    """The view that takes one of a kind away, after a question."""

    @needs(Action.EDIT_BOARD)
    def remove(request: TrustRequest, /, **row: int) -> HttpResponse:
        meeting, known = _found(request, kind, *row.values())
        task = part_task(request.viewer, meeting, kind, {}, known)
        name, what = f"“{known[1]}”", f"it belongs to {meeting.name}"
        return handle_removal(
            request, removal_of(task, name, what, after=task.back.href, button=KINDS[kind].button)
        )  # fmt: skip

    return remove


def _found(request: TrustRequest, kind: str, row_id: int) -> tuple[MeetingLine, Known]:
    place = find_part(request.viewer.trust_id, kind, row_id)
    if place is None:
        raise Http404
    return reached_meeting(request, place.meeting_id), (row_id, place.title)


def _offered(request: TrustRequest, meeting: MeetingLine) -> Offered:
    trust_id = request.viewer.trust_id
    every = list_members(trust_id, Wanted(limit=None), on=meeting.held_on).rows
    return {
        "member": tuple(one.name for one in holding_on(every, meeting.held_on)),
        "item": item_choices(list_items(trust_id, meeting.id)),
        "decision": tuple(taken.name for taken in list_decisions_of(trust_id, meeting.id)),
    }
