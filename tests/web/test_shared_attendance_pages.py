"""Attendance at the boards of two trusts by page: shown where its trust says so, and drafts only to who reads them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from plait.store.models import ExecutiveShare, Trust
from plait.store.scope import scoped
from plait.store.writing import Act
from tests.books import book, imported
from tests.conftest import UserWithRole
from tests.lent import day
from tests.registers import read
from tests.shared import employment_of, join, leading, say
from tests.web.test_executive_pages import Enter, SignedIn, page_of

pytestmark = pytest.mark.django_db
SEAT = "Member|Office|Kind|Employee number|Starts\nRosalind|{office}|Executive|{number}|01/04/2025"
CAME = "Meeting|Member|Attendance|Deputy\nPast board|Rosalind|{came}|{deputy}"
BACK = 40
"""So many days ago both boards met at once."""


@pytest.fixture
def acts(trust: Trust, other_trust: Trust, user_with_role: UserWithRole) -> tuple[Act, Act]:
    """PLA and PLB, led by one person and sharing: both boards met at once, and will again in ten days."""
    found = []
    for own, times, came, deputy in (
        (trust, "09:30|12:30", "Present", ""),
        (other_trust, "12:00|15:00", "Deputy", "Their deputy"),
    ):
        meetings = "\n".join(
            f"{name}|Board|{day(ahead):%d/%m/%Y}|{times}|{status}"
            for name, ahead, status in (("Past board", -BACK, "Published"), ("Merger board", 10, "Draft"))
        )
        act = leading(own, user_with_role, meetings=meetings)
        number = {"PLA": "2000", "PLB": "7000"}[own.code]
        with scoped(user_id=act.by, trust_ids=[own.pk]):
            imported(act, book(board_members=SEAT.format(office="Finance director", number=number)))
            imported(act, book(board_attendance=CAME.format(came=came, deputy=deputy)))
        found.append(act)
    one, other = found
    join(one, other)
    say(one, "PLB")
    say(other, "PLA")
    return one, other


@pytest.fixture
def enter(user_with_role: UserWithRole, signed_in_as: SignedIn) -> Callable[[str, Trust], Client]:
    return lambda role, trust: signed_in_as(user_with_role(role, trust))


def come(act: Act) -> None:
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        ExecutiveShare.objects.update(attendance_by=act.by)


def test_each_trust_says_itself_that_the_other_sees_who_came(
    acts: tuple[Act, Act], trust: Trust, other_trust: Trust, enter: Enter
) -> None:
    one, other = acts
    here = enter("ADM", trust)
    with scoped(user_id=other.by, trust_ids=[other_trust.pk]):
        there = enter("ADM", other_trust)
    page = read(here, page_of(one, "PLA"))
    assert "The digital leader made 0 contributions outside digital at 1 meeting of the board here" in page
    assert "Came to 1 of 1 here. Who came at" in page
    assert "deputy sent" not in page
    said = there.post(f"{page_of(other, 'PLB')}with/PLA/attendance/show/", follow=True).content.decode()
    assert "From now on the other trust sees who came to this board." in said
    page = read(here, page_of(one, "PLA"))
    assert f"Came to 1 of 1 here and 0 of 1 at {other_trust.name} (1 deputy sent)." in page
    met = day(-BACK)
    assert f"{met.day} {met:%b %Y}: deputy sent at {other_trust.name}, when the two boards met at once." in page
    assert "Past board" not in page
    assert "Their deputy" not in page
    assert "1 of 1 at" not in read(there, page_of(other, "PLB")), "what one says is not said by the other"
    way = f"{page_of(other, 'PLB')}with/PLA/attendance/hide/"
    assert "sees no more who came" in there.post(way, follow=True).content.decode()
    assert "saw nothing of it" in there.post(way, follow=True).content.decode()
    assert "deputy sent" not in read(here, page_of(one, "PLA"))


def test_the_history_says_who_was_let_see_what(acts: tuple[Act, Act], trust: Trust, enter: Enter) -> None:
    here, way = enter("ADM", trust), f"{page_of(acts[0], 'PLA')}with/PLB/attendance/"
    for act in ("show", "hide"):
        here.post(f"{way}{act}/")
    history = read(here, "/t/PLA/executives/").partition("<h2>History</h2>")[2]
    assert "Word to share extended to who came to our board" in history
    assert "Word to share narrowed: no more who came to our board" in history


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "CL", "PMO", "SEC", "ADM"])
def test_a_meeting_of_the_other_not_yet_published_is_for_those_who_read_drafts(
    acts: tuple[Act, Act], trust: Trust, enter: Enter, role: str
) -> None:
    page = read(enter(role, trust), page_of(acts[0], "PLA"))
    reads = role in {"EX", "CDIO", "SEC"}
    assert ("A meeting not yet published" in page) is reads
    assert ("both boards meet at once" in page) is reads
    assert "Came to 1 of 1 here" in page
    assert "Merger board" not in page


@pytest.mark.parametrize("role", ["BM", "EX", "SEC", "PMO", "RO"])
def test_who_may_not_share_does_not_say_it(acts: tuple[Act, Act], trust: Trust, enter: Enter, role: str) -> None:
    browser = enter(role, trust)
    for way in ("show", "hide"):
        assert browser.post(f"{page_of(acts[0], 'PLA')}with/PLB/attendance/{way}/").status_code == 403
    with scoped(user_id=acts[0].by, trust_ids=[trust.pk]):
        assert ExecutiveShare.objects.get().attendance_by is None


def test_who_spoke_for_the_other_trust_is_told_and_a_foreign_executive_is_none(
    acts: tuple[Act, Act], trust: Trust, enter: Enter
) -> None:
    one, other = acts
    browser = enter("ADM", trust)
    for number in (employment_of(other), 99999999):
        way = f"/t/PLA/executives/{number}/with/PLB/attendance/show/"
        assert "Both trusts have to say first" in browser.post(way, follow=True).content.decode()
    assert browser.get(f"{page_of(one, 'PLA')}with/PLB/attendance/show/").status_code == 405
    come(one)
    way = f"{page_of(one, 'PLA')}with/PLB/attendance/show/"
    assert "The other trust sees already" in browser.post(way, follow=True).content.decode()
