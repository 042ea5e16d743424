"""Deputies and the register of interests by page: who may change them, and what they say when somebody acts up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.models import Declaration, Deputy, LeadershipRole, Territory
from tests.registers import Site, count_queries, form_of, read, read_rows

DEPUTIES, INTERESTS = "/t/PLA/executives/deputies/", "/t/PLA/executives/declarations/"
ROLES = "Role|Kind\nDigital head|CIO\nChief executive|Other"
TODAY = timezone.localdate()
HELD = f"""
Role           |Employee number|Held as    |WTE|Starts
Digital head   |1001           |Substantive|0.4|01/05/2025
Chief executive|1001           |Acting     |0.8|{TODAY:%d/%m/%Y}
"""
CLAIMS = "Territory|Employee number|Document|Starts\nRecords|1001|Letter|01/05/2025"
STANDS_IN = "Role|Employee number|Starts\nDigital head|1000|01/05/2025"
DECLARED = "Employee number|Other organisation|Interest|Starts\n1001|PLB|Half time|01/05/2025"
pytestmark = pytest.mark.django_db


@pytest.fixture
def acting(site: Site) -> Site:
    """The small trust, whose digital head has acted as chief executive since today."""
    site.bring(leadership_roles=ROLES, territories="Territory|Kind\nRecords|Other")
    site.bring(role_holders=HELD, accountability_claims=CLAIMS)
    return site


def test_the_gap_shows_the_same_day_on_each_page_and_closes_with_a_deputy(acting: Site) -> None:
    browser = acting.browser("EX")
    said = "Bo Price acts up as Chief executive since"
    assert "no deputy covers, so nobody fills it" in read(browser, DEPUTIES)
    leadership = read(browser, "/t/PLA/leadership/")
    assert "The CDIO role has been vacant since today" in leadership
    assert "Bo Price acts up as Chief executive" in leadership
    accountability = read(browser, "/t/PLA/accountability/")
    assert said in accountability
    assert "Of 1 territory, nobody answers for Records." in accountability
    judge_trust(acting.trust.pk)
    assert "Nobody" in read(browser, "/t/PLA/questions/digital-leaders-in-post/")
    acting.bring(deputies=STANDS_IN)
    assert "a deputy covers" in read(browser, DEPUTIES)
    assert "Ann Frost (deputy)" in read(browser, "/t/PLA/leadership/")
    head = read(browser, f"/t/PLA/leadership/{acting.id_of(LeadershipRole, name='Digital head')}/")
    assert "Ann Frost" in head.partition("Who deputises")[2].partition("</a>")[0]
    assert "Today, one person answers for the only territory." in read(browser, "/t/PLA/accountability/")


def test_a_territory_of_somebody_who_acts_up_has_nobody_from_that_day(acting: Site) -> None:
    page = read(acting.browser("BM"), f"/t/PLA/accountability/{acting.id_of(Territory)}/")
    assert "Nobody answers for it, since" in page
    assert "Letter" in page


def test_a_deputy_is_added_and_ended(acting: Site) -> None:
    browser = acting.browser("EX")
    typed = {**form_of(browser, f"{DEPUTIES}add/"), "role": "Digital head", "employee_number": "1000"}
    assert "The deputy is recorded." in browser.post(f"{DEPUTIES}add/", typed, follow=True).content.decode()
    here = f"{DEPUTIES}{acting.id_of(Deputy)}/"
    yesterday = TODAY - timedelta(days=1)
    refused = browser.post(f"{here}edit/", {**form_of(browser, f"{here}edit/"), "ends": f"{yesterday:%d/%m/%Y}"})
    assert "The last day is before the first" in refused.content.decode()
    ended = {**form_of(browser, f"{here}edit/"), "ends": f"{TODAY:%d/%m/%Y}"}
    assert "The deputy is saved." in browser.post(f"{here}edit/", ended, follow=True).content.decode()
    acting.see()
    assert Deputy.objects.get().ends == TODAY + timedelta(days=1)


@pytest.mark.parametrize("role", ["BM", "ME", "RO", "PMO", "FIN", "ADM"])
def test_who_may_not_change_them_reads_them_only(acting: Site, role: str) -> None:
    acting.bring(deputies=STANDS_IN)
    acting.bring(declarations_of_interest=DECLARED)
    browser = acting.browser(role)
    for path, model in ((DEPUTIES, Deputy), (INTERESTS, Declaration)):
        assert "/edit/" not in read(browser, path)
        for way in ("add/", f"{acting.id_of(model)}/edit/"):
            assert browser.get(f"{path}{way}").status_code == 403


def test_the_secretary_keeps_the_register(acting: Site) -> None:
    browser = acting.browser("SEC")
    assert "No interest is declared yet." in read(browser, INTERESTS)
    typed = {
        **form_of(browser, f"{INTERESTS}add/"), "employee_number": "1001", "organisation": "PLB", "interest": "Half",
    }  # fmt: skip
    assert "The declaration is recorded." in browser.post(f"{INTERESTS}add/", typed, follow=True).content.decode()
    here = f"{INTERESTS}{acting.id_of(Declaration)}/"
    changed = {**form_of(browser, f"{here}edit/"), "interest": "Half of each week"}
    page = browser.post(f"{here}edit/", changed, follow=True).content.decode()
    assert "Half of each week" in page
    assert "1 interest is declared." in page
    assert "1 interest is declared." in read(browser, f"{INTERESTS}?q=nobody"), "the list is filtered, not the register"


def test_rows_that_are_not_there_are_not_found(acting: Site) -> None:
    browser = acting.browser("SEC")
    for path in (DEPUTIES, INTERESTS):
        assert browser.get(f"{path}999999/edit/").status_code == 404


def test_both_go_as_files_and_ask_no_more_for_many(acting: Site) -> None:
    acting.bring(deputies=STANDS_IN)
    acting.bring(declarations_of_interest=DECLARED)
    browser = acting.browser("EX")
    assert read_rows(browser, f"{DEPUTIES}?format=csv")[0]["Deputy"] == "Ann Frost"
    assert read_rows(browser, f"{INTERESTS}?format=csv")[0]["Other organisation"] == "PLB"
    before = [count_queries(browser, path) for path in (DEPUTIES, INTERESTS)]
    acting.bring(deputies=f"{STANDS_IN}\nDigital head|1002|01/05/2025\nChief executive|1000|01/05/2025")
    acting.bring(declarations_of_interest=f"{DECLARED}\n1002|Hospice|Trustee|01/05/2025")
    assert [count_queries(browser, path) for path in (DEPUTIES, INTERESTS)] == before
