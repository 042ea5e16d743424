"""The code of the page on outcomes runs, top to bottom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import write_sheet
from tests.cli.test_notebook_page import blocks
from tests.cli.test_spc import RISEN, day


def test_the_code_of_the_page_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sheet(tmp_path, "calls", ("Date", "Value"), *((day(n), value) for n, value in enumerate(RISEN)))
    monkeypatch.chdir(tmp_path)
    for block in blocks("how-to/follow-an-outcome.md", "python"):
        exec(block, {})  # noqa: S102 # our own documentation
    told = capsys.readouterr().out
    assert "Common Cause" in told
    assert "()\ncalls Improving [('above the upper limit', datetime.date(2025, 5, 1)), " in told
    assert (tmp_path / "calls.svg").read_text("utf-8").startswith("<svg")
