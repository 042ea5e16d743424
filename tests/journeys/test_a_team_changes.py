"""Somebody in the transformation office changes a team and a person, in a real browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from plait.store.embedded import Addresses
from plait.store.models import Team, Trust
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.conftest import UserWithRole
from tests.journeys.walking import browsing, serving
from tests.registers import Site, make_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]


@pytest.fixture
def served(fresh_database: Addresses) -> Iterator[str]:
    """The address of the real site on a database of its own."""
    del fresh_database
    with serving() as address:
        yield address


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody's browser on the site, and the addresses of a team and a person."""

    page: Page
    team: str
    person: str


@pytest.fixture
def desk(served: str, trust: Trust, user_with_role: UserWithRole) -> Iterator[Desk]:
    """The transformation office, signed in, with scripts off."""
    user = user_with_role("PMO", trust)

    def sign_in(_user: object) -> Client:
        client = Client()
        client.force_login(user)
        return client

    site: Site = make_site(trust, user, user_with_role, sign_in)
    team = f"{served}/t/PLA/teams/{site.id_of(Team)}/"
    person = served + site.person("1002")
    clear_scope()
    session = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    with browsing() as browser:
        context = browser.new_context(viewport={"width": 320, "height": 900}, java_script_enabled=False)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served}])
        yield Desk(context.new_page(), team, person)


def test_a_person_is_changed_put_right_and_kept_from_being_overwritten(desk: Desk) -> None:
    # Given the form of a person, open in two windows
    page, other = desk.page, desk.page.context.new_page()
    page.goto(f"{desk.person}edit/")
    other.goto(f"{desk.person}edit/")
    # When the first window says something that cannot be
    page.get_by_label("WTE").fill("2")
    page.get_by_role("button", name="Save").click()
    # Then it is told what to write, in the title, at the top and beside the field
    expect(page).to_have_title("Error: Change Cy Otieno – Plait")
    expect(page.get_by_role("link", name="More than a full post")).to_have_attribute("href", "#field-wte")
    # When it is put right
    page.get_by_label("WTE").fill("0.5")
    page.get_by_role("button", name="Save").click()
    # Then the page of the person says so
    expect(page.get_by_text("Cy Otieno is saved.")).to_be_visible()
    # And the second window is shown both versions
    other.get_by_label("WTE").fill("0.9")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("heading", name="Someone else saved this first")).to_be_visible()
    row = other.get_by_role("row").filter(has_text="WTE")
    expect(row).to_contain_text("0.5")
    expect(row).to_contain_text("0.9")


def test_a_member_is_added_to_a_team(desk: Desk) -> None:
    page = desk.page
    page.goto(desk.team)
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Person").fill("1004")
    page.get_by_label("WTE").fill("0.2")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("The person is in Access team.")).to_be_visible()
    expect(page.get_by_role("link", name="Ed Mole", exact=True).first).to_be_visible()
    expect(page.get_by_text("4 of 9")).to_be_visible()
