"""`plait assemble`: teams proposed of files and of the record, in the words of the page, and nothing saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import timezone

from plait.engine.permissions import Role
from plait.store.models import Access, Membership, Team
from tests.cli.commands import EMAIL, plait, rows, write_people
from tests.planned import write_planned

Captured = pytest.CaptureFixture[str]


def test_teams_are_proposed_of_a_folder_with_reasons_and_gaps(capsys: Captured, tmp_path: Path) -> None:
    ended = plait(capsys, "assemble", write_planned(tmp_path))
    assert ended.code == 0
    assert ended.out.startswith("0 of 2 services can be staffed in full. 2 services are short of 2 needs.\nIt covers ")
    assert "Flow board: 3 people. A new team." in ended.out
    assert "The only one free who holds Software development at Practitioner" in ended.out
    assert "User research, expert" in ended.out
    assert "Booking team, which runs today; its members stay." in ended.out


def test_one_service_is_asked_for_in_any_capitals_and_told_as_json(capsys: Captured, tmp_path: Path) -> None:
    ended = plait(
        capsys, "assemble", write_planned(tmp_path), "--service", "FLOW board", "--from", "2030-04-01",
        "--months", 12, "--json",
    )  # fmt: skip
    said = json.loads(ended.out)
    assert (ended.code, said["version"], [team["ask"]["service"] for team in said["teams"]]) == (0, 1, ["Flow board"])
    assert said["teams"][0]["ask"]["window"] == {"starts": "2030-04-01", "months": 12}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--service", "Nothing"), "Nothing is no service with needs. These are: Booking; Flow board."),
        (("--from", "2030-04-02"), "Teams begin on the first of a month: write 2030-04-01, or a later month."),
        (("--months", "7"), "Teams are for whole quarters: write 3, 6, 9 or more months in threes."),
        (("--months", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    capsys: Captured, tmp_path: Path, arguments: tuple[str, str], words: str
) -> None:
    ended = plait(capsys, "assemble", write_planned(tmp_path), *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


def test_a_folder_without_needs_and_no_folder_at_all_are_told_apart(capsys: Captured, tmp_path: Path) -> None:
    assert "No service that runs says what it needs." in plait(capsys, "assemble", write_people(tmp_path, 2)).err
    assert "Name a folder of files" in plait(capsys, "assemble").err


def test_files_of_which_nothing_can_be_used_say_so(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = plait(capsys, "assemble", tmp_path / "empty")
    assert (ended.code, ended.out) == (1, "")
    assert "Nothing could be read. There are no CSV files in this folder." in ended.err
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "needs.csv").write_text("Service,Competency,Level,People\nX,Nothing,Guru,-1\n", encoding="utf-8")
    ended = plait(capsys, "assemble", bad)
    assert (ended.code, ended.out) == (1, "")
    assert "The needs sheet is missing or empty. 2 faults in the files: `plait check" in ended.err


def test_faults_in_the_files_are_counted(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path)
    people = folder / "people.csv"
    people.write_text(people.read_text().replace('"0.8"', '"8"'), encoding="utf-8")
    ended = plait(capsys, "assemble", folder)
    assert ended.code == 1
    assert "faults in the files: `plait check" in ended.err


@pytest.mark.usefixtures("rxx")
def test_the_record_is_read_with_the_rights_of_its_user(capsys: Captured, tmp_path: Path) -> None:
    assert plait(capsys, "import", write_planned(tmp_path), "--as", EMAIL, "--yes").code == 0
    teams, members = rows(Team).count(), rows(Membership).count()
    ended = plait(capsys, "assemble", "--as", EMAIL)
    assert ended.code == 0
    assert "Flow board: 3 people. A new team." in ended.out
    assert (rows(Team).count(), rows(Membership).count()) == (teams, members)
    rows(Access).update(role=Role.FIN, starts=timezone.localdate())
    refused = plait(capsys, "assemble", "--as", EMAIL)
    assert "Your role (finance partner) may not assemble teams" in refused.err
