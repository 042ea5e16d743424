"""The list that matches a report's columns: filled in by Plait, corrected by somebody, and what its faults are told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plait.engine.column_list import HEADINGS, read_columns, stated_rows, suggest_columns, suggest_words
from plait.engine.tables import Line, Table

REPORT = Table(
    "Staff in post", ("Assignment No.", "Surname", "First Name", "Staff Group", "Org L4", "FTE", "Notes", " "), 3,
    (Line(4, ("1", "Frost", "Ann", "Nursing Regd", "Medicine", "0.8", "", "")),
     Line(5, ("2", "Low", "Ben", "Managers", "Surgery", "1", "on leave", ""))),
)  # fmt: skip
KNOWN = {"staff groups": {"managers": "Managers", "nurses": "Nurses"}}
GOOD = (
    ("Employee number", "assignment no", ""),
    ("name", "First Name", ""),
    ("Name", "Surname", ""),
    ("Staff group", "Staff Group", ""),
    ("Staff group", "Nursing Regd", "Nurses"),
    ("Department", "Org L4", ""),
    ("WTE", "FTE", ""),
    ("", "Notes", ""),
    ("Band", "", ""),
)


def stated(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Table:
    return Table("ours", tuple(headings), 1, tuple(Line(2 + i, tuple(row)) for i, row in enumerate(rows)))


def test_a_list_is_filled_in_as_far_as_plait_can_tell() -> None:
    rows = suggest_columns(REPORT, KNOWN)
    assert ("Employee number", "Assignment No.", "") in rows
    assert [row for row in rows if row[0] == "Name"] == [("Name", "First Name", ""), ("Name", "Surname", "")]
    assert ("Staff group", "Nursing Regd", "Nurses") in rows
    assert ("Band", "", "") in rows
    assert [row for row in rows if not row[0]] == [("", "Notes", "")]


def test_the_filled_in_list_is_read_as_it_stands() -> None:
    said = read_columns(stated(*suggest_columns(REPORT, KNOWN)), REPORT, name="ours")
    assert said.problems == ()
    assert said.mapping.columns["name"] == ("First Name", "Surname")
    assert said.mapping.words == {"staff_group": {"nursing regd": "Nurses"}}


def test_words_a_list_does_not_speak_of_yet_are_suggested() -> None:
    rows = [row[:2] for row in GOOD if not row[2]]
    said = stated(*rows, headings=HEADINGS[:2])
    assert suggest_words(REPORT, read_columns(said, REPORT, name="ours").mapping, KNOWN) == (
        ("Staff group", "Nursing Regd", "Nurses"),
    )
    assert stated_rows(said)[0] == ("Employee number", "assignment no", "")
    assert suggest_words(REPORT, read_columns(stated(*GOOD), REPORT, name="ours").mapping, KNOWN) == ()


def test_words_of_a_closed_list_without_a_register_are_matched_too() -> None:
    report = Table("R", (*REPORT.headings, "Viewpoint"), 3, (Line(4, (*REPORT.lines[0].cells, "clinic")),))
    assert ("Viewpoint", "clinic", "clinical") in [(c, w, m.casefold()) for c, w, m in suggest_columns(report, KNOWN)]


def test_a_corrected_list_is_a_mapping() -> None:
    said = read_columns(stated(*GOOD), REPORT, name="Ours")
    assert said.problems == ()
    assert (said.mapping.name, said.mapping.sheet) == ("Ours", "people")
    assert said.mapping.columns == {
        "employee_number": ("assignment no",), "name": ("First Name", "Surname"), "staff_group": ("Staff Group",),
        "department": ("Org L4",), "wte": ("FTE",),
    }  # fmt: skip
    assert said.mapping.words == {"staff_group": {"nursing regd": "Nurses"}}


def test_a_list_without_meanings_needs_no_third_column() -> None:
    rows = [row[:2] for row in GOOD if not row[2]]
    assert read_columns(stated(*rows, headings=HEADINGS[:2]), REPORT, name="Ours").problems == ()


@pytest.mark.parametrize(
    ("row", "line", "wrong", "remedy"),
    [
        (("Employe number", "Notes", ""), 11, "no column “Employe number”", "Write one of: Employee number"),
        (("Shoes", "Notes", ""), 11, "no column “Shoes”", "Employee number; Name; Work e-mail"),
        (("Band", "Note", ""), 11, "no column headed “Note”", "Write one of: Notes."),
        (("Band", "Zzz", ""), 11, "no column headed “Zzz”", "Assignment No.; Surname"),
    ],
)
def test_a_fault_of_the_list_is_named_with_what_to_write(
    row: Sequence[str], line: int, wrong: str, remedy: str
) -> None:
    (problem,) = read_columns(stated(*GOOD, row), REPORT, name="Ours").problems
    assert problem.line == line
    assert wrong in problem.wrong
    assert remedy in problem.remedy


def test_needed_columns_that_the_list_leaves_open_are_named() -> None:
    problems = read_columns(stated(*GOOD[1:3]), REPORT, name="Ours").problems
    assert [p.remedy for p in problems][:2] == [
        "Write its heading beside “Employee number”", "Write its heading beside “Staff group”",
    ]  # fmt: skip


def test_another_file_is_told_what_a_list_looks_like() -> None:
    (problem,) = read_columns(stated(("1", "2"), headings=("Name", "Post")), REPORT, name="Ours").problems
    assert "Column, In the report, Stands for" in problem.wrong
