"""Somebody who leads two trusts sees both side by side, only with access to both, and takes both along with a trace."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from plait.engine.permissions import Role
from plait.store.access import Grant, grant_access
from plait.store.models import Access, Event, RoleHolder, Trust, User
from plait.store.scope import scoped
from plait.store.writing import Act
from tests.books import book, imported
from tests.conftest import UserWithRole
from tests.lent import day
from tests.registers import read
from tests.shared import NUMBERS, join, leading

pytestmark = pytest.mark.django_db
PAGE = "/account/two-trusts/"
SignedIn = Callable[[User], Client]
SEAT = (
    "Member|Office|Kind|Employee number|Starts\nRosalind|Chief digital and information officer|Executive|{}|01/04/2025"
)
CAME = "Meeting|Member|Attendance|Deputy\nPast board of {0}|Rosalind|{1}|{2}"


@pytest.fixture
def acts(trust: Trust, other_trust: Trust, user_with_role: UserWithRole) -> tuple[Act, Act]:
    """PLA and PLB, led by one person, whose boards meet at once in ten days; only PLB has the declaration."""
    found = []
    for own, times, came, deputy in (
        (trust, "09:30|12:30", "Present", ""),
        (other_trust, "12:00|15:00", "Deputy", "Sam"),
    ):
        meetings = (
            f"Past board of {own.code}|Board|{day(-40):%d/%m/%Y}|{times}|Published\n"
            f"Board of {own.code}|Board|{day(10):%d/%m/%Y}|{times}|Draft"
        )
        act = leading(own, user_with_role, meetings=meetings, other="PLA" if own is other_trust else "")
        with scoped(user_id=act.by, trust_ids=[own.pk]):
            imported(act, book(board_members=SEAT.format(NUMBERS[own.code])))
            imported(act, book(board_attendance=CAME.format(own.code, came, deputy)))
        found.append(act)
    one, other = found
    join(one, other)
    return one, other


@pytest.fixture
def leader(acts: tuple[Act, Act], trust: Trust, user_with_role: UserWithRole) -> User:
    """The shared executive, with the role of a CDIO in each trust."""
    user = user_with_role("CDIO", trust)
    for act in acts:
        with scoped(user_id=act.by, trust_ids=[act.trust_id]):
            Access.objects.filter(user=user).delete()
            number = NUMBERS["PLA" if act.trust_id == trust.pk else "PLB"]
            grant_access(act, Grant(user.pk, Role.CDIO, starts=day(-9), employee_number=number))
    return user


def test_both_trusts_stand_side_by_side(leader: User, signed_in_as: SignedIn, other_trust: Trust) -> None:
    browser = signed_in_as(leader)
    page = read(browser, PAGE)
    assert f"0.5 WTE at {other_trust.name}" in page
    assert ", together 1.0." in page
    near = day(10)
    assert f"On {near.day} {near:%b %Y} both boards meet at once." in page
    assert "Came to 1 of 1" in page
    assert "Came to 0 of 1 (1 deputy sent)" in page
    assert "0 contributions at 1 meeting" in page
    assert "Asked: 1 for each 2 (our default)" in page
    assert f"No declaration about {other_trust.name}" in page
    assert "Nobody" in page
    assert "No contact logged" in page
    assert f'href="{PAGE}"' in read(browser, "/account/")


def test_a_file_of_both_leaves_a_line_in_the_audit_trail_of_each(
    acts: tuple[Act, Act], leader: User, signed_in_as: SignedIn
) -> None:
    answer = signed_in_as(leader).get(f"{PAGE}?format=csv")
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["What", "Trust", "Code", "What the record says"]
    assert {row[2] for row in rows} == {"PLA", "PLB"}
    assert ["Attendance in 12 months", "PLB", "Came to 0 of 1 (1 deputy sent)"] in [[row[0], *row[2:]] for row in rows]
    for act in acts:
        with scoped(user_id=act.by, trust_ids=[act.trust_id]):
            [event] = Event.objects.filter(action="exported")
            assert event.actor_id == leader.pk
            assert event.after == {"name": "two-trusts.csv", "page": PAGE, "rows": len(rows)}


@pytest.mark.parametrize("lost", ["access", "role", "number", "right"])
def test_it_takes_access_to_both_a_role_in_both_and_one_person(
    acts: tuple[Act, Act], leader: User, signed_in_as: SignedIn, lost: str
) -> None:
    other = acts[1]
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        own = Access.objects.filter(user=leader, trust_id=other.trust_id)
        if lost == "access":
            own.update(ends=day(0))
        elif lost == "role":
            RoleHolder.objects.update(ends=day(0))
        elif lost == "number":
            own.update(employment=None)
        else:
            own.update(role=Role.FIN)
    browser = signed_in_as(leader)
    assert browser.get(PAGE).status_code == 404
    assert browser.get(f"{PAGE}?format=csv").status_code == 404
    assert PAGE not in read(browser, "/account/")


@pytest.mark.usefixtures("acts")
@pytest.mark.parametrize("role", ["CDIO", "ADM"])
def test_who_is_of_one_trust_or_does_not_lead_has_no_such_page(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str
) -> None:
    browser = signed_in_as(user_with_role(role, trust))
    assert browser.get(PAGE).status_code == 404
    assert PAGE not in read(browser, "/account/")


def test_who_has_not_signed_in_is_asked_to(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_what_a_role_does_not_read_there_is_said_and_not_shown(
    acts: tuple[Act, Act], leader: User, signed_in_as: SignedIn
) -> None:
    with scoped(user_id=acts[1].by, trust_ids=[acts[1].trust_id]):
        Access.objects.filter(user=leader, trust_id=acts[1].trust_id).update(role=Role.ADM)
    page = read(signed_in_as(leader), PAGE)
    assert "Not for your role there" in page


@pytest.mark.parametrize(
    ("held", "said"),
    [("0.3", "together 0.8, and 0.2 is given to neither."), ("0.8", "together 1.3, 0.3 more than one")],
)
def test_time_that_does_not_make_one_person_is_told(
    acts: tuple[Act, Act], leader: User, signed_in_as: SignedIn, held: str, said: str
) -> None:
    with scoped(user_id=acts[1].by, trust_ids=[acts[1].trust_id]):
        RoleHolder.objects.update(wte=held)
    assert said in read(signed_in_as(leader), PAGE)
