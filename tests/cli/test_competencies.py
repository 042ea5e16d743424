"""`plait competencies`: what will be short, of a folder and of the record, in words and in JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from plait.engine.permissions import Role
from plait.files.folder import load_path
from plait.jobs.acting import act_of, acting
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.store.access import find_user_id
from plait.store.imports import Choices
from plait.store.models import Access, Event
from tests.cli.commands import EMAIL, plait, rows, write_sheet
from tests.planned import SHEETS, write_planned

Captured = pytest.CaptureFixture[str]
ON = ("--on", "2026-11-02")


def test_a_folder_tells_what_is_short_and_what_hangs_on_one_person(capsys: Captured, tmp_path: Path) -> None:
    ended = plait(capsys, "competencies", write_planned(tmp_path), *ON)
    assert (ended.code, ended.err) == (0, "")
    first, *lines = ended.out.splitlines()
    assert first == "2 of 5 competencies needed in the next four quarters are short of people or time."
    short = [line.split() for line in lines if line.startswith("  January to March 2027")]
    assert [(words[4], words[-2:]) for words in short] == [("Booking", ["1", "person"]), ("User", ["0.2", "WTE"])]
    assert "Held by one person alone now: Bed and flow management at Expert." in lines
    assert "Ward workflow" not in ended.out
    assert lines[-1] == "0 of 5 needs covered by a team of its service."
    every = plait(capsys, "competencies", tmp_path, *ON, "--all").out
    assert "Ward workflow" in every
    assert "0 people, 0.0 WTE  2 people, 1.5 WTE" in every


def test_needs_of_retired_services_and_after_their_end_are_left_out(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path)
    write_sheet(
        folder, "services", ("Service", "Phase", "Starts", "Last day"),
        ("Flow board", "Retired", "01/01/2020", ""), ("Booking", "Live", "01/01/2020", "31/03/2027"),
    )  # fmt: skip
    said = json.loads(plait(capsys, "competencies", folder, *ON, "--json").out)
    assert [(one["competency"], one["quarter"]) for one in said["lines"]] == [
        ("Booking and scheduling", "2026-10-01"), ("Booking and scheduling", "2027-01-01"),
    ]  # fmt: skip
    assert said["lines"][0]["short_people"] == 1
    assert [(one["service"], one["covered_on"], one["days"]) for one in said["waits"]] == [
        ("Booking", None, (date(2026, 11, 2) - date(2020, 1, 1)).days)
    ]
    assert said["quarters"][1] == {"starts": "2027-01-01", "last_day": "2027-03-31"}


def test_somebody_who_leaves_makes_another_the_only_one(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path)
    headings, people = SHEETS["People"]
    with_ends = [(*one, "31/03/2027" if one[0] == "5" else "") for one in people]
    write_sheet(folder, "people", (*headings, "Last day"), *with_ends)
    ended = plait(capsys, "competencies", folder, *ON)
    assert "Held by one person alone from April 2027: Ward workflow at Practitioner." in ended.out


@pytest.mark.usefixtures("rxx")
def test_the_record_tells_the_same_to_those_who_read_peoples_time(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path / "planned")
    at = timezone.now()
    user = find_user_id(EMAIL)
    assert user
    with acting(user, "RXX", on=timezone.localdate(at)) as viewer:
        act = act_of(viewer, at)
        number = bring_file(viewer, act, Upload(*load_path(folder)), Choices(timezone.localdate(at)))
        approve_import(viewer, act, number, leaves_out=False)
    of_files = plait(capsys, "competencies", folder, *ON)
    of_record = plait(capsys, "competencies", "--as", EMAIL, *ON)
    assert (of_record.code, of_record.out) == (0, of_files.out)
    rows(Access).update(role=Role.BM)
    refused = plait(capsys, "competencies", "--as", EMAIL)
    assert refused.code == 3
    assert "may not read somebody's free and committed time" in refused.err
    assert [event.after for event in rows(Event).filter(action="exported")] == [{"name": "plait competencies"}]


def test_without_files_or_user_it_says_what_to_name(capsys: Captured, tmp_path: Path) -> None:
    ended = plait(capsys, "competencies")
    assert (ended.code, "Name a folder of files, or a user" in ended.err) == (2, True)
    folder = write_planned(tmp_path)
    write_sheet(folder, "needs", ("Service", "Competency", "Level", "People"), ("Nothing", "Unknown", "Expert", "x"))
    ended = plait(capsys, "competencies", folder)
    assert ended.code == 1
    assert "in the files" in ended.err


def test_what_a_community_offers_in_the_files_counts(capsys: Captured, tmp_path: Path) -> None:
    folder = write_planned(tmp_path)
    write_sheet(folder, "communities", ("Community", "Family"), ("Research circle", "User-centred design"))
    write_sheet(folder, "community members", ("Community", "Employee number"), ("Research circle", "5"))
    write_sheet(
        folder, "part-time offers", ("Community", "Competency", "Level", "WTE", "Starts"),
        ("Research circle", "User research", "Expert", "0.2", "01/01/2020"),
    )  # fmt: skip
    said = json.loads(plait(capsys, "competencies", folder, *ON, "--json").out)
    [line, *_] = [one for one in said["lines"] if one["competency"] == "User research"]
    assert (line["offered_wte"], line["beside_wte"], line["short_wte"]) == ("0.2", "0.2", "0")
