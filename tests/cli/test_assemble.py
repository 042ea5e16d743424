"""`plait assemble`: teams proposed of files and of the record, in the words of the page, and nothing saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from plait.engine.assembly.levels import weights_of
from plait.engine.assembly.wishes import Size
from plait.engine.permissions import Role
from plait.files.plans import plain_plan, plan_of
from plait.store.models import Access, Assignment, Membership, Team
from tests.cli.commands import EMAIL, plait, rows, write_people, write_sheet
from tests.planned import SHEETS, instance_of, write_planned

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
    assert (ended.code, said["version"], [team["ask"]["service"] for team in said["teams"]]) == (0, 2, ["Flow board"])
    assert said["teams"][0]["ask"]["window"] == {"starts": "2030-04-01", "months": 12}
    [lacked] = said["worth"]["binding"]
    assert (lacked["competency"], lacked["wte"], lacked["services"]) == ("User research", "0.2", ["Flow board"])
    assert said["worth"]["values"][0]["competency"] == "User research"
    assert said["worth"]["values"][0]["verified"] > 0


def test_a_pick_by_role_stands_beside_the_plan(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_planned(tmp_path)
    told = plait(capsys, "assemble", folder, "--service", "Flow board")
    assert "\nAsking by role takes as many people and covers as many needs.\n" in told.out
    assert "Needs covered in full" in told.out
    assert "It tells nothing of how well people work together" in told.out
    said = json.loads(plait(capsys, "assemble", folder, "--service", "Flow board", "--json").out)["by_role"]
    assert said["lines"][0] == {
        "what": "Needs covered in full", "by_competency": "3 of 4", "by_role": "3 of 4", "difference": "the same"
    }  # fmt: skip
    assert said["asked"][0]["role"] == "Flow manager"
    assert (len(said["plan"]["teams"]), said["misfits"]) == (1, 0)
    monkeypatch.setattr("plait.engine.assembly.by_role.check", lambda *_: ("nobody clinical",))
    assert "Asking by role" not in plait(capsys, "assemble", folder).out
    assert json.loads(plait(capsys, "assemble", folder, "--json").out)["by_role"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--service", "Nothing"), "Nothing is no service with needs. These are: Booking; Flow board."),
        (("--from", "2030-04-02"), "Teams begin on the first of a month: write 2030-04-01, or a later month."),
        (("--months", "7"), "Teams are for whole quarters: write 3, 6, 9 or more months in threes, 24 at most."),
        (("--months", "0"), "0 is not in the range"),
        (("--check", "nothing.json"), "nothing.json cannot be opened. Write the path of a file you may read."),
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
    rows(Assignment).update(band="6", point=1)
    cost = json.loads(plait(capsys, "assemble", "--as", EMAIL, "--json").out)["cost"]
    assert {(one["pence"], one["shown"]["In all"]) for one in cost["teams"]} == {(None, "£0 to £50k")}
    rows(Access).update(role=Role.FIN, starts=timezone.localdate())
    refused = plait(capsys, "assemble", "--as", EMAIL)
    assert "Your role (finance partner) may not assemble teams" in refused.err


@pytest.mark.parametrize(("starts", "when"), [("2019-01-01", "in the past"), ("2093-01-01", "more than 5 years ahead")])
def test_a_day_far_from_now_is_said(capsys: Captured, tmp_path: Path, starts: str, when: str) -> None:
    path = tmp_path / "asked.json"
    path.write_text(json.dumps({**instance_of(), "starts": starts}))
    said = plait(capsys, "assemble", path).err
    assert f"The teams would begin {when}, on 1 January {starts[:4]}. Another day: --from." in said


def test_an_instance_in_json_is_assembled_for_what_it_asks(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "asked.json"
    told = {**instance_of(), "starts": "2030-04-01", "months": 12, "services": ["flow BOARD"], "sizes": {"most": 7}}
    path.write_text(json.dumps(told))
    asked = json.loads(plait(capsys, "assemble", path, "--json").out)["teams"][0]["ask"]
    assert (asked["service"], asked["most"]) == ("Flow board", 7)
    assert asked["window"] == {"starts": "2030-04-01", "months": 12}
    other = json.loads(plait(capsys, "assemble", path, "--json", "--months", 6, "--service", "Booking").out)
    assert [(team["ask"]["service"], team["ask"]["window"]["months"]) for team in other["teams"]] == [("Booking", 6)]
    assert plait(capsys, "check", path).code == 0
    path.write_text(json.dumps({**told, "months": "few"}))
    assert "`months` is no whole number from 1 to 99." in plait(capsys, "assemble", path).err
    path.write_text(json.dumps({**told, "months": 27}))
    assert "Teams are for whole quarters" in plait(capsys, "assemble", path).err


def test_the_weights_and_wishes_of_an_instance_are_those_of_the_options(capsys: Captured, tmp_path: Path) -> None:
    path, plain = tmp_path / "asked.json", tmp_path / "plain.json"
    weights = {"departments": "a lot", "second_holders": "not at all", "cost": "a little"}
    wishes = [{"Wish": "Size", "Service": "Flow board", "At least": 3, "At most": 4}]
    path.write_text(json.dumps({**instance_of(), "version": 2, "weights": weights, "wishes": wishes}))
    plain.write_text(json.dumps(instance_of()))
    file = tmp_path / "wishes.csv"
    file.write_text("Wish,Service,At least,At most\nSize,Flow board,3,4\n")
    options = ("--departments", "a lot", "--second-holders", "not at all", "--cost", "a little", "--wishes", file)
    told = plait(capsys, "assemble", path, "--json").out
    assert told == plait(capsys, "assemble", plain, "--json", *options).out
    plan = plan_of(json.loads(told))
    graded = weights_of({"departments": "a lot", "seconds": "not at all", "thousands": "a little"})
    assert (plan.weights, plan.wishes) == (graded, (Size("Flow board", 3, 4),))
    assert plan_of(json.loads(json.dumps(plain_plan(plan)))) == plan
    other = plan_of(json.loads(plait(capsys, "assemble", path, "--json", "--cost", "not at all").out))
    assert other.weights == replace(graded, thousands=0)
    path.write_text(json.dumps({**instance_of(), "version": 2, "wishes": [{"Wish": "Size", "Service": "Nothing"}]}))
    assert "Not in the services register" in plait(capsys, "assemble", path).err


def test_the_schema_of_an_instance_is_printed(capsys: Captured) -> None:
    ended = plait(capsys, "assemble", "--schema")
    assert (ended.code, json.loads(ended.out)["properties"]["version"]) == (0, {"enum": [1, 2]})


Told = dict[str, Any]


def kept_plan(capsys: Captured, tmp_path: Path, change: Callable[[Told], object] = lambda _: None) -> tuple[Path, Path]:
    """The folder, and a plan for it as a file, changed."""
    folder, kept = write_planned(tmp_path / "trust"), tmp_path / "plan.json"
    told = json.loads(plait(capsys, "assemble", folder, "--json").out)
    change(told)
    kept.write_text(json.dumps(told))
    return folder, kept


def test_a_plan_is_checked_against_the_files_it_was_made_from(capsys: Captured, tmp_path: Path) -> None:
    folder, kept = kept_plan(capsys, tmp_path)
    ended = plait(capsys, "assemble", folder, "--check", kept)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("0 violations.\n")
    said = json.loads(plait(capsys, "assemble", folder, "--check", kept, "--json").out)
    assert said["violations"] == []
    assert [(level["name"], level["value"] == level["stated"]) for level in said["levels"]] == [
        (name, True) for name in ("coverage", "kept", "departments", "second holders", "effort")
    ]


def _member(told: Told) -> Told:
    return next(m for team in told["teams"] for m in team["members"] if m["is_new"])


PLANTED: tuple[tuple[Callable[[Told], object], str], ...] = (
    (lambda told: _member(told).update(wte="3"), "is asked for more than their"),
    (lambda told: _member(told).update(wte="0.1"), "joins for less than 0.2 WTE"),
    (lambda told: _member(told).update(employee_number="99"), "99 is not employed all through"),
    (lambda told: _member(told).update(serves=["User research"]), "serves a need whose level they do not meet"),
    (lambda told: told["teams"][1]["members"].pop(), "people, and it may have"),
    (lambda told: told["teams"][1]["members"].append(_member(told)), "stands in it twice"),
    (lambda told: told["teams"][1]["gaps"].clear(), "is not what it says"),
    (lambda told: told["teams"][1]["ask"]["needs"].pop(), "is not what the service needs"),
    (lambda told: told["teams"][1]["ask"].update(most=99), "and a team may have 9"),
    (lambda told: told["teams"].append(told["teams"][0]), "asked for 2 times"),
    (lambda told: told["coverage"].update(value=0.99, bound=1.0), "The plan says it covers 0.9900"),
    (lambda told: told["coverage"].update(bound=0.1), "more than the bound of 0.1000"),
    (lambda told: told["effort"].update(value=1.0, bound=0.0), "The plan says it takes an effort of 1.0"),
    (lambda told: told["levels"][1].update(value=1, bound=99), "The plan says its level departments is 1, and it is"),
    (lambda told: told["levels"][2].update(bound=-1), "more than its bound of -1"),
    (lambda told: told["levels"][0].update(name="luck"), "The plan says its level luck is"),
    (lambda told: told["teams"][1]["ask"]["window"].update(months=5), "are no whole quarters"),
)


@pytest.mark.parametrize(("change", "words"), PLANTED)
def test_each_planted_violation_is_named(
    capsys: Captured, tmp_path: Path, change: Callable[[Told], object], words: str
) -> None:
    folder, kept = kept_plan(capsys, tmp_path, change)
    ended = plait(capsys, "assemble", folder, "--check", kept)
    assert ended.code == 1
    assert words in ended.out, ended.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "plan.json is no JSON. Write it with `plait assemble --json`."),
        ("[]", "plan.json is no plan of version 2."),
        ('{"version": 1}', "plan.json is no plan of version 2."),
        ('{"version": 2}', "plan.json is no plan of version 2."),
        ("[" * 100_000, "plan.json is no plan of version 2."),
    ],
)
def test_what_is_no_plan_is_refused(capsys: Captured, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "plan.json").write_text(text)
    ended = plait(capsys, "assemble", write_planned(tmp_path / "trust"), "--check", tmp_path / "plan.json")
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


def test_faults_of_the_files_are_counted_beside_the_check(capsys: Captured, tmp_path: Path) -> None:
    folder, kept = kept_plan(capsys, tmp_path)
    with (folder / "needs.csv").open("a") as needs:
        needs.write('"Booking","Nothing of this name","Expert","1","","Must","01/01/2020"\n')
    ended = plait(capsys, "assemble", folder, "--check", kept)
    assert ended.code == 1
    assert ended.out.startswith("0 violations.")
    assert "1 fault in the files the plan was checked against." in ended.err


def with_pay(folder: Path) -> Path:
    """The trust of files with bands: two of the new team's three have a published point."""
    paid = {"5": ("6", "3"), "2": ("7", "1"), "3": ("Consultant", "1")}
    headings, people = SHEETS["People"]
    write_sheet(
        folder, "people", (*headings, "Band", "Point"), *((*one, *paid.get(one[0], ("", ""))) for one in people)
    )
    return folder


def test_of_files_with_bands_the_cost_is_told_to_the_penny(capsys: Captured, tmp_path: Path) -> None:
    folder = with_pay(write_planned(tmp_path))
    asked = ("assemble", folder, "--service", "Flow board", "--from", "2027-01-01")
    ended = plait(capsys, *asked)
    # Two fifths of £30,497.18 (half a post), and 0.6 of £63,393.84, for half a year.
    assert "£25,117.59 of pay and on-costs for 2 members, 1 January 2027 to 30 June 2027." in ended.out
    assert "Not known for 1 of 3 members" in ended.out
    assert "Surgery" in ended.out
    cost = json.loads(plait(capsys, *asked, "--json").out)["cost"]
    (team,) = cost["teams"]
    assert (team["known"], team["members"], team["pence"]["In all"]) == (2, 3, 2_511_759)
    assert team["pence"]["2026/27"] + team["pence"]["2027/28"] == 2_511_759
    assert sum(one["pence"]["In all"] for one in cost["departments"]) == 2_511_759


def test_of_files_without_bands_the_cost_is_not_known(capsys: Captured, tmp_path: Path) -> None:
    ended = plait(capsys, "assemble", write_planned(tmp_path), "--service", "Flow board")
    assert "What it costs is not known: no member has a band and point for which pay is published." in ended.out
    assert "Not known for 3 of 3 members" in ended.out


def test_where_nobody_joins_nothing_is_to_be_paid(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path)
    (folder / "competencies held.csv").unlink()
    ended = plait(capsys, "assemble", folder, "--service", "Flow board")
    assert "Nobody is proposed, so nothing is to be paid." in ended.out


def test_what_counts_beside_coverage_is_said_by_option(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path)
    options = ("--departments", "a lot", "--second-holders", "not at all", "--cost", "a little")
    said = json.loads(plait(capsys, "assemble", folder, "--json", *options).out)
    assert said["weights"] == {"kept": 0.1, "departments": 0.08, "seconds": 0.0, "thousands": 0.001 / 3}
    assert json.loads(plait(capsys, "assemble", folder, "--json", "--strict").out)["strict"]
    assert "What counts" in plait(capsys, "assemble", folder).out
