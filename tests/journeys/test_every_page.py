"""Every page of the site, found from its addresses, in a real browser on screens from a telephone's to a desk's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from plait.store.embedded import Addresses
from plait.store.models import Trust, User
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.conftest import UserWithRole
from tests.filled import fill
from tests.journeys.walking import FRAMES, PICTURES, axe_faults, browsing, serving, width_of
from tests.registers import make_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
WIDTHS = (320, 800, 1024)
"""Just above each width at which pages change; a wider screen only leaves more at the sides."""
READ_BY_ALL = ("people", "you", "team", "community", "competency", "role", "accountability", "territory", "champions")
"""Pages that show less to who reads no names and has no employment."""


def test_every_page_passes_axe_and_fits_every_screen(
    fresh_database: Addresses,  # noqa: ARG001 - asked for, so that there is one
    trust: Trust,
    user_with_role: UserWithRole,
    signed_in_as: Callable[[User], Client],
) -> None:
    filled = fill(make_site(trust, user_with_role("PMO", trust), user_with_role, signed_in_as))
    pages = {page.name: page.path for page in filled.pages()}
    everything, little = (_session(signed_in_as(user)) for user in (filled.user, filled.auditor))
    clear_scope()
    faults = []
    with serving() as served, browsing() as browser:
        everybody = _enter(browser, served, everything)
        for name, path in pages.items():
            faults += _look(everybody, served + path, name)
        auditor = _enter(browser, served, little)
        for name in READ_BY_ALL:
            faults += _look(auditor, served + pages[name], f"{name}-by-auditor")
    assert faults == []


def _session(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _enter(browser: Browser, served: str, session: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served}])
    context.new_page()
    return context


def _look(context: BrowserContext, address: str, name: str) -> list[str]:
    """What is wrong with a page: by axe on the narrowest screen, by its width on each."""
    [page] = context.pages
    answer = page.goto(address)
    faults = [] if answer and answer.ok else [f"{name}: does not answer"]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(FRAMES)  # the header folds its links in the frame after a window changes its size
        if width_of(page) > width:
            faults.append(f"{name}: {width_of(page)} wide on a screen of {width}")
        if width == WIDTHS[0]:  # on the next the menu unfolds and tables stand up, which the journeys look at by axe
            faults += [f"{name}: {rule} {places}" for rule, places in axe_faults(page)]
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    return faults
