"""What will be short, what recruiting is worth, and how long needs wait: read by role, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plait.store.embedded import Addresses
from tests.chromium import find_chromium
from tests.cli.commands import do_jobs
from tests.journeys.test_assembling import CDIO, ask_for_teams, bring_planned
from tests.journeys.test_consent import enter
from tests.journeys.walking import Walk, open_rxx, serving
from tests.sixty import SERVICES, write_sixty

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
BOARD = "bea@rxx.example"
SERVICE, _, FULL = SERVICES


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site with one open trust, its transformation office, its CDIO and a board member."""
    del empty_database
    for email in ("pat@rxx.example", CDIO, BOARD):
        open_rxx(email)
    enter(CDIO, "CDIO")
    enter(BOARD, "BM")
    with serving() as address:
        yield address


def follow(walk: Walk, link: str, heading: str) -> None:
    """From the list of competencies, follow one of its links and look at where it leads."""
    walk.go("competencies/")
    walk.page.get_by_role("link", name=link).click()
    expect(walk.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    walk.look()


def test_each_reads_of_competencies_what_is_theirs(served: str, browser: Browser, tmp_path: Path) -> None:
    # Given a trust with a plan, and the value of what it lacks worked out by a worker
    office = Walk.begin(browser, served, "ahead-office", scripts=True)
    bring_planned(office, tmp_path, write_sixty)
    ask_for_teams(office, SERVICE, FULL)
    do_jobs()
    for scripts in (True, False):
        # When the CDIO goes through the pages from the list of competencies
        cdio = Walk.begin(browser, served, f"ahead-cdio-{scripts}", scripts=scripts, email=CDIO)
        follow(cdio, "See the quarters ahead", "Competencies by quarter")
        follow(cdio, "See what recruiting is worth", "What recruiting is worth")
        follow(cdio, "See how long needs wait for a team", "From need to team")
    # Then a board member reads of quarters and waits, without anybody's time, and nothing of plans
    board = Walk.begin(browser, served, "ahead-board", scripts=True, email=BOARD)
    follow(board, "See the quarters ahead", "Competencies by quarter")
    expect(board.page.get_by_text("Free time is for those who plan by it.")).to_be_visible()
    follow(board, "See how long needs wait for a team", "From need to team")
    board.go("competencies/")
    expect(board.page.get_by_role("link", name="See what recruiting is worth")).to_have_count(0)
