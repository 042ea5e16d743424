"""A loan from end to end by page: one trust lends, the other asks, they agree in their own trust, the team stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from plait.engine.permissions import Role
from plait.files.folder import load_path
from plait.jobs.acting import act_of, acting
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.jobs.trusts import Opening, open_trust
from plait.store.access import find_user_id
from plait.store.embedded import Addresses
from plait.store.imports import Choices
from plait.store.models import Access, Assignment, Employment, Proposal, User
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.cli.commands import do_jobs, rows, write_sheet
from tests.journeys.test_consent import apart
from tests.journeys.walking import PASSWORD, Walk, serving
from tests.planned import SHEETS, SINCE, write_planned

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
OURS, THEIRS, UNA, VAL = "cdio@rxx.example", "cdio@ryy.example", "una@ryy.example", "val@ryy.example"


def open_with(code: str, name: str, email: str, folder: Path) -> None:
    """A trust with its files in, and its chief digital information officer."""
    at = timezone.now()
    open_trust(Opening(code, name, email, (Role.PMO, Role.CDIO, Role.ADM)), lambda: PASSWORD, at=at)
    found = find_user_id(email)
    assert found
    with acting(found, code, on=timezone.localdate(at)) as viewer:
        act = act_of(viewer, at)
        number = bring_file(viewer, act, Upload(*load_path(folder)), Choices(timezone.localdate(at)))
        approve_import(viewer, act, number, leaves_out=False)
    clear_scope()


def write_theirs(folder: Path) -> Path:
    """RYY has an expert of user research, who reports to Val Wren."""
    write_sheet(
        folder, "people", SHEETS["People"][0],
        ("71", "Una Vale", "Digital, data and technology", "Researcher", "Design", "1", SINCE),
        ("72", "Val Wren", "Managers", "Manager", "Design", "1", SINCE),
    )  # fmt: skip
    write_sheet(
        folder, "competencies held", SHEETS["Competencies held"][0], ("71", "User research", "Expert", SINCE)
    )  # fmt: skip
    return folder


def enter(email: str, employment: Employment) -> None:
    open_trust(Opening("RYY", "Other Trust", email, (Role.ME,)), lambda: PASSWORD, at=timezone.now())
    clear_scope()
    rows(Access).filter(user=rows(User).get(email=email)).update(employment=employment, starts=date(2020, 1, 1))


@pytest.fixture
def served(empty_database: Addresses, tmp_path: Path) -> Iterator[str]:
    """The site with two trusts; RXX lacks what Una Vale of RYY can do."""
    del empty_database
    open_with("RXX", "Example Trust", OURS, write_planned(tmp_path / "ours"))
    open_with("RYY", "Other Trust", THEIRS, write_theirs(tmp_path / "theirs"))
    people = {one.employee_number: one for one in rows(Employment).filter(trust_id=2)}
    rows(Assignment).filter(employment=people["71"]).update(manager=people["72"])
    enter(UNA, people["71"])
    enter(VAL, people["72"])
    with serving() as address:
        yield address


def begin(browser: Browser, served: str, email: str) -> Walk:
    """Somebody of the trust their address names."""
    walk = Walk.begin(browser, served, f"loan-{email.partition('@')[0]}", scripts=True, email=email)
    walk.home = walk.home.replace("RXX", email.partition("@")[2][:3].upper())
    return walk


def agree(browser: Browser, served: str, email: str, link: str, choice: str) -> Walk:
    """Find the question on the first page of one's own trust, and say yes."""
    walk = begin(browser, served, email)
    walk.go()
    walk.page.get_by_role("link", name="1 place in a team waits for your answer").click()
    walk.look()
    walk.page.get_by_role("link", name=link).click()
    expect(walk.page.get_by_text("The place ends with the loan")).to_be_visible()
    walk.look()
    walk.page.get_by_label(choice).check()
    walk.press("Send this answer")
    expect(walk.page.get_by_text("You can change that until the team is accepted.")).to_be_visible()
    return walk


def own_people_agree() -> None:
    yes = {"member": "agreed", "manager": "agreed", "member_on": date(2026, 1, 1), "manager_on": date(2026, 1, 1)}
    rows(Proposal).update(**yes)


def lend(walk: Walk) -> None:
    walk.go("lending/add/")
    walk.page.get_by_label("Person").fill("71")
    walk.page.get_by_label("Lent to").select_option("RXX")
    walk.page.get_by_label("Last day").fill(f"{timezone.localdate() + timedelta(days=400):%d/%m/%Y}")
    walk.press("Add")
    expect(walk.page.get_by_text("The other trust has to agree to it.")).to_be_visible()


def ask(walk: Walk) -> str:
    """Agree to the loan, assemble with whom it brings, and ask everybody; the address of the plan."""
    walk.go("lending/")
    walk.look()
    walk.press("Agree to borrow from Other Trust")
    walk.go("assemble/new/")
    walk.page.get_by_label("Also people that other trusts lend").check()
    walk.press("Assemble")
    walk.page.get_by_text("Waiting for a worker.").wait_for()
    do_jobs()
    walk.page.get_by_role("heading", name="How good is this plan?").wait_for()
    expect(walk.page.get_by_text("Somebody of Other Trust").first).to_be_visible()
    walk.look()
    walk.press("Ask members first")
    expect(walk.page.get_by_text("They and their line managers are asked.")).to_be_visible()
    walk.look()
    return walk.page.url


def accept(walk: Walk, run: str) -> None:
    walk.page.goto(run)
    walk.look()
    walk.press("Accept")
    do_jobs()
    walk.page.goto(run)
    expect(walk.page.get_by_text("once everybody had agreed in Plait.")).to_be_visible()
    walk.page.get_by_role("link", name="Flow board", exact=True).first.click()
    expect(walk.page.get_by_role("heading", name="Lent by other trusts")).to_be_visible()
    walk.look()


def test_somebody_is_lent_asked_in_their_trust_accepted_and_taken_back(served: str, browser: Browser) -> None:
    # Given that one trust lends somebody, and the other asks for a team with them
    theirs, ours = begin(browser, served, THEIRS), begin(browser, served, OURS)
    lend(theirs)
    run = ask(ours)
    # When both answer in their own trust, and once all have agreed the team is accepted
    una = agree(browser, served, UNA, "Answer: Flow board, you", "Yes, I agree")
    agree(browser, served, VAL, "Answer: Flow board, Una Vale", "Yes, they may")
    apart(own_people_agree)
    accept(ours, run)
    # Then the lending trust and who is lent see the place
    theirs.go("lending/")
    theirs.page.get_by_role("link", name="Una Vale").click()
    expect(theirs.page.get_by_role("rowheader", name="Flow board")).to_be_visible()
    theirs.look()
    una.go("you/")
    expect(una.page.get_by_text("Flow board, at Example Trust")).to_be_visible()
    una.look()
    # And who accepted takes it back
    ours.page.goto(run)
    ours.press("Undo: take these teams back")
    expect(ours.page.get_by_text("Everybody has agreed.")).to_be_visible()
    una.go("you/")
    expect(una.page.get_by_role("link", name="Change: Flow board, you")).to_be_visible()
