"""Scenario C: one digital leader of two trusts, two boards that clash, both registers, acting up, and deputies."""

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
from plait.store.joining import join_people
from plait.store.models import Trust
from plait.store.scope import clear_scope, scoped
from plait.store.writing import Act
from tests.chromium import find_chromium
from tests.cli.commands import rows, write_sheet
from tests.journeys.walking import PASSWORD, Walk, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
OURS, THEIRS = "office@rxx.example", "office@ryy.example"
NAME, SINCE = "Rosalind Hale", "01/04/2020"
ROLES = (Role.PMO, Role.CDIO, Role.ADM, Role.SEC, Role.FIN)
TRUSTS = {"RXX": ("Example Trust", OURS, "20"), "RYY": ("Other Trust", THEIRS, "70")}


def write_trust(folder: Path, number: str, begins: str, finishes: str) -> Path:
    """A trust that Rosalind Hale leads for half of each week, with a deputy to be and a board in ten days."""
    board = f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}"
    write_sheet(
        folder, "people", ("Employee number", "Name", "Staff group", "Department", "WTE", "Starts"),
        (number, NAME, "Digital, data and technology", "Digital", "0.5", SINCE),
        (f"{number}1", "Idris Penn", "Digital, data and technology", "Digital", "1", SINCE),
    )  # fmt: skip
    write_sheet(
        folder, "leadership roles", ("Role", "Kind", "Seat on the board", "Starts"),
        ("Chief digital officer", "CDIO", "Voting", SINCE), ("Chief executive", "Other", "Voting", SINCE),
    )  # fmt: skip
    write_sheet(
        folder, "role holders", ("Role", "Employee number", "Held as", "WTE", "Starts"),
        ("Chief digital officer", number, "Substantive", "0.5", SINCE),
    )  # fmt: skip
    write_sheet(
        folder, "territories", ("Territory", "Kind", "Starts"), ("Digital services", "Digital service", SINCE)
    )  # fmt: skip
    write_sheet(
        folder, "accountability claims", ("Territory", "Employee number", "Document", "Starts"),
        ("Digital services", number, "Job description", SINCE),
    )  # fmt: skip
    return write_sheet(
        folder, "board meetings", ("Meeting", "Kind", "Held on", "Starts at", "Ends at", "Status"),
        ("Private board: merger", "Board", board, begins, finishes, "Draft"),
    )  # fmt: skip


def open_with(code: str, folder: Path) -> Act:
    """A trust with its files in, and its office; an act of that office."""
    name, email, _ = TRUSTS[code]
    at = timezone.now()
    open_trust(Opening(code, name, email, ROLES), lambda: PASSWORD, at=at)
    found = find_user_id(email)
    assert found
    with acting(found, code, on=timezone.localdate(at)) as viewer:
        act = act_of(viewer, at)
        number = bring_file(viewer, act, Upload(*load_path(folder)), Choices(date(2020, 4, 1)))
        approve_import(viewer, act, number, leaves_out=False)
    clear_scope()
    return act


@pytest.fixture
def served(empty_database: Addresses, tmp_path: Path) -> Iterator[str]:
    """The site with two trusts, whose offices said that Rosalind Hale is one person."""
    del empty_database
    one = open_with("RXX", write_trust(tmp_path / "ours", "20", "09:30", "12:30"))
    other = open_with("RYY", write_trust(tmp_path / "theirs", "70", "12:00", "15:00"))
    with scoped(user_id=None, trust_ids=rows(Trust).values_list("pk", flat=True)):
        join_people(one, other, "20", "70")
    clear_scope()
    with serving() as address:
        yield address


def begin(browser: Browser, served: str, email: str) -> Walk:
    """Somebody of the trust their address names."""
    walk = Walk.begin(browser, served, f"leader-{email.partition('.')[0]}", scripts=True, email=email)
    walk.home = walk.home.replace("RXX", email.partition("@")[2][:3].upper())
    return walk


def share(ours: Walk, theirs: Walk) -> None:
    """One trust asks, the other accepts."""
    ours.go("executives/ask/")
    ours.press("Ask")
    expect(ours.page.get_by_text("Sharing always ends.").first).to_be_visible()
    ours.look()
    ours.page.get_by_label("Executive").select_option(label=NAME)
    ours.page.get_by_label("Other trust").select_option(label="Other Trust")
    ours.page.get_by_label("Last day").fill(f"{timezone.localdate() + timedelta(days=300):%d/%m/%Y}")
    ours.press("Ask")
    expect(ours.page.get_by_text("It has not accepted, or has withdrawn, so neither sees anything.")).to_be_visible()
    theirs.go("executives/")
    expect(theirs.page.get_by_text("Example Trust asks to share until")).to_be_visible()
    theirs.look()
    theirs.press(f"Accept to share about {NAME} with Example Trust")
    expect(theirs.page.get_by_text("1 executive is shared with another trust.")).to_be_visible()
    theirs.press(f"Show Example Trust whether {NAME} came to our board")
    expect(theirs.page.get_by_text("From now on the other trust sees who came to this board.")).to_be_visible()


def open_leader(walk: Walk) -> None:
    walk.go("executives/")
    walk.page.get_by_role("link", name=NAME).click()
    expect(walk.page.get_by_role("heading", name=NAME)).to_be_visible()


def declare(walk: Walk) -> None:
    walk.go("executives/declarations/add/")
    walk.page.get_by_label("Person").fill(NAME)
    walk.page.get_by_label("Other organisation").fill("RYY")
    walk.page.get_by_label("Interest").fill("Chief digital officer there, half of each week")
    walk.press("Add")
    expect(walk.page.get_by_text("The declaration is recorded.")).to_be_visible()
    walk.look()


def act_up(walk: Walk) -> None:
    walk.go("leadership/")
    walk.page.get_by_role("link", name="Chief executive", exact=True).click()
    walk.press("Add a holder")
    walk.page.get_by_label("Person").fill(NAME)
    walk.page.get_by_label("Held as").select_option("Acting")
    walk.page.get_by_label("WTE").fill("1")
    walk.press("Add")
    expect(walk.page.get_by_text("The holder is recorded.")).to_be_visible()


def leave_a_gap(ours: Walk, theirs: Walk) -> None:
    # When the leader acts up as chief executive, the gap shows the same day on each page of that trust
    act_up(ours)
    ours.go("leadership/")
    expect(ours.page.get_by_text("Rosalind Hale acts up as Chief executive").first).to_be_visible()
    expect(ours.page.get_by_text("The CDIO role has been vacant since today")).to_be_visible()
    ours.look()
    ours.go("accountability/")
    expect(ours.page.get_by_text("no deputy covers, so nobody fills it")).to_be_visible()
    ours.look()
    # And the other trust sees that both together take more than one person
    open_leader(theirs)
    expect(
        theirs.page.get_by_text("The roles of both trusts take 2.0 WTE: 1.0 more than one person has.")
    ).to_be_visible()
    theirs.look()


def cover_it(ours: Walk) -> None:
    # When a deputy covers, there is no gap
    ours.go("executives/deputies/add/")
    ours.page.get_by_label("Role").select_option("Chief digital officer")
    ours.page.get_by_label("Person").fill("Idris Penn")
    ours.press("Add")
    expect(ours.page.get_by_text("a deputy covers")).to_be_visible()
    ours.look()
    ours.go("leadership/")
    expect(ours.page.get_by_role("table").get_by_text("Idris Penn (deputy)").first).to_be_visible()


def test_one_leader_of_two_trusts(served: str, browser: Browser) -> None:
    # Given that two trusts share their digital leader, by the word of a user of each
    ours, theirs = begin(browser, served, OURS), begin(browser, served, THEIRS)
    share(ours, theirs)
    # Then either sees both halves, the boards that clash, and what is not declared, but no meeting by name
    open_leader(ours)
    expect(ours.page.get_by_text("Leads here for 0.5 WTE and at Other Trust for 0.5, together 1.0.")).to_be_visible()
    expect(ours.page.get_by_text("They overlap").first).to_be_visible()
    expect(ours.page.get_by_text("A meeting not yet published", exact=True)).to_be_visible()
    expect(ours.page.get_by_text("no recorded meeting at Other Trust")).to_be_visible()
    expect(ours.page.get_by_text("The register of this trust has no declaration about Other Trust.")).to_be_visible()
    expect(ours.page.get_by_text("merger")).to_have_count(0)
    ours.look()
    # When one register declares it, only the other is still named
    declare(ours)
    open_leader(ours)
    expect(ours.page.get_by_text("The register of this trust has no declaration")).to_have_count(0)
    expect(ours.page.get_by_text("The register of Other Trust has no declaration about this trust.")).to_be_visible()
    leave_a_gap(ours, theirs)
    cover_it(ours)
    # When the other trust withdraws, neither sees anything of the other
    theirs.go("executives/")
    theirs.press("Withdraw: share no more with Example Trust")
    expect(theirs.page.get_by_text("From now on neither trust sees anything of the other.")).to_be_visible()
    open_leader(ours)
    expect(ours.page.get_by_text("together")).to_have_count(0)
    expect(ours.page.get_by_text("They overlap")).to_have_count(0)
    ours.look()
