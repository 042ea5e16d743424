"""Somebody in the transformation office changes a team and a person, in a real browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from plait.store.embedded import Addresses
from plait.store.models import Employment, Membership, Team, Trust
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.conftest import UserWithRole
from tests.journeys.test_components_look import FLAGS
from tests.registers import Site, make_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # its name in the library
        del format, args


@pytest.fixture
def served(fresh_database: Addresses) -> Iterator[str]:
    """The address of the real site on a database of its own."""
    del fresh_database
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)

    def serve() -> None:
        server.serve_forever()
        connections.close_all()

    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody's browser on the site, and the addresses of a team, a person and a membership."""

    page: Page
    browser: Browser
    home: str
    team: str
    person: str
    member: str


@pytest.fixture
def desk(served: str, trust: Trust, user_with_role: UserWithRole) -> Iterator[Desk]:
    """The transformation office, signed in, with scripts off."""
    user = user_with_role("PMO", trust)

    def sign_in(_user: object) -> Client:
        client = Client()
        client.force_login(user)
        return client

    site: Site = make_site(trust, user, user_with_role, sign_in)
    home = f"{served}/t/PLA/"
    team = f"{home}teams/{site.id_of(Team)}/"
    person = served + site.person("1002")
    member = f"{home}teams/members/{site.id_of(Membership, wte='0.4')}/edit/"
    assert Employment.objects.count() == 5
    clear_scope()
    session = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = _page(launched, served, session, width=320, scripts=False)
        yield Desk(page, launched, home, team, person, member)
        launched.close()


def _page(browser: Browser, served: str, session: str, *, width: int, scripts: bool) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served}])
    return context.new_page()


def test_a_person_is_changed_put_right_and_kept_from_being_overwritten(desk: Desk) -> None:
    # Given the form of a person, open in two windows
    page, other = desk.page, desk.page.context.new_page()
    page.goto(f"{desk.person}edit/")
    other.goto(f"{desk.person}edit/")
    # When the first window says something that cannot be
    page.get_by_label("WTE").fill("2")
    page.get_by_role("button", name="Save").click()
    # Then it is told what to write, in the title, at the top and beside the field
    assert page.title() == "Error: Change Cy Otieno – Plait"
    assert page.get_by_role("link", name="More than a full post").get_attribute("href") == "#field-wte"
    # When it is put right
    page.get_by_label("WTE").fill("0.5")
    page.get_by_role("button", name="Save").click()
    # Then the page of the person says so
    assert page.get_by_text("Cy Otieno is saved.").is_visible()
    # And the second window is shown both versions
    other.get_by_label("WTE").fill("0.9")
    other.get_by_role("button", name="Save").click()
    assert other.get_by_role("heading", name="Someone else saved this first").is_visible()
    row = other.get_by_role("row").filter(has_text="WTE").inner_text()
    assert "0.5" in row
    assert "0.9" in row


def test_a_member_is_added_to_a_team(desk: Desk) -> None:
    page = desk.page
    page.goto(desk.team)
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Employee number").fill("1004")
    page.get_by_label("WTE").fill("0.2")
    page.get_by_role("button", name="Add").click()
    assert page.get_by_text("The person is in Access team.").is_visible()
    assert page.get_by_role("link", name="Ed Mole", exact=True).first.is_visible()
    assert page.get_by_text("4 of 9").is_visible()


@pytest.mark.parametrize("width", [1200, 320])
def test_pages_pass_axe_and_fit_the_screen(desk: Desk, width: int) -> None:
    context = desk.browser.new_context(viewport={"width": width, "height": 900})
    context.add_cookies(desk.page.context.cookies())  # type: ignore[arg-type] # what a context gives, it takes
    page = context.new_page()
    lists = [f"{desk.home}{subject}/" for subject in ("people", "services", "teams")]
    forms = [f"{desk.person}edit/", f"{desk.home}people/add/", f"{desk.team}edit/", desk.member]
    for address in (*lists, desk.person, desk.team, f"{desk.home}services/1/", *forms):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = page.evaluate("axe.run()")["violations"]
        assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == [], address
