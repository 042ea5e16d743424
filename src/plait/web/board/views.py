"""The meetings of the board, one of them, what they decided, standing rights, and the forms for all of these."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.board import (
    Place,
    find_decision,
    find_item,
    list_decisions,
    list_decisions_of,
    list_items,
    list_meetings,
    list_rights,
    rows_about_meeting,
    rows_about_rights,
)
from plait.store.board_record import list_actions_of, list_attendance, list_challenges
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.store.papers import list_papers_of
from plait.web.board import decisions as of_decisions
from plait.web.board import rights as of_rights
from plait.web.board.detail import Agenda, item_rows, meeting_page
from plait.web.board.editing import decision_task, item_task, meeting_task, right_task
from plait.web.board.page import HEADINGS, meeting_rows, meetings_page, offer
from plait.web.board.reaching import reached_meeting, reads_drafts
from plait.web.board.record_tables import RecordPart, papers_part, record_parts
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.conflicts import conflict_words, conflicts_for
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of

ALL = Wanted(limit=None)


@needs(Action.READ_BOARD)
@kept_by_role
def meetings(request: TrustRequest) -> DrawingOrFile:
    """When the board and its committees met, and how much of it was on digital."""
    viewer, today = request.viewer, timezone.localdate()
    drafts = reads_drafts(request)
    query = read_query(request.GET, offer(viewer))
    found = list_meetings(viewer.trust_id, wanted_of(query), drafts=drafts)
    if query.wants_csv:
        return csv_response(request, "meetings.csv", HEADINGS, meeting_rows(found), query)
    every = list_meetings(viewer.trust_id, ALL, drafts=drafts)
    return Drawing("board/list.jinja", meetings_page(viewer, query, found, every.rows, today))


@needs(Action.READ_BOARD)
def meeting(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """One meeting: its agenda, what it decided, what happened to its record."""
    viewer, found = request.viewer, reached_meeting(request, meeting_id)
    items = list_items(viewer.trust_id, meeting_id)
    if request.GET.get("format") == "csv":
        return csv_response(request, "agenda.csv", *item_rows(found, items))
    taken = list_decisions_of(viewer.trust_id, meeting_id)
    # What a meeting said while it was a draft stays with those who read drafts.
    rows = rows_about_meeting(viewer.trust_id, meeting_id) if reads_drafts(request) else {}
    agenda = Agenda(items, taken, load_history(viewer.trust_id, rows), _parts(request, meeting_id))
    asked = [conflict_words(one) for one in conflicts_for(viewer) if one.meeting_id == meeting_id]
    return render(request, "board/meeting.jinja", {"page": meeting_page(viewer, found, agenda), "conflicts": asked})


def _parts(request: TrustRequest, meeting_id: int) -> tuple[RecordPart, ...]:
    trust_id = request.viewer.trust_id
    came, asked = list_attendance(trust_id, meeting_id), list_challenges(trust_id, meeting_id)
    actions = list_actions_of(trust_id, meeting_id, on=timezone.localdate())
    papers = list_papers_of(request.viewer, meeting_id, on=timezone.localdate())
    return (
        papers_part(request.viewer, meeting_id, papers),
        *record_parts(request.viewer, meeting_id, came, asked, actions),
    )


@needs(Action.READ_BOARD)
@kept_by_role
def decisions(request: TrustRequest) -> DrawingOrFile:
    """What the board decided, and which of its technology decisions had advice."""
    viewer, today = request.viewer, timezone.localdate()
    drafts = reads_drafts(request)
    query = read_query(request.GET, of_decisions.OFFER)
    found = list_decisions(viewer.trust_id, wanted_of(query), drafts=drafts)
    if query.wants_csv:
        return csv_response(
            request, "decisions.csv", of_decisions.HEADINGS, of_decisions.decision_rows(found.rows), query
        )
    every = list_decisions(viewer.trust_id, ALL, drafts=False)
    page = of_decisions.decisions_page(viewer, query, found, every.rows, today)
    return Drawing("board/decisions.jinja", page)


@needs(Action.READ_BOARD)
def rights(request: TrustRequest) -> HttpResponse:
    """The parity ladder: which of eight rights finance, quality and digital have."""
    viewer, today = request.viewer, timezone.localdate()
    found = list_rights(viewer.trust_id)
    if request.GET.get("format") == "csv":
        return csv_response(request, "standing-rights.csv", of_rights.HEADINGS, of_rights.right_rows(found))
    history = load_history(viewer.trust_id, rows_about_rights(viewer.trust_id))
    page = of_rights.rights_page(viewer, found, history, today)
    return render(request, "board/rights.jinja", {"page": page})


@needs(Action.EDIT_BOARD)
def add_meeting(request: TrustRequest) -> HttpResponse:
    """Add a meeting; a draft until it is published."""
    return handle_form(request, meeting_task(request.viewer))


@needs(Action.EDIT_BOARD)
def edit_meeting(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """Change a meeting, or publish it."""
    return handle_form(request, meeting_task(request.viewer, reached_meeting(request, meeting_id)))


@needs(Action.EDIT_BOARD)
def add_item(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """Add an item to the agenda of a meeting."""
    return handle_form(request, item_task(request.viewer, reached_meeting(request, meeting_id)))


@needs(Action.EDIT_BOARD)
def edit_item(request: TrustRequest, item_id: int) -> HttpResponse:
    """Change an item of an agenda, or confirm its tag."""
    place = _there(find_item(request.viewer.trust_id, item_id))
    task = item_task(request.viewer, reached_meeting(request, place.meeting_id), (item_id, place.title))
    return handle_form(request, task)


@needs(Action.EDIT_BOARD)
def add_decision(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """Record what a meeting decided."""
    items = list_items(request.viewer.trust_id, meeting_id)
    return handle_form(request, decision_task(request.viewer, reached_meeting(request, meeting_id), items))


@needs(Action.EDIT_BOARD)
def edit_decision(request: TrustRequest, decision_id: int) -> HttpResponse:
    """Change a decision, or name the advice that was there."""
    place = _there(find_decision(request.viewer.trust_id, decision_id))
    items = list_items(request.viewer.trust_id, place.meeting_id)
    task = decision_task(request.viewer, reached_meeting(request, place.meeting_id), items, (decision_id, place.title))
    return handle_form(request, task)


@needs(Action.EDIT_BOARD)
def add_right(request: TrustRequest) -> HttpResponse:
    """Record whether a subject has a standing right."""
    return handle_form(request, right_task(request.viewer))


@needs(Action.EDIT_BOARD)
def edit_right(request: TrustRequest, right_id: int) -> HttpResponse:
    """Change whether a subject has a standing right, since when, and what says so."""
    return handle_form(request, right_task(request.viewer, right_id))


def _there(place: Place | None) -> Place:
    if place is None:
        raise Http404
    return place
