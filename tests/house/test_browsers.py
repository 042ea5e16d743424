"""Journeys are walked where there is a browser, and plainly not where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.house_copy import ROOT

MEASURING = ("SLIPCOVER_", "PLAIT_TEST_MEASURED")


def _walk(folder: Path, browser: str) -> str:
    (folder / "tests" / "journeys").mkdir(parents=True)
    shutil.copy(ROOT / "conftest.py", folder / "conftest.py")
    shutil.copy(ROOT / "tests" / "chromium.py", folder / "tests" / "chromium.py")
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\nmarkers = browser\n", encoding="utf-8")
    (folder / "tests" / "journeys" / "test_walk.py").write_text("def test_walk():\n    pass\n", encoding="utf-8")
    command = (sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider")
    # This run of its own is not measured by that which started it.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(MEASURING)}
    environment["PLAIT_CHROMIUM"] = browser
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_without_a_browser_the_run_says_so_and_passes_nothing(tmp_path: Path) -> None:
    said = _walk(tmp_path, str(tmp_path / "no-browser-here"))
    assert "1 skipped in" in said
    assert "passed" not in said.splitlines()[-1]
    assert "Browser tests were NOT run: no Chromium here." in said


def test_with_a_browser_the_journeys_are_walked_in_silence(tmp_path: Path) -> None:
    said = _walk(tmp_path, sys.executable)
    assert "1 passed in" in said
    assert "NOT run" not in said
