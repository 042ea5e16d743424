"""Commands on files alone: their words, their codes, and that they need no Django."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

import plait as plait_package
from tests.cli.commands import plait, write_people, write_sheet, write_trust, write_waiting

Capture = pytest.CaptureFixture[str]
WITHOUT_DJANGO = """
import sys
from plait.cli.plait import run
code = run(sys.argv[1:])
print("DJANGO" if any(name.split(".")[0] in {"django", "psycopg"} for name in sys.modules) else "NONE", file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["check", "{}"], ["judge", "{}"], ["template", "{}/new.xlsx"]])
def test_commands_on_files_never_import_django(arguments: list[str], tmp_path: Path) -> None:
    write_trust(tmp_path)
    command = [sys.executable, "-c", WITHOUT_DJANGO, *(argument.format(tmp_path) for argument in arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.split()[-1]) == (0, "NONE")


def test_check_finds_no_fault_in_three_good_sheets(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "check", write_trust(tmp_path / "trust"))
    assert ended.code == 0
    assert "People    3 good rows" in ended.out
    assert "trust: no fault. Nothing was saved." in ended.out


def test_check_names_each_fault_by_sheet_line_column_value_and_remedy(tmp_path: Path, capsys: Capture) -> None:
    write_sheet(
        tmp_path, "people", ("Employee number", "Name", "Staff group", "Department", "WTE", "Starts"),
        ("1", "Ann", "Nurses & health visitor", "Ward", "1", "31/06/2026"),
    )  # fmt: skip
    ended = plait(capsys, "check", tmp_path)
    assert ended.code == 1
    assert "people: 1 fault" in ended.out
    assert "line 2, Starts: “31/06/2026”: June has 30 days." in ended.out


def test_check_says_what_the_how_to_shows(tmp_path: Path, capsys: Capture) -> None:
    book = Workbook()
    sheet = book.create_sheet("People", 0)
    sheet.append(("Employee number", "Name", "Staff group", "Department", "WTE", "Starts"))
    sheet.append(("1", "Ann", "Managers", "Ward", "1", "31/06/2026"))
    book.save(tmp_path / "trust.xlsx")
    page = Path(__file__).parents[2] / "docs" / "how-to" / "import-a-workbook.md"
    assert plait(capsys, "check", tmp_path / "trust.xlsx").out in page.read_text(encoding="utf-8")


def test_check_names_days_to_come_and_warns_of_mixed_rhythms(tmp_path: Path, capsys: Capture) -> None:
    write_sheet(tmp_path, "outcomes", ("Outcome", "Measure"), ("Calls", "Answered"))
    months = [("Calls", f"01/{month:02}/2025", 60) for month in range(1, 9)]
    weeks = [("Calls", f"{day:02}/08/2025", 61) for day in (8, 15, 22)]
    write_sheet(tmp_path, "observations", ("Outcome", "Date", "Value"), *months, *weeks)
    fine = plait(capsys, "check", tmp_path)
    warning = "observations, line 10: the days of Calls mix months and weeks."
    assert (fine.code, warning in fine.out) == (0, True)
    assert warning in plait(capsys, "check", tmp_path, "--json").out
    write_sheet(tmp_path, "observations", ("Outcome", "Date", "Value"), ("Calls", "01/01/2190", 60))
    assert "line 2, Date: “01/01/2190”: A day to come. Write a day up to " in plait(capsys, "check", tmp_path).out


def test_check_says_which_files_of_a_folder_it_does_not_read(tmp_path: Path, capsys: Capture) -> None:
    folder = write_trust(tmp_path / "trust")
    assert plait(capsys, "check", folder).err == ""
    (folder / ".hidden").touch()
    for name in ("a.xlsx", "b.txt", "c.pdf", "d"):
        (folder / name).write_bytes(b"x")
    ended = plait(capsys, "check", folder)
    assert ended.code == 0
    assert ended.err == "Of a folder only CSV files are read, not a.xlsx, b.txt, c.pdf and 1 more.\n"


def test_check_offers_the_nearest_names(tmp_path: Path, capsys: Capture) -> None:
    write_sheet(
        tmp_path, "people", ("Employee number", "Name", "Staff group", "Department", "WTE"),
        ("1", "Ann", "Nurses & health visitor", "Ward", "1"),
    )  # fmt: skip
    ended = plait(capsys, "check", tmp_path, "--json")
    (fault,) = json.loads(ended.out)["faults"]
    assert (ended.code, fault["sheet"], fault["line"], fault["column"]) == (1, "people", 2, "Staff group")
    assert "Nurses & health visitors" in fault["remedy"]


def test_check_names_the_first_twenty_and_counts_the_rest(tmp_path: Path, capsys: Capture) -> None:
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    write_sheet(tmp_path, "people", headings, *((n, "Ann", "Managers", "Ward", "much") for n in range(30)))
    some, every = plait(capsys, "check", tmp_path), plait(capsys, "check", tmp_path, "--all")
    assert some.out.count("“much”") == 20
    assert "… and 10 more faults.\n" in some.out
    assert some.out.splitlines()[-1].endswith(
        ": 30 faults. Nothing was saved. 10 more are not listed: --all lists every fault here, --json as data."
    )
    assert every.out.count("“much”") == 30
    assert every.out.splitlines()[-1].endswith(": 30 faults. Nothing was saved.")


def test_check_says_when_there_is_no_such_file(capsys: Capture) -> None:
    ended = plait(capsys, "check", "nowhere.xlsx")
    assert (ended.code, ended.err) == (2, "There is no file or folder nowhere.xlsx.\n")


def test_check_reports_what_was_cleaned_of_a_published_framework(tmp_path: Path, capsys: Capture) -> None:
    write_sheet(
        tmp_path, "skills", ("Skill Name", "Skill Description", "Awareness", "Working", "Practitioner", "Expert"),
        ("Weaving  data", "How threads meet", "a", "b", "c", "d"), ("Spinning", "MISSING", "a", "b", "c", "d"),
    )  # fmt: skip
    ended = plait(capsys, "check", tmp_path)
    assert ended.code == 0
    assert "The GOV.UK capability framework was read and cleaned:" in ended.out
    assert "MISSING" in ended.out
    assert "Competencies  2 good rows" in ended.out


def test_judge_answers_a_folder_with_verdict_sentence_and_rows(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "judge", write_trust(tmp_path / "trust"), "--on", "2026-11-02")
    assert ended.code == 0
    assert "trust, 2 November 2026" in ended.out
    assert "Met. The only team brings all 3 viewpoints." in ended.out
    assert "trust, teams, line 2" in ended.out
    assert "Leadership. Not enough evidence. 0 of " in ended.out


def test_judge_names_a_question_file_with_a_fault_and_answers_the_others(tmp_path: Path) -> None:
    copied = tmp_path / "src"
    shutil.copytree(Path(plait_package.__path__[0]), copied / "plait", ignore=shutil.ignore_patterns("static", "web"))
    questions = copied / "plait" / "engine" / "litmus" / "questions"
    text = (questions / "team_sizes.py").read_text(encoding="utf-8").replace("team-sizes", "counts-badly")
    (questions / "counts_badly.py").write_text(text.replace("teams_on(trust), members", "1 // 0, members"))
    (questions / "no_grammar.py").write_text("def judge(:\n")
    folder = str(write_trust(tmp_path / "trust"))
    done = subprocess.run(
        [sys.executable, "-m", "plait.cli", "judge", folder], env={**os.environ, "PYTHONPATH": str(copied)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "The question counts-badly has a fault: counts-badly: ZeroDivisionError in counts_badly.py" in done.stdout
    assert "The question no-grammar has a fault: no_grammar: SyntaxError" in done.stdout
    assert "  Not enough evidence. We cannot tell. The question file counts-badly has a fault." in done.stdout
    assert "Met. The only team brings all 3 viewpoints." in done.stdout


def test_judge_in_json_holds_the_same_words(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "judge", write_trust(tmp_path), "--json")
    questions = [q for heading in json.loads(ended.out)["headings"] for q in heading["questions"]]
    assert {q["slug"]: q["verdict"] for q in questions}["teams-are-fused"] == "met"
    assert len(questions) >= 3


def test_judge_shows_figures_for_context_apart_and_without_a_verdict(tmp_path: Path, capsys: Capture) -> None:
    said = plait(capsys, "judge", write_waiting(tmp_path)).out
    operating_model = said[said.index("Operating model.") : said.index("User centricity.")]
    heading, context = operating_model.split("  For context, not counted:\n")
    assert heading.startswith("Operating model. Not met. 0 of ")
    assert "\n  2 running teams have 1 hard dependency, 0.5 a team. 1 is on Messages.\n" in context
    lacking = said[said.index("Approach to new services.") :].split("  For context, not counted:\n")[1]
    assert "  Not enough evidence. We cannot tell. 3 of the sheets this rests on are missing or too old." in lacking


def test_judge_in_json_gives_figures_for_context_no_verdict(tmp_path: Path, capsys: Capture) -> None:
    headings = json.loads(plait(capsys, "judge", write_waiting(tmp_path), "--json").out)["headings"]
    context = {one["slug"]: one for heading in headings for one in heading["context"]}
    assert context["hard-dependencies"]["verdict"] is None
    assert context["hard-dependencies"]["sentence"].startswith("2 running teams have 1 hard dependency")
    assert context["competencies-met"]["verdict"] == "not enough evidence"
    assert not {one["slug"] for heading in headings for one in heading["questions"]} & context.keys()


def test_judge_shows_moves_with_all_they_change_only_where_they_are_asked_for(tmp_path: Path, capsys: Capture) -> None:
    folder = write_waiting(tmp_path)
    said = plait(capsys, "judge", folder, "--moves").out
    assert "    Move: Add a digital member to Messages\n      Changes no verdict. It would then say: " in said
    assert "      Decided by: Chief digital and information officer, with the line manager who releases" in said
    assert "Move:" not in plait(capsys, "judge", folder).out
    plain = json.loads(plait(capsys, "judge", folder, "--moves", "--json").out)
    fused = next(q for h in plain["headings"] for q in h["questions"] if q["slug"] == "teams-are-fused")
    assert fused["moves"][0]["moves"] == [
        {"kind": "add a viewpoint", "subject": "Hub", "detail": "clinical", "figure": ""}
    ]
    assert fused["moves"][0]["costs"].startswith("Not known. No clinical person on the People sheet has a band and")
    bare = json.loads(plait(capsys, "judge", folder, "--json").out)
    assert "moves" not in bare["headings"][0]["questions"][0]


def test_judge_says_when_rows_could_not_be_read(tmp_path: Path, capsys: Capture) -> None:
    write_trust(tmp_path)
    write_sheet(tmp_path, "services", ("Service", "Phase"), ("Discharge", "Finished for good"))
    ended = plait(capsys, "judge", tmp_path)
    assert ended.code == 1
    assert "`plait check" in ended.err


def test_judge_of_files_none_of_which_is_read_says_why_and_answers_nothing(tmp_path: Path, capsys: Capture) -> None:
    Workbook().save(tmp_path / "trust.xlsx")
    ended = plait(capsys, "judge", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "Nothing could be read. There are no CSV files in this folder." in ended.err


def test_judge_needs_a_folder_or_a_user(capsys: Capture) -> None:
    assert plait(capsys, "judge").code == 2


def test_template_is_written_once_and_can_be_checked(tmp_path: Path, capsys: Capture) -> None:
    book = tmp_path / "trust.xlsx"
    assert plait(capsys, "template", book).code == 0
    before = book.read_bytes()
    again = plait(capsys, "template", book)
    assert (again.code, book.read_bytes()) == (1, before)
    assert "was left alone" in again.err
    assert "People" in json.loads(plait(capsys, "template", tmp_path / "b.xlsx", "--json").out)["sheets"]
    assert "There is no row in this file" in plait(capsys, "check", book).out


def test_template_wants_a_name_and_a_place_it_can_write(tmp_path: Path, capsys: Capture) -> None:
    assert plait(capsys, "template", tmp_path / "trust.csv").code == 2
    assert plait(capsys, "template", tmp_path / "nowhere" / "trust.xlsx").code == 2


def test_an_unknown_command_is_a_fault_of_use(capsys: Capture) -> None:
    assert plait(capsys, "weave").code == 2
    assert plait(capsys, "--help").code == 0


def test_a_sheet_says_which_of_its_headings_are_not_read(tmp_path: Path, capsys: Capture) -> None:
    write_people(tmp_path, 1)
    write_sheet(tmp_path, "services", ("Service", "Phase", "Colour"), ("Discharge", "Live", "blue"))
    assert "not read: Colour" in plait(capsys, "check", tmp_path).out
