"""The members of the board by page: who sits there, and who keeps the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from plait.store.models import BoardMember
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/board/members/"
TODAY = timezone.localdate()
NEXT = TODAY + timedelta(days=30)
MEMBERS = f"""
Member    |Office                |Kind         |Votes|Employee number|Starts        |Last day
Cy Otieno |Medical director      |Executive    |Yes  |1002           |01/05/2025    |
Ida Rowe  |Chair                 |Non-executive|Yes  |               |01/05/2025    |
Jo Vale   |Non-executive director|Non-executive|     |               |01/05/2025    |
Old Hand  |Chief nurse           |Executive    |Yes  |               |01/01/2020    |31/12/2024
Mo Next   |Chief nurse           |Executive    |No   |               |{NEXT:%d/%m/%Y}|
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(site: Site) -> Site:
    """The small trust with three members of its board, one who left and one to come."""
    site.bring(board_members=MEMBERS)
    return site


def here(site: Site, name: str) -> str:
    return f"{LIST}{site.id_of(BoardMember, name=name)}/"


def test_the_list_says_how_many_sit_vote_and_come_from_outside(seated: Site) -> None:
    page = read(seated.browser("BM"), LIST)
    said = "3 members today: 2 with a vote, 2 non-executive. Of 1 it is not recorded whether they vote."
    assert f"<b>{said}</b>" in page
    rows = read_rows(seated.browser("RO"), f"{LIST}?format=csv")
    assert [row["Member"] for row in rows] == ["Ida Rowe", "Jo Vale", "Cy Otieno", "Old Hand", "Mo Next"]
    assert (rows[1]["Votes"], rows[3]["Last day"], rows[2]["Sheet"]) == ("", "2024-12-31", "board members")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?kind=non-executive&sort=-name", ["Jo Vale", "Ida Rowe"]),
        ("?sits=no", ["Old Hand"]),
        ("?q=nurse&sort=starts", ["Old Hand", "Mo Next"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(seated: Site, asked: str, names: list[str]) -> None:
    assert [row["Member"] for row in read_rows(seated.browser("ME"), f"{LIST}{asked}&format=csv")] == names


def test_nobody_recorded_is_said_with_what_it_would_be_good_for(site: Site) -> None:
    page = read(site.browser("SEC"), LIST)
    assert "<b>We cannot tell. Nobody who sits on the board today is recorded.</b>" in page
    assert "Bring the Board members sheet" in page
    assert "Bring the Board members sheet" not in read(site.browser("ME"), LIST)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Cy Otieno", "Medical director on the board since 1 May 2025."),
        ("Old Hand", "Chief nurse on the board until 31 Dec 2024."),
        ("Mo Next", "Chief nurse on the board from "),
    ],
)
def test_the_page_of_one_says_since_when_or_until_when(seated: Site, name: str, said: str) -> None:
    page = read(seated.browser("BM"), here(seated, name))
    assert f"<b>{said}" in page
    assert "Board member added" in page


def test_the_record_of_a_person_is_opened_by_who_reads_it(seated: Site) -> None:
    assert "The record of Cy Otieno" in read(seated.browser("PMO"), here(seated, "Cy Otieno"))
    assert "The record of" not in read(seated.browser("RO"), here(seated, "Cy Otieno"))
    assert "The record of" not in read(seated.browser("PMO"), here(seated, "Ida Rowe"))


def test_the_secretary_adds_changes_and_takes_back(seated: Site) -> None:
    browser = seated.browser("SEC")
    form = form_of(browser, f"{LIST}add/")
    sent = {**form, "name": "Bo Price", "office": "Finance director", "kind": "Executive", "employee_number": "1001"}
    answer = browser.post(f"{LIST}add/", sent, follow=True)
    assert "The member is recorded." in answer.content.decode()
    change = f"{here(seated, 'Old Hand')}edit/"
    answer = browser.post(change, {**form_of(browser, change), "votes": "No"}, follow=True)
    assert "Old Hand is saved." in answer.content.decode()
    seated.see()
    assert BoardMember.objects.get(name="Old Hand").votes is False


def test_a_form_says_what_is_wrong_and_saves_nothing(seated: Site) -> None:
    browser = seated.browser("SEC")
    sent = {**form_of(browser, f"{LIST}add/"), "name": "Ida Rowe", "office": "Chair", "kind": "Executive"}
    answer = browser.post(f"{LIST}add/", sent)
    assert answer.status_code == 422
    assert "A chair is a non-executive" in answer.content.decode()
    again = browser.post(f"{LIST}add/", {**sent, "kind": "Non-executive"})
    assert "There is one with this member already." in again.content.decode()


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "PMO", "ME", "RO", "ADM"])
def test_nobody_else_changes_the_list(seated: Site, role: str) -> None:
    browser = seated.browser(role)
    assert browser.get(LIST).status_code == 200
    assert {browser.get(f"{LIST}add/").status_code, browser.get(f"{here(seated, 'Ida Rowe')}edit/").status_code} == {
        403
    }


def test_what_is_not_there_is_not_found_and_the_queries_are_constant(seated: Site) -> None:
    browser = seated.browser("SEC")
    assert browser.get(f"{LIST}999999/").status_code == 404
    before = count_queries(browser, LIST)
    seated.bring(board_members=MEMBERS.replace("Ida Rowe", "Ann Rowe").replace("Jo Vale", "Al Vale"))
    assert count_queries(browser, LIST) == before
