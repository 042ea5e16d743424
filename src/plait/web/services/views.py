"""The services of a trust, one service, and the forms for services and their needs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.engine.services import NEEDS, SERVICES
from plait.store import needs as store_needs
from plait.store.design import list_decisions
from plait.store.history import load_history
from plait.store.needs import list_services_with_needs
from plait.store.offers import list_offers
from plait.store.services import (
    ServiceDetail,
    find_service_of_need,
    list_competency_names,
    list_services,
    load_service,
    rows_about_service,
)
from plait.store.staging import Refused
from plait.web.services.designed import last_of
from plait.web.services.page import OFFER, Beside, copy_page, service_page, service_rows, services_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.jinja import plural
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import Link
from plait.web.shared.table import wanted_of
from plait.web.shared.undo import undo_of


@needs(Action.READ_RECORD)
@kept_by_role
def services(request: TrustRequest) -> DrawingOrFile:
    """What patients and staff use, and which teams work on it."""
    viewer, query = request.viewer, read_query(request.GET, OFFER)
    found = list_services(viewer.trust_id, wanted_of(query), on=timezone.localdate())
    if query.wants_csv:
        return csv_response(request, "services.csv", *service_rows(viewer, found), query=query)
    return Drawing("services/list.jinja", services_page(viewer, query, found))


@needs(Action.READ_RECORD)
def service(request: TrustRequest, service_id: int) -> HttpResponse:
    """One service: what it needs, who works on it, what happened to it."""
    viewer = request.viewer
    found = _service(request, service_id)
    history = load_history(viewer.trust_id, rows_about_service(viewer.trust_id, service_id))
    today = timezone.localdate()
    offers = list_offers(viewer.trust_id, "service", service_id, on=today)
    last = list_decisions(viewer.trust_id, last_of(service_id), on=today).rows
    page = service_page(viewer, found, history, today, Beside(offers, last))
    return render(request, "services/service.jinja", {"page": page})


@needs(Action.EDIT_SERVICES)
def add_service(request: TrustRequest) -> HttpResponse:
    """A new service."""
    home = _home(request)
    task = FormTask(
        sheet=SERVICES,
        title="Add a service",
        fields=SERVICES.fields,
        back=Link("Services", home),
        after=lambda id: f"{home}{id}/",
        done="The service is recorded.",
        subject="services",
    )
    return handle_form(request, task)


@needs(Action.EDIT_SERVICES)
def edit_service(request: TrustRequest, service_id: int) -> HttpResponse:
    """What is recorded of a service."""
    found, home = _service(request, service_id), _home(request)
    task = FormTask(
        sheet=SERVICES,
        title=f"Change {found.name}",
        fields=SERVICES.fields,
        back=Link(found.name, f"{home}{service_id}/"),
        after=lambda id: f"{home}{id}/",
        done="The service is saved.",
        record_id=service_id,
        subject="services",
    )
    return handle_form(request, task)


@needs(Action.EDIT_SERVICES)
def add_need(request: TrustRequest, service_id: int) -> HttpResponse:
    """One more competency the service needs."""
    found, here = _service(request, service_id), f"{_home(request)}{service_id}/"
    task = FormTask(
        sheet=NEEDS,
        title=f"Add a need of {found.name}",
        fields=tuple(column.name for column in NEEDS.columns if column.name != "service"),
        back=Link(found.name, here),
        after=lambda _id: here,
        done="The need is recorded.",
        given={"service": found.name},
        offered={"competency": list_competency_names(request.viewer.trust_id)},
        subject="services",
    )
    return handle_form(request, task)


@needs(Action.EDIT_SERVICES)
def copy_needs(request: TrustRequest, service_id: int) -> HttpResponse:
    """The needs of another service, as a start for those of this one."""
    found, here = _service(request, service_id), f"{_home(request)}{service_id}/"
    others = list_services_with_needs(request.viewer.trust_id, besides=service_id)
    page = copy_page(found, others, here, request.POST.get("source"))
    if request.method != "POST" or page.chosen is None:
        return render(request, "services/copy.jinja", {"page": page}, status=422 if request.method == "POST" else 200)
    try:
        copied = store_needs.copy_needs(act_of(request), page.chosen, service_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = f"{plural(copied, 'need is', 'needs are')} recorded. Change each as this service needs it."
        notice(request, said, undo=undo_of(request, here))
    return redirect(here)


@needs(Action.EDIT_SERVICES)
def edit_need(request: TrustRequest, need_id: int) -> HttpResponse:
    """How much of a competency the service needs, and when."""
    service_id = find_service_of_need(request.viewer.trust_id, need_id)
    if service_id is None:
        raise Http404
    found, here = _service(request, service_id), f"{_home(request)}{service_id}/"
    need = next(need for need in found.needs if need.id == need_id)
    task = FormTask(
        sheet=NEEDS,
        title=f"Change the need of {need.competency}",
        fields=tuple(column.name for column in NEEDS.columns if column.name not in NEEDS.key),
        back=Link(found.name, here),
        after=lambda _id: here,
        done="The need is saved.",
        record_id=need_id,
        subject="services",
    )
    return handle_form(request, task)


def _home(request: TrustRequest) -> str:
    return f"/t/{request.viewer.trust_code}/services/"


def _service(request: TrustRequest, service_id: int) -> ServiceDetail:
    found = load_service(request.viewer.trust_id, service_id)
    if found is None:
        raise Http404
    return found
