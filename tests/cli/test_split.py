"""`plait split`: a second team proposed of files and of the record, in the words of the page, and nothing saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plait.engine.permissions import Role
from plait.store.models import Access, Team
from tests.cli.commands import EMAIL, plait, rows, write_sheet
from tests.halved import MEMBERS, write_large

Captured = pytest.CaptureFixture[str]


def test_ten_people_are_halved_of_a_folder(capsys: Captured, tmp_path: Path) -> None:
    ended = plait(capsys, "split", "flow HUB", write_large(tmp_path), "--from", "2027-01-01")
    assert ended.code == 0
    assert "From 1 January 2027 there can be two teams: Flow hub with 5 people and Flow hub 2 with 5" in ended.out
    assert "It takes nobody new." in ended.out
    assert "Until 31 December 2026: Flow hub, 10 people." in ended.out
    assert "Pairs of people who have to talk: 20 in two teams, 45 if all were one team." in ended.out
    assert "Moves" in ended.out


def test_a_second_one_is_found_beside_it_as_json(capsys: Captured, tmp_path: Path) -> None:
    folder = write_large(tmp_path, members=MEMBERS[:9])
    ended = plait(capsys, "split", "Flow hub", folder, "--beside", "--from", "2027-01-01", "--json")
    said: Any = json.loads(ended.out)
    assert (ended.code, said["way"], said["name"], said["version"]) == (0, "beside", "Flow hub 2", 1)
    assert {one["how"] for one in said["first"]} == {"stays"}
    assert len(said["second"]) >= 3
    told = plait(capsys, "split", "Flow hub", folder, "--beside", "--from", "2027-01-01")
    assert "Flow hub stays as it is." in told.out


def test_what_stands_in_the_way_is_said_with_a_code_of_its_own(capsys: Captured, tmp_path: Path) -> None:
    folder = write_large(tmp_path, released="")
    ended = plait(capsys, "split", "Flow hub", folder, "--from", "2027-01-01")
    assert ended.code == 1
    assert "No second team of Flow hub can begin on 1 January 2027." in ended.out
    assert "Flow hub has no release that people can see." in ended.out


def test_who_serves_part_time_is_said(capsys: Captured, tmp_path: Path) -> None:
    folder = write_large(tmp_path, members=MEMBERS[:9], offered="0.2")
    said = plait(capsys, "split", "Flow hub", folder, "--beside", "--from", "2027-01-01").out
    assert "Served part-time, without a place in a team" in said
    assert "the team Makers" in said
    assert "Asked for from 1 January 2027" in said
    assert "Served part-time" not in plait(capsys, "split", "Flow hub", write_large(tmp_path / "plain")).out


def test_what_the_second_team_lacks_is_said(capsys: Captured, tmp_path: Path) -> None:
    folder = write_large(tmp_path, members=MEMBERS[:9])
    write_sheet(
        folder, "needs", ("Service", "Competency", "Level", "People", "Priority", "Starts"),
        ("Flow board", "Ward workflow", "Practitioner", "2", "Must", "01/01/2020"),
        ("Flow board", "Clinical safety", "Practitioner", "1", "Must", "01/01/2020"),
    )  # fmt: skip
    ended = plait(capsys, "split", "Flow hub", folder, "--beside", "--from", "2027-01-01")
    assert "Clinical safety, practitioner" in ended.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Flow hub", "--from", "2027-01-02"), "Teams begin on the first of a month: write 2027-01-01"),
        (("Flow",), "Flow is no team of this trust. These are: Flow hub."),
    ],
)
def test_bad_input_names_what_to_write(
    capsys: Captured, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    ended = plait(capsys, "split", *arguments[:1], write_large(tmp_path), *arguments[1:])
    assert ended.code == 2
    assert words in ended.err


def test_faults_of_files_are_counted_and_a_folder_without_teams_says_so(capsys: Captured, tmp_path: Path) -> None:
    faulty = ("Flow hub", "some day", "Text reminders", "Yes")
    headings = ("Team", "Released on", "Release", "Visible to users")
    write_sheet(write_large(tmp_path), "releases", headings, ("Flow hub", "01/06/2025", "Live board", "Yes"), faulty)
    ended = plait(capsys, "split", "Flow hub", tmp_path)
    assert ended.code == 1
    assert "in the files: `plait check" in ended.err
    empty = tmp_path / "empty"
    write_sheet(empty, "services", ("Service", "Phase"), ("Flow board", "Live"))
    assert "These are: none." in plait(capsys, "split", "Flow hub", empty).err


def test_without_a_folder_and_a_user_it_says_what_to_name(capsys: Captured) -> None:
    ended = plait(capsys, "split", "Flow hub")
    assert (ended.code, "Name a folder of files, or a user" in ended.err) == (2, True)


@pytest.mark.usefixtures("rxx")
def test_of_the_record_it_takes_the_right_to_assemble(capsys: Captured) -> None:
    rows(Team).create(trust_id=1, name="Flow hub", starts="2020-01-01")
    ended = plait(capsys, "split", "Flow hub", "--as", EMAIL, "--trust", "RXX")
    assert "Flow hub has no release that people can see." in ended.out
    rows(Access).update(role=Role.FIN)
    assert plait(capsys, "split", "Flow hub", "--as", EMAIL, "--trust", "RXX").code == 3
