"""Two people have one form open: who saves second is told who was first, and goes on with their own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

from plait.store.embedded import Addresses
from plait.store.models import Team, Trust, User
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.conftest import UserWithRole
from tests.journeys.walking import WIDTHS, Walk, browsing, serving
from tests.registers import make_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]


@pytest.fixture
def desks(
    fresh_database: Addresses,  # noqa: ARG001 - asked for, so that there is one
    trust: Trust,
    user_with_role: UserWithRole,
    signed_in_as: Callable[[User], Client],
) -> Iterator[tuple[Walk, Walk]]:
    """Asha Patel and Ben Okoro of the transformation office, each at the page of the same team."""
    users = [
        user_with_role("PMO", trust, user=User.objects.create(email=f"{name[:3]}@pla.example", name=name, password="!"))
        for name in ("Asha Patel", "Ben Okoro")
    ]
    site = make_site(trust, users[0], user_with_role, signed_in_as)
    team = f"/t/PLA/teams/{site.id_of(Team)}/"
    sessions = [signed_in_as(user).cookies[settings.SESSION_COOKIE_NAME].value for user in users]
    clear_scope()
    with serving() as served, browsing() as browser:
        first, second = (_sit_down(browser, served, team, session) for session in sessions)
        yield first, second


def _sit_down(browser: Browser, served: str, team: str, session: str) -> Walk:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served}])
    return Walk(context, context.new_page(), served + team, "saved-first", scripts=True)


def test_who_saves_second_goes_on_with_their_own_words(desks: tuple[Walk, Walk]) -> None:
    asha, ben = desks
    # Given the form of a team, open at two desks
    for walk in desks:
        walk.go("edit/")
    # When Asha saves first, and then Ben
    asha.page.get_by_label("Purpose").fill("Shorten the wait for a first visit")
    asha.press("Save")
    ben.page.get_by_label("Purpose").fill("Let patients choose their own day")
    with ben.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        ben.press("Save")
    # Then Ben is told that Asha was first, and when, and sees both versions
    assert answered.value.status == 409
    told = ben.page.locator(".app-lede")
    expect(told).to_contain_text("Asha Patel saved this ")
    expect(told).to_contain_text("Your changes have not been saved.")
    row = ben.page.get_by_role("row").filter(has_text="Purpose")
    expect(row).to_contain_text("Shorten the wait for a first visit")
    expect(row).to_contain_text("Let patients choose their own day")
    ben.look()
    # When Ben goes on with what he wrote
    ben.press("Go on with what you wrote")
    # Then the form holds his words and says what they replace, and nothing is saved yet
    expect(ben.page.get_by_label("Purpose")).to_have_value("Let patients choose their own day")
    expect(ben.page.get_by_text("Saving it replaces what is saved now in: Purpose.")).to_be_visible()
    ben.look()
    asha.go()
    expect(asha.page.get_by_text("Shorten the wait for a first visit").first).to_be_visible()
    # When he saves it
    ben.press("Save")
    # Then his words stand, and the history tells of both
    history = ben.page.locator(".app-history").first
    for words in ("Asha Patel", "Ben Okoro", "Shorten the wait for a first visit", "Let patients choose their own day"):
        expect(history).to_contain_text(words)
    ben.look()
