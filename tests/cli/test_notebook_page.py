"""The code of the documentation's notebook page runs, top to bottom, and the example of an instance is one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import plait
from tests.planned import TODAY, write_planned

DOCS = Path(__file__).parents[2] / "docs"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def test_the_code_of_the_page_runs(tmp_path: Path) -> None:
    write_planned(tmp_path / "trust")
    code = [f"from datetime import date\nDAY = date.fromisoformat('{TODAY}')"]
    code += blocks("how-to/assemble-in-a-notebook.md", "python")
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(code)], check=False, cwd=tmp_path, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "0 of 2 services can be staffed in full." in ran.stdout
    assert "The only one free who holds Software development at Practitioner" in ran.stdout
    assert "They were left out of this plan on purpose." in ran.stdout
    assert "The plan says it covers" in ran.stdout


def test_the_example_of_an_instance_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("reference/assembly-instances.md", "json")
    path = tmp_path / "example.json"
    path.write_text(example, encoding="utf-8")
    ended = plait(capsys, "assemble", path, "--json")
    assert ended.code == 0
    assert [len(team["members"]) for team in json.loads(ended.out)["teams"]] == [3]
