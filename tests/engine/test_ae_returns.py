"""NHS England's monthly A&E file: its months, its sums in every spelling, and what cannot be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plait.engine.ae_returns import AeMeasure, is_ae_return, months_of, read_ae
from plait.engine.tables import Line, Table

HEADINGS = (
    "Period", "Org Code", "Parent Org", "Org name", "A&E attendances Type 1", "A&E attendances Type 2",
    "A&E attendances Other A&E Department", "A&E attendances Booked Appointments Type 1",
    "A&E attendances Booked Appointments Type 2", "A&E attendances Booked Appointments Other Department",
    "Attendances over 4hrs Type 1", "Attendances over 4hrs Type 2", "Attendances over 4hrs Other Department",
    "Attendances over 4hrs Booked Appointments Type 1", "Attendances over 4hrs Booked Appointments Type 2",
    "Attendances over 4hrs Booked Appointments Other Department",
    "Patients who have waited 4-12 hs from DTA to admission", "Patients who have waited 12+ hrs from DTA to admission",
    "Emergency admissions via A&E - Type 1", "Emergency admissions via A&E - Type 2",
    "Emergency admissions via A&E - Other A&E department", "Other emergency admissions",
)  # fmt: skip
NAME = "NORTHMOOR UNIVERSITY HOSPITALS NHS TRUST"


def row(
    period: str, code: str = "RXX", attended: str = "900", over: str = "200", parent: str = "NHS ENGLAND NORTH  "
) -> tuple[str, ...]:
    """A row of a file with 22 columns: 100 more in a minor injuries unit, nobody of whom waits."""
    return (
        period,
        code,
        parent,
        NAME,
        attended,
        "-",
        "100",
        "0",
        "",
        "0",
        over,
        "-",
        "0",
        "0",
        "",
        "0",
        "50",
        "3",
        "1",
        "1",
        "1",
        "1",
    )


def table(*rows: tuple[str, ...], name: str = "April.csv") -> Table:
    return Table(name, HEADINGS, 1, tuple(Line(number, cells) for number, cells in enumerate(rows, 2)))


def test_the_file_is_known_by_its_headings() -> None:
    assert len(HEADINGS) == 22
    assert is_ae_return(table())
    assert not is_ae_return(Table("people", ("Period", "Org Code", "Org name"), 1, ()))
    assert not is_ae_return(Table("other", ("A&E attendances Type 1", "Attendances over 4hrs Type 1"), 1, ()))


def test_a_month_is_summed_over_every_kind_of_department() -> None:
    [one], problems = read_ae([table(row("MSitAE-APRIL-2026"))])
    assert problems == ()
    assert (one.code, one.name, one.month, one.line) == ("RXX", NAME, date(2026, 4, 1), 2)
    assert one.figures == {
        AeMeasure.ATTENDANCES: Decimal(1000), AeMeasure.OVER: Decimal(200), AeMeasure.TWELVE: Decimal(3),
        AeMeasure.WITHIN: Decimal(80),
    }  # fmt: skip


@pytest.mark.parametrize("period", ["TOTAL", "Total", "MSitAE-APRIL-2026"])
@pytest.mark.parametrize("parent", ["TOTAL", "Total ", "total"])
def test_sums_go_however_they_are_spelt(period: str, parent: str) -> None:
    rows, problems = read_ae([table(row(period, code="-", parent=parent), row("MSitAE-MAY-2026"))])
    assert [one.month.month for one in rows] == [5]
    assert problems == ()
    assert read_ae([table(row("TOTAL", parent=""))]) == ((), ())


def test_a_file_of_fewer_columns_and_commas_is_read() -> None:
    short = Table(
        "2019.csv", (*HEADINGS[:4], "A&E attendances Type 1", "Attendances over 4hrs Type 1"),
        1, (Line(2, ("MSitAE-APRIL-2019", "rxx", "", NAME, "1,000", "100")), Line(3, ("", "", "", "", "", ""))),
    )  # fmt: skip
    [one], problems = read_ae([short])
    assert problems == ()
    assert one.figures[AeMeasure.WITHIN] == 90
    assert AeMeasure.TWELVE not in one.figures


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (row("April"), "Not a month"),
        (row("MSitAE-SMARCH-2026"), "Not a month"),
        (row("MSitAE-APRIL-2026", attended="many"), "Not a number"),
        (row("MSitAE-APRIL-2026", over="1001"), "More waited over four hours than attended"),
        (row("MSitAE-APRIL-2026", code=""), "No organisation code"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(cells: tuple[str, ...], wrong: str) -> None:
    rows, [problem] = read_ae([table(row("MSitAE-MARCH-2026"), cells)])
    assert len(rows) == 1
    assert (problem.table, problem.line, problem.wrong) == ("April.csv", 3, wrong)
    assert problem.remedy


def test_a_month_that_stands_twice_is_named() -> None:
    _, [problem] = read_ae([table(row("MSitAE-APRIL-2026")), table(row("APRIL 2026"), name="again.csv")])
    assert problem.wrong == "RXX in April 2026 stands on line 2 of April.csv too"


def test_who_sent_nothing_has_no_share() -> None:
    [one], _ = read_ae([table((*row("MSitAE-APRIL-2026")[:4], *["-"] * 18))])
    assert one.figures == {}
    nobody = (*row("MSitAE-APRIL-2026", attended="0", over="0")[:6], "0", *row("MSitAE-APRIL-2026", over="0")[7:])
    [empty], _ = read_ae([table(nobody)])
    assert AeMeasure.WITHIN not in empty.figures


def test_the_months_of_one_organisation() -> None:
    rows, _ = read_ae([table(row("MSitAE-MAY-2026"), row("MSitAE-APRIL-2026"), row("MSitAE-APRIL-2026", code="RXY"))])
    assert [month.month for month, _, _ in months_of(rows, "rxx", AeMeasure.WITHIN)] == [4, 5]
    with pytest.raises(KeyError, match=r"no organisation RXZ in this file\. Nearest: RXX; RXY"):
        months_of(rows, "RXZ", AeMeasure.WITHIN)
    with pytest.raises(KeyError, match="Nearest: RXX; RXY"):
        months_of(rows, "12", AeMeasure.WITHIN)
