"""Shared executives by page: both halves under a grant of two users, one half without, and nothing for anybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from plait.store.models import ExecutiveShare, RoleHolder, Trust, User
from plait.store.scope import scoped
from plait.store.writing import Act
from tests.books import book, imported
from tests.conftest import UserWithRole
from tests.lent import day
from tests.registers import read
from tests.shared import employment_of, join, leading, say

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
SECRETS = ("Merger board", "Digital head of PLB", "Half of each week", "12:07")


@pytest.fixture
def acts(trust: Trust, other_trust: Trust, user_with_role: UserWithRole) -> tuple[Act, Act]:
    """PLA and PLB, led by one person, whose boards overlap in ten days."""
    here = f"Board|Board|{day(10):%d/%m/%Y}|09:30|12:30|Draft\nAway day|Board|{day(20):%d/%m/%Y}|||Draft"
    there = f"Merger board|Board|{day(10):%d/%m/%Y}|12:07|15:00|Draft\nOther|Board|{day(20):%d/%m/%Y}|||Draft"
    one = leading(trust, user_with_role, meetings=here)
    other = leading(other_trust, user_with_role, meetings=there, other="PLA")
    join(one, other)
    return one, other


@pytest.fixture
def enter(user_with_role: UserWithRole, signed_in_as: SignedIn) -> Callable[[str, Trust], Client]:
    def entered(role: str, trust: Trust) -> Client:
        return signed_in_as(user_with_role(role, trust))

    return entered


Enter = Callable[[str, Trust], Client]


def page_of(act: Act, code: str) -> str:
    return f"/t/{code}/executives/{employment_of(act)}/"


def test_two_users_ask_and_accept_and_either_withdraws(acts: tuple[Act, Act], trust: Trust, enter: Enter) -> None:
    one, other = acts
    here = enter("CDIO", trust)
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        there = enter("CDIO", Trust.objects.get(code="PLB"))
    assert "No executive is shared" in read(here, "/t/PLA/executives/")
    last = day(90) - timedelta(days=1)
    sent = {"person": str(employment_of(one)), "other": "PLB", "ends": f"{last:%d/%m/%Y}"}
    page = here.post("/t/PLA/executives/ask/", sent, follow=True).content.decode()
    assert "It has not accepted, or has withdrawn, so neither sees anything." in page
    history = read(here, "/t/PLA/executives/").partition("<h2>History</h2>")[2]
    assert ("PLB" not in history, "Brindleham" in history) == (True, True), "the other trust by its name"
    assert not any(secret in read(here, page_of(one, "PLA")) for secret in SECRETS)
    asked = read(there, "/t/PLB/executives/")
    assert "asks to share until" in asked
    way = f"/t/PLB/executives/{employment_of(other)}/with/PLA/accept/"
    assert f'action="{way}"' in asked
    assert "1 executive is shared" in there.post(way, follow=True).content.decode()
    shown = read(here, page_of(one, "PLA"))
    assert "together 1.0" in shown
    assert "They overlap" in shown
    assert "May clash: times are not known" in shown
    assert "Digital head of PLB" in shown
    assert "The register of this trust has no declaration about" in shown
    assert "The register of Other" not in shown, "there it is declared"
    assert "Merger board" not in shown


def test_either_trust_withdraws_at_once(acts: tuple[Act, Act], trust: Trust, enter: Enter) -> None:
    one, other = acts
    say(one, "PLB")
    say(other, "PLA")
    here = enter("CDIO", trust)
    page = read(here, page_of(one, "PLA"))
    assert "together 1.0" in page
    register = read(here, "/t/PLA/executives/declarations/")
    assert "Rosalind Okonjo-Hale has declared nothing about" in register
    assert "has declared nothing" not in read(enter("RO", trust), "/t/PLA/executives/declarations/")
    near, far = (f"{on.day} {on:%b %Y}" for on in (day(10), day(20)))
    assert f"On {near} both boards meet at once." in page
    assert f"On {far} both boards may meet at once: a time is not recorded." in page
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        there = enter("CDIO", Trust.objects.get(code="PLB"))
    gone = here.post(f"/t/PLA/executives/{employment_of(one)}/with/PLB/withdraw/", follow=True).content.decode()
    assert "neither trust sees anything of the other" in gone
    for browser, act, code in ((here, one, "PLA"), (there, other, "PLB")):
        page = read(browser, page_of(act, code))
        assert "together" not in page
        assert "They overlap" not in page
    assert (
        "There was nothing to withdraw."
        in here.post(f"/t/PLA/executives/{employment_of(one)}/with/PLB/withdraw/", follow=True).content.decode()
    )


def test_one_user_who_said_so_for_both_trusts_waits_for_somebody_else(
    acts: tuple[Act, Act], trust: Trust, enter: Enter
) -> None:
    one, other = acts
    say(one, "PLB")
    say(other, "PLA", by=one.by)
    browser = enter("ADM", trust)
    page = read(browser, page_of(one, "PLA"))
    assert "The same user said so for this trust and for" in page
    assert "They overlap" not in page
    assert "One user said so for both trusts" in b"".join(browser.get("/t/PLA/executives/?format=csv")).decode()
    [accept] = re.findall(r'action="([^"]+/accept/)"', page)
    assert "withdraw/" in page
    assert "1 executive is shared" in browser.post(accept, follow=True).content.decode()


def test_more_than_one_person_is_a_fault_and_less_is_said(acts: tuple[Act, Act], trust: Trust, enter: Enter) -> None:
    one, other = acts
    say(one, "PLB")
    say(other, "PLA")
    browser = enter("BM", trust)
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        RoleHolder.objects.update(wte="0.8")
    assert "The roles of both trusts take 1.3 WTE: 0.3 more than one person has." in read(browser, page_of(one, "PLA"))
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        RoleHolder.objects.update(wte="0.3")
    assert "together 0.8: 0.2 is given to neither." in read(browser, page_of(one, "PLA"))


@pytest.mark.parametrize("days", [(-90, 0), (1, 90)], ids=["ended", "to come"])
def test_outside_its_days_nothing_of_the_other_trust_is_on_any_page_or_file(
    acts: tuple[Act, Act], trust: Trust, enter: Enter, days: tuple[int, int]
) -> None:
    one, other = acts
    say(one, "PLB")
    say(other, "PLA", starts=days[0], ends=days[1])
    browser = enter("CDIO", trust)
    for path in (
        page_of(one, "PLA"), "/t/PLA/executives/", "/t/PLA/executives/?format=csv", "/t/PLA/leadership/",
        "/t/PLA/leadership/?format=csv", "/t/PLA/board/", "/t/PLA/executives/declarations/?q=half",
        "/t/PLA/executives/declarations/?format=csv", "/t/PLA/people/?q=Rosalind", "/t/PLA/access/audit/",
    ):  # fmt: skip
        text = b"".join(browser.get(path)).decode()  # a file comes in parts
        assert not any(secret in text for secret in SECRETS), path


def test_a_grant_reaches_no_list_file_or_history_of_the_other_trust(
    acts: tuple[Act, Act], trust: Trust, enter: Enter
) -> None:
    one, other = acts
    say(one, "PLB")
    say(other, "PLA")
    browser = enter("CDIO", trust)
    assert "Digital head of PLB" in read(browser, page_of(one, "PLA"))
    for path in (
        "/t/PLA/executives/", "/t/PLA/executives/?format=csv", f"{page_of(one, 'PLA')}?format=csv&q=x",
        "/t/PLA/leadership/", "/t/PLA/board/", "/t/PLA/executives/declarations/", "/t/PLA/access/audit/",
    ):  # fmt: skip
        text = b"".join(browser.get(path)).decode()
        assert "Merger board" not in text
        assert path.startswith(page_of(one, "PLA")) or not any(secret in text for secret in SECRETS), path


def test_foreign_and_missing_executives_look_alike(acts: tuple[Act, Act], trust: Trust, enter: Enter) -> None:
    one, other = acts
    say(one, "PLB")
    say(other, "PLA")
    browser = enter("CDIO", trust)
    foreign, missing = (browser.get(f"/t/PLA/executives/{id}/") for id in (employment_of(other), 99999999))
    assert foreign.status_code == missing.status_code == 404
    assert browser.get(page_of(other, "PLB")).status_code == 404, "who may not enter PLB sees no page of it"
    for id in (employment_of(other), 99999999):
        answer = browser.post(f"/t/PLA/executives/{id}/with/PLB/accept/", follow=True).content.decode()
        assert "There is nothing to accept" in answer
        assert (
            "nothing to withdraw"
            in browser.post(f"/t/PLA/executives/{id}/with/PLB/withdraw/", follow=True).content.decode()
        )
    assert browser.get(f"/t/PLA/executives/{employment_of(one)}/with/PLB/accept/").status_code == 405


@pytest.mark.parametrize("role", ["FIN", "TL", "ME", "CH", "RO"])
def test_who_has_no_business_there_reads_nothing(acts: tuple[Act, Act], trust: Trust, enter: Enter, role: str) -> None:
    browser = enter(role, trust)
    assert browser.get("/t/PLA/executives/").status_code == 403
    assert browser.get(page_of(acts[0], "PLA")).status_code == 403


@pytest.mark.parametrize("role", ["BM", "EX", "SEC", "PMO"])
def test_who_reads_it_may_not_say_it(acts: tuple[Act, Act], trust: Trust, enter: Enter, role: str) -> None:
    browser, own = enter(role, trust), f"/t/PLA/executives/{employment_of(acts[0])}/with/PLB/"
    say(acts[0], "PLB")
    page = read(browser, "/t/PLA/executives/")
    assert "Withdraw" not in page
    assert "Ask another trust" not in page
    refused = [browser.get("/t/PLA/executives/ask/"), browser.post(f"{own}accept/"), browser.post(f"{own}withdraw/")]
    assert [one.status_code for one in refused] == [403, 403, 403]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose who is shared."),
        ({"person": "1", "other": "PLB", "ends": "yesterday"}, "a date"),
        ({"person": "1", "other": "PLB"}, "Sharing always ends."),
        ({"person": "1", "other": "PLB", "ends": "31/12/9999"}, "outside"),
        ({"person": "99999999", "other": "PLB", "ends": "31/12/2090"}, "Choose somebody who holds a leadership role"),
        ({"person": "9" * 400, "other": "PLB", "ends": "31/12/2090"}, "Choose somebody who holds a leadership role"),
        ({"person": "own", "other": "NOPE", "ends": "31/12/2090"}, "Choose another trust from the list."),
        ({"person": "own", "other": "PLB", "ends": "31/12/2020"}, "The last day is over."),
    ],
)
def test_what_cannot_be_asked_comes_back_with_what_to_write(
    acts: tuple[Act, Act], trust: Trust, enter: Enter, sent: dict[str, str], words: str
) -> None:
    browser = enter("ADM", trust)
    own = str(employment_of(acts[0])) if sent.get("person") == "own" else sent.get("person", "")
    answer = browser.post("/t/PLA/executives/ask/", {**sent, "person": own})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with scoped(user_id=acts[0].by, trust_ids=[trust.pk]):
        assert not ExecutiveShare.objects.exists()


def test_who_came_to_a_meeting_in_draft_is_for_those_who_read_drafts(
    acts: tuple[Act, Act], trust: Trust, enter: Enter
) -> None:
    seat = "Member|Office|Kind|Employee number|Starts\nRosalind|Finance director|Executive|2000|01/04/2025"
    came = "Meeting|Member|Attendance\nBoard|Rosalind|Apologies"
    with scoped(user_id=acts[0].by, trust_ids=[trust.pk]):
        imported(acts[0], book(board_members=seat))
        imported(acts[0], book(board_attendance=came))
    page = page_of(acts[0], "PLA")
    assert "Apologies" in read(enter("SEC", trust), page)
    assert "Apologies" not in read(enter("BM", trust), page)
    assert "09:30 to 12:30" in read(enter("BM", trust), page), "when it will be, its diary tells"


def test_a_leader_who_is_not_shared_shows_the_half_of_this_trust(
    acts: tuple[Act, Act], trust: Trust, enter: Enter
) -> None:
    page = read(enter("BM", trust), page_of(acts[0], "PLA"))
    assert "Leads here for 0.5 WTE. Nothing is shared with another trust." in page
