"""Contacts, education and board development by page: what they say, who writes them, what they refuse."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.store.models import BoardLearning, DirectorContact, EducationSession, EducationTarget
from tests.registers import Site, count_queries, form_of, read, read_rows

pytestmark = pytest.mark.django_db
CONTACTS, EDUCATION, BOARD = "/t/PLA/contacts/", "/t/PLA/learning/", "/t/PLA/learning/board/"
TODAY = timezone.localdate()


def ago(days: int) -> str:
    return f"{TODAY - timedelta(days=days):%d/%m/%Y}"


DIRECTORS = "Chief executive; Medical director; Chief nurse; Workforce director; Chief operating officer"
LOG = f"""
Day      |Digital leader|Kind      |Directors        |Agreed
{ago(90)}|CDIO          |Session   |{DIRECTORS}; Finance director|Yes
{ago(10)}|CDIO          |Session   |{DIRECTORS}      |Yes
{ago(60)}|CDIO          |One to one|Finance director |Yes
{ago(2)} |CCIO          |One to one|Finance director |Yes
"""
SESSIONS = f"""
Day      |Topic     |Staff group             |People reached
{ago(30)}|Run charts|Nurses & health visitors|24
{ago(20)}|Run charts|Managers                |2
"""
TARGETS = "Staff group|Share to reach (%)\nNurses & health visitors|60\n"
MEMBERS = "Member|Office|Kind|Starts\nIda Rowe|Chair|Non-executive|01/01/2024\n"
MEMBERS += "Jo Marsh|Non-executive director|Non-executive|01/01/2024\n"
SEEN = f"""
Member  |Day      |Kind               |What      |Took place
Ida Rowe|{ago(30)}|Development session|Run charts|
Ida Rowe|{ago(20)}|Show-and-tell      |Access    |
Jo Marsh|{ago(-9)}|Service visit      |Ash ward  |No
"""


@pytest.fixture
def met(site: Site) -> Site:
    """A log with a finance director not met for 60 days, two sessions, and two members of whom one has neither."""
    site.bring(contacts=LOG, education_sessions=SESSIONS, education_targets=TARGETS)
    site.bring(board_members=MEMBERS, people="\n".join([_head(), *(_nurse(n) for n in range(30))]))
    site.bring(board_development=SEEN)
    return site


def _head() -> str:
    return "Employee number|Name|Staff group|Department|WTE|Starts"


def _nurse(number: int) -> str:
    return f"{3000 + number}|Nurse {number}|Nurses & health visitors|Medicine|1|01/04/2025"


def removed(browser: Client, path: str) -> int:
    stamp = re.search(r'name="stamp" value="([^"]+)"', read(browser, path))
    assert stamp
    return browser.post(path, {"stamp": stamp[1]}).status_code


def test_the_log_says_who_was_not_met_and_that_it_is_opt_in(met: Site) -> None:
    page = read(met.browser("BM"), CONTACTS)
    assert "<b>The chief digital and information officer has not met 1 director for more than 45 days.</b>" in page
    assert "This log is opt-in. Nothing is read from a calendar" in page
    assert page.index("60 days ago") < page.index("10 days ago")
    assert "Log a contact" not in page
    rows = read_rows(
        met.browser("BM"), f"{CONTACTS}?office=Finance+director&leader=Chief+digital+and+information+officer&format=csv"
    )
    assert [row["Kind"] for row in rows] == ["One to one", "Session"]


def test_links_to_a_form_stay_off_paper(met: Site) -> None:
    browser = met.browser("SEC")
    for address in ("/t/PLA/contacts/", "/t/PLA/learning/board/"):
        assert 'app-onscreen">Change</th>' in read(browser, address)


def test_a_contact_is_logged_changed_and_removed_by_those_who_keep_the_log(met: Site) -> None:
    secretary = met.browser("SEC")
    form = form_of(secretary, f"{CONTACTS}add/") | {
        "leader": "Chief digital and information officer", "kind": "One to one", "offices": "Finance director",
    }  # fmt: skip
    assert (
        "The log holds only what everybody agreed to"
        in secretary.post(f"{CONTACTS}add/", form | {"agreed": "No"}).content.decode()
    )
    soon = secretary.post(f"{CONTACTS}add/", form | {"agreed": "Yes", "met_on": ago(-3)})
    assert "This day is still to come. Log the contact once it was." in soon.content.decode()
    assert secretary.post(f"{CONTACTS}add/", form | {"agreed": "Yes"}).status_code == 302
    assert "The chief digital and information officer met every director in the last 45 days." in read(
        secretary, CONTACTS
    )
    contact = met.id_of(DirectorContact, met_on=TODAY)
    edited = form_of(secretary, f"{CONTACTS}{contact}/edit/") | {"offices": "Chief nurse"}
    assert secretary.post(f"{CONTACTS}{contact}/edit/", edited).status_code == 302
    assert "has not met 1 director" in read(secretary, CONTACTS)
    assert "Contact with directors changed" in read(met.browser("BM"), CONTACTS)
    assert removed(secretary, f"{CONTACTS}{contact}/remove/") == 302
    assert secretary.get(f"{CONTACTS}{contact}/edit/").status_code == 404
    assert "Contact with directors" not in read(met.browser("BM"), CONTACTS), "who agrees no more is told of no more"


@pytest.mark.parametrize(
    ("role", "status"), [("BM", 200), ("EX", 200), ("RO", 200), ("FIN", 403), ("ME", 403), ("OPS", 403)]
)
def test_who_reads_the_log_and_who_does_not(met: Site, role: str, status: int) -> None:
    browser = met.browser(role)
    assert browser.get(CONTACTS).status_code == status
    assert browser.get(f"{CONTACTS}add/").status_code == 403


def test_education_is_told_from_the_least_to_the_most_and_small_groups_not_at_all(met: Site) -> None:
    page = read(met.browser("ME"), EDUCATION)
    assert "<b>1 staff group" not in page
    assert "24 of 31, 77%" in page
    assert "Too few to show" in page
    assert "Every target may have been met" not in page
    assert "The one target may have been met." in page
    rows = {row["Staff group"]: row for row in read_rows(met.browser("ME"), f"{EDUCATION}?format=csv")}
    assert (rows["Managers"]["People in the group today"], rows["Nurses & health visitors"]["People reached"]) == (
        "",
        "24",
    )


def test_more_reached_than_the_group_has_is_said_and_not_hidden(met: Site) -> None:
    office = met.browser("PMO")
    form = form_of(office, f"{EDUCATION}sessions/add/") | {
        "topic": "Prescribing", "staff_group": "Nurses & health visitors", "reached": "44",
    }  # fmt: skip
    assert office.post(f"{EDUCATION}sessions/add/", form).status_code == 302
    page = read(office, EDUCATION)
    assert "One session says 44: more than the group has" in page
    assert "24 to 31" not in page
    assert "31 of 31, 100%" in page
    warned = re.findall(r'<b class="app-warning">([^<]+)</b>', page)
    assert warned
    assert "31 of 31, 100%" not in warned, "the target is met; what is doubted is the session"
    session = met.id_of(EducationSession, topic="Prescribing")
    changed = form_of(office, f"{EDUCATION}sessions/{session}/edit/") | {"reached": "26"}
    assert office.post(f"{EDUCATION}sessions/{session}/edit/", changed).status_code == 302
    assert "26 to 31 of 31, 83% to 100%" in read(office, EDUCATION)
    assert removed(office, f"{EDUCATION}sessions/{session}/remove/") == 302
    late = form | {"held_on": ago(-1), "submission": ""}
    assert "This day is still to come." in office.post(f"{EDUCATION}sessions/add/", late).content.decode()


def test_a_target_is_set_changed_and_missed(met: Site) -> None:
    office, target = met.browser("CDIO"), met.id_of(EducationTarget)
    made = form_of(office, f"{EDUCATION}targets/add/") | {"staff_group": "Central functions", "share": "20"}
    assert office.post(f"{EDUCATION}targets/add/", made).status_code == 302
    assert "Nobody is in this group today" in read(office, EDUCATION)
    changed = form_of(office, f"{EDUCATION}targets/{target}/edit/") | {"share": "90"}
    assert office.post(f"{EDUCATION}targets/{target}/edit/", changed).status_code == 302
    assert "1 staff group misses the target even if nobody came twice. Least reached: " in read(office, EDUCATION)
    assert office.get(f"{EDUCATION}targets/{target + 99}/edit/").status_code == 404
    assert office.get(f"{EDUCATION}sessions/999999/edit/").status_code == 404


def test_the_board_page_names_who_has_neither_and_books(met: Site) -> None:
    secretary = met.browser("SEC")
    page = read(secretary, BOARD)
    assert "<b>1 of 2 members of the board has had both in 12 months.</b> 1 has had neither: Jo Marsh." in page
    assert page.index("Jo Marsh") < page.index("Ida Rowe</")
    book = form_of(secretary, f"{BOARD}book/?member=Jo+Marsh")
    assert book["member"] == "Jo Marsh"
    assert (
        secretary.post(f"{BOARD}book/", book | {"held_on": ago(-20), "kind": "Development session"}).status_code == 302
    )
    assert "1 of 2 members" in read(secretary, BOARD), "what is booked counts in nothing"
    log = form_of(secretary, f"{BOARD}add/") | {"member": "Jo Marsh", "kind": "Development session"}
    assert "This day is still to come." in secretary.post(f"{BOARD}add/", log | {"held_on": ago(-2)}).content.decode()
    assert secretary.post(f"{BOARD}add/", log).status_code == 302
    booked = met.id_of(BoardLearning, what="Ash ward")
    came = form_of(secretary, f"{BOARD}{booked}/edit/") | {"took_place": "Yes", "held_on": ago(0)}
    assert secretary.post(f"{BOARD}{booked}/edit/", came).status_code == 302
    assert "Both members of the board have had both in 12 months." in read(secretary, BOARD)
    assert removed(secretary, f"{BOARD}{booked}/remove/") == 302
    assert secretary.get(f"{BOARD}{booked}/edit/").status_code == 404


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "PMO", "ME", "RO", "ADM"])
def test_others_read_board_development_and_write_none(met: Site, role: str) -> None:
    browser, row = met.browser(role), met.id_of(BoardLearning, what="Access")
    assert browser.get(BOARD).status_code == 200
    ways = ("add/", "book/", f"{row}/edit/", f"{row}/remove/")
    assert {browser.get(f"{BOARD}{way}").status_code for way in ways} == {403}


@pytest.mark.parametrize("role", ["BM", "EX", "FIN", "TL", "ME", "CH", "RO", "SEC", "ADM"])
def test_others_read_education_and_write_none(met: Site, role: str) -> None:
    browser, row = met.browser(role), met.id_of(EducationTarget)
    assert browser.get(EDUCATION).status_code == 200
    ways = ("sessions/add/", "targets/add/", f"targets/{row}/edit/")
    assert {browser.get(f"{EDUCATION}{way}").status_code for way in ways} == {403}


def test_empty_pages_say_what_is_not_known(site: Site) -> None:
    browser = site.browser("SEC")
    assert "No contact of the chief digital and information officer is logged." in read(browser, CONTACTS)
    assert "We cannot tell. No education session is recorded." in read(browser, EDUCATION)
    assert "We cannot tell. No member of the board is recorded." in read(browser, BOARD)


def test_another_trust_reads_none_of_it(met: Site) -> None:
    for path in (CONTACTS, EDUCATION, BOARD):
        assert met.browser("SEC").get(path.replace("PLA", "PLB")).status_code in {403, 404}


def test_pages_ask_as_often_of_many_rows(met: Site) -> None:
    browser = met.browser("SEC")
    few = [count_queries(browser, path) for path in (CONTACTS, EDUCATION, BOARD)]
    met.bring(
        education_sessions="\n".join(
            ["Day|Topic|Staff group|People reached", *(f"{ago(n)}|T{n}|Managers|9" for n in range(40))]
        )
    )
    met.bring(
        contacts="\n".join(
            ["Day|Digital leader|Kind|Directors|Agreed", *(f"{ago(n)}|CNIO|Session|Chair|Yes" for n in range(40))]
        )
    )
    met.bring(
        board_development="\n".join(["Member|Day|Kind", *(f"Ida Rowe|{ago(n)}|Show-and-tell" for n in range(40))])
    )
    assert [count_queries(browser, path) for path in (CONTACTS, EDUCATION, BOARD)] == few
