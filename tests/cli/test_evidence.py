"""Evidence for an assessment by command: of a folder, and of nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plait.engine.permissions import Role
from plait.store.models import Access
from tests.cli.commands import EMAIL, plait, rows, write_people, write_sheet

Capture = pytest.CaptureFixture[str]
ON = ("--on", "2026-11-20")


def folder_of(tmp_path: Path) -> Path:
    folder = write_people(tmp_path / "trust", 3)
    write_sheet(folder, "teams", ("Name",), ("=1+1",), ("Letters",))
    return write_sheet(
        folder, "memberships", ("Team", "Employee number", "WTE"), ("Letters", 1, "0.5"), ("=1+1", 2, "1")
    )


def test_a_folder_becomes_a_workbook_by_success_measure(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "evidence", folder_of(tmp_path), *ON, "--to", tmp_path / "made")
    assert ended.code == 0, ended
    assert "Safe practice: Nothing that Plait asks is evidence for this measure yet." in ended.out
    assert "Well led: " in ended.out
    path = tmp_path / "made" / "evidence-FILES-2026-11-20.xlsx"
    assert f"Written: {path}" in ended.out
    book = load_workbook(path)
    assert book.sheetnames[0] == "Success measures"
    assert {row[2].value for row in book["Success measures"].iter_rows(min_row=2)} >= {"Not met", "Not enough evidence"}
    cells = [row[0] for row in book["teams-are-fused"].iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == {"=1+1", "Letters"}
    assert {cell.data_type for cell in cells} == {"s"}, "no cell can act as a formula"
    again = path.read_bytes()
    told = json.loads(plait(capsys, "evidence", tmp_path / "trust", *ON, "--to", tmp_path / "made", "--json").out)
    verdicts = {slug: verdict for measure in told["measures"].values() for slug, verdict in measure.items()}
    assert verdicts["teams-are-fused"] == "not met"
    assert path.read_bytes() == again, "the same record gives the same bytes"


def test_faults_are_counted_and_without_anything_to_read_the_remedy_is_said(tmp_path: Path, capsys: Capture) -> None:
    folder = write_sheet(tmp_path, "teams", ("Name", "Starts"), ("Letters", "soon"), ("Lists", "01/02/2026"))
    ended = plait(capsys, "evidence", folder, *ON, "--to", tmp_path / "made")
    assert ended.code == 1
    assert "1 fault in the files: `plait check" in ended.err
    nothing = plait(capsys, "evidence")
    assert "Name a folder of files, or a user of the database with --as." in nothing.err
    (tmp_path / "file").write_text("x")
    full = plait(capsys, "evidence", folder, *ON, "--to", tmp_path / "file" / "there")
    assert "Nothing could be written into" in full.err


@pytest.mark.usefixtures("rxx")
def test_the_record_is_written_for_those_who_read_verdicts(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "evidence", "--as", EMAIL, *ON, "--to", tmp_path)
    assert ended.code == 0, ended
    first = load_workbook(tmp_path / "evidence-RXX-2026-11-20.xlsx")["Success measures"]
    assert {row[2].value for row in first.iter_rows(min_row=2)} <= {"Not enough evidence", "Not met", None}
    rows(Access).update(role=Role.ADM)
    refused = plait(capsys, "evidence", "--as", EMAIL, *ON, "--to", tmp_path / "none")
    assert (refused.code, (tmp_path / "none").exists()) == (3, False)
    assert "may not read verdicts" in refused.err
