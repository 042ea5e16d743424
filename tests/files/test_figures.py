"""Figures and days of the rows behind a verdict are such in a workbook; what names something stays text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from plait.files.figures import day_in, evidence_grid, figure_in
from plait.files.writing import Grid, write_book

HEADS = ("Outcome", "Held on", "Days since", "Budget", "Change", "Item", "Extract", "Which")
ROWS = (
    ("7", "3 September 2026", "1,204", "£120,000.50", "+3.5%", "4.10", "0012", "=1+1"),
    ("2026-01-01", "", "0", "None recorded", "−12", "5", "12", "-5"),
)


def read(grid: Grid) -> list[list[tuple[str, Any, str]]]:
    """Each cell of a written sheet as somebody else's reader takes it: its kind, its value, how it is shown."""
    target = BytesIO()
    write_book([grid], target)
    [sheet] = load_workbook(BytesIO(target.getvalue())).worksheets
    return [[(cell.data_type, _plain(cell.value), cell.number_format) for cell in row] for row in sheet.iter_rows(2)]


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def test_a_workbook_holds_numbers_and_days_and_leaves_names_as_they_are() -> None:
    first, second = read(evidence_grid("Rows", HEADS, ROWS))
    assert first == [
        ("s", "7", "General"),
        ("d", date(2026, 9, 3), "dd/mm/yyyy"),
        ("n", 1204, "#,##0"),
        ("n", 120000.5, "£#,##0.00"),
        ("n", 0.035, "+0.0%;-0.0%;0.0%"),
        ("s", "4.10", "General"),
        ("s", "0012", "General"),
        ("s", "=1+1", "General"),
    ]
    assert [(kind, value) for kind, value, _ in second] == [
        ("s", "2026-01-01"), ("n", None), ("n", 0), ("s", "None recorded"), ("n", -12), ("s", "5"), ("s", "12"),
        ("n", -5),
    ]  # fmt: skip


def test_the_first_column_holds_days_where_it_holds_nothing_else() -> None:
    grid = evidence_grid("Outcome 1", ("Date", "Minutes"), [("2026-01-01", "12.5"), ("2026-02-01", "")])
    assert [[value for _, value, _ in row] for row in read(grid)] == [
        [date(2026, 1, 1), 12.5],
        [date(2026, 2, 1), None],
    ]


def test_a_sheet_without_rows_keeps_its_headings() -> None:
    assert evidence_grid("Empty", ("Team", "People"), []) == Grid("Empty", ("Team", "People"), [])


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("12", "12", "0"), ("-0.50", "-0.50", "0.00"), ("£5", "5", "£#,##0"), ("75%", "0.75", "0%"),
        ("+4", "4", "+0;-0;0"), ("1,000,000", "1000000", "#,##0"),
    ],
)  # fmt: skip
def test_a_figure_is_a_number_and_how_it_is_shown(text: str, number: str, shown: str) -> None:
    found = figure_in(text)
    assert found is not None
    assert (found.number, found.format, found.text) == (Decimal(number), shown, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "007",
        "1,00",
        "12 days",
        "£5%",
        "1e5",
        "٣",
        "=1",
        "1" * 16,
        "1,234,567,890,123,456",
        "123456789012345.6",
        "1.",
        "4.1.0",
        "5 to 9",
        "TRUE",
    ],
)
def test_what_is_no_figure_stays_text(text: str) -> None:
    assert figure_in(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 Nov 2026", date(2026, 11, 5)), ("5 November 2026", date(2026, 11, 5)), ("2026-11-05", date(2026, 11, 5)),
        ("31 Feb 2026", None), ("2026-13-01", None), ("5 Novem 2026", None), ("5 Xyz 2026", None), ("November", None),
        ("5 November 1850", None), ("1899-12-31", None), ("1900-01-01", date(1900, 1, 1)),
    ],
)  # fmt: skip
def test_a_day_is_one_only_where_it_is_in_the_calendar(text: str, day: date | None) -> None:
    assert day_in(text) == day
