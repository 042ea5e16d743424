"""Who answers for a territory: what a file may say of it, and who did from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.accountability import Interval, Span, intervals_of, looked_back
from plait.engine.accountability_sheets import (
    KIND_CHOICES,
    KINDS,
    SEPARATOR,
    SETTLED,
    STARTS_OF_EMPLOYMENTS,
    TERRITORIES,
)
from plait.engine.leadership import ENDS_OF_EMPLOYMENTS
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
TERRITORY = "Territory|Kind\nPatient record|EPR"
CLAIM = "Territory|Employee number|Document|Starts|Last day\n{territory}|{number}|Job description|{starts}|{last}"
SETTLED_BY = "Territory|Employee number|Decided on|Decision|Starts|Last day\n"


def read(known: dict[str, dict[str, str]] = KNOWN, **sheets: str) -> Intake:
    return read_workbook(book(**sheets), known)


def faults(intake: Intake) -> list[tuple[str, int | None, str, str, str]]:
    return [(one.table, one.line, one.column, one.value, one.wrong) for one in intake.all_problems()]


def claims(territory: str = "Patient record", number: str = "1002", starts: str = "01/06/2025", last: str = "") -> str:
    return CLAIM.format(territory=territory, number=number, starts=starts, last=last)


def test_a_kind_is_one_of_the_usual_or_another_and_some_have_short_names() -> None:
    said = [TERRITORIES.column("kind").read(word) for word in (*KIND_CHOICES, "epr", "Data", "cyber")]
    assert said == [*KINDS, "electronic patient record", "data and information", "cyber security"]


def test_a_claim_of_an_unknown_territory_is_named_with_the_nearest_one() -> None:
    intake = read(people=PEOPLE, territories=TERRITORY, accountability_claims=claims("Patient recrod"))
    assert faults(intake) == [
        ("accountability claims", 2, "Territory", "Patient recrod", "Not in the territories register")
    ]
    assert intake.all_problems()[0].remedy == "Nearest: Patient record"


@pytest.mark.parametrize(
    ("starts", "last", "column", "shown", "wrong", "remedy"),
    [
        (
            "01/09/2026", "", "Starts", "01/09/2026", "1002 left the trust before, on 31/08/2026",
            "Write an earlier Starts, or the employee number of somebody who was there",
        ),
        (
            "31/03/2025", "", "Starts", "31/03/2025", "1002 joined the trust later, on 01/04/2025",
            "Write a later Starts, or the employee number of somebody who was there",
        ),
        (
            "01/06/2025", "01/09/2026", "Last day", "01/09/2026", "1002 leaves the trust before, on 31/08/2026",
            "Write an earlier Last day, or leave it empty: it ends with the employment",
        ),
        (
            "01/06/2025", "31/05/2025", "Last day", "31/05/2025", "The last day is before the first, 01/06/2025",
            "Write a later last day, or an earlier Starts",
        ),
    ],
    ids=["begins after leaving", "begins before joining", "ends after leaving", "runs backwards"],
)  # fmt: skip
def test_a_claim_outside_the_employment_or_running_backwards_says_what_to_write(
    starts: str, last: str, column: str, shown: str, wrong: str, remedy: str
) -> None:
    intake = read(people=PEOPLE, territories=TERRITORY, accountability_claims=claims(starts=starts, last=last))
    assert faults(intake) == [("accountability claims", 2, column, shown, wrong)]
    assert intake.all_problems()[0].remedy == remedy


def test_a_claim_within_the_employment_is_read_and_two_people_may_claim_the_same_days() -> None:
    both = claims(last="31/08/2026") + "\nPatient record|1001|Terms of reference|01/04/2025|"
    intake = read(people=PEOPLE, territories=TERRITORY, accountability_claims=both)
    assert faults(intake) == []
    assert [entry.values["employee_number"] for entry in intake.readings[-1].entries] == ["1002", "1001"]


def test_a_claim_needs_its_first_day_and_the_document_that_says_so() -> None:
    bare = "Territory|Employee number|Document|Starts\nPatient record|1001||"
    intake = read(people=PEOPLE, territories=TERRITORY, accountability_claims=bare)
    assert [(one.column, one.wrong) for one in intake.all_problems()] == [
        ("Document", "Nothing is written here"),
        ("Starts", "Nothing is written here"),
    ]


def test_days_of_employment_are_those_of_the_record_unless_the_file_says_others() -> None:
    known = {
        **KNOWN, "territories": {"patient record": "Patient record"}, "people": {"1002": "1002"},
        STARTS_OF_EMPLOYMENTS: {"1002": "2025-04-01"}, ENDS_OF_EMPLOYMENTS: {"1002": "2026-09-01"},
    }  # fmt: skip
    early, late = claims(starts="31/03/2025"), claims(starts="01/10/2026")
    assert len(read(known, accountability_claims=early).all_problems()) == 1
    assert len(read(known, accountability_claims=late).all_problems()) == 1
    silent = "Employee number|Name|Staff group|Department|WTE|Starts\n1002|Cy Kane|Managers|Digital|1|"
    assert len(read(known, people=silent, accountability_claims=early).all_problems()) == 1
    other = PEOPLE.replace("01/04/2025|31/08/2026", "01/03/2025|")
    assert read(known, people=other, accountability_claims=early).all_problems() == ()
    assert read(known, people=other, accountability_claims=late).all_problems() == ()


def settle(*lines: str) -> str:
    return SETTLED_BY + "\n".join(f"Patient record|{line}" for line in lines)


HANDED_OVER = settle("1002|01/06/2025|Board, item 4|01/06/2025|31/12/2025", "1001|01/12/2025|Board, item 7|01/01/2026|")


def test_one_settlement_follows_another() -> None:
    assert faults(read(people=PEOPLE, territories=TERRITORY, accountability_settlements=HANDED_OVER)) == []


@pytest.mark.parametrize(
    ("first", "wrong", "remedy"),
    [
        (
            "31/12/2025",
            "it is settled on 1002 from 01/06/2025 to 31/12/2025",
            "Write a Starts after that, or give that settlement an earlier Last day first",
        ),
        (
            "",
            "it is settled on 1002 from 01/06/2025 on, with no last day",
            "Give that settlement an earlier Last day first",
        ),
    ],
)
def test_two_settlements_on_one_day_are_a_fault_of_the_later_line(first: str, wrong: str, remedy: str) -> None:
    both = settle(f"1002|01/06/2025|Board|01/06/2025|{first}", "1001|01/12/2025|Board|31/12/2025|")
    intake = read(people=PEOPLE, territories=TERRITORY, accountability_settlements=both)
    both_named = f"From 31/12/2025 on 1001 and 1002 would both be settled: {wrong}"
    assert faults(intake) == [("accountability settlements", 3, "Starts", "31/12/2025", both_named)]
    assert intake.all_problems()[0].remedy == remedy


def test_a_settlement_that_begins_before_it_was_decided_is_a_fault() -> None:
    early = settle("1002|02/06/2025|Board|01/06/2025|")
    wrong = "This is before the decision, of 02/06/2025"
    intake = read(people=PEOPLE, territories=TERRITORY, accountability_settlements=early)
    assert faults(intake) == [("accountability settlements", 2, "Starts", "01/06/2025", wrong)]


def _recorded(last: str) -> dict[str, dict[str, str]]:
    named = SEPARATOR.join(("patient record", "1002", "2025-06-01"))
    return {
        **KNOWN, "territories": {"patient record": "Patient record"}, "people": {"1001": "1001", "1002": "1002"},
        SETTLED: {named: last},
    }  # fmt: skip


NEXT = settle("1001|01/12/2025|Board|01/01/2026|")
NO_LAST_DAY = "Territory|Employee number|Decided on|Decision|Starts\nPatient record|1002|01/06/2025|Board|01/06/2025"


def test_a_settlement_of_the_record_stands_in_the_way_until_it_ends() -> None:
    assert len(read(_recorded(""), accountability_settlements=NEXT).all_problems()) == 1
    assert len(read(_recorded("2026-01-02"), accountability_settlements=NEXT).all_problems()) == 1
    assert read(_recorded("2026-01-01"), accountability_settlements=NEXT).all_problems() == ()


def test_what_a_file_says_of_a_settlement_of_the_record_holds() -> None:
    assert read(_recorded(""), accountability_settlements=HANDED_OVER).all_problems() == ()
    again = NO_LAST_DAY + "\nPatient record|1001|01/12/2025|Board|01/01/2026"
    assert read(_recorded("2026-01-01"), accountability_settlements=again).all_problems() == ()
    moved = again.replace("Board|01/06/2025", "Board|02/06/2025")
    assert len(read(_recorded("2026-01-01"), accountability_settlements=moved).all_problems()) == 1


def test_another_territory_is_settled_for_itself() -> None:
    two = f"{TERRITORY}\nCyber security|Cyber"
    both = settle("1002|01/06/2025|Board|01/06/2025|") + "\nCyber security|1001|01/06/2025|Board|01/06/2025|"
    assert faults(read(people=PEOPLE, territories=two, accountability_settlements=both)) == []


def span(who: str, starts: int, ends: int | None = None) -> Span:
    """Days are counted back from the day looked at."""
    return Span(who, ON - timedelta(days=starts), None if ends is None else ON - timedelta(days=ends))


def test_the_days_fall_into_intervals_of_nobody_one_and_several() -> None:
    spans = [span("Bo", 300, 100), span("Cy", 150)]
    found = intervals_of(spans, since=ON - timedelta(days=365), until=ON + timedelta(days=1))
    assert [(one.who, one.days, one.is_clear) for one in found] == [
        ((), 65, False),
        (("Bo",), 150, True),
        (("Bo", "Cy"), 50, False),
        (("Cy",), 101, True),
    ]


def test_somebody_who_answers_by_two_documents_is_one_person() -> None:
    spans = [span("Bo", 400, 100), span("Bo", 200)]
    assert intervals_of(spans, since=ON - timedelta(days=365), until=ON) == (
        Interval(ON - timedelta(days=365), ON, ("Bo",)),
    )


def test_no_day_has_no_interval() -> None:
    assert intervals_of([span("Bo", 10)], since=ON, until=ON) == ()
    assert intervals_of([span("Bo", 10)], since=ON, until=ON - timedelta(days=3)) == ()


def test_a_young_territory_is_looked_at_from_its_first_day() -> None:
    assert looked_back(ON - timedelta(days=30), ON) == ON - timedelta(days=30)
    assert looked_back(ON - timedelta(days=900), ON) == ON - timedelta(days=365)


spans = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(-10, 60), st.none() | st.integers(-10, 60)).map(
        lambda drawn: span(*drawn)
    ),
    max_size=6,
)


@given(spans, st.integers(0, 40), st.integers(0, 40))
def test_intervals_are_what_asking_day_by_day_finds(held: list[Span], back: int, length: int) -> None:
    since = ON - timedelta(days=back)
    found = intervals_of(held, since=since, until=since + timedelta(days=length))
    days = [since + timedelta(days=n) for n in range(length)]
    by_day = [tuple(sorted({one.who for one in held if one.holds(day)})) for day in days]
    assert [one.who for one in found for _ in range(one.days)] == by_day
    assert all(one.ends == two.starts and one.who != two.who for one, two in pairwise(found))
