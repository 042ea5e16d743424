"""Pages are drawn with the site's own stylesheets, in a browser that reaches for nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.assets import collected_assets
from tests.journeys.walking import browsing

__all__ = ["collected_assets"]

expect.set_options(timeout=30_000)  # a page of a busy machine may be long in coming; one that is wrong never comes


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser for one journey."""
    with browsing() as launched:
        yield launched
