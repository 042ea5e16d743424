"""The record of an appointment: evidence by criterion, read and written by chair and chief executive alone.

Callers ask first whether the viewer may: `scope_of(viewer, Action.KEEP_APPOINTMENTS)`. Each act leaves an event that
says who did it to which role; the words of the evidence, and the criterion, stand in no event.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from plait.engine.appointments import CHAIR, CHIEF_EXECUTIVE
from plait.engine.permissions import Role
from plait.store.models import Access, AppointmentEvidence, LeadershipRole, OfficeHolder, RoleHolder, Submission
from plait.store.writing import Act, StaleRecord, draw_ids, insert_rows, kind_of, noting, read_rows_by, writing

KIND = "appointmentevidence"
OPEN_TO = {CHAIR: Role.BM, CHIEF_EXECUTIVE: Role.EX}
"""The role somebody must have in the trust to be named to each office."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of evidence; `id` is nothing and `version` 0 for a new one."""

    role_id: int
    criterion: str
    text: str
    document: str
    recorded_on: date
    recorded_by: str
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """Who holds an office, as named, from when to when."""

    id: int
    user_id: int
    name: str
    office: str
    starts: date
    ends: date | None
    version: int


def list_evidence(trust_id: int, role_id: int) -> tuple[Evidence, ...]:
    """All evidence of a role, the latest first."""
    rows = AppointmentEvidence.objects.filter(trust_id=trust_id, role_id=role_id).order_by("-recorded_on", "-id")
    columns = ("role_id", "criterion", "text", "document", "recorded_on", "recorded_by", "id", "version")
    return tuple(Evidence(*row) for row in rows.values_list(*columns))


def is_about(trust_id: int, role_id: int, number: str | None) -> bool:
    """Does whoever bears this employee number hold the role, or did they, or will they?"""
    if number is None:
        return False
    held = RoleHolder.objects.filter(trust_id=trust_id, role_id=role_id)
    return held.filter(employment__person__employment__employee_number=number).exists()


def note_reading(act: Act, role_id: int) -> None:
    """Leave in the audit trail that somebody opened the record of an appointment."""
    with noting(act) as pen:
        pen.note("looked at", KIND, None, {"name": _role_name(role_id)})


def _role_name(role_id: int) -> str:
    return LeadershipRole.objects.values_list("name", flat=True).get(id=role_id)


def add_evidence(act: Act, evidence: Evidence, *, submission: uuid.UUID) -> None:
    """Record evidence; the same submission sent again changes nothing."""
    with transaction.atomic():
        _, is_first = Submission.objects.get_or_create(
            trust_id=act.trust_id, user_id=act.user_id, key=submission, defaults={"at": act.at}
        )
        if not is_first:
            return
        with writing(act) as pen:
            [id] = draw_ids(AppointmentEvidence, 1)
            insert_rows(AppointmentEvidence, [{**_columns(evidence), "id": id, "trust_id": act.trust_id}])
            pen.note("added", KIND, None, {"name": _role_name(evidence.role_id)})


def change_evidence(act: Act, evidence: Evidence) -> None:
    """Save evidence over the version that was seen; StaleRecord when somebody saved it since."""
    with writing(act) as pen:
        rows = AppointmentEvidence.objects.filter(trust_id=act.trust_id, id=evidence.id, version=evidence.version)
        if not rows.update(**_columns(evidence), version=evidence.version + 1):
            raise StaleRecord(KIND, [evidence.id])
        pen.note("changed", KIND, None, {"name": _role_name(evidence.role_id)})


def remove_evidence(act: Act, evidence: Evidence) -> None:
    """Take evidence away for good; StaleRecord when somebody saved it since."""
    with writing(act) as pen:
        rows = AppointmentEvidence.objects.filter(trust_id=act.trust_id, id=evidence.id, version=evidence.version)
        if not rows.delete()[0]:
            raise StaleRecord(KIND, [evidence.id])
        pen.note("removed", KIND, None, {"name": _role_name(evidence.role_id)})


def _columns(evidence: Evidence) -> dict[str, object]:
    names = ("role_id", "criterion", "text", "document", "recorded_on", "recorded_by")
    return {name: getattr(evidence, name) for name in names}


def list_offices(trust_id: int) -> tuple[OfficeLine, ...]:
    """Everybody who was named chair or chief executive, the latest first."""
    rows = OfficeHolder.objects.filter(trust_id=trust_id).order_by("-starts", "office", "-id")
    columns = ("id", "user_id", "user__name", "office", "starts", "ends", "version")
    return tuple(OfficeLine(*row) for row in rows.values_list(*columns))


def list_who_may_hold(trust_id: int, office: str, *, on: date) -> dict[int, str]:
    """By id the users who may be named to an office: they enter the trust on that day in the role it asks for."""
    live = Access.objects.filter(Q(ends=None) | Q(ends__gt=on), trust_id=trust_id, starts__lte=on, user__is_active=True)
    return dict(live.filter(role=OPEN_TO[office]).order_by("user__name").values_list("user_id", "user__name"))


def name_to_office(act: Act, user_id: int, office: str) -> None:
    """Somebody holds an office from today on, and whoever held it before does so no more.

    StaleRecord when somebody was named to it in the same moment.
    """
    try:
        with writing(act) as pen:
            rows = read_rows_by(OfficeHolder, trust_id=act.trust_id, office=office, ends=None)
            pen.change(OfficeHolder, [(row, {"ends": act.day}) for row in rows if row["starts"] < act.day], "ended")
            pen.remove(OfficeHolder, [row for row in rows if row["starts"] >= act.day])
            pen.add(OfficeHolder, [{"user_id": user_id, "office": office, "starts": act.day}])
    except IntegrityError as taken:
        raise StaleRecord(kind_of(OfficeHolder), [user_id]) from taken


def end_office(act: Act, line: OfficeLine) -> None:
    """Somebody holds an office no more from today on; StaleRecord when it was changed since."""
    with writing(act) as pen:
        rows = read_rows_by(OfficeHolder, trust_id=act.trust_id, id=line.id, version=line.version)
        if not rows:
            raise StaleRecord(kind_of(OfficeHolder), [line.id])
        pen.change(OfficeHolder, [(row, {"ends": act.day}) for row in rows if row["starts"] < act.day], "ended")
        pen.remove(OfficeHolder, [row for row in rows if row["starts"] >= act.day])
