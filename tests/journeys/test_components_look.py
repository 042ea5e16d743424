"""Every component in a real browser, wide and narrow, with and without JavaScript."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib import messages
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Browser, Page, sync_playwright

from plait.config import settings as written
from plait.config.urls import handler404
from plait.web.shared.access import public
from plait.web.shared.notice import notice
from plait.web.shared.page import Link, Strands
from plait.web.shared.shell import Place
from plait.web.shared.views import conflict
from tests.chromium import find_chromium
from tests.web import gallery

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
FLAGS = [
    f"--{flag}"
    for flag in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    )
]


def _dress(request: HttpRequest) -> None:
    request.__dict__["place"] = Place("PLA", "Northmoor University Hospitals NHS Trust", True, "transformation office")
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


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # its name in the library
        del format, args


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site whose only extra pages are those above; it needs no database."""
    templates: Any = copy.deepcopy(written.TEMPLATES)
    folders = templates[0]["DIRS"]
    folders.append(Path(__file__).parents[1] / "web" / "templates")
    cookies = "django.contrib.messages.storage.cookie.CookieStorage"
    with override_settings(ROOT_URLCONF=__name__, TEMPLATES=templates, MESSAGE_STORAGE=cookies):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that reaches for nothing by itself."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield launched
        launched.close()


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


PAGES = ["gallery", "conflict", "accessibility", "account/login/", "account/password/reset/", "nowhere"]


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize("name", PAGES)
def test_pages_pass_axe_fit_the_screen_and_keep_the_policy(browser: Browser, site: str, name: str, width: int) -> None:
    seen = look(browser, f"{site}/{name}", width=width)
    assert [text for text in seen.complaints if "status of" not in text] == []
    assert seen.elsewhere == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = seen.page.evaluate("axe.run()")["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []
    seen.page.context.close()


def test_axe_would_find_a_fault(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/accessibility", width=1200)
    seen.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert "image-alt" in [found["id"] for found in seen.page.evaluate("axe.run()")["violations"]]
    seen.page.context.close()


def test_without_javascript_every_section_stays_in_reach(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/gallery", width=320, scripts=False)
    for name in ("Where we stand", "Teams"):
        box = seen.page.get_by_label("Menu").get_by_text(name).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
    assert seen.page.get_by_role("button", name="Log out").is_visible()
    seen.page.context.close()


def test_on_paper_there_is_nothing_to_press(browser: Browser, site: str) -> None:
    seen = look(browser, f"{site}/gallery", width=1200)
    seen.page.emulate_media(media="print")
    assert not seen.page.get_by_role("button").filter(visible=True).count()
    assert not seen.page.locator(".nhsuk-header__navigation").is_visible()
    assert seen.page.get_by_role("heading", name="Single point of access").is_visible()
    seen.page.context.close()
