"""From files to an accepted team by page: import, verdict, rows, a plan with its reasons, a team that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plait.files.folder import pack_folder
from plait.store.embedded import Addresses
from plait.store.models import Access, User
from tests.chromium import find_chromium
from tests.cli.commands import do_jobs, rows
from tests.journeys.walking import Walk, open_rxx, serving
from tests.planned import write_planned

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
CDIO = "cdio@rxx.example"


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site with one open trust, somebody of its transformation office, and its CDIO."""
    del empty_database
    open_rxx("pat@rxx.example")
    open_rxx(CDIO)
    rows(Access).filter(user=rows(User).get(email=CDIO)).update(role="CDIO", starts=date(2020, 1, 1))
    with serving() as address:
        yield address


def bring_planned(walk: Walk, folder: Path, write: Callable[[Path], Path] = write_planned) -> None:
    """Bring the folder as one zip file, and save it."""
    files = sorted(write(folder).iterdir())
    walk.bring("planned.zip", pack_folder([(file.name, file.read_bytes()) for file in files]))
    walk.press("Save this file")
    do_jobs()


def ask_for_teams(walk: Walk, without_team: str = "Flow board", with_team: str = "Booking") -> str:
    """Ask for the teams that are ticked; the address of the run once its plan is there."""
    walk.go("assemble/")
    walk.look()
    walk.press("Assemble teams")
    expect(walk.page.get_by_label(without_team)).to_be_checked()
    expect(walk.page.get_by_label(with_team)).not_to_be_checked()
    walk.look()
    walk.press("Assemble")
    walk.page.get_by_text("Waiting for a worker.").wait_for()
    walk.look()
    return see_plan(walk)


def see_plan(walk: Walk) -> str:
    """Have the worker do what waits; the address of the run that one looks at, once its plan is there."""
    do_jobs()
    if not walk.scripts:
        walk.page.get_by_role("link", name="See how far it is now").click()
    walk.page.get_by_role("heading", name="How good is this plan?").wait_for()
    return walk.page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_files_lead_to_a_verdict_its_rows_and_an_accepted_team(
    served: str, browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    # Given a trust whose files are in, judged: no team is whole
    office = Walk.begin(browser, served, "assembling-office", scripts=scripts)
    bring_planned(office, tmp_path)
    office.go("questions/teams-are-fused/")
    expect(office.page.get_by_role("row").filter(has_text="Booking team").first).to_be_visible()
    office.look()
    # When the transformation office asks for a team
    run = ask_for_teams(office)
    # Then each member has a reason, what is missing is named, and the office does not accept it
    expect(office.page.get_by_text("The only one free who holds Software development at Practitioner")).to_be_visible()
    expect(office.page.get_by_text("User research, expert")).to_be_visible()
    expect(office.page.get_by_role("button", name="Accept", exact=True)).to_have_count(0)
    # When the CDIO accepts it
    cdio = Walk.begin(browser, served, "assembling-cdio", scripts=scripts, email=CDIO)
    cdio.page.goto(run)
    cdio.look()
    cdio.press("Accept")
    do_jobs()
    cdio.page.goto(run)
    cdio.look()
    cdio.page.get_by_role("link", name="Flow board", exact=True).first.click()
    # Then the team stands with its members, and the question counts it once it begins
    expect(cdio.page.get_by_role("heading", name="Flow board", level=1)).to_be_visible()
    expect(cdio.page.get_by_text("Bo Price").first).to_be_visible()
    cdio.look()
    # And who accepted takes it back
    cdio.page.goto(run)
    cdio.press("Undo: take these teams back")
    expect(cdio.page.get_by_text("That is undone. The plan stands as it was proposed.")).to_be_visible()
    cdio.go("teams/?q=Flow")
    expect(cdio.page.get_by_text("No teams match.")).to_be_visible()
