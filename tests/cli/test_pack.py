"""The board pack by command: of a folder, of the record by rights, and again from what was kept."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.commands import plait, write_people, write_sheet

Capture = pytest.CaptureFixture[str]
ON = ("--on", "2026-11-20")
NAME = "board-pack-FILES-2026-11-20"
ENDINGS = ("html", "pdf", "xlsx", "json")


def make(capsys: Capture, tmp_path: Path) -> Path:
    """The pack of a folder of three people and two teams."""
    folder = write_people(tmp_path / "trust", 3)
    write_sheet(folder, "teams", ("Name",), ("Letters",), ("=1+1",))
    write_sheet(folder, "memberships", ("Team", "Employee number", "WTE"), ("Letters", 1, "0.5"), ("=1+1", 2, "0.5"))
    made = plait(capsys, "pack", folder, *ON, "--to", tmp_path / "made")
    assert made.code == 0, made
    assert [line.split("  ")[0] for line in made.out.splitlines()] == [
        str(tmp_path / "made" / f"{NAME}.{ending}") for ending in ENDINGS
    ]
    return tmp_path / "made"


def test_a_folder_becomes_a_pack_that_is_printed_again_alike(tmp_path: Path, capsys: Capture) -> None:
    made = make(capsys, tmp_path)
    assert b"Letters" in (made / f"{NAME}.html").read_bytes()
    assert (made / f"{NAME}.pdf").read_bytes().startswith(b"%PDF-1.7")
    book = load_workbook(BytesIO((made / f"{NAME}.xlsx").read_bytes()))
    assert book.sheetnames[0] == "Verdicts"
    assert [row[0].value for row in book["teams-are-fused"].iter_rows()] == ["Team", "=1+1", "Letters"]
    assert {cell.data_type for cell in book["teams-are-fused"]["B"][1:]} == {"n"}, "people to add up, no words"
    told = json.loads(plait(capsys, "pack", "--again", made / f"{NAME}.json", "--to", tmp_path / "b", "--json").out)
    assert list(told["files"]) == [str(tmp_path / "b" / f"{NAME}.{ending}") for ending in ENDINGS]
    for ending in ENDINGS:
        assert (tmp_path / "b" / f"{NAME}.{ending}").read_bytes() == (made / f"{NAME}.{ending}").read_bytes(), ending


def test_faults_of_the_files_are_counted_and_the_pack_is_made(tmp_path: Path, capsys: Capture) -> None:
    folder = write_sheet(tmp_path, "teams", ("Name", "Starts"), ("Letters", "soon"), ("Lists", "01/02/2026"))
    ended = plait(capsys, "pack", folder, *ON, "--to", tmp_path / "made")
    assert ended.code == 1
    assert "1 fault in the files: `plait check" in ended.err
    assert (tmp_path / "made" / f"{NAME}.pdf").exists()


@pytest.mark.parametrize(
    ("kept", "why"),
    [("Letters", "It is no JSON, or not the whole"), ("[]", "not of form 1"), ("\xff\xfe", "It is no JSON")],
)
def test_what_is_no_snapshot_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: Capture, kept: str, why: str
) -> None:
    (tmp_path / "kept.json").write_bytes(kept.encode("latin-1"))
    ended = plait(capsys, "pack", "--again", tmp_path / "kept.json", "--to", tmp_path / "made")
    assert ended.code == 1
    assert why in ended.err
    assert "It is the .json that `plait pack` writes." in ended.err
    assert not (tmp_path / "made").exists()


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path, capsys: Capture) -> None:
    nowhere = plait(capsys, "pack", "--again", tmp_path / "none.json")
    assert (nowhere.code, nowhere.err) == (2, f"{tmp_path / 'none.json'} cannot be read: No such file or directory.\n")
    folder = write_sheet(tmp_path / "trust", "teams", ("Name",), ("Letters",))
    inside = tmp_path / "trust" / "teams.csv" / "made"
    ended = plait(capsys, "pack", folder, *ON, "--to", inside)
    assert ended.code == 2
    assert ended.err.startswith(f"Nothing could be written into {inside}")
    assert plait(capsys, "pack").code == 2
