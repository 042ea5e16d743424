"""Champions: what a file may say of them, and who of them counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.cells import CannotRead
from plait.engine.champions import Champion, active_among, is_active, needed
from plait.engine.shifts import read_shifts
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

ON = date(2026, 11, 2)
KNOWN = {"staff groups": {group.name.casefold(): group.name for group in USUAL_STAFF_GROUPS}}
PEOPLE = """
Employee number|Name    |Staff group|Department|WTE|Site      |Starts    |Last day
1001           |Bo Price|Managers   |Digital   |1  |St Hilda’s|01/04/2025|
1002           |Cy Kane |Managers   |Digital   |1  |          |01/04/2025|31/08/2026
"""
HEAD = "Employee number|Site|Shifts|Trained|Trained on|Last active on|Starts\n"
CHAMPION = Champion("1001", ("Days",), ON - timedelta(days=300), last_active_on=ON)


def read(lines: str) -> Intake:
    return read_workbook(book(people=PEOPLE, champions=HEAD + lines), KNOWN)


@pytest.mark.parametrize(
    ("written", "shifts"),
    [
        ("Nights", ("Nights",)),
        ("nights; days", ("Days", "Nights")),
        ("Weekends, evenings", ("Evenings", "Weekends")),
        ("Days; Days", ("Days",)),
    ],
)
def test_shifts_are_one_or_several_in_the_order_of_the_day(written: str, shifts: tuple[str, ...]) -> None:
    assert read_shifts(written) == shifts


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("Night", "Nearest: Nights"),
        ("Days; sometimes", "Write Days, Evenings, Nights or Weekends, several parted by semicolons"),
        (";", "Write Days, Evenings, Nights or Weekends, several parted by semicolons"),
    ],
)
def test_another_shift_is_refused_with_what_to_write(written: str, remedy: str) -> None:
    with pytest.raises(CannotRead, match="Not one of the shifts") as refused:
        read_shifts(written)
    assert refused.value.remedy == remedy


@pytest.mark.parametrize(
    ("line", "column", "wrong", "remedy"),
    [
        ("1003||Days||||", "Employee number", "Not in the people register", "Nearest: 1002; 1001"),
        ("1001|Hilda|Days||||", "Site", "Not in the sites register", None),
        ("1001||||||", "Shifts", "Nothing is written here", "Write shifts, like Days; Nights"),
        (
            "1001||Days|No|01/06/2025||", "Trained on", "A day of training for somebody who is not trained",
            "Write Yes under Trained",
        ),
        (
            "1001||Days|||31/05/2025|01/06/2025", "Last active on", "Last active before the first day, 01/06/2025",
            "Write a later day, or an earlier Starts",
        ),
        (
            "1002||Days||||01/09/2026", "Starts", "1002 left the trust before, on 31/08/2026",
            "Write an earlier Starts, or the employee number of somebody who was there",
        ),
    ],
)  # fmt: skip
def test_a_champion_who_cannot_be_is_named_by_line(line: str, column: str, wrong: str, remedy: str | None) -> None:
    [fault] = read(line).all_problems()
    assert (fault.table, fault.line, fault.column, fault.wrong) == ("champions", 2, column, wrong)
    assert remedy is None or fault.remedy == remedy


def test_a_site_is_one_where_somebody_works() -> None:
    intake = read("1001|st hilda’s|Days|Yes|01/06/2025|02/11/2026|01/04/2025\n1002|Elsewhere|Days||||")
    [fault] = intake.all_problems()
    assert (fault.line, fault.remedy) == (3, "Write a site where somebody works, as the people sheet spells it")
    [entry] = [one for one in intake.entries() if one.sheet == "champions"]
    assert entry.values["site"] == "St Hilda’s"


@pytest.mark.parametrize(
    ("champion", "counts"),
    [
        (CHAMPION, True),
        (replace(CHAMPION, last_active_on=ON - timedelta(days=90)), True),
        (replace(CHAMPION, last_active_on=ON - timedelta(days=91)), False),
        (replace(CHAMPION, last_active_on=None), False),
        (replace(CHAMPION, ends=ON), False),
        (replace(CHAMPION, starts=ON + timedelta(days=1)), False),
        (replace(CHAMPION, ends=ON + timedelta(days=1)), True),
    ],
    ids=["today", "90 days ago", "91 days ago", "never", "one no more", "one to come", "one until today"],
)
def test_who_was_not_active_for_ninety_days_is_not_counted(champion: Champion, counts: bool) -> None:
    assert is_active(champion, ON) is counts
    assert active_among([champion], ON) == ((champion,) if counts else ())


@pytest.mark.parametrize(
    ("wte", "limit", "champions"),
    [("3851", "5", 5), ("3852", "5", 6), ("7702", "5", 10), ("600", "5", 1), ("0", "5", 1), ("3851", "8", 8)],
)
def test_a_trust_of_median_size_needs_as_many_as_the_threshold_says(wte: str, limit: str, champions: int) -> None:
    assert needed(Decimal(limit), Decimal(wte)) == champions
