"""Walking through the real site in a real browser: a site of one's own, signing in by its form, bringing files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.cli.commands import EMAIL

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
PASSWORD = "warp and weft and loom"
PICTURES = os.environ.get("PLAIT_TEST_PICTURES")
"""A folder for a picture of every page that is looked at, wide and narrow; none are taken without it."""
WIDTHS = (1200, 320)
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # its name in the library
        del format, args


@contextmanager
def serving() -> Iterator[str]:
    """The address of the real site, on whichever database is pointed at."""
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


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser that reaches for nothing by itself."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield launched
        launched.close()


def width_of(page: Page) -> int:
    """How wide the page is drawn; wider than its screen, and it must be pushed to and fro."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def axe_faults(page: Page) -> list[tuple[str, list[Any]]]:
    """What axe finds wrong with a page, each with where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")["violations"]
    return [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations]


def open_rxx(email: str) -> None:
    """Open trust RXX with a user of its transformation office; or let one more in, before any browser runs."""
    open_trust(Opening("RXX", "Example Trust", email, (Role.PMO,)), lambda: PASSWORD, at=timezone.now())
    clear_scope()


@dataclass(slots=True)
class Walk:
    """Somebody's way through trust RXX."""

    context: BrowserContext
    page: Page
    home: str
    journey: str
    scripts: bool
    seen: int = 0

    @classmethod
    def begin(cls, browser: Browser, served: str, journey: str, *, scripts: bool, email: str = EMAIL) -> Walk:
        """Sign in by the form."""
        context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, java_script_enabled=scripts)
        walk = cls(context, context.new_page(), f"{served}/t/RXX/", journey, scripts)
        walk.page.goto(f"{served}/account/login/")
        walk.page.get_by_label("E-mail address").fill(email)
        walk.page.get_by_label("Password", exact=True).fill(PASSWORD)
        walk.page.get_by_role("button", name="Sign in").click()
        return walk

    def go(self, path: str = "") -> None:
        """Open a page of the trust."""
        answer = self.page.goto(self.home + path)
        assert answer is not None
        assert answer.status == 200, path

    def press(self, name: str) -> None:
        """Press a button, or a link that looks like one."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def bring(self, name: str, data: bytes | str, *, true_from: str = "") -> None:
        """Bring a file by the form, as far as its preview."""
        self.go("imports/")
        self.press("Bring a file")
        kept = data.encode() if isinstance(data, str) else data
        chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": kept}
        self.page.get_by_label("File", exact=True).set_input_files(chosen)  # type: ignore[arg-type] # what a file is
        if true_from:
            self.page.get_by_label("True from").fill(true_from)
        self.press("Check the file")

    def counted(self, words: str) -> int:
        """How many rows the preview counts under these words."""
        count: Locator = self.page.locator(".app-counts a").filter(has_text=words)
        return int(count.inner_text().split()[0].replace(",", ""))

    def look(self) -> None:
        """The page fits wide and narrow screens, and axe finds nothing; axe is a script, so only where scripts run."""
        self.seen += 1
        self.page.wait_for_load_state()  # a button waits for the next page to begin, not to be whole
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if self.scripts:  # the header folds its links in the frame after a window changes its size
                self.page.evaluate(FRAMES)
            if PICTURES:
                path = Path(PICTURES) / f"{self.journey}-{self.seen:02}-{width}.png"
                self.page.screenshot(path=path, full_page=True)
            assert width_of(self.page) <= width, self.page.url
            if self.scripts:
                assert axe_faults(self.page) == [], self.page.url
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
