"""Consent by page: the CDIO asks, a member and their line manager answer, and the team is accepted or planned anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect

from plait.store.embedded import Addresses
from plait.store.models import Access, Assignment, Employment, Proposal, User
from tests.chromium import find_chromium
from tests.cli.commands import do_jobs, rows
from tests.journeys.test_assembling import CDIO, ask_for_teams, bring_planned
from tests.journeys.walking import Walk, open_rxx, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
MEMBER, MANAGER = "bo@rxx.example", "ann@rxx.example"


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site with one open trust, its transformation office, its CDIO, and two who will be asked."""
    del empty_database
    for email in ("pat@rxx.example", CDIO, MEMBER, MANAGER):
        open_rxx(email)
    enter(CDIO, "CDIO")
    with serving() as address:
        yield address


def enter(email: str, role: str, employment: Employment | None = None) -> None:
    user = rows(User).get(email=email)
    rows(Access).filter(user=user).update(role=role, employment=employment, starts=date(2020, 1, 1))


def answer(walk: Walk, link: str, choice: str, reason: str = "") -> None:
    """Find the question on the first page, answer it, and read that it is taken."""
    walk.go()
    walk.page.get_by_role("link", name="1 place in a team waits for your answer").click()
    walk.look()
    walk.page.get_by_role("link", name=link).click()
    walk.look()
    walk.page.get_by_label(choice).check()
    walk.page.get_by_label("Why, if you decline").fill(reason)
    walk.press("Send this answer")
    expect(walk.page.get_by_text("You can change that until the team is accepted.")).to_be_visible()
    walk.look()


def apart(work: Callable[[], object]) -> None:
    """Write as nobody's page does, in a thread of its own: a browser's own thread may not wait for a database."""

    def done() -> None:
        work()
        connections.close_all()

    thread = Thread(target=done)
    thread.start()
    thread.join()


def know_them() -> None:
    """Bo Price reports to Ann Frost, and both may enter."""
    people = {one.employee_number: one for one in rows(Employment)}
    rows(Assignment).filter(employment=people["2"]).update(manager=people["1"])
    enter(MEMBER, "ME", people["2"])
    enter(MANAGER, "ME", people["1"])


def others_agree() -> None:
    others = rows(Proposal).exclude(employment__employee_number="2")
    others.update(member="agreed", member_on=date(2026, 1, 1))


@pytest.fixture
def asked(served: str, browser: Browser, tmp_path: Path) -> tuple[Walk, str]:
    """The CDIO on the page of a plan that has asked its people; its address."""
    office = Walk.begin(browser, served, "consent-office", scripts=True)
    bring_planned(office, tmp_path)
    apart(know_them)
    run = ask_for_teams(office)
    cdio = Walk.begin(browser, served, "consent-cdio", scripts=True, email=CDIO)
    cdio.page.goto(run)
    cdio.press("Ask members first")
    expect(cdio.page.get_by_text("They and their line managers are asked.")).to_be_visible()
    expect(cdio.page.get_by_role("button", name="Accept", exact=True)).to_have_count(0)
    cdio.look()
    apart(others_agree)
    return cdio, run


def test_a_decline_is_told_and_once_everybody_agrees_the_team_is_accepted(
    asked: tuple[Walk, str], served: str, browser: Browser
) -> None:
    cdio, run = asked
    # When a member declines
    member = Walk.begin(browser, served, "consent-member", scripts=True, email=MEMBER)
    answer(member, "Answer: Flow board, you", "No, I decline", "Two projects end first")
    # Then the plan says who and why, and leads to another
    cdio.page.goto(run)
    expect(cdio.page.get_by_text("Declined by Bo Price: “Two projects end first”")).to_be_visible()
    expect(cdio.page.get_by_role("button", name="Assemble again without who declined")).to_be_visible()
    cdio.look()
    # When the member thinks again, and the line manager agrees
    member.page.get_by_role("link", name="Change: Flow board, you").click()
    member.page.get_by_label("Yes, I agree").check()
    member.press("Send this answer")
    manager = Walk.begin(browser, served, "consent-manager", scripts=True, email=MANAGER)
    answer(manager, "Answer: Flow board, Bo Price", "Yes, they may")
    # Then the CDIO accepts, and the membership stands
    cdio.page.goto(run)
    cdio.press("Accept")
    do_jobs()
    cdio.page.goto(run)
    expect(cdio.page.get_by_text("once everybody had agreed in Plait.")).to_be_visible()
    cdio.look()
    member.go("you/")
    expect(member.page.get_by_role("link", name="Flow board")).to_be_visible()
    # And undo opens the questions again, as they were answered
    cdio.press("Undo: take these teams back")
    expect(cdio.page.get_by_text("Everybody has agreed.")).to_be_visible()
