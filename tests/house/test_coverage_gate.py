"""The coverage gate asks for all of engine and store and nine tenths of the rest, file by file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import coverage_gate


def _file(walked: float, lines: list[int], branches: list[list[int]]) -> dict[str, object]:
    summary = {"percent_covered": walked}
    return {"summary": summary, "executed_lines": [2], "missing_lines": lines, "missing_branches": branches}


def _gate(folder: Path, files: dict[str, object]) -> int:
    report = folder / "coverage.json"
    report.write_text(json.dumps({"files": files, "summary": {"percent_covered": 95.0}}), encoding="utf-8")
    return coverage_gate.main([str(report)])


def test_a_gap_is_named_with_its_lines_and_branches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gap = _file(99.5, [3, 4, 5, 9], [[7, 12], [8, 0]])
    assert _gate(tmp_path, {"src/plait/store/people.py": gap, "src/plait/web/a.py": _file(90.0, [1], [])}) == 1
    said = capsys.readouterr().out
    assert "src/plait/store/people.py: 99.5 %, 100 % asked; not walked: 3-5, 9, 7->12, 8->exit" in said
    assert "src/plait/web/a.py" not in said
    assert "1 under their limit" in said


@pytest.mark.parametrize(
    ("name", "walked", "code"),
    [
        ("src/plait/engine/a.py", 99.99, 1),
        ("src/plait/engine/a.py", 100.0, 0),
        ("src/plait/cli/a.py", 89.99, 1),
        ("src/plait/cli/a.py", 90.0, 0),
    ],
)
def test_the_limits_are_exact(tmp_path: Path, name: str, walked: float, code: int) -> None:
    assert _gate(tmp_path, {name: _file(walked, [], [])}) == code


def test_nothing_measured_is_no_pass(tmp_path: Path) -> None:
    assert _gate(tmp_path, {}) == 1


def test_a_docstring_alone_is_nothing_to_walk(tmp_path: Path) -> None:
    assert _gate(tmp_path, {"src/plait/engine/a/__init__.py": _file(0.0, [1], []) | {"executed_lines": []}}) == 0


def test_what_a_program_walked_that_a_test_started_counts(tmp_path: Path) -> None:
    def report(name: str, walked: list[int], missing: list[int]) -> Path:
        path = tmp_path / name / "report.json"
        path.parent.mkdir()
        entry = {"executed_lines": walked, "missing_lines": missing, "executed_branches": [], "missing_branches": []}
        said = {"meta": {"software": "slipcover", "branch_coverage": True}, "files": {"src/plait/jobs/a.py": entry}}
        path.write_text(json.dumps(said | {"summary": {"percent_covered": 50.0}}), encoding="utf-8")
        return path

    tests, program = report("tests", [1, 2], [3, 4]), report("programs", [1, 3, 4], [2])
    assert coverage_gate.main([str(tests), str(program.parent)]) == 0
