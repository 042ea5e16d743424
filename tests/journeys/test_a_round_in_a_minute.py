"""A member of a team logs a round of research on a telephone, and reads it back, in a real browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from plait.store.embedded import Addresses
from plait.store.models import Employment, Trust, UserGroup
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.conftest import UserWithRole
from tests.journeys.walking import browsing, serving
from tests.registers import make_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]


@pytest.fixture
def telephone(fresh_database: Addresses, trust: Trust, user_with_role: UserWithRole) -> Iterator[tuple[Page, str]]:
    """A developer of the access team, signed in on a telephone with scripts off, and the address of the site."""
    del fresh_database
    site = make_site(trust, user_with_role("PMO", trust), user_with_role, lambda _user: Client())
    site.see()
    UserGroup.objects.create(trust=trust, name="Night porters", kind="staff", is_seldom_heard=True)
    member = user_with_role("ME", trust, employment=Employment.objects.get(employee_number="1001"))
    clear_scope()
    client = Client()
    client.force_login(member)
    with serving() as served, browsing() as browser:
        context = browser.new_context(viewport={"width": 320, "height": 900}, java_script_enabled=False)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served}])
        yield context.new_page(), served


def test_a_round_is_logged_in_a_minute_and_read_back(telephone: tuple[Page, str]) -> None:
    page, served = telephone
    # Given a log in which one group was never heard
    page.goto(f"{served}/t/PLA/research/")
    expect(page.get_by_text("We cannot tell. No round of research is recorded.")).to_be_visible()
    expect(page.get_by_role("row", name="Night porters").get_by_text("Never heard")).to_be_visible()
    # When the round of this morning is logged: team and day stand there already
    page.get_by_role("button", name="Log a round").click()
    expect(page.get_by_label("Held on")).not_to_have_value("")
    expect(page.get_by_label("Team")).to_have_value("Access team")
    page.get_by_label("Group").select_option("Night porters")
    page.get_by_label("What was asked").fill("Whom do you ring at night?")
    page.get_by_role("button", name="Add").click()
    # Then what is missing is said beside its field, and nothing typed is lost
    expect(page.get_by_role("link", name="Nothing is written here")).to_be_visible()
    expect(page.get_by_label("What was asked")).to_have_value("Whom do you ring at night?")
    # When it is filled in
    page.get_by_label("What was learnt").fill("Nobody knew the number")
    page.get_by_role("button", name="Add").click()
    # Then the round is there, and the log has heard the group
    expect(page.get_by_text("The round is logged.")).to_be_visible()
    expect(page.get_by_text("Nobody knew the number").first).to_be_visible()
    page.goto(f"{served}/t/PLA/research/")
    expect(page.get_by_text("No team has gone more than 14 days without hearing somebody.")).to_be_visible()
    expect(page.get_by_role("link", name="Nobody knew the number")).to_be_visible()
