"""`plait stall`: the stalled programme by files, in words and as JSON; and by the record, for those who may read it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from plait.cli.outcome import Ends, Exit
from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from tests.cli.commands import EMAIL, plait
from tests.stalled import STILL, WEEKS, week, whole_file

Captured = pytest.CaptureFixture[str]
ON = date(2026, 11, 2)


@pytest.fixture
def stalled(tmp_path: Path) -> Path:
    """Scenario A as a workbook, up to its last week."""
    path = tmp_path / "prescribing.xlsx"
    path.write_bytes(whole_file(ON, WEEKS))
    assert len(STILL) == 6
    return path


def test_a_stall_is_told_in_words_with_both_sides(capsys: Captured, stalled: Path) -> None:
    ended = plait(capsys, "stall", stalled, "--on", "2026-11-02")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Electronic prescribing: the record contradicts the latest report.\n")
    assert "The outcome stands still (Orders made electronically), in the latest report" in ended.out
    assert "Reported: On track, in 7 reports from 2 March 2026 to 13 April 2026." in ended.out
    assert "Record: 13 figures in a row without improvement, the latest" in ended.out
    assert "its figures could show it from 2 March 2026" in ended.out
    assert week(ON, 14) == date(2026, 3, 2)


def test_the_same_as_json(capsys: Captured, stalled: Path) -> None:
    ended = plait(capsys, "stall", stalled, "--on", "2026-11-02", "--json")
    [programme] = json.loads(ended.out)["programmes"]
    first, *_ = programme["contradictions"]
    assert (first["what"], first["line_of_first_report"], len(first["reports"])) == ("The outcome stands still", 15, 7)
    assert programme["stalls"][0]["seen_on"] == "2026-03-02"
    assert programme["cannot_be_judged"] == []


def test_what_is_missing_is_said(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "programmes.csv").write_text("Programme,Starts\nFront door,01/04/2026\n", encoding="utf-8")
    (tmp_path / "programme reports.csv").write_text(
        "Programme,Reported on,Status,What it says\n"
        "Front door,01/05/2026,Amber,Late\nBack door,01/05/2026,Amber,Late\n",
        encoding="utf-8",
    )
    ended = plait(capsys, "stall", tmp_path, "--on", "2026-11-02")
    assert ended.code == 1
    assert "Front door: nothing in the record contradicts the latest report." in ended.out
    assert "Cannot be judged: Outcomes. No outcome is named that it should move." in ended.out
    assert "1 fault in the files" in ended.err
    (tmp_path / "programme reports.csv").unlink()
    assert "Front door: it has not reported." in plait(capsys, "stall", tmp_path, "--on", "2026-11-02").out
    (tmp_path / "programmes.csv").unlink()
    (tmp_path / "services.csv").write_text("Service,Phase\nFront door,Live\n", encoding="utf-8")
    assert plait(capsys, "stall", tmp_path).out == "No programme is recorded.\n"
    ended = plait(capsys, "stall")
    assert (ended.code, ended.err) == (2, "Name a folder of files, or a user of the database with --as.\n")


def test_the_record_is_opened_before_anybody_signs_in(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise Ends(Exit.USAGE, "The database is away.")

    monkeypatch.setattr("plait.cli.database.database", away)
    ended = plait(capsys, "stall", "--as", EMAIL)
    assert (ended.code, ended.err) == (2, "The database is away.\n")


@pytest.mark.usefixtures("rxx")
def test_of_the_record_it_reads_what_the_user_may(capsys: Captured, stalled: Path) -> None:
    assert plait(capsys, "import", stalled, "--as", EMAIL, "--yes").code == 0
    ended = plait(capsys, "stall", "--as", EMAIL)
    assert (ended.code, ended.err) == (0, "")
    assert "The outcome stands still (Orders made electronically), in the latest report" in ended.out
    opening = Opening("RXY", "Another Trust", "ops@rxy.example", (Role.ADM,))
    assert open_trust(opening, lambda: "warp and weft and loom", at=timezone.now())
    refused = plait(capsys, "stall", "--as", "ops@rxy.example")
    assert (refused.code, refused.err) == (3, "Your role reads no programmes.\n")
