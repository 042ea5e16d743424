"""The papers of the board that somebody may read, one of them, and the forms for one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.paper_openings import Standing, standing_of
from plait.engine.permissions import Action, Scope, scope_of
from plait.store.board import list_items
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.store.paper_openings import list_openings
from plait.store.papers import PaperLine, list_papers
from plait.store.readings import list_readings
from plait.web.board.editing import item_choices
from plait.web.board.papers_page import HEADINGS, OFFER, paper_page, paper_rows, paper_task, papers_page
from plait.web.board.reaching import note_opening, reached_meeting, reached_paper
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_BOARD)
def papers(request: TrustRequest) -> HttpResponse:
    """The papers this very person may read: hence a page that is never kept for others of the same roles."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, OFFER)
    found = list_papers(viewer, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "board-papers.csv", HEADINGS, paper_rows(found.rows), query)
    every = list_papers(viewer, Wanted(limit=None), on=today).rows
    return render(request, "board/papers.jinja", {"page": papers_page(viewer, query, found, every, _asked(request))})


def _asked(request: TrustRequest) -> tuple[int, int]:
    """How many askings for a paper wait, and how many are open: of all where the viewer may agree, else their own."""
    viewer, now = request.viewer, timezone.now()
    whose = None if scope_of(viewer, Action.OPEN_PAPER) else viewer.user_id
    standings = [standing_of(one, now) for one in list_openings(viewer.trust_id, of=whose)]
    return standings.count(Standing.WAITS), standings.count(Standing.OPEN)


@needs(Action.READ_BOARD)
def paper(request: TrustRequest, paper_id: int) -> HttpResponse:
    """One paper; what it said while it was a draft stays with those who read every draft."""
    found = reached_paper(request, paper_id)
    note_opening(request, found)
    reads_all = Scope.TRUST in scope_of(request.viewer, Action.READ_PAPER_DRAFTS)
    history = load_history(request.viewer.trust_id, {"boardpaper": [paper_id]} if reads_all else {})
    keeps = bool(scope_of(request.viewer, Action.EDIT_BOARD))
    readings = list_readings(request.viewer.trust_id, paper_id) if keeps else ()
    return render(request, "board/paper.jinja", {"page": paper_page(request.viewer, found, history, readings)})


@needs(Action.EDIT_BOARD)
def add_paper(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """Add a paper to a meeting; a draft until it is circulated."""
    items = item_choices(list_items(request.viewer.trust_id, meeting_id))
    return handle_form(request, paper_task(request.viewer, reached_meeting(request, meeting_id), items))


@needs(Action.EDIT_BOARD)
def edit_paper(request: TrustRequest, paper_id: int) -> HttpResponse:
    """Change a paper: circulate it, publish it, name its file."""
    return handle_form(request, _task(request, reached_paper(request, paper_id)))


@needs(Action.EDIT_BOARD)
def remove_paper(request: TrustRequest, paper_id: int) -> HttpResponse:
    """Take away a paper that never was, after a question."""
    found = reached_paper(request, paper_id)
    after, what = f"/t/{request.viewer.trust_code}/board/papers/", f"it belongs to {found.meeting}"
    task = removal_of(_task(request, found), found.title, what, after=after, button="this paper")
    return handle_removal(request, task)


def _task(request: TrustRequest, found: PaperLine) -> FormTask:
    items = item_choices(list_items(request.viewer.trust_id, found.meeting_id))
    return paper_task(request.viewer, reached_meeting(request, found.meeting_id), items, found)
