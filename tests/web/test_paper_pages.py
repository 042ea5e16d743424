"""Papers of the board by page: a draft or a private one is seen only by whom the matrix lets, on no other way."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.store.models import BoardPaper, Employment, Meeting, Trust
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/board/papers/"
TODAY = timezone.localdate()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


MEETINGS = f"""
Meeting|Kind |Held on           |Status
Last   |Board|{ago(20):%d/%m/%Y}|Published
"""
ITEMS = """
Meeting|Item|Title      |Authors
Last   |2   |Prescribing|Finance director
"""
MEMBERS = """
Member   |Office          |Kind     |Employee number|Starts    |Last day
Bo Price |Finance director|Executive|1001           |01/05/2025|
Bo before|Chief nurse     |Executive|1001           |01/05/2025|31/05/2025
"""
PAPERS = """
Meeting|Paper          |Item|Authors    |Also named|Status    |Private|File
Last   |Open case      |    |Chief nurse|          |Published |       |open.pdf
Last   |Circling case  |    |Chief nurse|          |Circulated|       |
Last   |Private case   |    |Chief nurse|          |Published |Yes    |
Last   |Unborn case    |    |Chief nurse|1002      |Draft     |       |
Last   |Finance case   |2   |           |          |Draft     |       |
"""
OPEN, CIRCLING, PRIVATE, UNBORN, FINANCE = (
    "Open case", "Circling case", "Private case", "Unborn case", "Finance case",
)  # fmt: skip
EVERY = {OPEN, CIRCLING, PRIVATE, UNBORN, FINANCE}
# The row “board paper, draft or private” of the matrix, role by role: for those who are named on nothing.
READS = {
    "BM": {OPEN, CIRCLING, PRIVATE}, "EX": EVERY, "CDIO": EVERY, "CL": {OPEN}, "PMO": {OPEN}, "FIN": {OPEN},
    "TL": {OPEN}, "ME": {OPEN}, "CH": {OPEN}, "RO": {OPEN}, "SEC": EVERY, "ADM": {OPEN},
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def circulated(site: Site) -> Site:
    """The small trust with five papers: published, circulated, private, and two drafts, one named to 1002."""
    site.bring(board_meetings=MEETINGS, agenda_items=ITEMS, board_members=MEMBERS, board_papers=PAPERS)
    return site


@pytest.mark.parametrize(("role", "titles"), READS.items())
def test_each_role_reads_what_the_matrix_says_on_every_way_there_is(
    circulated: Site, role: str, titles: set[str]
) -> None:
    browser = circulated.browser(role)
    assert {row["Paper"] for row in read_rows(browser, f"{LIST}?format=csv")} == titles
    assert {row["Paper"] for row in read_rows(browser, f"{LIST}?q=case&format=csv")} == titles
    meeting = f"/t/PLA/board/{circulated.id_of(Meeting)}/"
    whole = read(browser, LIST) + read(browser, meeting)
    assert {title for title in EVERY if title in whole} == titles
    for title in EVERY:
        address = f"{LIST}{circulated.id_of(BoardPaper, title=title)}/"
        assert browser.get(address).status_code == (200 if title in titles else 404), title
        assert browser.get(f"{address}edit/").status_code == (200 if role == "SEC" else 403)


@pytest.mark.parametrize("role", ["CL", "PMO", "FIN", "TL"])
def test_who_is_named_on_a_paper_or_whose_office_wrote_its_item_reads_it(circulated: Site, role: str) -> None:
    for number, titles in (("1002", {OPEN, UNBORN}), ("1001", {OPEN, FINANCE}), ("1003", {OPEN})):
        kept = read_rows(circulated.browser(role, number), f"{LIST}?format=csv")
        assert {row["Paper"] for row in kept} == titles


def test_a_board_member_who_leads_a_team_too_reads_the_draft_they_are_named_on(circulated: Site) -> None:
    circulated.see()
    named = Employment.objects.get(employee_number="1002")
    user = circulated.user_with_role("TL", circulated.trust, employment=named)
    circulated.user_with_role("BM", circulated.trust, user=user, employment=named)
    kept = read_rows(circulated.signed_in_as(user), f"{LIST}?format=csv")
    assert {row["Paper"] for row in kept} == {OPEN, CIRCLING, PRIVATE, UNBORN}


@pytest.mark.parametrize("role", ["ME", "CH", "RO", "ADM"])
def test_being_named_opens_nothing_to_a_role_without_that_right(circulated: Site, role: str) -> None:
    kept = read_rows(circulated.browser(role, "1002"), f"{LIST}?format=csv")
    assert {row["Paper"] for row in kept} == {OPEN}


def test_what_was_read_by_one_is_not_kept_for_another_of_the_same_role(circulated: Site) -> None:
    assert UNBORN in read(circulated.browser("TL", "1002"), LIST)
    assert UNBORN not in read(circulated.browser("TL", "1003"), LIST)


def test_the_history_of_a_paper_is_for_who_reads_every_draft(circulated: Site) -> None:
    address = f"{LIST}{circulated.id_of(BoardPaper, title=OPEN)}/"
    assert "Paper added" in read(circulated.browser("EX"), address)
    assert "Paper added" not in read(circulated.browser("BM"), address)
    assert "Published, for Last." in read(circulated.browser("RO"), address)
    private = f"{LIST}{circulated.id_of(BoardPaper, title=PRIVATE)}/"
    assert "Published, private, for Last." in read(circulated.browser("BM"), private)


def test_a_paper_of_another_trust_is_not_there(circulated: Site, other_trust: Trust) -> None:
    browser = circulated.signed_in_as(circulated.user_with_role("SEC", other_trust))
    paper = circulated.id_of(BoardPaper, title=OPEN)
    home = f"/t/{other_trust.code}/board/papers/"
    for path in (f"{home}{paper}/", f"{home}{paper}/edit/", f"{home}{paper}/remove/"):
        assert browser.get(path).status_code == 404
    assert "We cannot tell. No paper of the board that you may read is recorded." in read(browser, home)


def test_the_secretary_adds_circulates_and_removes(circulated: Site) -> None:
    browser = circulated.browser("SEC")
    add = f"/t/PLA/board/{circulated.id_of(Meeting)}/papers/add/"
    form = read(browser, add)
    assert re.search(r'<option value="2"[^>]*>2\. \w', form), "an item to choose goes by its title too"
    assert "Its file is attached next, on the page of the paper." in form
    sent = {**form_of(browser, add), "title": "New case", "item": "2", "named": "1003"}
    assert "The paper is recorded." in browser.post(add, sent, follow=True).content.decode()
    assert "Nobody has this employee number" in browser.post(add, {**sent, "named": "77"}).content.decode()
    here = f"{LIST}{circulated.id_of(BoardPaper, title='New case')}/"
    changed = {**form_of(browser, f"{here}edit/"), "status": "Circulated"}
    assert "New case is saved." in browser.post(f"{here}edit/", changed, follow=True).content.decode()
    assert "New case" in read(circulated.browser("BM"), LIST)
    page = browser.get(f"{here}remove/").content.decode()
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    assert "New case is removed." in browser.post(f"{here}remove/", {"stamp": stamp}, follow=True).content.decode()
    assert browser.get(here).status_code == 404


def test_the_list_says_how_many_one_may_read_and_asks_as_often_however_many(circulated: Site) -> None:
    assert "<b>5 papers for you to read; 1 published to everybody.</b>" in read(circulated.browser("SEC"), LIST)
    browser = circulated.browser("TL", "1002")
    before = count_queries(browser, LIST)
    circulated.bring(board_papers=PAPERS.replace("case", "plan"))
    assert count_queries(browser, LIST) == before
