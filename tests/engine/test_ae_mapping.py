"""Which figures of the A&E file go to which outcome: what is suggested, what is kept, and what is left to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plait.engine.ae_mapping import (
    ae_list,
    ae_mapping,
    code_of,
    observe_ae,
    outcome_of,
    read_ae_list,
    suggest_ae,
    unsaid_of,
)
from plait.engine.ae_returns import SIGNATURE, AeMeasure, is_ae_return, measures_of, organisations_of, read_ae
from plait.engine.mapping import signature_of
from plait.engine.outcome_sheets import UNITS
from plait.engine.tables import Line, Table
from plait.engine.workbook import read_workbook, sheet_of
from tests.ae_files import NAMES, NEWER, OLDER, ae_rows
from tests.books import book

APRIL = date(2026, 4, 1)
IN_TIME, LATE, COUNT, LONG = "Seen within four hours", "Waits over four hours", "Attendances", "Twelve-hour waits"
KNOWN = {"outcomes": {one.casefold(): one for one in (IN_TIME, LATE, COUNT, LONG)}, UNITS: {IN_TIME.casefold(): "%"}}
ALL = {
    AeMeasure.WITHIN: IN_TIME, AeMeasure.OVER: LATE, AeMeasure.ATTENDANCES: COUNT, AeMeasure.TWELVE: LONG,
}  # fmt: skip


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = NEWER) -> Table:
    return Table("April", headings, 1, tuple(Line(number, cells) for number, cells in enumerate(rows, 2)))


NEW, OLD = table(*ae_rows(APRIL, 203)), table(*ae_rows(APRIL, 203, is_newer=False), headings=OLDER)


@pytest.mark.parametrize("report", [NEW, OLD])
def test_both_sets_of_columns_are_one_format(report: Table) -> None:
    assert is_ae_return(report)
    assert signature_of(report) == SIGNATURE
    assert organisations_of(report) == {code: name.strip() for code, name in NAMES.items()}
    rows, problems = read_ae([report], code="pla")
    assert problems == ()
    assert [(row.code, row.month, int(row.figures[AeMeasure.ATTENDANCES])) for row in rows] == [("PLA", APRIL, 1000)]


def test_sums_go_and_an_organisation_called_totally_stays() -> None:
    for month in range(1, 4):
        assert len(read_ae([table(*ae_rows(date(2026, month, 1), 1))])[0]) == len(NAMES)


@pytest.mark.parametrize("report", [NEW, OLD])
def test_the_figures_of_one_organisation_become_observations(report: Table) -> None:
    done = observe_ae(report, ae_mapping("PLB", {**ALL, AeMeasure.OVER: ""}))
    assert done.problems == ()
    assert [line.number for line in done.table.lines] == [3, 3, 3]
    assert [line.cells for line in done.table.lines] == [
        (IN_TIME, "01/04/2026", "79.7000"), (COUNT, "01/04/2026", "1000"), (LONG, "01/04/2026", "20"),
    ]  # fmt: skip
    sheet = sheet_of(replace(done.table, name="AE April"))
    assert sheet is not None
    assert sheet.name == "observations"


def test_a_month_for_which_nothing_was_sent_is_missing() -> None:
    nothing = (*ae_rows(APRIL, 1)[0][:4], *["-"] * 18)
    done = observe_ae(table(nothing), ae_mapping("PLA", {AeMeasure.WITHIN: IN_TIME}))
    assert [line.cells for line in done.table.lines] == [(IN_TIME, "01/04/2026", "")]


def test_only_faults_of_the_own_organisation_are_told() -> None:
    mine, other, *_ = ae_rows(APRIL, 200)
    wrong = (*other[:10], "5000", *other[11:])
    mapping = ae_mapping("PLA", ALL)
    assert observe_ae(table(mine, wrong), mapping).problems == ()
    [problem] = observe_ae(table((*mine[:4], "many", *mine[5:])), mapping).problems
    assert (problem.line, problem.wrong) == (2, "Not a number")


def test_a_file_without_the_organisation_names_the_nearest() -> None:
    [problem] = observe_ae(NEW, ae_mapping("PLX", ALL)).problems
    assert problem.wrong == "There is no organisation PLX in this file"
    assert problem.remedy == "Nearest: PLA; PLB; PLC. Choose it under Match the columns"
    [far] = observe_ae(NEW, ae_mapping("0", ALL)).problems
    assert far.remedy.startswith("Nearest: PLA; PLB; PLC")
    [empty] = observe_ae(table(("TOTAL", "", "", "", "1")), ae_mapping("PLA", ALL)).problems
    assert empty.remedy == "Bring the file as published"


def test_the_organisation_and_the_outcomes_are_suggested() -> None:
    by_code = suggest_ae(NEW, KNOWN, code="plb", name="Anything")
    assert code_of(by_code) == "PLB"
    assert {one: outcome_of(by_code, one) for one in AeMeasure} == ALL
    assert by_code.name == "A&E figures of PLB"
    assert code_of(suggest_ae(NEW, KNOWN, code="RXX", name="Southmere NHS Trust")) == "PLB"
    nothing = suggest_ae(NEW, {}, code="RXX", name="Elsewhere")
    assert (code_of(nothing), nothing.words) == ("", {"outcome": {}})


def test_older_files_may_tell_of_fewer_figures() -> None:
    short = table(*(row[:10] for row in ae_rows(APRIL, 1, is_newer=False)), headings=OLDER[:10])
    assert AeMeasure.TWELVE not in measures_of(short)
    assert outcome_of(suggest_ae(short, KNOWN), AeMeasure.TWELVE) == ""


def test_a_file_nobody_matched_says_what_it_is() -> None:
    brought = replace(book(), tables=(NEW, replace(OLD, name="May")))
    [problem] = read_workbook(brought, {}).problems
    assert problem.wrong == "This is NHS England’s A&E file, and nobody has said yet which of its figures to keep"
    assert "Match the columns" in problem.remedy
    assert "--columns" in problem.remedy


def stated(*rows: tuple[str, str, str]) -> Table:
    heads = ("Column", "In the report", "Stands for")
    return Table("ours", heads, 1, tuple(Line(number, cells) for number, cells in enumerate(rows, 2)))


def test_a_list_says_the_same_as_the_form() -> None:
    assert ae_list(NEW, {}) == (("Organisation", "", ""), *(("Outcome", one.value, "") for one in AeMeasure))
    said = read_ae_list(
        stated(
            ("organisation", "pla", ""),
            ("", "", ""),
            ("Outcome", "Within four hours", IN_TIME),
            ("Organisation", "", ""),
        ),
        NEW,
    )
    assert said.problems == ()
    assert (code_of(said.mapping), said.mapping.words) == ("pla", {"outcome": {"within four hours": IN_TIME}})


@pytest.mark.parametrize(
    ("row", "wrong", "remedy"),
    [
        (("Staff group", "Nurses", ""), "The A&E file has nothing called “Staff group”", "Organisation; Outcome"),
        (("Outcome", "over for hours", LATE), "The A&E file has nothing called “over for hours”", "over four hours"),
        (("Outcome", "zzz", LATE), "The A&E file has nothing called “zzz”", "within four hours; attendances"),
    ],
)
def test_a_fault_of_a_list_is_named_with_its_line(row: tuple[str, str, str], wrong: str, remedy: str) -> None:
    good = (("Organisation", "PLA", ""), ("Outcome", "attendances", COUNT))
    [problem] = read_ae_list(stated(*good, row), NEW).problems
    assert (problem.line, problem.wrong) == (4, wrong)
    assert remedy in problem.remedy


def test_an_organisation_and_one_outcome_are_needed() -> None:
    assert [what for what, _, _ in unsaid_of(NEW, ae_mapping("", {}))] == ["organisation", "outcome"]
    [unknown, _] = read_ae_list(stated(("Organisation", "PLX", "")), NEW).problems
    assert unknown.wrong == "The file has no organisation PLX"
    [nobody, _] = read_ae_list(stated(), NEW).problems
    assert nobody.wrong == "Nobody said whose figures to keep"
