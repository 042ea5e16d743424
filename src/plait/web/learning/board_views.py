"""Board development, and the forms that log, book, change and remove a row of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.board_development import KINDS, learned_by
from plait.engine.permissions import Action
from plait.store.history import load_history
from plait.store.learning import LearningLine, find_learning, list_learning, load_learning, rows_about_learning
from plait.web.learning.board_page import HEADINGS, development_page, learning_rows, learning_table, offer
from plait.web.learning.forms import learning_task
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_BOARD)
def development(request: TrustRequest) -> HttpResponse:
    """Who of the board has learned about digital work and seen it in use."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, offer(viewer))
    found = list_learning(viewer.trust_id, wanted_of(query))
    if query.wants_csv:
        return csv_response(request, "board-development.csv", HEADINGS, learning_rows(found), query)
    learned = learned_by(*load_learning(viewer.trust_id, on=today), today)
    history = load_history(viewer.trust_id, rows_about_learning(viewer.trust_id))
    page = development_page(viewer, learned, learning_table(viewer, query, found, today), history)
    return render(request, "learning/board.jinja", {"page": page})


@needs(Action.EDIT_BOARD)
def add_learning(request: TrustRequest) -> HttpResponse:
    """Log what a member of the board did."""
    return handle_form(request, learning_task(request.viewer))


@needs(Action.EDIT_BOARD)
def book(request: TrustRequest) -> HttpResponse:
    """Book a session or visit for a member; it counts once somebody says that it took place."""
    return handle_form(request, learning_task(request.viewer, is_booking=True, member=request.GET.get("member", "")))


@needs(Action.EDIT_BOARD)
def edit_learning(request: TrustRequest, learning_id: int) -> HttpResponse:
    """Change a row, or say that what was booked took place."""
    return handle_form(request, learning_task(request.viewer, known=_found(request, learning_id)))


@needs(Action.EDIT_BOARD)
def remove_learning(request: TrustRequest, learning_id: int) -> HttpResponse:
    """Take a row away, after a question."""
    found = _found(request, learning_id)
    task = learning_task(request.viewer, known=found)
    what = f"{found.member}: {KINDS[found.kind].lower()}" + (f", {found.what}" if found.what else "")
    name = f"What {found.member} did on {full_date(found.held_on)}"
    return handle_removal(request, removal_of(task, name, what, after=task.back.href, button="this row"))


def _found(request: TrustRequest, learning_id: int) -> LearningLine:
    found = find_learning(request.viewer.trust_id, learning_id)
    if found is None:
        raise Http404
    return found
