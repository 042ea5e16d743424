"""Made-up staff-in-post reports with awkward headings, matched once and recognised next month."""

from __future__ import annotations

from dataclasses import replace

from plait.engine.mapping import (
    MATCH_IT,
    ColumnMapping,
    apply_mapping,
    examples_of,
    needs_mapping,
    say_what_words_mean,
    signature_of,
    suggest,
    unknown_words,
)
from plait.engine.people import PEOPLE
from plait.engine.services import SERVICES
from plait.engine.sheets import read_table
from plait.engine.tables import Book, Line, Table
from plait.engine.workbook import read_workbook

HEADINGS = ("Emp No", "Surname", "First Name", "Org L4", "Staff Grp", "WTE ", "Pay Scale", "Latest Start Date", "Notes")
ROWS = (
    ("1001", "Frost", "Ann", "Medicine", "Nursing Regd", "0.8", "Review Body Band 7", "01-APR-2019", ""),
    ("1002", "Low", "Ben", "Surgery", "Managers", "1", "Local 3", "30/06/2021", "on leave"),
    ("Grand Total", "", "", "", "", "1.8", "", "", ""),
)
REPORT = Table("Staff in post", HEADINGS, 4, tuple(Line(5 + i, row) for i, row in enumerate(ROWS)))
KNOWN = {"staff groups": {"managers": "Managers", "nurses": "Nurses", "nursing regd": "Nursing Regd"}}


def mapping() -> ColumnMapping:
    return ColumnMapping(
        "Ours", "people", {one.column: one.headings for one in suggest(REPORT, PEOPLE, KNOWN)},
        {"staff_group": {"nursing regd": "Nurses"}},
    )  # fmt: skip


def test_columns_are_suggested_by_heading_and_by_content() -> None:
    found = {one.column: (one.headings, one.by_content) for one in suggest(REPORT, PEOPLE, KNOWN)}
    assert found == {
        "employee_number": (("Emp No",), False),
        "name": (("First Name", "Surname"), False),
        "staff_group": (("Staff Grp",), False),
        "department": (("Org L4",), False),
        "wte": (("WTE ",), False),
        "band": (("Pay Scale",), False),
        "starts": (("Latest Start Date",), False),
    }


def test_content_that_nothing_fits_is_not_suggested() -> None:
    table = Table("x", ("Odd", "Blank"), 1, (Line(2, ("what", "")),))
    assert suggest(table, PEOPLE) == ()
    assert suggest(Table("x", ("Surname",), 1, ()), SERVICES) == ()


def test_a_column_whose_every_value_reads_is_suggested_by_its_content() -> None:
    table = Table("x", ("Commenced",), 1, (Line(2, ("01-APR-2019",)), Line(3, ("30/06/2021",))))
    assert [(one.column, one.by_content) for one in suggest(table, PEOPLE)] == [("starts", True)]


def test_a_mapped_report_reads_as_the_sheet_and_drops_its_totals() -> None:
    done = apply_mapping(REPORT, mapping())
    assert done.left_out == (7,)
    reading = read_table(PEOPLE, done.table)
    assert reading.problems == ()
    first = reading.entries[0].values
    assert str(first["wte"]) == "0.8"
    assert (first["name"], first["staff_group"], first["band"]) == ("Ann Frost", "Nurses", "7")
    assert reading.entries[1].values["band"] == "Local 3"


def test_a_total_beside_a_record_is_kept_to_be_named() -> None:
    table = Table(
        "x", ("Surname", "Emp No"), 1, (Line(2, ("Total", "1001")), Line(3, ("", "")), Line(4, ("Total", "")))
    )
    columns = {"employee_number": ("Emp No",), "name": ("Surname",), "site": ("Gone",)}
    done = apply_mapping(table, ColumnMapping("m", "people", columns))
    assert done.left_out == (4,)
    assert done.table.headings == ("Employee number", "Name")


def test_next_month_the_same_headings_are_recognised_in_any_order() -> None:
    turned = Table("December", tuple(heading.upper() for heading in reversed(HEADINGS)), 1, ())
    assert signature_of(turned) == signature_of(REPORT)
    assert signature_of(Table("x", ("Emp No",), 1, ())) != signature_of(REPORT)


def test_only_tables_that_no_sheet_recognises_need_mapping() -> None:
    assert needs_mapping(REPORT)
    assert not needs_mapping(apply_mapping(REPORT, mapping()).table)
    assert not needs_mapping(Table("Notes", ("a",), 1, (Line(2, ("b",)),)))
    assert not needs_mapping(Table("Staff", ("Emp No",), 1, ()))


def test_words_of_the_file_without_a_match_are_named() -> None:
    known = {"staff groups": {"managers": "Managers"}}
    assert unknown_words(REPORT, mapping(), known) == {"staff_group": ("Nursing Regd",)}
    assert unknown_words(REPORT, mapping(), KNOWN) == {}


def test_examples_are_three_different_values() -> None:
    table = Table("x", ("A",), 1, tuple(Line(i, (v,)) for i, v in enumerate(("", "1", "1", "2", "3", "4"))))
    assert examples_of(table, "A") == ("1", "2", "3")


def test_a_total_is_no_example() -> None:
    assert examples_of(REPORT, "WTE ") == ("0.8", "1")


def test_a_word_of_a_matched_report_is_to_be_matched_not_corrected_in_the_file() -> None:
    known = {"staff groups": {"managers": "Managers", "nurses": "Nurses"}}
    rows = (("1", "Ann", "Nursing Regd", "A", "much"), ("2", "Ben", "DDaT", "A", "1"), ("3", "Cy", "", "A", "1"))
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    table = Table("October", headings, 1, tuple(Line(2 + i, row) for i, row in enumerate(rows)))
    intake = read_workbook(Book("October.xlsx", "", (table,)), known)
    told = say_what_words_mean(intake, {"October"}).all_problems()
    of = {(p.table, p.line, p.column): p.remedy for p in told}
    assert of["October", 3, "Staff group"] == MATCH_IT
    assert of["October", 2, "WTE"] == "Write digits, like 0.6"
    assert of["October", 4, "Staff group"].startswith("Write staff group")
    assert say_what_words_mean(intake, {"another"}) == intake
    lone = replace(table, lines=(Line(2, ("1", "Ann", "Nursing Regd", "A", "1")),))
    (only,) = say_what_words_mean(read_workbook(Book("o", "", (lone,)), known), {"October"}).all_problems()
    assert only.remedy == f"{MATCH_IT}. Nearest: Nurses"
