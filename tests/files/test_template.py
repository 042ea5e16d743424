"""The workbook people fill in, and the one that tells them what to correct."""

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plait.engine.cells import read_choice, read_date, read_text, read_wte
from plait.engine.people import PEOPLE
from plait.engine.sheets import Column, Sheet, read_table
from plait.files.reading import read_book, read_bytes
from plait.files.template import write_template
from plait.files.writing import write_problems
from tests.files.hostile import lines, saved

LONG = {f"A choice of many words, number {number}": number for number in range(20)}
TEAMS = Sheet(
    "teams", "Teams", "One line for each team.", ("name",),
    (
        Column("name", "Team", "What people call it.", "12", read_text(), required=True),
        Column(
            "phase", "Phase", "Where it stands. " + "Long help. " * 30, "Live",
            read_choice({"Live": "live", "Alpha": "alpha"}), choices=("Live", "Alpha"),
        ),
        Column("kind", "Kind", "One of many.", "A choice", read_choice(LONG), choices=tuple(LONG)),
        Column("like", "Like", "The same list again.", "A choice", read_choice(LONG), choices=tuple(LONG)),
        Column("wte", "WTE", "Share of a full post.", "0.8", read_wte),
        Column("starts", "Starts", "First day.", "01/04/2026", read_date),
    ),
)  # fmt: skip


def template(*sheets: Sheet) -> bytes:
    stream = io.BytesIO()
    write_template(sheets, stream, unlocks={"teams": "Are teams the right size?"})
    return stream.getvalue()


def page(data: bytes, name: str) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_template_reads_back_as_empty_tables_with_headings_on_line_1(tmp_path: Path) -> None:
    path = tmp_path / "trust.xlsx"
    write_template([PEOPLE, TEAMS], path)
    book = read_book(path, expected=("people", "teams", "lists"))
    assert [(t.name, t.heading_line, t.lines) for t in book.tables] == [("People", 1, ()), ("Teams", 1, ())]
    assert book.tables[0].headings == tuple(column.heading for column in PEOPLE.columns)
    assert [problem.table for problem in book.problems] == ["Lists"]
    assert read_table(PEOPLE, book.tables[0]).problems == ()


def test_a_filled_template_is_read_as_typed() -> None:
    filled = load_workbook(io.BytesIO(template(TEAMS)))
    filled["Teams"]["A2"], filled["Teams"]["B2"], filled["Teams"]["E2"] = "00123", "Live", 0.8
    book = read_bytes("x.xlsx", saved(filled))
    assert book.problems == ()
    assert lines(book) == [(2, ("00123", "Live", "", "", "0.8", ""))]


def test_the_first_sheet_says_what_each_sheet_is_for() -> None:
    start = page(template(TEAMS), "Start here")
    said = [[cell.value for cell in row if cell.value] for row in start.iter_rows()]
    assert ["Teams", "One line for each team.", "Team", "Are teams the right size?"] in said
    assert any(row[:1] == ["Dates"] and "30/06/2026" in str(row[1]) for row in said)
    assert any(row[:1] == ["WTE"] for row in said)


def test_help_examples_and_choices_stand_beside_the_cells() -> None:
    teams = page(template(TEAMS), "Teams")
    comment = teams["A1"].comment
    assert comment is not None
    assert comment.text.startswith("What people call it. Example: 12\nMust be filled.")
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in teams.data_validations.dataValidation}
    assert (rules["A2"].promptTitle, rules["A2"].prompt) == ("Team", "What people call it. Example: 12")
    assert (rules["B2"].type, rules["B2"].formula1, len(rules["B2"].prompt)) == ("list", '"Live,Alpha"', 255)
    assert rules["C2"].formula1 == rules["D2"].formula1 == "List_1"
    book = load_workbook(io.BytesIO(template(TEAMS)))
    assert book.defined_names["List_1"].attr_text == "Lists!$A$1:$A$20"
    assert (book["Lists"].sheet_state, book["Lists"]["A1"].value) == ("hidden", next(iter(LONG)))


def test_a_register_that_is_known_is_offered_where_a_column_refers_to_it() -> None:
    stream = io.BytesIO()
    write_template([PEOPLE], stream, offered={"staff groups": ("Managers", "Pharmacists, all bands")})
    book = load_workbook(io.BytesIO(stream.getvalue()))
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in book["People"].data_validations.dataValidation}
    letter = "ABCDEFGH"[[column.name for column in PEOPLE.columns].index("staff_group")]
    assert (rules[f"{letter}2"].type, rules[f"{letter}2"].formula1) == ("list", "List_1")
    assert [cell.value for cell in book["Lists"]["A"]] == ["Managers", "Pharmacists, all bands"]


def test_headings_stay_in_sight_and_cells_have_the_format_of_their_column() -> None:
    teams = page(template(TEAMS), "Teams")
    assert teams.freeze_panes == "A2"
    assert (teams["A1"].font.bold, teams["A1"].value) == (True, "Team")
    assert teams["A1"].fill.fgColor.rgb != teams["B1"].fill.fgColor.rgb
    formats = [teams.column_dimensions[letter].number_format for letter in "ABEF"]
    assert formats == ["@", "@", "General", "dd/mm/yyyy"]


def test_rows_to_correct_come_with_what_to_do_beside_each() -> None:
    data = b"Team,Phase,Starts\nHub,Live,31/06/2026\nWard\x07,Live,\nGood,Live,\nOdd,Lve,32/01/2026\n"
    book = read_bytes("Teams.csv", data)
    problems = (*book.problems, *read_table(TEAMS, book.tables[0]).problems)
    stream = io.BytesIO()
    write_problems(book, problems, stream)
    listed, beside = load_workbook(io.BytesIO(stream.getvalue())).worksheets
    assert [cell.value for cell in listed[1]] == [
        "Sheet",
        "Line",
        "Column",
        "In the file",
        "What is wrong",
        "What to do",
    ]
    assert listed.max_row == 1 + len(problems)
    rows = [[cell.value for cell in row] for row in beside.iter_rows(min_row=2)]
    assert [(row[0], row[3]) for row in rows] == [("Hub", 2), ("Ward[U+0007]", 3), ("Odd", 5)]
    assert "June has 30 days" in str(rows[0][4])
    assert str(rows[2][4]).count("\n") == 1


def test_a_file_without_rejected_rows_has_a_list_only() -> None:
    book = read_bytes("x.png", b"")
    stream = io.BytesIO()
    write_problems(book, book.problems, stream)
    assert len(load_workbook(io.BytesIO(stream.getvalue())).worksheets) == 1


def test_a_template_without_sheets_still_explains_itself() -> None:
    assert load_workbook(io.BytesIO(template())).sheetnames == ["Start here"]
