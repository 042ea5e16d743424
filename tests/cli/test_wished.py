"""`plait assemble --wishes`: wishes of a file are kept, or the answer is which cannot be had and what to change."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.commands import plait
from tests.planned import write_planned

Captured = pytest.CaptureFixture[str]
HEAD = "Wish,Service,Person,WTE,Competency,Counts as,At least,At most,Pounds,Other person\n"


def wishes(folder: Path, *lines: str) -> Path:
    path = folder / "my wishes.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_kind_of_wish_is_kept_and_told(capsys: Captured, tmp_path: Path) -> None:
    file = wishes(
        tmp_path, "In,flow board,5,0.4,,,,", "Lead,Flow board,1,,,,,", "Out,,6,,,,,",
        "Priority,Flow board,,,User research,Left out,,", "Size,Flow board,,,,,3,4",
        "Together,,5,,,,,,,1", "Apart,,2,,,,,,,6",
    )  # fmt: skip
    ended = plait(capsys, "assemble", write_planned(tmp_path / "files"), "--wishes", file)
    assert (ended.code, ended.err) == (0, "")
    assert [line for line in ended.out.splitlines() if line.startswith("Granted")] == [
        "Granted: Ed Mole is in Flow board for 0.4 WTE.", "Granted: Ann Frost leads Flow board.",
        "Granted: Do without Flo Hart in every team.", "Granted: User research is left out in Flow board.",
        "Granted: Flow board has 3 to 4 people.", "Granted: Ann Frost and Ed Mole are in one team.",
        "Granted: Bo Price and Flo Hart are in no team together.",
    ]  # fmt: skip
    assert "You asked for them to lead it" in ended.out


def test_a_limit_is_kept_to_the_penny_of_files_and_too_small_a_one_is_told(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path / "files")
    people = folder / "people.csv"
    lines = people.read_text(encoding="utf-8").splitlines()
    paid = [f"{lines[0]},Band,Point", *(f"{line},6,2" for line in lines[1:])]
    people.write_text("\n".join(paid), encoding="utf-8")
    file = wishes(tmp_path, 'Budget,Flow board,,,,,,,"60,000"')
    ended = plait(capsys, "assemble", folder, "--service", "Flow board", "--wishes", file)
    assert ended.code == 0
    assert "Granted: Flow board costs £60,000 at most." in ended.out
    assert re.search(r"£\d\d,\d\d\d\.\d\d of £60,000", ended.out)
    told = json.loads(plait(capsys, "assemble", folder, "--service", "Flow board", "--wishes", file, "--json").out)
    assert told["cost"]["teams"][0]["limit_pence"] == 60_000_00
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({**told, "wishes": []}), encoding="utf-8")
    assert "0 violations." in plait(capsys, "assemble", folder, "--check", plan).out
    told["teams"][0]["ask"]["limit"] = 100_00
    plan.write_text(json.dumps({**told, "wishes": []}), encoding="utf-8")
    assert "it costs more than the £100.00 it may cost" in plait(capsys, "assemble", folder, "--check", plan).out
    small = wishes(tmp_path, "Budget,Flow board,,,,,,,100")
    ended = plait(capsys, "assemble", folder, "--wishes", small)
    assert ended.code == 1
    assert "£100 is too little for any team of Flow board. Write £" in ended.out


def test_wishes_that_cannot_be_had_name_the_conflict_and_the_smallest_change(capsys: Captured, tmp_path: Path) -> None:
    size = "Size,Flow board,,,,,3,3"
    file = wishes(tmp_path, size, *(f"In,Flow board,{number},,,,," for number in (1, 2, 3, 5)))
    ended = plait(capsys, "assemble", write_planned(tmp_path / "files"), "--wishes", file)
    assert ended.code == 1
    assert ended.out.splitlines()[0].startswith("These 3 wishes cannot be had together: ")
    assert "Smallest change: drop “Ed Mole is in Flow board”; then all your other wishes can be had." in ended.out
    assert "Or change one: “Flow board has 3 to 4 people”." in ended.out
    said = json.loads(plait(capsys, "assemble", tmp_path / "files", "--wishes", file, "--json").out)["conflict"]
    assert said["drop"] == [{"kind": "must", "service": "Flow board", "person": "5", "tenths": None}]
    assert said["instead"][0][1] == {"kind": "size", "service": "Flow board", "least": 3, "most": 4}
    assert said["words"][0].startswith("These 3 wishes")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("In,Flow board,99,,,,,", "line 2, Person: “99”: Not in the people register."),
        ("In,Nothing,1,,,,,", "line 2, Service: “Nothing”: Not in the services register."),
        ("In,Flow board,1,0.25,,,,", "line 2, WTE: “0.25”: No whole tenth of WTE. Write whole tenths, like 0.4."),
        ("Apart,,1,,,,,,,", "line 2, Other person: A wish of the kind Apart needs it. Write it, like 1002."),
        ("Lead,Flow board,,,,,,", "line 2, Person: A wish of the kind Lead needs it. Write it, like 1001."),
        ("Size,Flow board,,,,,,", "line 2, At least: A wish of the kind Size needs it. Write it, like 4."),
        ("Never,Flow board,1,,,,,", "line 2, Wish: “Never”"),
    ],
)
def test_a_line_that_states_no_wish_is_named(capsys: Captured, tmp_path: Path, line: str, words: str) -> None:
    ended = plait(capsys, "assemble", write_planned(tmp_path / "files"), "--wishes", wishes(tmp_path, line))
    assert (ended.code, ended.out) == (1, "")
    assert words in ended.err


def test_wishes_that_make_no_sense_are_told_before_a_search(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path / "files")
    ended = plait(capsys, "assemble", folder, "--wishes", wishes(tmp_path, "Lead,Flow board,1,,,,,", "Out,,1,,,,,"))
    told = "Ann Frost is to lead Flow board and to be done without. Remove one of the two wishes.\n"
    assert (ended.code, ended.out) == (1, told)
    many = wishes(tmp_path, *(["Priority,Flow board,,,User research,Must,,"] * 10_000))
    assert "9,979 more faults" in plait(capsys, "assemble", folder, "--wishes", many).err
    assert "There is no file nothing.csv." in plait(capsys, "assemble", folder, "--wishes", "nothing.csv").err
