"""The needs of one service taken as a start for another: what is copied, when, from where, and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.store.editing import NoSuchRecord
from plait.store.history import load_history
from plait.store.models import Competency, Need, Service, Trust
from plait.store.needs import copy_needs, list_services_with_needs
from plait.store.services import load_service, rows_about_service
from plait.store.staging import Refused
from plait.store.taking_back import take_back
from plait.store.writing import Act

STARTS = date(2025, 4, 1)


@pytest.fixture
def services(act: Act, trust: Trust) -> tuple[Service, Service]:
    """One service that needs two competencies, and one that begins 100 days later and needs one of them already."""
    del act  # its scope is what is needed
    first = Service.objects.create(trust=trust, phase="live", name="Access", starts=STARTS)
    later = Service.objects.create(trust=trust, phase="live", name="Booking", starts=STARTS + timedelta(days=100))
    safety, triage = (
        Competency.objects.create(trust=trust, name=name, family="F", viewpoint="clinical")
        for name in ("Safety", "Triage")
    )
    for service, competency, wte in ((first, safety, "0.4"), (first, triage, None), (later, safety, "0.9")):
        Need.objects.create(
            trust=trust, service=service, competency=competency, level=3, priority=9, wte=wte,
            people=None if wte else 2, starts=STARTS, ends=None if wte else STARTS + timedelta(days=30),
        )  # fmt: skip
    return first, later


def test_what_is_lacking_is_copied_with_its_days_moved(act: Act, services: tuple[Service, Service]) -> None:
    first, later = services
    assert copy_needs(act, first.pk, later.pk) == 1
    told = load_service(act.trust_id, later.pk)
    assert told is not None
    by_name = {one.competency: one for one in told.needs}
    triage = by_name["Triage"]
    assert (triage.level.value, triage.people, triage.wte, triage.priority) == (3, 2, None, 9)
    assert (triage.starts, triage.ends) == (STARTS + timedelta(days=100), STARTS + timedelta(days=130))
    assert triage.copied_from == "Access"
    assert (str(by_name["Safety"].wte), by_name["Safety"].copied_from) == ("0.9", "")
    history = load_history(act.trust_id, rows_about_service(act.trust_id, later.pk))
    assert ("copied from", "Access") in [(one.column, one.after) for line in history for one in line.changes]
    with pytest.raises(Refused, match=r"It has every need of Access already. Nothing was saved."):
        copy_needs(act, first.pk, later.pk)


def test_copied_needs_are_taken_back_together(act: Act, services: tuple[Service, Service]) -> None:
    first, later = services
    Need.objects.filter(service=later).delete()
    assert copy_needs(replace(act, request="copying"), first.pk, later.pk) == 2
    take_back(act, "copying")
    assert not Need.objects.filter(service=later).exists()


def test_services_with_needs_are_offered_and_no_others_are_taken(act: Act, services: tuple[Service, Service]) -> None:
    first, later = services
    assert list_services_with_needs(act.trust_id, besides=later.pk) == ((first.pk, "Access", 2),)
    for source in (later.pk, 0):
        with pytest.raises(NoSuchRecord):
            copy_needs(act, source, later.pk)
