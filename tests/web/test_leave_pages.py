"""Long leave by page: who reads and writes it, the role it leaves open, and what is told to whom."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.models import Employment, LeadershipRole, LongLeave, RoleHolder, Trust
from plait.web.shared.jinja import full_date
from tests.conftest import InScope
from tests.registers import Site, form_of, read

TODAY = timezone.localdate()
UNTIL = TODAY + timedelta(days=40)
ROLES = "Role|Kind\nDigital head|CIO"
HELD = "Role|Employee number|Held as|WTE|Starts\nDigital head|1001|Substantive|0.8|01/05/2025"
LEAVE = f"Employee number|Starts|Last day\n1001|{TODAY - timedelta(days=3):%d/%m/%Y}|{UNTIL:%d/%m/%Y}"
OVERLAPS = (
    f"Bo Price (1001) is already recorded as on leave from {TODAY - timedelta(days=3):%d/%m/%Y} to {UNTIL:%d/%m/%Y}; "
    f"this one, from {TODAY:%d/%m/%Y} on, with no last day, shares days with it."
)
READERS, WRITERS = ["CDIO", "CL", "PMO", "FIN", "ADM"], ["PMO", "ADM"]
OTHERS = ["BM", "EX", "TL", "ME", "CH", "SEC"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def led(site: Site) -> Site:
    """The small trust, whose digital head has been on leave for three days."""
    site.bring(leadership_roles=ROLES)
    site.bring(role_holders=HELD)
    site.bring(long_leave=LEAVE)
    return site


def leave(site: Site) -> str:
    return f"/t/PLA/people/leave/{site.id_of(LongLeave)}/"


@pytest.mark.parametrize("role", READERS)
def test_who_reads_everybodys_time_reads_until_when(led: Site, role: str) -> None:
    browser = led.browser(role)
    assert f"Bo Price is on leave until {full_date(UNTIL)}" in read(browser, "/t/PLA/leadership/")
    assert f"Bo Price is on leave until {full_date(UNTIL)}" in read(browser, role_page(led))
    page = read(browser, led.person("1001"))
    assert "<h2>Long leave</h2>" in page
    assert ("Add a leave" in page) is (role in WRITERS)


@pytest.mark.parametrize("role", OTHERS)
def test_others_read_that_somebody_is_away_and_no_days(led: Site, role: str) -> None:
    browser = led.browser(role)
    for address in ("/t/PLA/leadership/", role_page(led)):
        page = read(browser, address)
        assert "Bo Price is away" in page
        assert "on leave" not in page
        assert full_date(UNTIL) not in page
    page = read(browser, led.person("1001"))
    assert "Long leave" not in page
    assert browser.get(f"{leave(led)}edit/").status_code == 403
    assert browser.post(f"{leave(led)}remove/").status_code == 403
    assert browser.get(f"{led.person('1001')}leave/add/").status_code == 403


def role_page(site: Site) -> str:
    return f"/t/PLA/leadership/{site.id_of(LeadershipRole)}/"


def test_the_chart_of_roles_shows_the_deputy_from_the_day_the_holder_went(led: Site) -> None:
    browser = led.browser("BM")
    addresses, since = ("/t/PLA/leadership/", role_page(led)), full_date(TODAY - timedelta(days=3))
    assert all(f"nobody from {since} on" in read(browser, address) for address in addresses)
    led.bring(deputies="Role|Employee number|Starts\nDigital head|1002|01/05/2025")
    name = Employment.objects.get(employee_number="1002").person.name
    for address in addresses:
        page = read(browser, address)
        assert f"{name} (deputy) from {since} on" in page
        assert "nobody from" not in page


def test_somebody_reads_their_own_leave_and_a_manager_theirs_who_report_to_them(led: Site) -> None:
    assert "<h2>Long leave</h2>" in read(led.browser("ME", "1001"), led.person("1001"))
    assert "<h2>Long leave</h2>" in read(led.browser("EX", "1000"), led.person("1001"))


def test_the_role_stands_as_vacant_until_an_interim_covers(led: Site) -> None:
    browser = led.browser("PMO")
    assert "The CDIO role has been vacant for 3 days" in read(browser, "/t/PLA/leadership/")
    assert "Bo Price is away; nobody covers the role Digital head." in read(browser, "/t/PLA/executives/deputies/")
    judge_trust(led.trust.pk)
    assert "Nobody" in read(browser, "/t/PLA/questions/digital-leaders-in-post/")
    led.bring(role_holders=f"{HELD.partition(chr(10))[0]}\nDigital head|1000|Interim|0.4|{TODAY:%d/%m/%Y}")
    page = read(browser, "/t/PLA/leadership/")
    assert "Ann Frost (interim)" in page
    assert "The CDIO role has been vacant" not in page
    assert "is away; somebody covers the role Digital head." in read(browser, "/t/PLA/executives/deputies/")


def test_a_leave_is_added_changed_and_removed_on_the_page_of_the_person(led: Site) -> None:
    browser, person = led.browser("PMO"), led.person("1002")
    form = form_of(browser, f"{person}leave/add/") | {"first_on": "01/02/2027", "last_on": ""}
    page = browser.post(f"{person}leave/add/", form, follow=True).content.decode()
    assert "Not known yet" in page
    row = f"/t/PLA/people/leave/{led.id_of(LongLeave, employment__employee_number='1002')}/"
    form = form_of(browser, f"{row}edit/") | {"last_on": "01/03/2027"}
    assert "1 March 2027" in browser.post(f"{row}edit/", form, follow=True).content.decode()
    asked = read(browser, f"{row}remove/")
    stamp = asked.split('name="stamp" value="')[1].split('"')[0]
    page = browser.post(f"{row}remove/", {"stamp": stamp}, follow=True).content.decode()
    led.see()
    assert not LongLeave.objects.filter(employment__employee_number="1002").exists()
    [undo] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    browser.post(undo.replace("&amp;", "&"))
    led.see()
    assert LongLeave.objects.filter(employment__employee_number="1002").exists()
    assert "Long leave" in read(browser, person).partition("<h2>History</h2>")[2]
    assert "Long leave" not in read(led.browser("BM"), person)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"first_on": f"{TODAY:%d/%m/%Y}"}, OVERLAPS),
        ({"first_on": "01/02/2027", "last_on": "31/01/2027"}, "The last day is before the first, 01/02/2027."),
        ({"first_on": "soon"}, "Not a date"),
        ({}, "Starts"),
    ],
)
def test_a_form_with_a_fault_comes_back_and_nothing_is_saved(led: Site, typed: dict[str, str], fault: str) -> None:
    browser, address = led.browser("ADM"), f"{led.person('1001')}leave/add/"
    answer = browser.post(address, form_of(browser, address) | typed)
    assert (answer.status_code, fault in answer.content.decode()) == (422, True)
    led.see()
    assert LongLeave.objects.count() == 1


def test_a_role_does_not_begin_for_somebody_on_leave(led: Site) -> None:
    browser, address = led.browser("CDIO"), f"{role_page(led)}holders/add/"
    form = form_of(browser, address) | {
        "employee_number": "1001", "held_as": "interim", "wte": "0.2", "starts": f"{TODAY:%d/%m/%Y}",
    }  # fmt: skip
    answer = browser.post(address, form)
    assert answer.status_code == 422
    said = " ".join(answer.content.decode().split())
    assert "1001 is on long leave that day" in said
    assert "Name an interim or deputy, or correct the leave" in said
    led.see()
    assert RoleHolder.objects.count() == 1


def test_a_leave_of_another_trust_is_not_there(led: Site, other_trust: Trust, in_scope: InScope) -> None:
    row, browser = leave(led), led.browser("PMO")
    assert browser.get("/t/PLA/people/99999/leave/add/").status_code == 404
    assert browser.get("/t/PLA/people/leave/99999/edit/").status_code == 404
    in_scope(other_trust)
    assert LongLeave.objects.count() == 0, "row security shows none of this trust there"
    assert browser.get(row.replace("PLA", other_trust.code) + "edit/").status_code == 404
