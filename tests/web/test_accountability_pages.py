"""Territories by page: who answers for each, where two people do or nobody, and who settles it."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.joining import join_posts
from plait.store.models import AccountabilityClaim, Settlement, Territory, Trust
from tests.conftest import InScope
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/accountability/"
TODAY = timezone.localdate()


def ago(days: int) -> str:
    return f"{TODAY - timedelta(days=days):%d/%m/%Y}"


TERRITORIES = """
Territory      |Kind |Starts
Patient record |EPR  |01/04/2025
Cyber security |Cyber|01/04/2025
Digital service|Other|01/04/2025
"""
CLAIMS = f"""
Territory      |Employee number|Document       |Starts    |Last day
Patient record |1001           |Job description|01/04/2025|
Patient record |1002           |Minutes, item 4|{ago(99)} |
Cyber security |1001           |Delegation     |01/04/2025|{ago(40)}
Digital service|1000           |Constitution   |01/04/2025|
"""
SETTLED = f"""
Territory      |Employee number|Decided on|Decision     |Starts
Digital service|1000           |{ago(10)} |Board, item 7|{ago(9)}
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def mapped(site: Site) -> Site:
    """The small trust: two people for the patient record, nobody for cyber security, one for the digital service."""
    site.bring(territories=TERRITORIES)
    site.bring(accountability_claims=CLAIMS, accountability_settlements=SETTLED)
    return site


def here(site: Site, name: str) -> str:
    return f"{LIST}{site.id_of(Territory, name=name)}/"


def claim_of(site: Site, number: str, name: str) -> int:
    return site.id_of(AccountabilityClaim, employment__employee_number=number, territory__name=name)


def test_the_list_says_where_two_people_answer_today_and_where_nobody_does(mapped: Site) -> None:
    page = read(mapped.browser("BM"), LIST)
    assert (
        "<b>Of 3 territories, nobody answers for Cyber security and two people or more answer for Patient record.</b>"
        in page
    )
    assert "2 people: Bo Price and Cy Otieno" in page
    listed = page.partition("<h2>Every territory</h2>")[2]
    places = [listed.index(f">{name}</a>") for name in ("Cyber security", "Patient record", "Digital service")]
    assert places == sorted(places), "those that are not clear stand first"
    unclear = page.partition("<h2>Overlaps and gaps of the last 12 months</h2>")[2].partition("<h2>Every")[0]
    assert ">100<" in unclear
    assert ">40<" in unclear
    assert "Digital service" not in unclear


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?kind=cyber+security", ["Cyber security"]),
        ("?answers=nobody", ["Cyber security"]),
        ("?answers=several", ["Patient record"]),
        ("?answers=one", ["Digital service"]),
        ("?q=otieno", ["Patient record"]),
        ("?sort=-name", ["Patient record", "Digital service", "Cyber security"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(mapped: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(mapped.browser("BM"), f"{LIST}{asked}&format=csv")
    assert [row["Territory"] for row in rows] == names


def test_a_file_of_the_territories_says_who_answers_and_on_whom_it_is_settled(mapped: Site) -> None:
    rows = {row["Territory"]: row for row in read_rows(mapped.browser("RO"), f"{LIST}?format=csv")}
    record, service = rows["Patient record"], rows["Digital service"]
    assert (record["Answers today"], record["People"], record["Sheet"]) == ("Bo Price; Cy Otieno", "2", "territories")
    assert (service["Answers today"], service["Settled on whom"], service["Last day"]) == ("Ann Frost", "Ann Frost", "")


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (["Record"], "Today, one person answers for the only territory."),
        (["Record", "Cyber"], "Today, one person answers for each of 2 territories."),
    ],
)
def test_the_sentence_says_when_one_person_answers_for_each(site: Site, names: list[str], answer: str) -> None:
    begun = "".join(f"{name}|Other|01/04/2025\n" for name in names)
    site.bring(territories=f"Territory|Kind|Starts\n{begun}Soon|Other|01/01/2190")
    claims = "\n".join(f"{name}|1000|Minutes|01/04/2025" for name in names)
    site.bring(accountability_claims=f"Territory|Employee number|Document|Starts\n{claims}")
    assert f"<b>{answer}</b>" in read(site.browser("BM"), LIST)


def test_without_territories_the_list_says_why_that_matters_and_what_to_bring(site: Site) -> None:
    assert "Bring the Territories sheet" in read(site.browser("SEC"), LIST)
    page = read(site.browser("BM"), LIST)
    assert "<b>We cannot tell. No territory is recorded.</b>" in page
    assert "Without them nobody can tell who answers for what" in page
    assert "Overlaps and gaps" not in page


def test_a_territory_shows_who_answered_from_day_to_day(mapped: Site) -> None:
    browser = mapped.browser("EX")
    record = read(browser, here(mapped, "Patient record"))
    assert "2 people answer for it since " in record
    assert "Minutes, item 4" in record
    cyber = read(browser, here(mapped, "Cyber security"))
    assert "Nobody answers for it, since " in cyber
    assert ": 40 days.</b>" in cyber
    mapped.bring(
        accountability_claims=f"Territory|Employee number|Document|Starts\nCyber security|1003|Minutes|{ago(-9)}"
    )
    assert re.search(r": 40 days\. [^<]+ will from [^<]+ on\.</b>", read(browser, here(mapped, "Cyber security")))
    service = read(browser, here(mapped, "Digital service"))
    assert "<b>Ann Frost answers for it.</b>" in service
    assert "Board, item 7" in service


def test_a_territory_that_has_ended_or_not_begun_says_so(site: Site) -> None:
    site.bring(territories="Territory|Kind|Starts|Last day\nOld|Other|01/04/2025|30/04/2025\nNew|Other|01/01/2190|")
    browser = site.browser("EX")
    assert "It ended on 30 April 2025." in read(browser, here(site, "Old"))
    assert "It begins on 1 January 2190." in read(browser, here(site, "New"))
    assert "No day of it has come yet." in read(browser, here(site, "New"))
    assert "Old" not in read(browser, LIST).partition("<table")[2]


@pytest.mark.parametrize("role", ["EX", "CDIO", "CL", "SEC"])
def test_those_who_lead_add_a_territory_and_a_claim_to_it(site: Site, role: str) -> None:
    browser = site.browser(role)
    form = form_of(browser, f"{LIST}add/") | {"name": "Record", "kind": "Electronic patient record"}
    answer = browser.post(f"{LIST}add/", form)
    address = here(site, "Record")
    assert answer["Location"] == address
    form = form_of(browser, f"{address}claims/add/") | {
        "employee_number": "Bo Price", "document": "Job description", "starts": "01/06/2025",
    }  # fmt: skip
    assert browser.post(f"{address}claims/add/", form)["Location"] == address
    assert "<b>Bo Price answers for it.</b>" in read(browser, address)


def test_a_claim_needs_a_person_and_a_first_day_and_its_form_says_no_other(mapped: Site) -> None:
    browser, address = mapped.browser("SEC"), f"{here(mapped, 'Cyber security')}claims/add/"
    form = form_of(browser, address)
    assert "empty means today" not in read(browser, address)
    refused = browser.post(address, form).content.decode()
    assert "Write person, like 1001." in refused
    assert "Write starts, like 01/04/2025." in refused


def test_a_claim_before_the_employment_comes_back_with_what_to_write(mapped: Site) -> None:
    browser, address = mapped.browser("SEC"), f"{here(mapped, 'Cyber security')}claims/add/"
    form = form_of(browser, address) | {"employee_number": "1003", "document": "Minutes", "starts": "01/04/2025"}
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert "1003 joined the trust later, on 01/05/2025." in answer.content.decode()


def test_a_claim_ends_and_its_end_is_put_right(mapped: Site) -> None:
    browser, ending = mapped.browser("EX"), f"{LIST}claims/{claim_of(mapped, '1002', 'Patient record')}/edit/"
    for last in (1, 3):
        assert browser.post(ending, form_of(browser, ending) | {"ends": ago(last)}).status_code == 302
        page = read(browser, here(mapped, "Patient record"))
        assert "<b>Bo Price answers for it.</b>" in page
    history = page.partition("<h2>History</h2>")[2]
    assert "Cy Otieno: Claim of accountability" in history


def test_a_territory_gets_another_name(mapped: Site) -> None:
    browser, address = mapped.browser("CDIO"), here(mapped, "Patient record")
    assert (
        browser.post(f"{address}edit/", form_of(browser, f"{address}edit/") | {"name": "The record"}).status_code == 302
    )
    assert "<h1>The record</h1>" in read(browser, address)


SETTLING = {"decided_on": ago(2), "decision": "Board, item 9", "starts": ago(1)}


@pytest.mark.parametrize(("role", "number"), [("EX", "1000"), ("SEC", "1000"), ("SEC", "")])
def test_an_executive_or_the_secretary_settles_it_and_the_claims_of_others_end(
    mapped: Site, role: str, number: str
) -> None:
    browser, address = mapped.browser(role, number), here(mapped, "Patient record")
    way = f"{address}settlements/add/"
    form = form_of(browser, f"{way}?{urlencode(SETTLING | {'employee_number': '1001'})}")
    assert browser.post(way, form)["Location"] == address
    page = read(browser, address)
    assert "It is settled on Bo Price from " in page
    assert "1 claim of others no longer holds: Cy Otieno." in page
    assert "<b>Bo Price answers for it.</b>" in page
    assert "Board, item 9" in page
    assert browser.post(way, form).status_code == 302, "sent again, it is the same settlement"
    mapped.see()
    assert Settlement.objects.filter(territory__name="Patient record").count() == 1
    assert AccountabilityClaim.objects.get(employment__employee_number="1002").ends == TODAY - timedelta(days=1)


def test_nobody_settles_it_on_themselves_by_whichever_post(mapped: Site) -> None:
    mapped.see()
    join_posts(mapped.act, "1001", "1004")
    browser, address = mapped.browser("EX", "1004"), f"{here(mapped, 'Patient record')}settlements/add/"
    for number in ("1001", "1004"):
        answer = browser.post(address, form_of(browser, address) | SETTLING | {"employee_number": number})
        assert answer.status_code == 422
        assert "Nobody settles this on themselves." in answer.content.decode()
    mapped.see()
    assert Settlement.objects.filter(territory__name="Patient record").count() == 0


@pytest.mark.parametrize("typed", ["x-9", "X-9", " x - 9 ", "gus peel"])
def test_another_spelling_of_ones_own_number_is_oneself(mapped: Site, typed: str) -> None:
    mapped.bring(
        people="Employee number|Name|Staff group|Department|WTE|Starts\nX-9|Gus Peel|Managers|Medicine|1|01/04/2025"
    )
    browser, address = mapped.browser("EX", "X-9"), f"{here(mapped, 'Patient record')}settlements/add/"
    answer = browser.post(address, form_of(browser, address) | SETTLING | {"employee_number": typed})
    assert answer.status_code == 422
    mapped.see()
    assert Settlement.objects.filter(territory__name="Patient record").count() == 0


def test_an_executive_whose_access_names_no_employment_settles_nothing(mapped: Site) -> None:
    browser, address = mapped.browser("EX"), f"{here(mapped, 'Patient record')}settlements/add/"
    answer = browser.post(address, form_of(browser, address) | SETTLING | {"employee_number": "1001"})
    assert answer.status_code == 422


def test_a_settlement_is_changed_by_anybody_who_settles_but_whom_it_names(mapped: Site) -> None:
    changing = f"{LIST}settlements/{mapped.id_of(Settlement)}/edit/"
    concerned, other = mapped.browser("EX", "1000"), mapped.browser("EX", "1001")
    assert "Change Ann Frost" not in read(concerned, here(mapped, "Digital service")).partition("have settled")[2]
    assert concerned.get(changing).status_code == 403
    assert "Change Ann Frost" in read(other, here(mapped, "Digital service")).partition("have settled")[2]
    assert other.post(changing, form_of(other, changing) | {"decision": "Board, item 8"}).status_code == 302
    mapped.see()
    assert Settlement.objects.get().decision == "Board, item 8"


def test_two_settlements_on_one_day_come_back_with_the_one_that_stands(mapped: Site) -> None:
    browser, address = mapped.browser("SEC"), f"{here(mapped, 'Digital service')}settlements/add/"
    answer = browser.post(address, form_of(browser, address) | SETTLING | {"employee_number": "1001"})
    assert answer.status_code == 422
    said = f"From {ago(1)} on Bo Price (1001) and Ann Frost (1000) would both be settled: it is settled on "
    assert f"{said}Ann Frost (1000) from {ago(9)} on, with no last day." in answer.content.decode()


def test_what_was_just_settled_is_undone(mapped: Site) -> None:
    browser, address = mapped.browser("EX", "1000"), here(mapped, "Patient record")
    form = form_of(browser, f"{address}settlements/add/") | SETTLING | {"employee_number": "1001"}
    page = browser.post(f"{address}settlements/add/", form, follow=True).content.decode()
    [undo] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    assert browser.post(undo.replace("&amp;", "&")).status_code == 302
    mapped.see()
    assert Settlement.objects.filter(territory__name="Patient record").count() == 0


@pytest.mark.parametrize("role", ["CDIO", "CL"])
def test_those_who_lead_propose_a_settlement_and_settle_nothing(mapped: Site, role: str) -> None:
    browser, way = mapped.browser(role), f"{here(mapped, 'Patient record')}settlements/add/"
    assert "Propose a settlement" in read(browser, here(mapped, "Patient record"))
    asked = SETTLING | {"employee_number": "1001"}
    page = read(browser, f"{way}?{urlencode(asked)}")
    assert "An executive who is not the person concerned settles it" in page
    assert "Settle it so" not in page
    assert browser.post(way, asked).status_code == 403


@pytest.mark.parametrize("role", ["BM", "PMO", "FIN", "TL", "ME", "CH", "RO", "ADM"])
def test_others_propose_nothing(mapped: Site, role: str) -> None:
    browser, address = mapped.browser(role), here(mapped, "Patient record")
    assert "Propose a settlement" not in read(browser, address)
    assert browser.get(f"{address}settlements/add/").status_code == 403
    assert browser.post(f"{address}settlements/add/", SETTLING | {"employee_number": "1001"}).status_code == 403


@pytest.mark.parametrize("role", ["BM", "PMO", "FIN", "TL", "ME", "CH", "RO", "ADM"])
def test_others_read_and_change_nothing(mapped: Site, role: str) -> None:
    browser, address = mapped.browser(role), here(mapped, "Patient record")
    assert "Add a claim" not in read(browser, address)
    assert "Add a territory" not in read(browser, LIST)
    changing = (f"{LIST}add/", f"{address}edit/", f"{address}claims/add/")
    assert {browser.get(way).status_code for way in changing} == {403}


def test_the_rows_behind_the_verdict_lead_to_their_territory(mapped: Site) -> None:
    mapped.see()
    judge_trust(mapped.trust.pk)
    page = read(mapped.browser("FIN"), "/t/PLA/questions/one-person-answers/")
    assert f'<a href="{here(mapped, "Patient record")}">Patient record</a>' in page


@pytest.mark.parametrize(
    "address", ["9999/", "9999/edit/", "9999/claims/add/", "9999/settlements/add/", "claims/9999/edit/",
                "settlements/9999/edit/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(mapped: Site, address: str) -> None:
    assert mapped.browser("SEC").get(f"{LIST}{address}").status_code == 404


def test_another_trusts_territory_is_not_found(mapped: Site, other_trust: Trust, in_scope: InScope) -> None:
    browser = mapped.browser("SEC")
    in_scope(other_trust)
    foreign = Territory.objects.create(trust=other_trust, name="Theirs", kind="other", starts=TODAY)
    assert browser.get(f"{LIST}{foreign.pk}/").status_code == 404


def test_ten_times_the_territories_take_no_more_queries(mapped: Site) -> None:
    browser = mapped.browser("SEC")
    before = [count_queries(browser, LIST), count_queries(browser, here(mapped, "Patient record"))]
    names = [f"Territory {n}" for n in range(30)]
    mapped.bring(territories="Territory|Kind|Starts\n" + "\n".join(f"{name}|Other|01/04/2025" for name in names))
    claims = [f"{name}|{number}|Minutes|01/06/2025" for name in names for number in ("1001", "1003")]
    claims += [f"Patient record|{number}|Minutes|01/06/2025" for number in ("1003", "1004")]
    mapped.bring(accountability_claims="Territory|Employee number|Document|Starts\n" + "\n".join(claims))
    assert [count_queries(browser, LIST), count_queries(browser, here(mapped, "Patient record"))] == before


def test_every_territory_is_drawn_and_told_from_day_to_day(mapped: Site) -> None:
    page = read(mapped.browser("BM"), LIST)
    chart = page.partition('<svg class="app-chart app-spans"')[2].partition("</svg>")[0]
    words = chart.partition("<desc")[2].partition("</desc>")[0]
    assert re.search(r"Cyber security: Bo Price from [^;]+; nobody from [^;]+ on\.", words)
    assert "Bo Price and Cy Otieno from " in words
    assert ">2 people</text>" in chart
    for place in ("above", "beside"):  # the one on a narrow screen, where the other would hide every bar
        assert re.search(rf'<text class="app-spans__{place}"[^>]*>Cyber security</text>', chart)
    assert 'stroke-dasharray="5 4"' in chart


def test_a_territory_to_come_is_not_drawn_and_a_long_name_is_cut(site: Site) -> None:
    site.bring(territories="Territory|Kind|Starts\nNext|Data|01/01/2190")
    assert "app-spans" not in read(site.browser("BM"), LIST)
    site.bring(territories=f"Territory|Kind|Starts\n{'Long ' * 20}|Data|01/01/2020")
    assert "Long Long Long Long Long Long Long Long L…" in read(site.browser("BM"), LIST)
