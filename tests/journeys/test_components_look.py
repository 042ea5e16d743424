"""Every component in a real browser, wide and narrow, with and without JavaScript."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Browser, Page, expect

from plait.config import settings as written
from plait.config.urls import handler404
from plait.engine.permissions import Role, Viewer
from plait.web.shared.access import public
from plait.web.shared.notice import notice
from plait.web.shared.page import Link, Strands
from plait.web.shared.shell import Place
from plait.web.shared.views import conflict
from tests.chromium import find_chromium
from tests.journeys.walking import axe_faults, browsing, serving, width_of
from tests.web import gallery

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]


def _dress(request: HttpRequest) -> None:
    request.__dict__["place"] = Place("PLA", "Northmoor University Hospitals NHS Trust", True, "transformation office")
    viewer = Viewer(1, "Elin Hughes", 1, "PLA", "Northmoor", is_invented=True, roles=frozenset({Role.PMO}))
    request.__dict__["viewer"] = viewer
    request.__dict__["user"] = SimpleNamespace(is_authenticated=True, name="Elin Hughes")


@public
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component."""
    _dress(request)
    notice(request, "37 people saved from people-november.xlsx.", undo="/undo")
    messages.error(request, "Nothing has been saved.")
    page = {
        "g": gallery,
        "crumbs": (Link("Teams", "#"),),
        "faults": gallery.FAULTS,
        "links": (Link("Teams", "#", current=True), Link("Services", "#"), Link("People", "#")),
        "table": gallery.team_table(page="3", q="a", service="theatres", sort="-size"),
        "nothing": gallery.empty_table(),
        "all_strands": Strands(4, 3, 2),
        "two_strands": Strands(4, 0, 2),
        "one_strand": Strands(4, 0, 0),
    }
    return render(request, "gallery/gallery.jinja", page)


@public
def show_conflict(request: HttpRequest) -> HttpResponse:
    """Two versions."""
    _dress(request)
    return conflict(request, gallery.CONFLICT)


urlpatterns = [
    path("gallery", show_gallery),
    path("conflict", show_conflict),
    path("", include("plait.config.urls")),
]
__all__ = ["handler404", "urlpatterns"]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site whose only extra pages are those above; it needs no database."""
    templates: Any = copy.deepcopy(written.TEMPLATES)
    folders = templates[0]["DIRS"]
    folders.append(Path(__file__).parents[1] / "web" / "templates")
    cookies = "django.contrib.messages.storage.cookie.CookieStorage"
    with override_settings(ROOT_URLCONF=__name__, TEMPLATES=templates, MESSAGE_STORAGE=cookies), serving() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that reaches for nothing by itself."""
    with browsing() as launched:
        yield launched


@dataclass
class Seen:
    """A page, and what the browser complained of while drawing it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def look(browser: Browser, address: str, *, width: int, scripts: bool = True) -> Seen:
    """Open an address as somebody with such a screen."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    seen = Seen(context.new_page())
    host = address.split("/")[2]
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda request: None if f"//{host}/" in request.url else seen.elsewhere.append(request.url))
    seen.page.goto(address)
    return seen


SHEET = (688, 1001)
"""A4 less its margins, in pixels: 182 by 265 mm."""
PAGES = ["gallery", "conflict", "accessibility", "account/login/", "account/password/reset/", "nowhere"]


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize("name", PAGES)
def test_pages_pass_axe_fit_the_screen_and_keep_the_policy(browser: Browser, site: str, name: str, width: int) -> None:
    seen = look(browser, f"{site}/{name}", width=width)
    assert [text for text in seen.complaints if "status of" not in text] == []
    assert seen.elsewhere == []
    assert width_of(seen.page) <= width
    assert axe_faults(seen.page) == []
    seen.page.context.close()


def test_axe_would_find_a_fault(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/accessibility", width=1200)
    seen.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    assert "image-alt" in [fault for fault, _ in axe_faults(seen.page)]
    seen.page.context.close()


def test_without_javascript_every_section_stays_in_reach(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/gallery", width=320, scripts=False)
    for name in ("Where we stand", "Teams"):
        box = seen.page.get_by_label("Menu").get_by_text(name).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
    expect(seen.page.get_by_role("button", name="Log out")).to_be_visible()
    seen.page.context.close()


def test_on_paper_there_is_nothing_to_press(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/gallery", width=1200)
    seen.page.emulate_media(media="print")
    expect(seen.page.get_by_role("button").filter(visible=True)).to_have_count(0)
    expect(seen.page.locator(".nhsuk-header__navigation")).not_to_be_visible()
    expect(seen.page.get_by_role("heading", name="Single point of access")).to_be_visible()
    breaks = "table => getComputedStyle(table).breakInside"
    first = seen.page.locator(".app-body table").first
    assert first.evaluate(breaks) == "avoid"  # or its heading stands alone at the foot of a sheet
    longer = "table => { const row = table.tBodies[0].rows[0]; for (const _ of '1234') row.after(row.cloneNode(true)) }"
    first.evaluate(longer)
    assert first.evaluate(breaks) == "auto"  # or a long list begins on the second sheet
    main, table = (seen.page.locator(one).first.bounding_box() for one in ("main", ".app-body table"))
    assert main is not None
    assert table is not None
    assert table["x"] >= main["x"]  # or the sheet cuts the first letters
    seen.page.context.close()


def test_the_litmus_tests_fit_a_sheet_of_paper_and_can_be_read(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/gallery", width=SHEET[0])
    seen.page.emulate_media(media="print")
    tests = seen.page.locator(".app-tests").first
    box = tests.bounding_box()
    assert box is not None
    assert box["height"] * 5 / 4 < SHEET[1] - 250  # four of the five tests; the page's head takes the rest
    expect(tests.get_by_text("See the 8 rights")).not_to_be_visible()  # leads nowhere on paper
    for verdict, sentence in zip(tests.locator(".app-verdict").all(), tests.locator("h2").all(), strict=False):
        left, right = verdict.bounding_box(), sentence.bounding_box()
        assert left is not None
        assert right is not None
        assert left["x"] + left["width"] <= right["x"]
    words = tests.locator("h2, h3, p, .app-verdict")
    sizes = words.evaluate_all("found => found.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) * 72 / 96 >= 9.5
    seen.page.context.close()
