"""Every variable Plait reads is on the page of settings, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A name alone between quotes; what a sentence tells of a variable does not read it.
READ = re.compile(r'"(PLAIT_[A-Z_]+)"')


def _read() -> set[str]:
    return {name for file in (ROOT / "src").rglob("*.py") for name in READ.findall(file.read_text(encoding="utf-8"))}


def _listed() -> set[str]:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = "\n".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    return set(re.findall(r"`(PLAIT_[A-Z_]+)`", rows))


def test_each_variable_that_is_read_is_on_the_page_of_settings() -> None:
    assert len(_read()) > 10
    assert _read() == _listed()
