"""Marks the journeys as browser tests, and says plainly when there is no browser to walk them in."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests.chromium import find_chromium

# Speed is measured by the benchmarks, never by a test; and what CI tries must be the same twice. It tries less than a
# run by hand, which tries others each time, and much less than `make soak`.
settings.register_profile("plain", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("PLAIT_TEST_PROFILE") or ("ci" if os.environ.get("CI") else "plain"))

NOT_RUN = (
    "Browser tests were NOT run: no Chromium here. "
    "On Debian: apt install chromium-headless-shell; or name it in PLAIT_CHROMIUM."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything under tests/journeys needs a browser; without one it is skipped, never passed."""
    chromium = find_chromium()
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        if chromium is None and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last words before the summary line."""
    if find_chromium() is None:
        terminalreporter.section("browser", red=True)
        terminalreporter.write_line(NOT_RUN)
