"""A board pack by page: the secretary makes, circulates, publishes and withdraws it; a member of the board opens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.embedded import Addresses
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.cli.commands import EMAIL, do_jobs
from tests.journeys.walking import PASSWORD, Walk, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
MEMBER = "member@rxx.example"
NOTHING = "No board pack is there to read yet."


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site on a database that holds one open trust, its board secretary and a member of its board."""
    del empty_database
    for email, role in ((EMAIL, Role.SEC), (MEMBER, Role.BM)):
        open_trust(Opening("RXX", "Example Trust", email, (role,)), lambda: PASSWORD, at=timezone.now())
    clear_scope()
    with serving() as address:
        yield address


def open_pack(walk: Walk) -> None:
    """The one pack of the list."""
    walk.go("board/packs/")
    walk.page.get_by_role("table").get_by_role("link", name=f"{timezone.localdate():%B %Y}").first.click()
    expect(walk.page.get_by_role("heading", name="Board pack of")).to_be_visible()


def sees_nothing(walk: Walk) -> None:
    """The list holds no pack that is this reader's."""
    walk.go("board/packs/")
    expect(walk.page.get_by_text(NOTHING)).to_be_visible()


def test_a_pack_is_made_circulated_published_and_withdrawn_and_the_board_opens_it(
    served: str, browser: Browser
) -> None:
    # Given a board secretary and a member of the board
    secretary = Walk.begin(browser, served, "pack", scripts=True)
    # When the secretary makes a pack by one press, and a worker prints it
    secretary.go("board/packs/")
    secretary.press("Make the board pack of today")
    expect(secretary.page.get_by_text("The pack is being made.")).to_be_visible()
    do_jobs()
    open_pack(secretary)
    expect(secretary.page.get_by_text("Draft.", exact=True)).to_be_visible()
    secretary.look()
    # Then nobody of the board finds the draft
    member = Walk.begin(browser, served, "member", email=MEMBER, scripts=False)
    sees_nothing(member)
    # When it is circulated, the member opens it and reads every page of it
    secretary.press("Circulate to the board")
    expect(secretary.page.get_by_text("The pack is now: circulated to the board.")).to_be_visible()
    open_pack(member)
    member.press("Read the pack")
    expect(member.page.get_by_role("heading", name="Where we stand as a digital organisation")).to_be_visible()
    expect(member.page.get_by_role("heading", name="Plan to the next board")).to_be_visible()
    expect(member.page.get_by_text("No plan to the next board is made.").first).to_be_visible()
    # When it is published and withdrawn again, it is kept for the board
    secretary.press("Publish")
    expect(secretary.page.get_by_text("The pack is now: published.")).to_be_visible()
    secretary.press("Withdraw")
    expect(secretary.page.get_by_text("The pack is now: withdrawn.")).to_be_visible()
    secretary.look()
    open_pack(member)
    expect(member.page.get_by_text("Withdrawn since")).to_be_visible()
