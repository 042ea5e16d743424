"""The contact log of a trust, and the forms that log, change and remove a contact."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.contacts import directors_met
from plait.engine.permissions import Action
from plait.store.contacts import ContactLine, find_contact, list_contacts, load_contacts, rows_about_contacts
from plait.store.history import load_history
from plait.web.contacts.page import HEADINGS, contact_rows, contact_task, contacts_page, contacts_table, offer
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.editing import handle_form
from plait.web.shared.jinja import full_date
from plait.web.shared.listing import read_query
from plait.web.shared.removing import handle_removal, removal_of
from plait.web.shared.table import wanted_of


@needs(Action.READ_CONTACTS)
def contacts(request: TrustRequest) -> HttpResponse:
    """How long ago each director was met, and every contact."""
    viewer = request.viewer
    query = read_query(request.GET, offer(viewer))
    found = list_contacts(viewer.trust_id, wanted_of(query))
    if query.wants_csv:
        return csv_response(request, "contacts.csv", HEADINGS, contact_rows(found), query)
    met = directors_met(load_contacts(viewer.trust_id), timezone.localdate())
    history = load_history(viewer.trust_id, rows_about_contacts(viewer.trust_id))
    page = contacts_page(viewer, met, contacts_table(viewer, query, found), history)
    return render(request, "contacts/list.jinja", {"page": page})


@needs(Action.EDIT_CONTACTS)
def add_contact(request: TrustRequest) -> HttpResponse:
    """Log a contact that everybody in it agreed to."""
    return handle_form(request, contact_task(request.viewer))


@needs(Action.EDIT_CONTACTS)
def edit_contact(request: TrustRequest, contact_id: int) -> HttpResponse:
    """Change a contact."""
    return handle_form(request, contact_task(request.viewer, _found(request, contact_id)))


@needs(Action.EDIT_CONTACTS)
def remove_contact(request: TrustRequest, contact_id: int) -> HttpResponse:
    """Take a contact away, after a question."""
    found = _found(request, contact_id)
    task = contact_task(request.viewer, found)
    what = f"{found.leader} met: {'; '.join(found.offices)}"
    name = f"The contact of {full_date(found.met_on)}"
    return handle_removal(request, removal_of(task, name, what, after=task.back.href, button="this contact"))


def _found(request: TrustRequest, contact_id: int) -> ContactLine:
    found = find_contact(request.viewer.trust_id, contact_id)
    if found is None:
        raise Http404
    return found
