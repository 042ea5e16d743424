"""The record of an appointment opens to chair and chief executive alone, and its words stand nowhere else."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.appointments import CHAIR, CHIEF_EXECUTIVE, CRITERIA, AppointmentRecord
from plait.engine.permissions import Role
from plait.jobs.judging import judge_trust
from plait.store import appointments
from plait.store.appointments import (
    Evidence,
    add_evidence,
    change_evidence,
    end_office,
    list_evidence,
    list_offices,
    name_to_office,
    remove_evidence,
)
from plait.store.models import AppointmentEvidence, Event, LeadershipRole, OfficeHolder, Trust, User
from plait.store.snapshot import load_trust
from plait.store.writing import StaleRecord
from plait.web.leadership import appointment_views
from tests.conftest import InScope
from tests.registers import Site, form_of, read

TODAY = timezone.localdate()
SECRET = "Moved a hospital off a system of 1998"
ROLES = "Role|Kind\nDigital head|CIO\nDoctor lead|CCIO"
HELD = "Role|Employee number|Held as|WTE\nDigital head|1001|Substantive|0.8"
OFFICES = "/t/PLA/leadership/offices/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def led(site: Site) -> Site:
    """The small trust with a CIO, who is Bo Price, and a CCIO without anybody."""
    site.bring(leadership_roles=ROLES)
    site.bring(role_holders=HELD)
    return site


def pack(site: Site, name: str = "Digital head") -> str:
    return f"/t/PLA/leadership/{site.id_of(LeadershipRole, name=name)}/appointment/"


def named(site: Site, office: str, number: str = "") -> Client:
    """The browser of somebody who is named to an office."""
    browser = site.browser("BM" if office == CHAIR else "EX", number)
    user = User.objects.get(id=browser.session["_auth_user_id"])
    site.see()
    name_to_office(site.act, user.pk, office)
    return browser


def written(browser: Client, address: str, **changed: str) -> int:
    form = form_of(browser, f"{address}add/") | {
        "criterion": "legacy", "text": SECRET, "document": "Panel notes, file 4", **changed,
    }  # fmt: skip
    return browser.post(f"{address}add/", form).status_code


@pytest.mark.parametrize("office", [CHAIR, CHIEF_EXECUTIVE])
def test_chair_and_chief_executive_read_and_write_the_record(led: Site, office: str) -> None:
    browser, address = named(led, office), pack(led)
    assert "Appointment pack" in read(browser, address.removesuffix("appointment/"))
    page = read(browser, address)
    assert all(asked.name in page and asked.questions[0] in page for asked in CRITERIA.values())
    assert page.count("Nothing yet.") == len(CRITERIA) == 7
    assert written(browser, address) == 302
    page = read(browser, address)
    assert SECRET in page
    assert "Panel notes, file 4" in page
    assert page.count("Nothing yet.") == 6


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_nobody_else_opens_it_whatever_their_role(led: Site, role: Role) -> None:
    browser, address = led.browser(role.value, "1000"), pack(led)
    named(led, CHAIR)
    assert browser.get(address).status_code == 403
    assert browser.post(f"{address}add/", {"text": SECRET}).status_code == 403
    assert browser.post(f"{address}1/remove/").status_code == 403
    assert "Appointment pack" not in read(browser, address.removesuffix("appointment/"))


def test_its_words_stand_in_no_other_page_event_trust_or_finding(led: Site) -> None:
    chair, address = named(led, CHAIR), pack(led)
    assert written(chair, address) == 302
    assert SECRET in read(chair, address)
    led.see()
    judge_trust(led.trust.pk)
    led.see()
    events = json.dumps(list(Event.objects.values("action", "kind", "before", "after")), default=str)
    assert "1998" not in events
    assert "legacy" not in events
    assert {"looked at", "added"} <= set(
        Event.objects.filter(kind="appointmentevidence").values_list("action", flat=True)
    )
    trust = load_trust("PLA", on=TODAY)
    assert trust.appointments == (AppointmentRecord("Digital head", TODAY),)
    assert "1998" not in repr(trust)
    for role, ways in (
        ("CDIO", ("access/audit/", "access/audit/?format=csv", "leadership/", address.removeprefix("/t/PLA/")[:-12])),
        ("BM", ("questions/leader-brings-experience/", "leadership/?format=csv", "leadership/?q=1998")),
    ):
        browser = led.browser(role, "1001")
        for way in ways:
            answer = browser.get(f"/t/PLA/{way}")
            assert answer.status_code == 200, way
            assert "1998" not in b"".join(answer).decode().replace("q=1998", "").replace('value="1998"', ""), way
    page = read(led.browser("RO"), "/t/PLA/questions/leader-brings-experience/")
    assert "The only CDIO role has a record of its appointment." in page
    assert CRITERIA["legacy"].name not in page  # type: ignore[index] # a StrEnum is its text


def test_nobody_reads_the_record_of_their_own_appointment(led: Site) -> None:
    assert named(led, CHIEF_EXECUTIVE, "1001").get(pack(led)).status_code == 403


def test_there_is_a_pack_for_a_cdio_alone_and_none_of_another_trust(
    led: Site, other_trust: Trust, in_scope: InScope
) -> None:
    chair = named(led, CHAIR)
    assert chair.get(pack(led, "Doctor lead")).status_code == 404
    assert chair.get("/t/PLA/leadership/99999/appointment/").status_code == 404
    assert chair.get(f"{pack(led)}99999/").status_code == 404
    in_scope(other_trust)
    foreign = LeadershipRole.objects.create(trust=other_trust, name="Theirs", kind="CDIO", starts=date(2025, 4, 1))
    assert chair.get(f"/t/PLA/leadership/{foreign.pk}/appointment/").status_code == 404
    assert chair.get(f"/t/{other_trust.code}/leadership/{foreign.pk}/appointment/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"criterion": "charm"}, "Choose one of the seven."),
        ({"text": ""}, "Write what the record shows."),
        ({"document": " "}, "Write which document says so."),
        ({"text": "x" * 1001}, "Longer than 1,000 letters."),
        ({"recorded_on": "soon"}, "soon"),
        ({"recorded_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "A day to come."),
        ({"text": "a\u202eb"}, "field-text-error"),
    ],
)
def test_what_cannot_be_recorded_says_what_to_write(led: Site, changed: dict[str, str], said: str) -> None:
    chair, address = named(led, CHAIR), f"{pack(led)}add/"
    form = form_of(chair, address) | {"criterion": "vision", "text": "Said it plainly", "document": "Notes"} | changed
    answer = chair.post(address, form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    led.see()
    assert not AppointmentEvidence.objects.exists()


def test_evidence_is_changed_once_and_removed_for_good(led: Site) -> None:
    chair, address = named(led, CHAIR), pack(led)
    form = form_of(chair, f"{address}add/") | {"criterion": "legacy", "text": SECRET, "document": "Notes"}
    assert [chair.post(f"{address}add/", form).status_code for _ in range(2)] == [302, 302]
    led.see()
    [one] = list_evidence(led.trust.pk, led.id_of(LeadershipRole, name="Digital head"))
    here = f"{address}{one.id}/"
    stale = form_of(chair, here) | {"text": "Somewhat less"}
    assert chair.post(here, stale).status_code == 302
    assert chair.post(here, stale).status_code == 409
    assert chair.post(here, stale | {"version": "x"}).status_code == 409
    assert "Somewhat less" in read(chair, address)
    assert chair.post(f"{here}remove/").status_code == 302
    assert chair.post(f"{here}remove/").status_code == 404
    assert "Somewhat less" not in read(chair, address)
    assert "No record of the appointment is kept." in _question(led)


def _question(site: Site) -> str:
    site.see()
    judge_trust(site.trust.pk)
    return read(site.browser("RO"), "/t/PLA/questions/leader-brings-experience/")


def test_the_secretary_names_and_ends_the_offices_and_opens_nothing(led: Site) -> None:
    chair, executive = led.browser("BM"), led.browser("EX")
    secretary, address = led.browser("SEC"), pack(led)
    ids = {one: one.session["_auth_user_id"] for one in (chair, executive, secretary)}
    page = read(secretary, OFFICES)
    assert "Nobody is named yet" in page
    assert secretary.post(OFFICES, {"office": CHAIR, "user": ids[chair]}).status_code == 302
    assert chair.get(address).status_code == 200
    for wrong in (
        {"office": CHAIR, "user": ids[executive]}, {"office": "king", "user": ids[chair]},
        {"office": CHIEF_EXECUTIVE, "user": ids[secretary]}, {},
    ):  # fmt: skip
        answer = secretary.post(OFFICES, wrong)
        assert answer.status_code == 422
        assert "Choose somebody who may hold this office" in answer.content.decode()
    other = led.browser("BM")
    assert secretary.post(OFFICES, {"office": CHAIR, "user": other.session["_auth_user_id"]}).status_code == 302
    assert (chair.get(address).status_code, other.get(address).status_code) == (403, 200)
    [end] = re.findall(r'action="(/t/PLA/leadership/offices/\d+/end/)"', read(secretary, OFFICES))
    assert secretary.post(end).status_code == 302
    assert other.get(address).status_code == 403
    assert secretary.post(end).status_code == 404
    assert secretary.get(address).status_code == 403


def test_who_names_or_ends_in_the_same_moment_as_somebody_else_is_told(
    led: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, secretary = named(led, CHAIR), led.browser("SEC")
    led.see()
    [line] = list_offices(led.trust.pk)
    monkeypatch.setattr(appointments, "read_rows_by", lambda *_, **__: [])
    sent = {"office": CHAIR, "user": chair.session["_auth_user_id"]}
    taken = secretary.post(OFFICES, sent)
    assert taken.status_code == 422
    assert "Somebody changed this since." in taken.content.decode()
    late = secretary.post(f"{OFFICES}{line.id}/end/", follow=True)
    assert "Somebody changed this since." in late.content.decode()
    led.see()
    assert list_offices(led.trust.pk) == (line,)


def test_who_removes_evidence_that_was_changed_meanwhile_is_told(led: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    chair, address = named(led, CHAIR), pack(led)
    assert written(chair, address) == 302
    led.see()
    [one] = list_evidence(led.trust.pk, led.id_of(LeadershipRole, name="Digital head"))
    monkeypatch.setattr(appointment_views, "list_evidence", lambda *_: (replace(one, version=7),))
    gone = chair.post(f"{address}{one.id}/remove/")
    assert gone.status_code == 302
    led.see()
    assert list_evidence(led.trust.pk, one.role_id) == (one,)


def test_who_named_themselves_is_refused(led: Site) -> None:
    user = led.user_with_role("SEC", led.trust)
    led.user_with_role("BM", led.trust, user=user)
    secretary = led.signed_in_as(user)
    assert secretary.post(OFFICES, {"office": CHAIR, "user": str(user.pk)}).status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OPS, Role.SEC)])
def test_others_name_nobody(led: Site, role: Role) -> None:
    browser = led.browser(role.value)
    assert browser.get(OFFICES).status_code == 403
    assert browser.post(f"{OFFICES}1/end/").status_code == 403


def test_an_office_that_lasted_is_ended_and_kept(led: Site) -> None:
    chair, secretary = named(led, CHAIR), led.browser("SEC")
    led.see()
    OfficeHolder.objects.update(starts=TODAY - timedelta(days=30))
    [line] = list_offices(led.trust.pk)
    assert secretary.post(f"{OFFICES}{line.id}/end/").status_code == 302
    led.see()
    [ended] = list_offices(led.trust.pk)
    assert ended.ends == timezone.localdate()
    assert chair.get(pack(led)).status_code == 403


def test_the_record_is_written_once_and_never_over_what_somebody_saved_since(led: Site) -> None:
    led.see()
    act, role, sent = led.act, led.id_of(LeadershipRole, name="Digital head"), uuid.uuid4()
    for _ in range(2):
        add_evidence(act, Evidence(role, "legacy", SECRET, "", TODAY, "Ann"), submission=sent)
    [seen] = list_evidence(act.trust_id, role)
    change_evidence(act, replace(seen, text="Less"))
    for save in (change_evidence, remove_evidence):
        with pytest.raises(StaleRecord):
            save(act, seen)
    [kept] = list_evidence(act.trust_id, role)
    assert (kept.text, kept.version) == ("Less", seen.version + 1)


def test_an_office_that_changed_since_is_not_ended(led: Site) -> None:
    named(led, CHAIR)
    [line] = list_offices(led.act.trust_id)
    with pytest.raises(StaleRecord):
        end_office(led.act, replace(line, version=line.version + 1))
    assert list_offices(led.act.trust_id) == (line,)
