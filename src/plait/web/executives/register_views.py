"""The deputies and the register of interests, and the forms of their rows."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action, scope_of
from plait.store.acting_up import DeputyLine, list_away, list_deputies, load_deputy
from plait.store.declarations import DeclarationLine, list_declarations, load_declaration
from plait.store.executives import list_shares
from plait.store.history import history_of_kind
from plait.store.leadership import list_roles
from plait.store.paging import Wanted
from plait.web.executives import declarations as register
from plait.web.executives import deputies as stand_ins
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.listing import read_query
from plait.web.shared.table import wanted_of


@needs(Action.READ_LEADERSHIP)
def deputies(request: TrustRequest) -> HttpResponse:
    """Who deputises for which role, and who acts up today."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, stand_ins.OFFER)
    found = list_deputies(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "deputies.csv", stand_ins.HEADINGS, stand_ins.deputy_rows(found), query)
    away = list_away(viewer.trust_id, on=today)
    history = history_of_kind(viewer.trust_id, "deputy")
    page = stand_ins.deputies_page(viewer, (query, found), away, history, today)
    return render(request, "executives/register.jinja", {"page": page})


@needs(Action.EDIT_LEADERSHIP)
def add_deputy(request: TrustRequest) -> HttpResponse:
    """Add a deputy."""
    return handle_form(request, _deputy_task(request, None))


@needs(Action.EDIT_LEADERSHIP)
def edit_deputy(request: TrustRequest, deputy_id: int) -> HttpResponse:
    """Change from when to when somebody deputises."""
    return handle_form(request, _deputy_task(request, _deputy(request, deputy_id)))


def _deputy(request: TrustRequest, deputy_id: int) -> DeputyLine:
    found = load_deputy(request.viewer.trust_id, deputy_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _deputy_task(request: TrustRequest, one: DeputyLine | None) -> FormTask:
    today = timezone.localdate()
    roles = list_roles(request.viewer.trust_id, Wanted(limit=None), on=today).rows
    return stand_ins.deputy_task(request.viewer, tuple(role.name for role in roles), one, today)


@needs(Action.READ_LEADERSHIP)
def declarations(request: TrustRequest) -> HttpResponse:
    """Who declared what interest in which other organisation."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, register.OFFER)
    found = list_declarations(viewer.trust_id, wanted_of(query), on=today)
    if query.wants_csv:
        return csv_response(request, "interests.csv", register.HEADINGS, register.declaration_rows(found), query)
    known = register.Register(
        list_declarations(viewer.trust_id, Wanted(limit=None), on=today).rows,
        list_shares(viewer.trust_id, on=today) if scope_of(viewer, Action.READ_SHARED) else (),
        history_of_kind(viewer.trust_id, "declaration"),
    )
    page = register.declarations_page(viewer, query, found, known, today)
    return render(request, "executives/register.jinja", {"page": page})


@needs(Action.EDIT_DECLARATIONS)
def add_declaration(request: TrustRequest) -> HttpResponse:
    """Add a declaration of interest."""
    return handle_form(request, register.declaration_task(request.viewer, None, timezone.localdate()))


@needs(Action.EDIT_DECLARATIONS)
def edit_declaration(request: TrustRequest, declaration_id: int) -> HttpResponse:
    """Change a declaration, or end it."""
    found = _declaration(request, declaration_id)
    return handle_form(request, register.declaration_task(request.viewer, found, timezone.localdate()))


def _declaration(request: TrustRequest, declaration_id: int) -> DeclarationLine:
    found = load_declaration(request.viewer.trust_id, declaration_id)
    if found is None:
        raise Http404
    return found
