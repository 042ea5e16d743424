"""The pack of an appointment, for chair and chief executive alone; and who those are, named by the board secretary."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.appointments import OFFICES
from plait.engine.leadership import CDIO
from plait.engine.permissions import Action
from plait.store.appointments import (
    Evidence,
    add_evidence,
    change_evidence,
    end_office,
    is_about,
    list_evidence,
    list_offices,
    list_who_may_hold,
    name_to_office,
    note_reading,
    remove_evidence,
)
from plait.store.leadership import RoleLine, load_role
from plait.store.writing import StaleRecord
from plait.web.leadership.appointment import (
    appointment_page,
    evidence_form,
    first_written,
    new_evidence,
    offices_page,
    read_written,
)
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.editing import submission_of
from plait.web.shared.notice import notice
from plait.web.shared.page import Fault

CHANGED = "Somebody changed this since. Nothing of yours is saved: look at it again."
NOT_THESE = "Choose somebody who may hold this office, and not yourself."


@needs(Action.KEEP_APPOINTMENTS)
def appointment(request: TrustRequest, role_id: int) -> HttpResponse:
    """The seven criteria with what is recorded of each; that somebody opened it stands in the audit trail."""
    viewer, role = request.viewer, _role(request, role_id)
    note_reading(act_of(request), role.id)
    evidence, offices = list_evidence(viewer.trust_id, role.id), list_offices(viewer.trust_id)
    page = appointment_page(viewer, role, evidence, offices, timezone.localdate())
    return render(request, "leadership/appointment.jinja", {"page": page})


@needs(Action.KEEP_APPOINTMENTS)
def add_appointment_evidence(request: TrustRequest, role_id: int) -> HttpResponse:
    """Record evidence for a criterion."""
    return _form(request, _role(request, role_id), None)


@needs(Action.KEEP_APPOINTMENTS)
def edit_appointment_evidence(request: TrustRequest, role_id: int, evidence_id: int) -> HttpResponse:
    """Change evidence."""
    role = _role(request, role_id)
    return _form(request, role, _evidence(request, role, evidence_id))


@needs(Action.KEEP_APPOINTMENTS)
@require_POST
def remove_appointment_evidence(request: TrustRequest, role_id: int, evidence_id: int) -> HttpResponse:
    """Take evidence away for good: nothing of its words stays."""
    role = _role(request, role_id)
    try:
        remove_evidence(act_of(request), _evidence(request, role, evidence_id))
        said = "The evidence is removed for good."
    except StaleRecord:
        said = CHANGED
    notice(request, said)
    return redirect("appointment", code=request.viewer.trust_code, role_id=role.id)


def _form(request: TrustRequest, role: RoleLine, known: Evidence | None) -> HttpResponse:
    today, back = timezone.localdate(), f"/t/{request.viewer.trust_code}/leadership/{role.id}/appointment/"
    token = ("version", str(known.version)) if known else ("submission", str(uuid.uuid4()))
    removal = f"{back}{known.id}/remove/" if known else ""
    written, status = first_written(known, request.GET.get("criterion", ""), today), 200
    if request.method == "POST":
        token = (token[0], request.POST.get(token[0], ""))
        written = read_written(request.POST.dict(), known or new_evidence(role.id, request.viewer.name, today), today)
        if written.evidence is not None and _saved(request, written.evidence, known, token[1]):
            notice(request, "The evidence is saved.")
            return redirect(back)
        status = 422 if written.evidence is None else 409
    page = evidence_form(role, back, written, token, removal=removal)
    if status == 409:
        notice(request, CHANGED)
    return render(request, "shared/edit.jinja", {"page": page}, status=status)


def _saved(request: TrustRequest, evidence: Evidence, known: Evidence | None, token: str) -> bool:
    """Save it; False where somebody saved the row since its form was opened."""
    if known is None:
        add_evidence(act_of(request), evidence, submission=submission_of(token))
        return True
    try:
        if token != str(known.version):
            return False
        change_evidence(act_of(request), evidence)
    except StaleRecord:
        return False
    return True


@needs(Action.NAME_OFFICES)
def offices(request: TrustRequest) -> HttpResponse:
    """Who is chair and who is chief executive: they alone open the record of an appointment."""
    viewer, today = request.viewer, timezone.localdate()
    people = {office: list_who_may_hold(viewer.trust_id, office, on=today) for office in OFFICES}
    for found in people.values():
        found.pop(viewer.user_id, None)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        faults = _named(request, people)
        if not faults:
            return redirect("offices", code=viewer.trust_code)
    page = offices_page(viewer, list_offices(viewer.trust_id), people, today)
    return render(request, "leadership/offices.jinja", {"page": page, "faults": faults}, status=422 if faults else 200)


def _named(request: TrustRequest, people: Mapping[str, Mapping[int, str]]) -> tuple[Fault, ...]:
    """Name whom the form names, or say why nobody is named."""
    office, user = request.POST.get("office", ""), request.POST.get("user", "")
    if user not in map(str, people.get(office, {})):
        return (Fault(NOT_THESE),)
    try:
        name_to_office(act_of(request), int(user), office)
    except StaleRecord:
        return (Fault(CHANGED),)
    notice(request, f"{people[office][int(user)]} is named {office}, from today.")
    return ()


@needs(Action.NAME_OFFICES)
@require_POST
def end_office_today(request: TrustRequest, office_id: int) -> HttpResponse:
    """Somebody holds an office no more."""
    line = next((one for one in list_offices(request.viewer.trust_id) if one.id == office_id), None)
    if line is None:
        raise Http404
    try:
        end_office(act_of(request), line)
        said = f"{line.name} is {line.office} no more, from today."
    except StaleRecord:
        said = CHANGED
    notice(request, said)
    return redirect("offices", code=request.viewer.trust_code)


def _role(request: TrustRequest, role_id: int) -> RoleLine:
    """A CDIO role that is not the viewer's own, now or ever."""
    found = load_role(request.viewer.trust_id, role_id, on=timezone.localdate())
    if found is None or found.kind != CDIO:
        raise Http404
    if is_about(request.viewer.trust_id, role_id, request.viewer.employee_number):
        refuse(request, "would read the record of their own appointment", Action.KEEP_APPOINTMENTS)
    return found


def _evidence(request: TrustRequest, role: RoleLine, evidence_id: int) -> Evidence:
    found = next((one for one in list_evidence(request.viewer.trust_id, role.id) if one.id == evidence_id), None)
    if found is None:
        raise Http404
    return found
