"""Where Chromium is on this machine, for the tests that walk in a real browser."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser to start: PLAIT_CHROMIUM, else the first on the path, else none; without windows it is quicker."""
    named = os.environ.get("PLAIT_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
