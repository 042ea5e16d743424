"""The main job by command: a framework, a staff-in-post report, teams and services, from nothing to verdicts."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from plait.engine.litmus.judging import questions
from plait.store.embedded import Addresses
from plait.store.models import Assignment, Competency, Employment
from tests.cli.commands import EMAIL, Ended, plait, rows
from tests.reports import COLUMNS, STAFF, staff_in_post, teams_and_services, write_framework

Capture = pytest.CaptureFixture[str]
AS = ("--as", EMAIL)
PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "competencies"


@pytest.fixture
def opened(
    empty_database: Addresses,  # noqa: ARG001 - asked for, so that there is one
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A folder with the trust's files; the trust is opened by command on a database without any."""
    monkeypatch.setenv("PLAIT_PASSWORD", "warp and weft and loom")
    ended = plait(capsys, "trust", "RXX", "Example Trust", "--administrator", EMAIL, "--as-well", "PMO")
    assert ended.code == 0, ended
    (tmp_path / "October.xlsx").write_bytes(staff_in_post())
    (tmp_path / "teams.xlsx").write_bytes(teams_and_services())
    (tmp_path / "ours.csv").write_text(COLUMNS, encoding="utf-8")
    return tmp_path


def bring(capsys: Capture, path: Path, *more: object) -> Ended:
    return plait(capsys, "import", path, *AS, "--yes", *more)


def counts(ended: Ended, sheet: str) -> list[int]:
    """New, changed, unchanged, rejected and absent rows of a sheet, as the preview says."""
    line = next(line for line in ended.out.splitlines() if line.split()[:1] == [sheet])
    return [int(cell) for cell in line.split()[1:]]


def wte(number: str) -> Decimal:
    """The share of a post somebody has from now on."""
    return rows(Assignment).get(employment__employee_number=number, ends=None).wte


def test_files_as_they_come_lead_from_an_empty_database_to_verdicts_with_rows(opened: Path, capsys: Capture) -> None:
    # Given nothing but an open trust, no question can be answered
    before = plait(capsys, "judge", *AS)
    assert before.out.count("Not enough evidence. We cannot tell.") == len(questions())
    # When the framework comes as published
    framework = bring(capsys, write_framework(opened / "framework"))
    assert framework.code == 0, framework
    assert "The level is NOT IN USE" in framework.out
    assert rows(Competency).filter(name="Pipelines").exists()
    # And the report, first as it is, then with its columns matched
    refused = bring(capsys, opened / "October.xlsx")
    assert (refused.code, rows(Employment).count()) == (1, 0)
    assert "a report with headings of its own: plait columns" in refused.err
    people = bring(capsys, opened / "October.xlsx", "--columns", opened / "ours.csv")
    assert people.code == 0, people
    assert counts(people, "People") == [len(STAFF), 0, 0, 0, 0]
    assert "columns matched by “ours”. Totals and notes on line 12 are left out." in people.out
    assert wte("20481004") == Decimal("0.6")
    # And teams with services
    assert bring(capsys, opened / "teams.xlsx").code == 0
    # Then three questions have a verdict, a sentence and rows that say where they came from
    said = plait(capsys, "judge", *AS).out
    assert "Not met. 1 of 2 teams brings all 3 viewpoints. Theatre lists has no digital member." in said
    assert "Theatre lists  0        2         1            teams.xlsx, Teams, line 3" in said
    assert "Not met. 0 of 2 teams have 5 to 9 people. Discharge hub has 4, Theatre lists 3." in said
    assert "Met. The only second team follows a visible release of its parent team." in said


def test_next_month_the_report_is_recognised(opened: Path, capsys: Capture) -> None:
    bring(capsys, opened / "October.xlsx", "--columns", opened / "ours.csv", "--true-from", "2026-10-31")
    kept = list(rows(Employment).order_by("id").values())
    again = bring(capsys, opened / "October.xlsx")
    assert counts(again, "People") == [0, 0, len(STAFF), 0, 0]
    assert kept == list(rows(Employment).order_by("id").values())
    more = (*STAFF[1:], (*STAFF[0][:5], 0.5, *STAFF[0][6:]), ("20481008", "HALL, Io", *STAFF[2][2:]))
    (opened / "November.xlsx").write_bytes(staff_in_post("November 2026", more))
    next_month = bring(capsys, opened / "November.xlsx", "--true-from", "2026-11-24")
    assert "columns matched by “ours”" in next_month.out
    assert counts(next_month, "People") == [1, 1, len(STAFF) - 1, 0, 0]
    assert wte("20481001") == Decimal("0.5")


def test_plait_fills_in_the_list_of_columns(opened: Path, capsys: Capture) -> None:
    ended = plait(capsys, "columns", opened / "October.xlsx", opened / "list.csv")
    assert ended.code == 0, ended
    with (opened / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [tuple(row) for row in csv.reader(file)]
    assert ("Employee number", "Assignment No.", "") in listed
    assert ("Name", "Ee Name", "") in listed
    assert ("Staff group", "Staff Grp", "") in listed
    # Its words are listed with what they probably mean, and one of which Plait cannot tell is left open
    assert ("Staff group", "Nursing and Midwifery", "Nursing and Midwifery Registered") in listed
    assert ("Staff group", "DDaT", "") in listed
    # Which is no mapping yet, and says so
    refused = bring(capsys, opened / "October.xlsx", "--columns", opened / "list.csv")
    assert (refused.code, rows(Employment).count()) == (1, 0)
    assert "If it is a word of the report, write what it stands for beside it" in refused.err
    # Nor is it written over
    again = plait(capsys, "columns", opened / "October.xlsx", opened / "list.csv")
    assert (again.code, "left alone. Correct it" in again.err) == (1, True)
    assert (
        '"report": "Staff in post"'
        in plait(capsys, "columns", opened / "October.xlsx", opened / "two.csv", "--json").out
    )


def test_words_a_list_lacks_are_added_to_it_and_named_by_the_preview(opened: Path, capsys: Capture) -> None:
    # Given a list that says which column is which, and nothing of the words in them
    ours = opened / "ours.csv"
    short = "".join(line for line in COLUMNS.splitlines(keepends=True) if line.endswith((",\n", "for\n")))
    ours.write_text(short, encoding="utf-8")
    # Then the preview tells what to do about each word
    refused = bring(capsys, opened / "October.xlsx", "--columns", ours)
    assert "by command in a row of the list for --columns" in refused.out
    assert "sheet first" not in refused.out
    # And the same command as before adds them, once
    assert plait(capsys, "columns", opened / "October.xlsx", ours).code == 0
    listed = ours.read_text(encoding="utf-8-sig")
    assert "Band,Pay Band" in listed
    assert "Staff group,DDaT,\n" in listed.replace("\r", "")
    ours.write_text(COLUMNS, encoding="utf-8")
    done = plait(capsys, "columns", opened / "October.xlsx", ours)
    assert (done.code, "speaks of every word" in done.err) == (1, True)
    assert ours.read_text(encoding="utf-8") == COLUMNS
    # And no other file is written over
    other = plait(capsys, "columns", opened / "October.xlsx", opened / "teams.xlsx")
    assert (other.code, "no list of columns" in other.err) == (1, True)


def test_there_is_nothing_to_match_in_a_file_plait_knows(opened: Path, capsys: Capture) -> None:
    known = plait(capsys, "columns", opened / "teams.xlsx", opened / "list.csv")
    assert (known.code, (opened / "list.csv").exists()) == (1, False)
    assert "knows every table" in known.err
    refused = bring(capsys, opened / "teams.xlsx", "--columns", opened / "ours.csv")
    assert refused.code == 1
    assert "there are no columns to match" in refused.err
    nowhere = plait(capsys, "columns", opened / "October.xlsx", opened / "nowhere" / "list.csv")
    assert (nowhere.code, "cannot be written" in nowhere.err) == (2, True)
    assert bring(capsys, opened / "October.xlsx", "--columns", opened / "missing.csv").code == 1


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="The published framework is not here.")
def test_the_framework_as_published_is_imported_and_stays(opened: Path, capsys: Capture) -> None:
    folder = opened / "published"
    folder.mkdir()
    for file in PUBLISHED.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    first = bring(capsys, folder)
    assert first.code == 0, first
    assert "The GOV.UK capability framework was read and cleaned:" in first.out
    brought = rows(Competency).count()
    assert brought > 150
    assert bring(capsys, folder).code == 0
    assert rows(Competency).count() == brought
