"""Leadership roles by page: who holds each, since when nobody does, what each may decide and spend."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.models import Employment, LeadershipRole, RoleHolder, Trust
from plait.web.shared.navigation import LEADS, LEARNS, MEETS, REPORTS, SUBJECTS, WHOLE
from tests.conftest import InScope
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/leadership/"
ROLES = """
Role        |Kind |Seat on the board|Reports to              |Protected WTE|Team WTE|Yearly budget|Delegated limit
Digital head|CIO  |Voting           |Board or chief executive|0.5          |12      |1200000      |50000
Doctor lead |CCIO |Attending        |Another director        |0            |        |250000       |0
Nurse lead  |CNIO |                 |                        |             |        |             |
Data head   |Other|No               |Somebody else           |1            |3       |20000        |1000
"""
ROLE_ENDED = "Role|Kind|Starts|Last day\nOld post|Other|01/04/2025|30/04/2025"
LEFT_ON = timezone.localdate() - timedelta(days=140)
HELD = f"""
Role        |Employee number|Held as    |WTE|Starts    |Last day
Digital head|1001           |Interim    |0.8|01/06/2025|
Doctor lead |1002           |Substantive|0.4|01/06/2025|
Nurse lead  |1003           |Acting     |0.5|01/06/2025|{LEFT_ON - timedelta(days=1):%d/%m/%Y}
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def led(site: Site) -> Site:
    """The small trust with a CIO and a CCIO, nobody as CNIO for 140 days, and another head without a holder."""
    site.bring(leadership_roles=ROLES)
    site.bring(role_holders=HELD)
    return site


def here(site: Site, name: str) -> str:
    return f"{LIST}{site.id_of(LeadershipRole, name=name)}/"


def stay_of(site: Site, number: str) -> int:
    return site.id_of(RoleHolder, employment__employee_number=number)


def test_the_list_says_who_holds_each_role_and_since_when_nobody_does(led: Site) -> None:
    page = read(led.browser("BM"), LIST)
    assert "<b>The CNIO role has been vacant for 140 days; the limit ran out on " in page
    assert "The CCIO has no " in page
    rows = page.partition("<h2>Every role</h2>")[2]
    assert rows.index("Digital head") < rows.index("Doctor lead") < rows.index("Nurse lead") < rows.index("Data head")
    assert "Limit ran out on " in rows
    words = page.partition('<desc id="held-words">')[2].partition("</desc>")[0]
    assert "Doctor lead: " in words
    assert "(interim) from " in words
    assert "nobody from " in words
    assert "Bo Price (interim)" in page
    assert "Cy Otieno (" not in page
    assert "140 days" in page
    assert "A role may be vacant for 90 days (our default)." in page
    led.bring(leadership_roles="Role|Kind|Emphasis\nData head|Other|Inside the trust")
    assert "Emphasis: inside the trust" in read(led.browser("BM"), LIST)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?kind=CCIO", ["Doctor lead"]),
        ("?filled=no", ["Nurse lead", "Data head"]),
        ("?filled=yes", ["Digital head", "Doctor lead"]),
        ("?q=otieno", ["Doctor lead"]),
        ("?sort=-name", ["Nurse lead", "Doctor lead", "Digital head", "Data head"]),
        ("?sort=vacant&filled=no", ["Data head", "Nurse lead"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(led: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(led.browser("BM"), f"{LIST}{asked}&format=csv")
    assert [row["Role"] for row in rows] == names


def test_a_file_of_the_roles_tells_none_from_not_recorded(led: Site) -> None:
    rows = {row["Role"]: row for row in read_rows(led.browser("RO"), f"{LIST}?format=csv")}
    doctor, nurse = rows["Doctor lead"], rows["Nurse lead"]
    assert (doctor["Protected WTE"], doctor["Team WTE"], doctor["Delegated limit (£)"]) == ("0", "", "0")
    assert (doctor["Held by"], doctor["Reports to"], doctor["Sheet"]) == (
        "Cy Otieno", "Another director", "leadership roles",
    )  # fmt: skip
    assert (nurse["Held by"], nurse["Vacant since"]) == ("", LEFT_ON.isoformat())


@pytest.mark.parametrize(
    ("roles", "answer"),
    [
        ("Role|Kind\nHead|CDIO", "There is no CCIO or CNIO role. The CDIO role has been vacant for"),
        ("Role|Kind|Starts\nHead|CDIO|01/01/2190", "There is no CDIO, CCIO or CNIO role."),
    ],
)
def test_the_sentence_names_the_roles_that_are_not_there(site: Site, roles: str, answer: str) -> None:
    site.bring(leadership_roles=roles)
    assert answer in read(site.browser("BM"), LIST)


def test_the_sentence_says_when_all_three_are_filled(led: Site) -> None:
    led.bring(role_holders="Role|Employee number|Held as|WTE|Starts\nNurse lead|1004|Interim|1|01/06/2025")
    assert "All 3 digital leadership roles are filled." in read(led.browser("BM"), LIST)


def test_pages_go_by_the_trusts_own_limit_of_vacancy_as_the_question_does(led: Site) -> None:
    led.bring(thresholds="Question|Threshold|Reason|Starts\ndigital-leaders-in-post|120|Few apply|01/06/2025")
    browser = led.browser("BM")
    assert "A role may be vacant for 120 days (this trust’s own)." in read(browser, LIST)
    assert "The limit is 120 days; it ran out on " in read(browser, here(led, "Nurse lead"))


def test_without_roles_the_list_says_why_that_matters_and_what_to_bring(site: Site) -> None:
    assert "Bring the Leadership roles sheet" in read(site.browser("SEC"), LIST)
    page = read(site.browser("BM"), LIST)
    assert "<b>We cannot tell. No leadership role is recorded.</b>" in page
    assert "No leadership role is recorded yet. Without them nobody can tell who leads digital work" in page
    assert "Bring the Leadership roles sheet" not in page


def test_a_role_shows_its_vacancy_and_a_zero_in_words(led: Site) -> None:
    browser = led.browser("EX")
    doctor = read(browser, here(led, "Doctor lead"))
    assert "<b>Held by Cy Otieno.</b>" in doctor
    assert doctor.count("None at all") == 2
    assert "£250,000" in doctor
    assert "Not recorded" in doctor
    nurse = read(browser, here(led, "Nurse lead"))
    assert "Nobody has held it for 140 days, since" in nurse
    assert "The limit is 90 days; it ran out on " in nurse
    assert "Di Sykes" in nurse, "who held it before stays to be seen"


def test_a_role_that_has_ended_or_is_to_come_says_so(led: Site) -> None:
    led.bring(leadership_roles=ROLE_ENDED)
    led.bring(leadership_roles="Role|Kind|Starts\nNew post|Other|01/03/2190")
    browser = led.browser("BM")
    assert "It ended on 30 April 2025." in read(browser, here(led, "Old post"))
    assert "It begins on 1 March 2190." in read(browser, here(led, "New post"))
    page = read(browser, LIST)
    assert "Old post" not in page
    assert "Begins 1 Mar 2190" in page


@pytest.mark.parametrize("role", ["RO", "ME", "FIN"])
def test_who_holds_a_role_is_read_by_all_and_changed_by_few(led: Site, role: str) -> None:
    browser = led.browser(role)
    page = read(browser, here(led, "Doctor lead"))
    assert "Cy Otieno" in page
    assert ("/people/" in page.partition("<h2>Who holds it</h2>")[2]) is (role != "RO")
    assert "Change this role" not in page
    for address in ("add/", f"{here(led, 'Doctor lead').removeprefix(LIST)}edit/"):
        assert browser.get(f"{LIST}{address}").status_code == 403


def test_the_board_secretary_adds_a_role_and_who_holds_it(site: Site) -> None:
    browser = site.browser("SEC")
    form = form_of(browser, f"{LIST}add/") | {
        "name": "Nurse lead", "kind": "Chief nursing information officer (CNIO)", "budget_pounds": "£45,000",
        "limit_pounds": "0",
    }  # fmt: skip
    added = browser.post(f"{LIST}add/", form, follow=True)
    assert "The role is recorded." in added.content.decode()
    made = here(site, "Nurse lead")
    holder = form_of(browser, f"{made}holders/add/") | {"employee_number": "1002", "held_as": "Acting", "wte": "0.4"}
    assert browser.post(f"{made}holders/add/", holder)["Location"] == made
    page = read(browser, made)
    assert "Held by Cy Otieno (acting)." in page
    assert "Leadership role held added" in page
    site.see()
    role = LeadershipRole.objects.get()
    assert (role.budget_pounds, role.limit_pounds, role.team_wte) == (Decimal(45000), Decimal(0), None)


def test_what_a_role_had_before_stands_in_its_history(led: Site) -> None:
    browser, address = led.browser("CDIO"), here(led, "Doctor lead")
    form = form_of(browser, f"{address}edit/") | {"limit_pounds": "5000"}
    assert browser.post(f"{address}edit/", form).status_code == 302
    history = read(browser, address).partition("<h2>History</h2>")[2]
    assert "Delegated limit (£)" in history
    assert "yearly budget (£) 250,000" in history
    assert "5,000</ins>" in history


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"limit_pounds": "-1"}, "Less than nothing. Write whole pounds, like 250000, or 0 for none."),
        ({"budget_pounds": "9.99"}, "Not whole pounds."),
        ({"team_wte": "many"}, "Not a number."),
        ({"kind": ""}, "Nothing is written here."),
        ({"ends": "01/01/1999"}, "The last day is before the first"),
    ],
)
def test_a_form_with_a_fault_comes_back_with_what_to_write(led: Site, typed: dict[str, str], fault: str) -> None:
    browser, address = led.browser("EX"), f"{here(led, 'Doctor lead')}edit/"
    answer = browser.post(address, form_of(browser, address) | typed)
    assert answer.status_code == 422
    assert fault in answer.content.decode()


@pytest.mark.parametrize("question", ["digital-leaders-in-post", "clinical-leaders-have-authority"])
def test_the_rows_behind_a_verdict_lead_to_their_role(led: Site, question: str) -> None:
    led.see()
    judge_trust(led.trust.pk)
    page = read(led.browser("FIN"), f"/t/PLA/questions/{question}/")
    assert f'<a href="{here(led, "Doctor lead")}">Doctor lead</a>' in page


def test_somebody_who_has_left_takes_on_no_role(led: Site) -> None:
    led.see()
    Employment.objects.filter(employee_number="1004").update(ends=date(2025, 9, 1))
    browser, address = led.browser("EX"), f"{here(led, 'Nurse lead')}holders/add/"
    form = form_of(browser, address) | {
        "employee_number": "1004", "held_as": "Acting", "wte": "1", "starts": "01/10/2025",
    }  # fmt: skip
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert "1004 left the trust before, on 31/08/2025." in answer.content.decode()


def test_a_holder_ends_and_an_end_is_put_right(led: Site) -> None:
    browser, today = led.browser("EX"), timezone.localdate()
    ending = f"{LIST}holders/{stay_of(led, '1002')}/edit/"
    form = form_of(browser, ending) | {"ends": f"{today - timedelta(days=1):%d/%m/%Y}"}
    assert browser.post(ending, form).status_code == 302
    assert "Nobody has held it since today" in read(browser, here(led, "Doctor lead"))
    form = form_of(browser, ending) | {"ends": f"{today - timedelta(days=3):%d/%m/%Y}"}
    assert browser.post(ending, form).status_code == 302
    assert "Nobody has held it for 2 days" in read(browser, here(led, "Doctor lead"))


def test_what_was_just_saved_is_undone(led: Site) -> None:
    browser, address = led.browser("SEC"), here(led, "Doctor lead")
    form = form_of(browser, f"{address}edit/") | {"limit_pounds": "5000"}
    page = browser.post(f"{address}edit/", form, follow=True).content.decode()
    [undo] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    assert browser.post(undo.replace("&amp;", "&")).status_code == 302
    led.see()
    assert LeadershipRole.objects.get(name="Doctor lead").limit_pounds == 0


@pytest.mark.parametrize("address", ["9999/", "9999/edit/", "9999/holders/add/", "holders/9999/edit/"])
def test_what_is_not_there_is_not_found(led: Site, address: str) -> None:
    assert led.browser("EX").get(f"{LIST}{address}").status_code == 404


def test_ten_times_the_roles_take_no_more_queries(led: Site) -> None:
    browser = led.browser("EX")
    ways = (LIST, here(led, "Nurse lead"), f"{LIST}as-at/")
    before = [count_queries(browser, way) for way in ways]
    names = [f"Head {n}" for n in range(40)]
    led.bring(leadership_roles="Role|Kind\n" + "\n".join(f"{name}|Other" for name in names))
    rows = [f"{name}|1003|Acting|0.1|01/06/2025" for name in names]
    led.bring(role_holders="Role|Employee number|Held as|WTE|Starts\n" + "\n".join(rows))
    assert [count_queries(browser, way) for way in ways] == before


@pytest.mark.parametrize("address", ["", "edit/", "holders/add/"])
def test_a_role_of_another_trust_is_not_found(led: Site, other_trust: Trust, in_scope: InScope, address: str) -> None:
    browser = led.browser("EX")
    in_scope(other_trust)
    foreign = LeadershipRole.objects.create(trust=other_trust, name="Their lead", kind="CCIO", starts=date(2025, 4, 1))
    led.see()
    assert browser.get(f"{LIST}{foreign.pk}/{address}").status_code == 404
    assert "Their lead" not in read(browser, LIST)


def test_what_stands_under_board_is_found_by_its_group(site: Site) -> None:
    assert {one.group for one in SUBJECTS["board"]} == {LEADS, MEETS, WHOLE, LEARNS, REPORTS}
    page = read(site.browser("CDIO"), LIST)
    assert f'<a href="/t/PLA/leadership/" aria-current="true">{LEADS}</a>' in page
    assert f'<a href="/t/PLA/board/">{MEETS}</a>' in page
    assert '<a href="/t/PLA/board/decisions/">' not in page
    most = max(Counter(one.group for one in SUBJECTS["board"]).values())
    assert most <= 7, "more are not read at a glance"


def test_who_led_and_answered_is_told_of_any_day_and_as_a_file(led: Site) -> None:
    browser = led.browser("RO")
    past = f"{timezone.localdate() - timedelta(days=150):%d/%m/%Y}"
    page = read(browser, f"{LIST}as-at/?on={past}")
    assert "1 of 4 roles was vacant" in page
    assert ">Di Sykes" in page.partition("<h2>Who led</h2>")[2]
    rows = {row["Role or territory"]: row for row in read_rows(browser, f"{LIST}as-at/?on={past}&format=csv")}
    assert rows["Nurse lead"]["Who"] == "Di Sykes (acting)"
    led.bring(territories="Territory|Kind|Starts\nRecord|EPR|01/04/2025\nSoon|Data|01/01/2190")
    page = read(browser, f"{LIST}as-at/")
    assert ">Record</a>" in page
    assert "Soon" not in page


def test_a_day_that_cannot_be_read_says_what_to_write(led: Site) -> None:
    answer = led.browser("BM").get(f"{LIST}as-at/?on=soon")
    assert answer.status_code == 422
    assert "soon" in answer.content.decode()


def test_a_role_names_its_post_and_where_its_weight_lies(led: Site) -> None:
    led.bring(posts="Post number|Title|Department|Budgeted WTE|Starts\nP-7|Nurse informatics lead|Digital|1|01/04/2025")
    browser, address = led.browser("EX"), here(led, "Nurse lead")
    form = form_of(browser, f"{address}edit/") | {"post": "P-7", "emphasis": "Outside the trust"}
    assert browser.post(f"{address}edit/", form).status_code == 302
    page = read(browser, address)
    assert "P-7, Nurse informatics lead" in page
    assert "Outside the trust" in page
    refused = browser.post(f"{address}edit/", form_of(browser, f"{address}edit/") | {"post": "P-8"})
    assert refused.status_code == 422
    assert "P-8" in refused.content.decode()
