"""Users of the trust and their access, and the audit trail."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.audit import list_events, rows_about_number
from plait.store.giving import (
    CannotGive,
    Given,
    Giving,
    LastAdministrator,
    change_access,
    close_access,
    give_role,
    renew_first_password,
)
from plait.store.users import AccessLine, list_accesses, load_access
from plait.store.writing import StaleRecord
from plait.web.access import audit as trail
from plait.web.access.changing import (
    ChangingForm,
    changed_words,
    changing_page,
    differences,
    form_of_line,
    letter_page,
    read_change,
)
from plait.web.access.closing import LAST_ADMINISTRATOR, closed_from, closing_page, seen_line
from plait.web.access.giving import GivingForm, done_words, first_form, giving_page, read_form
from plait.web.access.page import HEADINGS, QUIET, USERS, role_words, user_rows, users_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import NOTHING_SAVED
from plait.web.shared.entry_form import day_text
from plait.web.shared.first_password import LETTER_NOT_SENT, send_first_password
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.table import wanted_of
from plait.web.shared.views import conflict


@needs(Action.MANAGE_ACCESS)
def users(request: TrustRequest) -> HttpResponse:
    """Who may enter the trust as what, and when they last signed in."""
    viewer, today = request.viewer, timezone.localdate()
    query = read_query(request.GET, USERS)
    quiet_since = timezone.now() - QUIET
    found = list_accesses(viewer.trust_id, wanted_of(query), on=today, quiet_since=quiet_since)
    if query.wants_csv:
        return csv_response(request, "users-and-access.csv", HEADINGS, user_rows(found), query)
    return render(request, "access/users.jinja", {"page": users_page(viewer, query, found, today)})


@needs(Action.MANAGE_ACCESS)
def give(request: TrustRequest) -> HttpResponse:
    """Give somebody a role."""
    today = timezone.localdate()
    if request.method != "POST":
        return _giving(request, first_form(today))
    form = read_form(request.POST, today)
    if form.giving is None:
        return _giving(request, form)
    try:
        given = give_role(act_of(request), form.giving, submission=form.submission)
    except CannotGive as fault:
        return _giving(request, replace(form, wrong={fault.field: str(fault)}))
    _tell(request, form.giving, given)
    return redirect("users", code=request.viewer.trust_code)


def _giving(request: TrustRequest, form: GivingForm) -> HttpResponse:
    page = giving_page(request.viewer, form)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if form.wrong else 200)


def _tell(request: TrustRequest, giving: Giving, given: Given) -> None:
    """Say what was done, and send somebody new the way to their first password."""
    done = done_words(given.name, giving.role, giving.starts, timezone.localdate())
    if not given.is_new_user:
        notice(request, done)
    elif send_first_password(request, given.email, request.viewer.trust_name):
        notice(request, f"{done} A letter to {given.email} tells them how to choose a password.")
    else:
        notice(request, f"{done} {LETTER_NOT_SENT}")


@needs(Action.MANAGE_ACCESS)
def change(request: TrustRequest, access_id: int) -> HttpResponse:
    """Give an access another role from a day on, or another last day."""
    viewer, today = request.viewer, timezone.localdate()
    line = _line(request, access_id)
    if request.method != "POST":
        return _changing(request, line, form_of_line(line, today))
    form = read_change(line, request.POST, today)
    if form.changing is None:
        return _changing(request, line, form)
    role, ends, starts = form.changing.role, form.changing.ends, form.changing.starts
    try:
        is_changed = change_access(act_of(request), seen_line(line, request.POST), role=role, ends=ends, on=starts)
    except CannotGive as fault:
        return _changing(request, line, replace(form, wrong={fault.field: str(fault)}))
    except LastAdministrator:
        return _changing(request, line, replace(form, wrong={"role": LAST_ADMINISTRATOR}))
    except StaleRecord as stale:
        return _conflict(request, stale, differences(line, form.changing))
    notice(request, changed_words(line, form.changing, today) if is_changed else NOTHING_SAVED)
    return redirect("users", code=viewer.trust_code)


def _changing(request: TrustRequest, line: AccessLine, form: ChangingForm) -> HttpResponse:
    page = changing_page(request.viewer, line, form)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if form.wrong else 200)


@needs(Action.MANAGE_ACCESS)
def letter(request: TrustRequest, access_id: int) -> HttpResponse:
    """Send somebody who has chosen no password yet a new way to one; the earlier way leads nowhere from then on."""
    viewer = request.viewer
    line = _line(request, access_id)
    if request.method != "POST":
        return render(request, "shared/edit.jinja", {"page": letter_page(viewer, line)})
    if not renew_first_password(act_of(request), line):
        notice(request, f"{line.name} has a password, so no letter was sent.")
    elif send_first_password(request, line.email, viewer.trust_name):
        notice(request, f"A new letter to {line.email} tells them how to choose a password.")
    else:
        notice(request, LETTER_NOT_SENT)
    return redirect("users", code=viewer.trust_code)


@needs(Action.MANAGE_ACCESS)
def close(request: TrustRequest, access_id: int) -> HttpResponse:
    """Close an access from a day on."""
    viewer, today = request.viewer, timezone.localdate()
    line = _line(request, access_id)
    if request.method != "POST":
        return _closing(request, line)
    written = request.POST.get("ends", "").replace("\0", "").strip()[:40]
    day, fault = closed_from(written, today, line.ends)
    if day is None:
        return _closing(request, line, written, fault)
    try:
        close_access(act_of(request), seen_line(line, request.POST), on=day)
    except (CannotGive, LastAdministrator) as fault:
        return _closing(request, line, written, str(fault) or LAST_ADMINISTRATOR)
    except StaleRecord as stale:
        now = day_text(line.ends) if line.ends else "not closed"
        return _conflict(request, stale, (Change("Closed from", now, written),))
    notice(request, f"{line.name} can no longer enter as {role_words(line.role)} from {day_text(day)} on.")
    return redirect("users", code=viewer.trust_code)


def _closing(request: TrustRequest, line: AccessLine, written: str | None = None, fault: str = "") -> HttpResponse:
    page = closing_page(request.viewer, line, timezone.localdate(), written=written, fault=fault)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if fault else 200)


def _line(request: TrustRequest, access_id: int) -> AccessLine:
    line = load_access(request.viewer.trust_id, access_id)
    if line is None:
        raise Http404
    return line


def _conflict(request: TrustRequest, stale: StaleRecord, changes: tuple[Change, ...]) -> HttpResponse:
    again = Link("Open it again", request.path)
    return conflict(request, ConflictPage(who_moved(request, stale), changes, again))


@needs(Action.READ_AUDIT)
def audit(request: TrustRequest) -> HttpResponse:
    """What happened, newest first: in the whole trust, about access, or about oneself."""
    viewer = request.viewer
    offered = trail.audit_listing(viewer)
    query = read_query(request.GET, offered)
    asked, day = trail.split_search(query)
    own_rows = {} if trail.reads_everything(viewer) else rows_about_number(viewer.trust_id, viewer.employee_number)
    found = list_events(viewer.trust_id, trail.audit_reach(viewer, own_rows), wanted_of(asked), day=day)
    if query.wants_csv:
        return csv_response(request, "audit-trail.csv", trail.HEADINGS, trail.audit_rows(viewer, found), query)
    return render(request, "access/audit.jinja", {"page": trail.audit_page(viewer, offered, query, found)})
