"""Long leave: what a good row says, what cannot begin in it, and the role it leaves open."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.accountability import Claim
from plait.engine.acting_up import answering, away, serving
from plait.engine.deputies import Deputy
from plait.engine.leadership import Holder, LeadershipRole, vacant_since
from plait.engine.long_leave import LONG_LEAVE, LongLeave
from plait.engine.origins import Origin
from plait.engine.sheets import Known
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from plait.engine.workbook import Intake, read_workbook
from tests.books import book
from tests.engine.test_acting_up import BEGAN, CDIO, ON, acting, person

KNOWN: Known = {"staff groups": {"managers": "Managers"}, "departments": {"digital": "Digital"}}
PEOPLE = """
Employee number|Name|Staff group|Department|WTE
1001|Ann Frost|Managers|Digital|1
1002|Bo Price|Managers|Digital|1
"""
LEAVE = "Employee number|Starts|Last day\n1001|01/03/2026|30/06/2026"
ROLES = "Role|Kind\nDigital head|CDIO"
HELD = "Role|Employee number|Held as|WTE|Starts\nDigital head|1001|Substantive|1|"
STANDS_IN = "Role|Employee number|Starts\nDigital head|1001|"
CHAMPION = "Employee number|Shifts|Trained|Starts\n1001|Days|Yes|"
MEETINGS = "Meeting|Kind|Held on|Starts at|Ends at|Status\nSpring board|Board|15/04/2026|09:30|12:45|Published"
MEMBERS = "Member|Office|Kind|Votes|Employee number|Starts\nAnn Frost|Medical director|Executive|Yes|1001|01/01/2025"
ATTENDED = "Meeting|Member|Attendance\nSpring board|Ann Frost|"
LATER = "from 30/06/2026 on, with no last day"
MONTHS = "from 01/03/2026 to 30/06/2026"


def read(leave: str = LEAVE, **sheets: str) -> Intake:
    return read_workbook(book(people=PEOPLE, long_leave=leave, **sheets), KNOWN)


def told(intake: Intake) -> list[tuple[int | None, str, str, str, str]]:
    return [(one.line, one.column, one.value, one.wrong, one.remedy) for one in intake.all_problems()]


def test_a_file_states_who_is_away_and_never_why() -> None:
    leave = f"{LEAVE}\n1002|01/05/2026|"
    trust = trust_of_intake(read(leave), code="TST", name="Test", on=date(2026, 6, 30))
    assert [(one.employee_number, one.first_on, one.last_on) for one in trust.leave] == [
        ("1001", date(2026, 3, 1), date(2026, 6, 30)), ("1002", date(2026, 5, 1), None),
    ]  # fmt: skip
    assert isinstance(trust.leave[0].origin, Origin)
    assert {one.name for one in fields(LongLeave)} == {"employee_number", "first_on", "last_on", "origin"}
    assert {one.name for one in LONG_LEAVE.columns} == {"employee_number", "first_on", "last_on"}


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_both_its_first_and_its_last_day_count(day: date, *, inside: bool) -> None:
    assert LongLeave("1001", date(2026, 3, 1), date(2026, 6, 30)).takes_in(day) is inside


@pytest.mark.parametrize(
    ("sheets", "starts"),
    [
        ({"leadership_roles": ROLES, "role_holders": HELD}, "Starts"),
        ({"leadership_roles": ROLES, "deputies": STANDS_IN}, "Starts"),
        ({"champions": CHAMPION}, "Starts"),
    ],
    ids=["role holder", "deputy", "champion"],
)
def test_nobody_takes_anything_on_while_on_leave(sheets: dict[str, str], starts: str) -> None:
    *others, name = sheets
    for day, clash in (("28/02/2026", False), ("01/03/2026", True), ("30/06/2026", True), ("01/07/2026", False)):
        found = told(read(**{one: sheets[one] for one in others}, **{name: sheets[name] + day}))
        wrong = "1001 is on long leave that day"
        remedy = "Name an interim or deputy, or correct the leave"
        assert found == ([(2, starts, day, wrong, remedy)] if clash else []), day
    assert told(read(**sheets)) == [], "without a first day nothing can be told"


def test_who_is_on_leave_was_not_present_and_can_be_excused() -> None:
    record = {"board_meetings": MEETINGS, "board_members": MEMBERS}
    assert told(read(**record, board_attendance=f"{ATTENDED}Present")) == [
        (2, "Attendance", "Present", "Ann Frost is on long leave on the day of the meeting",
         "Write Apologies, or Deputy with who came, or correct the leave"),
    ]  # fmt: skip
    assert told(read(**record, board_attendance=f"{ATTENDED}Apologies")) == []
    nobody = MEMBERS.replace("|1001|", "||")
    assert told(read(board_meetings=MEETINGS, board_members=nobody, board_attendance=f"{ATTENDED}Present")) == []


def test_no_two_leaves_of_one_person_share_a_day() -> None:
    assert told(read(f"{LEAVE}\n1001|01/07/2026|")) == []
    found = told(read(f"{LEAVE}\n1001|30/06/2026|"))
    assert [(line, column) for line, column, *_ in found] == [(2, "Starts"), (3, "Starts")]
    assert found[1][3:] == (
        f"1001 is already recorded as on leave {MONTHS}; this one, {LATER}, shares days with it",
        "Write days outside that leave, or put that one right",
    )
    assert "from 30/06/2026 on, with no last day" in found[0][3]
    assert told(read(f"{LEAVE}\n1002|30/06/2026|")) == []


def test_a_leave_does_not_end_before_it_begins() -> None:
    [(line, column, value, wrong, remedy)] = told(read(LEAVE.replace("30/06/2026", "28/02/2026")))
    assert (line, column, value) == (2, "Last day", "28/02/2026")
    assert "before the first, 01/03/2026" in wrong
    assert remedy == "Write a later last day, or an earlier Starts"


GONE = LongLeave("1001", ON - timedelta(days=9), ON + timedelta(days=9))


def trust(*more: Holder, deputies: tuple[Deputy, ...] = (), leave: tuple[LongLeave, ...] = (GONE,)) -> Trust:
    """The trust of a CDIO, 1001, who is on leave since nine days."""
    held = Holder(CDIO, "1001", "substantive", Decimal("0.5"), BEGAN)
    people = (person("1001"), person("1002"), person("1003"))
    return Trust("EXA", "Example", ON, people=people, holders=(held, *more), deputies=deputies, leave=leave)


def interim(number: str = "1002") -> Holder:
    return Holder(CDIO, number, "interim", Decimal("0.5"), GONE.first_on)


def vacant(of: Trust) -> date | None:
    return vacant_since(LeadershipRole(CDIO, "CDIO", BEGAN), serving(of), ON)


def test_who_is_on_leave_leaves_the_role_open_from_its_first_day() -> None:
    [gone] = away(trust())
    assert (gone.held.role, gone.acting_as, gone.since, gone.covered_by, gone.leave) == (
        CDIO,
        "",
        GONE.first_on,
        (),
        GONE,
    )
    assert vacant(trust()) == GONE.first_on
    assert vacant(trust(leave=(replace(GONE, last_on=ON - timedelta(days=1)),))) is None
    assert away(replace(trust(), people=())) == ()


def test_an_interim_or_a_deputy_covers_unless_on_leave_too() -> None:
    for of in (trust(interim()), trust(deputies=(Deputy(CDIO, "1002", BEGAN),))):
        assert away(of)[0].covered_by == ("1002",)
        assert vacant(of) is None
        both = replace(of, leave=(GONE, replace(GONE, employee_number="1002")))
        assert away(both)[0].covered_by == ()
        assert vacant(both) == GONE.first_on
    assert away(trust(replace(interim(), held_as="substantive")))[0].covered_by == ()
    assert away(trust(replace(interim(), role="Another")))[0].covered_by == ()


def test_who_acts_up_and_is_on_leave_leaves_both_since_the_earlier_day() -> None:
    acts, own = away(trust(acting(20)))
    assert (acts.leave, own.leave) == (GONE, GONE)
    assert {one.held.role: (one.acting_as, one.since) for one in (acts, own)} == {
        CDIO: ("Chief executive", ON - timedelta(days=20)), "Chief executive": ("", GONE.first_on),
    }  # fmt: skip


def test_what_somebody_on_leave_claimed_has_nobody_unless_covered() -> None:
    claims = (Claim("Digital services", "1001", "Job description", BEGAN),)
    assert [one.ends for one in answering(claims, trust())] == [GONE.first_on]
    assert answering(claims, trust(interim())) == claims
