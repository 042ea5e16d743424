"""What changed since the last board, by command: of a folder and of the database in the same words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from plait.store.embedded import Addresses
from tests.cli.commands import EMAIL, plait, write_people, write_sheet

Capture = pytest.CaptureFixture[str]
ON = ("--on", "2026-11-20")
SAID = "Since the board met on 1 October 2026, no test has changed. 1 question has changed."
HEADINGS = ("Role", "Employee number", "Held as", "WTE", "Starts", "Last day")


def write_led(folder: Path) -> Path:
    """Three people of whom two lead digital work; the third did until 10 August, and the board met on 1 October."""
    write_people(folder, 3)
    roles = (("Head", "CDIO", "01/04/2025"), ("Doctor", "CCIO", "01/04/2025"), ("Nurse", "CNIO", "01/04/2025"))
    write_sheet(folder, "leadership roles", ("Role", "Kind", "Starts"), *roles)
    held = [(name, n, "Acting", "0.2", "01/04/2025", "") for n, (name, *_) in enumerate(roles[:2], 1)]
    write_sheet(folder, "role holders", HEADINGS, *held, ("Nurse", 3, "Acting", "0.2", "01/04/2025", "10/08/2026"))
    return write_sheet(folder, "board meetings", ("Meeting", "Kind", "Held on"), ("Board", "Board", "01/10/2026"))


def _question(said: dict[str, Any], slug: str) -> dict[str, Any]:
    return next(q for heading in said["headings"] for q in heading["questions"] if q["slug"] == slug)


def test_a_folder_says_what_changed_since_the_board_met(tmp_path: Path, capsys: Capture) -> None:
    said = plait(capsys, "judge", write_led(tmp_path / "trust"), *ON).out
    assert said.splitlines()[1] == SAID
    assert (
        "  Partly met. The CNIO role has been vacant for 101 days. The limit is 90.\n  Worse. Met in October.\n" in said
    )
    assert said.count("Worse") == 1


def test_in_json_each_test_and_question_has_its_earlier_verdict(tmp_path: Path, capsys: Capture) -> None:
    said = json.loads(plait(capsys, "judge", write_led(tmp_path / "trust"), *ON, "--json").out)
    assert said["since_the_board"] == {"on": "2026-10-01", "sentence": SAID, "corrections": None, "corrected": None}
    assert _question(said, "digital-leaders-in-post")["earlier"] == {"verdict": "met", "change": "worse"}
    assert {heading["earlier"]["change"] for heading in said["headings"]} == {"same"}
    assert all(one["earlier"] is None for heading in said["headings"] for one in heading["context"])


def test_a_folder_without_meetings_says_which_sheet_would_show_the_change(tmp_path: Path, capsys: Capture) -> None:
    said = plait(capsys, "judge", write_people(tmp_path / "trust", 2), *ON)
    assert "What changed since the last board cannot be shown. Send the Board meetings sheet" in said.out
    plain = json.loads(plait(capsys, "judge", tmp_path / "trust", *ON, "--json").out)
    assert plain["since_the_board"]["on"] is None
    assert {heading["earlier"] for heading in plain["headings"]} == {None}
    early = plait(capsys, "judge", write_led(tmp_path / "led"), "--on", "2026-09-30").out
    assert "cannot be shown. No meeting of the board before today is recorded." in early


def test_the_database_says_the_same_and_how_much_was_corrected(
    empty_database: Addresses,  # noqa: ARG001 - asked for, so that there is one
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PLAIT_PASSWORD", "warp and weft and loom")
    opened = plait(
        capsys, "trust", "RXX", "Example Trust", "--administrator", EMAIL, "--as-well", "PMO", "--as-well", "SEC"
    )
    assert opened.code == 0, opened
    folder = write_led(tmp_path / "trust")
    brought = plait(capsys, "import", folder, "--as", EMAIL, "--yes", "--true-from", "2025-04-01")
    assert brought.code == 0, brought
    record = json.loads(plait(capsys, "judge", "--as", EMAIL, *ON, "--json").out)
    files = json.loads(plait(capsys, "judge", folder, *ON, "--json").out)
    assert record["since_the_board"]["sentence"] == f"{SAID} Nothing recorded of the past was corrected since."
    assert record["since_the_board"]["corrections"] == 0
    assert record["since_the_board"]["corrected"] == []
    for one, other in zip(record["headings"], files["headings"], strict=True):
        assert (one["verdict"], one["earlier"]) == (other["verdict"], other["earlier"])
        assert [q["earlier"] for q in one["questions"]] == [q["earlier"] for q in other["questions"]]
    _print(capsys, tmp_path)
    _put_right(capsys, tmp_path / "corrected")


def _print(capsys: Capture, folder: Path) -> None:
    """The board pack of the record is made of what its user may read; a role that reads no verdict makes none."""
    made = plait(capsys, "pack", "--as", EMAIL, *ON, "--to", folder / "pack")
    assert made.code == 0, made
    page = (folder / "pack" / "board-pack-RXX-2026-11-20.html").read_text()
    assert f"{SAID}</p>" in page
    assert "Nothing recorded of the past was corrected since." in page
    assert "Person 1 (acting, 0.2 WTE)" in page
    book = load_workbook(folder / "pack" / "board-pack-RXX-2026-11-20.xlsx")
    heads, *held = book["digital-leaders-in-post"].iter_rows(values_only=True)
    assert ("Who" in heads, "Person 1" in {row[heads.index("Who")] for row in held}) == (True, True)
    opened = plait(capsys, "trust", "RYY", "Other Trust", "--administrator", "kim@ryy.example")
    assert opened.code == 0, opened
    refused = plait(capsys, "pack", "--as", "kim@ryy.example", "--to", folder / "none")
    assert (refused.code, (folder / "none").exists()) == (3, False)
    assert "may not read verdicts" in refused.err
    assert plait(capsys, "pack", "--as", "kim@ryy.example", "--trust", "RXX").code == 3


def _put_right(capsys: Capture, folder: Path) -> None:
    """What was put right of the past is listed, in words and in JSON."""
    held = [(name, n, "Interim", "0.2", "01/04/2025", "") for n, name in ((1, "Head"), (2, "Doctor"))]
    write_sheet(folder, "role holders", HEADINGS, *held)
    brought = plait(capsys, "import", folder, "--as", EMAIL, "--yes", "--correct-the-past")
    assert brought.code == 0, brought
    said = plait(capsys, "judge", "--as", EMAIL, *ON).out
    assert "2 records of the past were corrected since." in said
    assert "Leadership role held: Head, Person 1. Held as: acting → interim." in said
    corrected = json.loads(plait(capsys, "judge", "--as", EMAIL, *ON, "--json").out)["since_the_board"]["corrected"]
    assert [one["record"].partition(":")[0] for one in corrected] == ["Leadership role held"] * 2
    assert corrected[0]["values"] == [{"what": "Held as", "was": "acting", "is_now": "interim"}]
    assert "digital-leaders-in-post" in corrected[0]["questions"]
