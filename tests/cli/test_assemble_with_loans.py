"""`plait assemble --lent-by`: people whom the files of another trust lend, as far as its sheet of people lent goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import plait, write_sheet
from tests.planned import SHEETS, SINCE, write_planned

Captured = pytest.CaptureFixture[str]
HEADINGS = ("Employee number", "Lent to", "WTE", "Name shown", "Starts", "Last day")
LENT = ("71", "RXX", "0.4", "No", "01/01/2026", "31/12/2099")


def theirs(folder: Path, *lent: tuple[str, ...]) -> Path:
    """RYY, whose Una Vale knows user research, and gives a team some of her time."""
    people = SHEETS["People"][0]
    write_sheet(
        folder, "people", people,
        ("71", "Una Vale", "Digital, data and technology", "Researcher", "Design", "1", SINCE),
        ("72", "Val Wren", "Managers", "Manager", "Design", "1", SINCE),
    )  # fmt: skip
    held = (("71", "USER research", "Expert", SINCE), ("71", "Basket weaving", "Expert", SINCE))
    write_sheet(folder, "competencies held", SHEETS["Competencies held"][0], *held)
    write_sheet(folder, "competencies", ("Competency", "Family", "Viewpoint"), ("Basket weaving", "Craft", "Digital"))
    teams = (("Their team", SINCE, "71 0.3; 72 0.2"),)
    write_sheet(folder, "teams", ("Team", "Starts", "Members"), *teams)
    write_sheet(folder, "people lent", HEADINGS, *(lent or (LENT,)))
    return folder


def assembled(capsys: Captured, tmp_path: Path, *lent: tuple[str, ...], more: tuple[str, ...] = ()) -> str:
    ours, folder = write_planned(tmp_path / "ours"), theirs(tmp_path / "theirs", *lent)
    ended = plait(
        capsys, "assemble", ours, "--service", "Flow board", "--from", "2030-04-01", "--trust", "RXX", "--lent-by",
        f"RYY={folder}", *more,
    )  # fmt: skip
    assert ended.code == 0, ended.err
    return ended.out


def test_who_is_lent_is_asked_for_by_reference_and_the_end_of_the_loan_is_said(
    capsys: Captured, tmp_path: Path
) -> None:
    told = assembled(capsys, tmp_path)
    assert "Every need of 1 service can be covered" in told
    assert "RYY/1 Somebody of theirs" in told
    assert "RYY/1 in Flow board is lent by theirs (RYY) until 31/12/2099. The place ends with the loan" in told
    assert "Una Vale" not in told
    assert "Asking by role" not in told, "of people lent no job title is told"


def test_a_name_is_told_where_the_sheet_says_so_and_the_plan_can_be_checked(capsys: Captured, tmp_path: Path) -> None:
    told = assembled(capsys, tmp_path, ("71", "rxx", "", "Yes", "", "31/12/2099"), more=("--json",))
    plan = json.loads(told)
    assert plan["by_role"] is None
    [member] = [one for one in plan["teams"][0]["members"] if one["home"]]
    assert (member["employee_number"], member["home"]) == ("RYY/1", "RYY")
    kept = tmp_path / "plan.json"
    kept.write_text(told, encoding="utf-8")
    checked = assembled(capsys, tmp_path, more=("--check", str(kept)))
    assert "0 violations" in checked
    assert "RYY/1 Una Vale" in assembled(capsys, tmp_path, ("71", "RXX", "", "Yes", "", "31/12/2099"))


@pytest.mark.parametrize(
    "lent",
    [
        ("71", "RZZ", "", "No", "", "31/12/2099"), ("71", "RXX", "", "No", "01/05/2030", "31/12/2099"),
        ("71", "RXX", "", "No", "01/01/2026", "31/03/2030"), ("71", "RXX", "", "No", "01/01/2026", "30/06/2030"),
    ],
    ids=["to another", "later", "over", "ends within"],
)  # fmt: skip
def test_nobody_is_asked_for_beyond_the_loan(capsys: Captured, tmp_path: Path, lent: tuple[str, ...]) -> None:
    assert "RYY/1" not in assembled(capsys, tmp_path, lent)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--lent-by", "RYY"), "like RYY=theirs, not RYY"),
        (("--lent-by", "RYY=nowhere"), "Say with --trust which trust this is"),
    ],
)
def test_what_is_wrong_with_the_option_is_said(
    capsys: Captured, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    ended = plait(capsys, "assemble", write_planned(tmp_path), *options)
    assert ended.code == 2
    assert words in ended.err


def test_it_goes_with_files_alone(capsys: Captured) -> None:
    ended = plait(capsys, "assemble", "--as", "pat@rxx.example", "--lent-by", "RYY=theirs")
    assert ended.code == 2
    assert "--lent-by goes with files" in ended.err
