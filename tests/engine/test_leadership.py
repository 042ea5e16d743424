"""Leadership roles and who holds them: what a file may say, and how long a role has been vacant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.cells import CannotRead
from plait.engine.leadership import (
    ENDS_OF_EMPLOYMENTS,
    KIND_CHOICES,
    ROLES,
    Holder,
    LeadershipRole,
    read_pounds,
    read_time,
    vacant_since,
)
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

ON = date(2026, 11, 2)
KNOWN = {"staff groups": {group.name.casefold(): group.name for group in USUAL_STAFF_GROUPS}}
PEOPLE = """
Employee number|Name    |Staff group|Department|WTE|Starts    |Last day
1001           |Bo Price|Managers   |Digital   |1  |01/04/2025|
1002           |Cy Kane |Managers   |Digital   |1  |01/04/2025|31/08/2026
"""
ONE_ROLE = """
Role      |Kind
Nurse lead|CNIO
"""
ROLE = LeadershipRole("Nurse lead", "CNIO", ON - timedelta(days=500))


def read(**sheets: str) -> Intake:
    return read_workbook(book(**sheets), KNOWN)


def faults(intake: Intake) -> list[tuple[str, int | None, str, str]]:
    return [(one.table, one.line, one.column, one.wrong) for one in intake.all_problems()]


def holder(*, began: int, left: int | None = None, role: str = "Nurse lead", number: str = "1001") -> Holder:
    ends = None if left is None else ON - timedelta(days=left)
    return Holder(role, number, "substantive", Decimal(1), ON - timedelta(days=began), ends)


@pytest.mark.parametrize(("written", "pounds"), [("£250,000", 250000), ("0", 0), ("1000.00", 1000)])
def test_money_is_whole_pounds_and_may_be_none_at_all(written: str, pounds: int) -> None:
    assert read_pounds(written) == Decimal(pounds)
    assert str(read_pounds(written)) == str(pounds)


@pytest.mark.parametrize(("written", "wrong"), [("-1", "Less than nothing"), ("99.50", "Not whole pounds")])
def test_money_below_nothing_or_with_pence_is_refused(written: str, wrong: str) -> None:
    with pytest.raises(CannotRead, match=wrong):
        read_pounds(written)


def test_time_may_be_none_at_all_and_has_bounds() -> None:
    assert (read_time("0"), read_time("2.40"), read_time("1000")) == (Decimal(0), Decimal("2.4"), Decimal(1000))
    for outside in ("-0.1", "1000.1"):
        with pytest.raises(CannotRead, match="Outside 0 to 1,000 WTE"):
            read_time(outside)


def test_a_kind_is_written_in_full_or_by_its_letters_and_a_cio_is_a_cdio() -> None:
    said = [ROLES.column("kind").read(word) for word in (*KIND_CHOICES, "cio", "CDIO", "ccio", "Cnio", "other")]
    assert said == ["CDIO", "CCIO", "CNIO", "other", "CDIO", "CDIO", "CCIO", "CNIO", "other"]


def test_a_zero_says_something_and_an_empty_cell_says_nothing() -> None:
    roles = "Role|Kind|Protected WTE|Delegated limit (£)\nNurse lead|CNIO|0|"
    [entry] = read(leadership_roles=roles).entries()
    assert (entry.values["protected_wte"], entry.values["limit_pounds"]) == (0, None)


def test_a_holder_of_a_role_that_does_not_exist_is_named_by_line() -> None:
    holders = "Role|Employee number|Held as|WTE\nNurse lead|1001|Acting|0.6\nNurse leed|1002|Acting|0.4"
    intake = read(people=PEOPLE, leadership_roles=ONE_ROLE, role_holders=holders)
    assert faults(intake) == [("role holders", 3, "Role", "Not in the leadership roles register")]
    assert intake.all_problems()[0].remedy == "Nearest: Nurse lead"


HELD_BY_A_LEAVER = "Role|Employee number|Held as|WTE|Starts\nNurse lead|1002|Interim|0.6|{starts}"


def test_a_holder_who_has_left_the_trust_before_the_start_is_named_by_line() -> None:
    late = HELD_BY_A_LEAVER.format(starts="01/09/2026")
    intake = read(people=PEOPLE, leadership_roles=ONE_ROLE, role_holders=late)
    assert faults(intake) == [("role holders", 2, "Starts", "1002 left the trust before, on 31/08/2026")]


@pytest.mark.parametrize("starts", ["31/08/2026", ""])
def test_a_holder_who_leaves_later_or_whose_first_day_nobody_wrote_is_read(starts: str) -> None:
    held = HELD_BY_A_LEAVER.format(starts=starts)
    assert faults(read(people=PEOPLE, leadership_roles=ONE_ROLE, role_holders=held)) == []


def test_who_left_by_the_record_is_found_and_a_file_that_takes_the_end_away_is_believed() -> None:
    recorded = {
        **KNOWN, "leadership roles": {"nurse lead": "Nurse lead"}, "people": {"1002": "1002"},
        ENDS_OF_EMPLOYMENTS: {"1002": "2026-09-01"},
    }  # fmt: skip
    late = HELD_BY_A_LEAVER.format(starts="01/10/2026")
    assert len(read_workbook(book(role_holders=late), recorded).all_problems()) == 1
    back = PEOPLE.replace("31/08/2026", "")
    assert read_workbook(book(people=back, role_holders=late), recorded).all_problems() == ()
    silent = "Employee number|Name|Staff group|Department|WTE\n1002|Cy Kane|Managers|Digital|1"
    assert len(read_workbook(book(people=silent, role_holders=late), recorded).all_problems()) == 1


@pytest.mark.parametrize(
    ("holders", "days"),
    [
        ([], 500),
        ([holder(began=400)], None),
        ([holder(began=400, left=139)], 139),
        ([holder(began=400, left=0)], 0),
        ([holder(began=400, left=139), holder(began=100, number="1002")], None),
        ([holder(began=400, left=139), holder(began=300, left=200, number="1002")], 139),
        ([holder(began=400, left=139), holder(began=-5, number="1002")], 139),
        ([holder(began=400, role="Another role")], 500),
        ([holder(began=900, left=700)], 500),
    ],
    ids=[
        "nobody ever",
        "somebody",
        "left",
        "left yesterday",
        "followed",
        "the last of two",
        "one to come",
        "another role",
        "left before the role began",
    ],
)
def test_a_role_is_vacant_since_its_last_holder_left(holders: list[Holder], days: int | None) -> None:
    since = vacant_since(ROLE, holders, ON)
    assert (None if since is None else (ON - since).days) == days


stays = st.lists(
    st.tuples(st.integers(-20, 520), st.none() | st.integers(-20, 520)).map(lambda d: holder(began=d[0], left=d[1])),
    max_size=5,
)


@given(stays, st.permutations(range(5)))
def test_the_vacancy_is_what_counting_back_day_by_day_finds(held: list[Holder], order: list[int]) -> None:
    day, days = ON, 0
    while not any(one.starts <= day and (one.ends is None or one.ends > day) for one in held):
        if day < ROLE.starts:
            break
        day, days = day - timedelta(days=1), days + 1
    since = vacant_since(ROLE, held, ON)
    assert (0 if since is None else (ON - since).days + 1) == days
    mixed = [held[place] for place in order if place < len(held)]
    assert vacant_since(ROLE, mixed, ON) == since
    assert vacant_since(replace(ROLE, name="Other"), held, ON) == ROLE.starts
