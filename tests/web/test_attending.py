"""The secretary says on one page who of the board came to a meeting; nobody else may."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.store.models import Attendance, BoardMember, Meeting
from plait.web.board.attending import STALE
from tests.registers import Site, count_queries, read

TODAY = timezone.localdate()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


MEETINGS = f"""
Meeting|Kind |Held on            |Status
Last   |Board|{ago(20):%d/%m/%Y} |Published
Next   |Board|{ago(-20):%d/%m/%Y}|Draft
Old    |Board|01/06/2020         |Published
"""
MEMBERS = """
Member   |Office          |Kind         |Starts    |Last day
Cy Otieno|Chief nurse     |Executive    |01/05/2025|
Ida Rowe |Chair           |Non-executive|01/05/2025|
Bo Price |Finance director|Executive    |01/05/2025|
Al Gone  |Medical director|Executive    |01/05/2025|01/06/2025
"""
CAME = "Meeting|Member|Attendance|Deputy\nLast|Cy Otieno|Deputy|Di Sykes"
pytestmark = pytest.mark.django_db


@pytest.fixture
def held(site: Site) -> Site:
    """The small trust whose board met, with one of three members recorded."""
    site.bring(board_meetings=MEETINGS, board_members=MEMBERS)
    site.bring(board_attendance=CAME)
    return site


def there(site: Site, name: str = "Last") -> str:
    return f"/t/PLA/board/{site.id_of(Meeting, name=name)}/attendance/"


def shown(browser: Client, address: str) -> dict[str, str]:
    """What the page would send as it stands."""
    form = read(browser, address).partition('<form method="post" class="app-tags"')[2]
    kept = re.findall(r'name="((?:stamp|deputy)-\d+)" value="([^"]*)"', form)
    return dict(kept) | dict(re.findall(r'name="(presence-\d+)" id="[^"]*" value="(\w+)" checked', form))


def came(site: Site) -> dict[str, tuple[str, str]]:
    site.see()
    return {one.member.name: (one.presence, one.deputy) for one in Attendance.objects.select_related("member")}


def test_one_press_records_the_whole_board_and_undo_takes_it_back(held: Site) -> None:
    browser, address = held.browser("SEC"), there(held)
    assert f'href="{address}"' in read(browser, address.removesuffix("attendance/"))
    page = read(browser, address)
    assert "<b>1 of 3 members recorded.</b> Last" in page
    assert "Chair. Not recorded yet" in page
    assert "Al Gone" not in page
    chair = held.id_of(BoardMember, name="Ida Rowe")
    answer = browser.post(address, {**shown(browser, address), f"presence-{chair}": "apologies"}, follow=True)
    said = answer.content.decode()
    assert "Who came is recorded: 2 members." in said
    assert "1 of 3 members were there, 1 sent a deputy, 1 sent apologies." in said
    assert came(held) == {
        "Cy Otieno": ("deputy", "Di Sykes"), "Ida Rowe": ("apologies", ""), "Bo Price": ("present", "")
    }  # fmt: skip
    assert "Nothing was different." in browser.post(address, shown(browser, address), follow=True).content.decode()
    assert "Ida Rowe: Attendance added" in said, "the history says whose"
    undo = re.search(r'action="([^"]+/undo/[^"]*)"', said)
    assert undo
    browser.post(undo[1].replace("&amp;", "&"))
    assert came(held) == {"Cy Otieno": ("deputy", "Di Sykes")}


def test_a_deputy_without_a_name_is_refused_and_nothing_is_half_saved(held: Site) -> None:
    browser, address = held.browser("SEC"), there(held)
    chair = held.id_of(BoardMember, name="Ida Rowe")
    answer = browser.post(address, {**shown(browser, address), f"presence-{chair}": "deputy"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ida Rowe: A deputy came, but nobody is named. Write who came, by name or by post" in page
    assert f'href="#deputy-{chair}"' in page
    assert came(held) == {"Cy Otieno": ("deputy", "Di Sykes")}


@pytest.mark.parametrize(
    ("typed", "said"), [("Di\0", "A control character (U+0000)"), ("Di\u202e", "turns the direction of text")]
)
def test_signs_that_no_cell_may_hold_are_refused(held: Site, typed: str, said: str) -> None:
    browser, address = held.browser("SEC"), there(held)
    chair = held.id_of(BoardMember, name="Ida Rowe")
    sent = {**shown(browser, address), f"presence-{chair}": "deputy", f"deputy-{chair}": typed}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert came(held) == {"Cy Otieno": ("deputy", "Di Sykes")}


def test_who_comes_second_is_told_and_overwrites_nothing(held: Site) -> None:
    browser, address = held.browser("SEC"), there(held)
    first = shown(browser, address)
    nurse = held.id_of(BoardMember, name="Cy Otieno")
    browser.post(address, {**first, f"presence-{nurse}": "present"})
    answer = browser.post(address, {**first, f"presence-{nurse}": "apologies"}, follow=True)
    assert STALE in answer.content.decode()
    assert came(held)["Cy Otieno"] == ("present", "")


def test_before_a_meeting_nobody_stands_as_present_and_without_members_that_is_said(held: Site) -> None:
    browser = held.browser("SEC")
    assert not [name for name in shown(browser, there(held, "Next")) if name.startswith("presence")]
    assert "Nobody is recorded as a member of the board" in read(browser, there(held, "Old"))
    assert browser.post(there(held, "Next"), {"presence-0": "present", "x": "y"}).status_code == 302
    assert came(held) == {"Cy Otieno": ("deputy", "Di Sykes")}


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "RO", "ADM"])
def test_nobody_else_says_who_came(held: Site, role: str) -> None:
    browser, address = held.browser(role), there(held)
    assert {browser.get(address).status_code, browser.post(address, {}).status_code} == {403}


def test_more_members_take_no_more_queries(held: Site) -> None:
    browser, address = held.browser("SEC"), there(held)
    before = count_queries(browser, address)
    lines = "\n".join(f"M{n}|Non-executive director|Non-executive|01/05/2025" for n in range(9))
    held.bring(board_members=f"Member|Office|Kind|Starts\n{lines}")
    assert count_queries(browser, address) == before
