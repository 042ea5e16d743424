"""The objectives of the trust, what it chose not to do, and the forms for both."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from plait.engine.permissions import Action, scope_of
from plait.store.board import list_meetings
from plait.store.history import load_history
from plait.store.paging import Wanted
from plait.store.strategy import (
    find_not_chosen,
    find_objective,
    list_not_chosen,
    load_strategy,
    rows_about_choices,
    rows_about_objectives,
)
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.strategy import not_chosen as choices
from plait.web.strategy import objectives as aims
from plait.web.strategy.forms import not_chosen_task, objective_task


@needs(Action.READ_BOARD)
@kept_by_role
def objectives(request: TrustRequest) -> DrawingOrFile:
    """The objectives of the trust, and which digital work serves none of them."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, aims.offer(viewer))
    strategy = load_strategy(viewer.trust_id, on=today)
    found = aims.chosen(strategy.links, query, today)
    if query.wants_csv:
        return csv_response(request, "objectives.csv", aims.HEADINGS, aims.objective_rows(found, today), query)
    history = load_history(viewer.trust_id, rows_about_objectives(viewer.trust_id))
    page = aims.objectives_page(viewer, (query, found), strategy, history, today)
    return Drawing("strategy/objectives.jinja", page)


@needs(Action.READ_BOARD)
@kept_by_role
def not_chosen(request: TrustRequest) -> DrawingOrFile:
    """What the trust chose not to do, and why."""
    viewer, today = request.viewer, timezone.localdate()
    drafts = bool(scope_of(viewer, Action.READ_BOARD_DRAFTS))
    query = read_query(request.GET, choices.offer(viewer))
    every = list_not_chosen(viewer.trust_id, drafts=drafts)
    found = choices.chosen(every, query, today)
    if query.wants_csv:
        return csv_response(request, "not-chosen.csv", choices.HEADINGS, choices.not_chosen_rows(found), query)
    # What a line said while its meeting was a draft stays with those who read drafts.
    history = load_history(viewer.trust_id, rows_about_choices(viewer.trust_id) if drafts else {})
    page = choices.not_chosen_page(viewer, (query, found), every, history, today)
    return Drawing("strategy/not_chosen.jinja", page)


@needs(Action.EDIT_BOARD)
def add_objective(request: TrustRequest) -> HttpResponse:
    """Add an objective of the strategy."""
    return handle_form(request, objective_task(request.viewer))


@needs(Action.EDIT_BOARD)
def edit_objective(request: TrustRequest, objective_id: int) -> HttpResponse:
    """Change an objective, what measures it, or when it was reviewed."""
    found = find_objective(request.viewer.trust_id, objective_id)
    if found is None:
        raise Http404
    return handle_form(request, objective_task(request.viewer, objective_id, *found))


@needs(Action.EDIT_BOARD)
def add_not_chosen(request: TrustRequest) -> HttpResponse:
    """Record what the trust chose not to do."""
    return handle_form(request, not_chosen_task(request.viewer, _meetings(request)))


@needs(Action.EDIT_BOARD)
def edit_not_chosen(request: TrustRequest, choice_id: int) -> HttpResponse:
    """Change what is said of something not chosen."""
    return handle_form(request, _choice(request, choice_id)[0])


@needs(Action.EDIT_BOARD)
def remove_not_chosen(request: TrustRequest, choice_id: int) -> HttpResponse:
    """Take away a line of something that was never left, after a question."""
    task, name = _choice(request, choice_id)
    what = f"the trust never chose against “{name}”"
    return handle_removal(request, removal_of(task, name, what, after=task.back.href, button="this line"))


def _choice(request: TrustRequest, choice_id: int) -> tuple[FormTask, str]:
    name = find_not_chosen(request.viewer.trust_id, choice_id)
    if not name:
        raise Http404
    return not_chosen_task(request.viewer, _meetings(request), choice_id, name), name


def _meetings(request: TrustRequest) -> tuple[str, ...]:
    wanted = Wanted(limit=None, sort="held", descending=True)
    return tuple(one.name for one in list_meetings(request.viewer.trust_id, wanted, drafts=True).rows)
