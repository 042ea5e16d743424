"""What the days of a file's observations tell before anything is saved."""

from __future__ import annotations

from datetime import date, timedelta

from plait.engine.days_told import mixed_days, refuse_to_come
from plait.engine.outcome_sheets import MEASURED_DAYS
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

MONTHS = [date(2025, month, 1) for month in range(1, 9)]
WEEKS = [date(2025, 8, 8) + timedelta(days=7 * n) for n in range(4)]


def intake(days: list[date], name: str = "Seen in time") -> Intake:
    rows = "\n".join(f"{name}|{day:%d/%m/%Y}|60" for day in days)
    return read_workbook(
        book(outcomes=f"Outcome|Measure\n{name}|Share", observations=f"Outcome|Date|Value\n{rows}"), {}
    )


def test_weeks_among_months_are_named_with_their_line() -> None:
    [told] = mixed_days(intake([*MONTHS, *WEEKS]).entries(), {})
    assert told.startswith("observations, line 10: the days of Seen in time mix months and weeks. Give the weeks an ")
    assert told.endswith(" outcome of their own: no chart is made of both.")
    assert mixed_days(intake(MONTHS).entries(), {}) == ()
    assert mixed_days([], {}) == ()


def test_days_of_the_record_count_too() -> None:
    known = {MEASURED_DAYS: {"seen in time": ";".join(f"{day}" for day in MONTHS)}}
    [told] = mixed_days(intake(WEEKS).entries(), known)
    assert told.startswith("observations, line 2: the days of Seen in time mix months and weeks.")
    weeks = {MEASURED_DAYS: {"seen in time": ";".join(f"{day}" for day in WEEKS)}}
    [told] = mixed_days(intake(MONTHS).entries(), weeks)
    assert told.startswith("observations, line 2: the days of Seen in time mix months and weeks.")


def test_days_to_come_are_taken_out_and_named() -> None:
    brought = intake(MONTHS)
    told = refuse_to_come(brought, {}, date(2025, 7, 15))
    assert [(one.line, one.wrong, one.remedy) for one in told.all_problems()] == [
        (9, "A day to come", "Write a day up to 15/07/2025")
    ]
    assert len(told.entries()) == len(brought.entries()) - 1
    assert refuse_to_come(brought, {}, date(2025, 8, 1)) is brought
