"""Acting up opens the gap the same day, and a deputy closes it: by plain examples of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.accountability import Claim
from plait.engine.acting_up import DEPUTY, answering, away, serving
from plait.engine.declarations import Organisation, is_declared
from plait.engine.deputies import Deputy
from plait.engine.leadership import Holder, LeadershipRole, vacant_since
from plait.engine.origins import Origin
from plait.engine.people import Person
from plait.engine.tables import Book, Line, Table
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from plait.engine.viewpoints import Viewpoint
from plait.engine.workbook import read_workbook

ON = date(2026, 11, 2)
CDIO, CHIEF = "Chief digital officer", "Chief executive"
BEGAN = date(2024, 1, 1)


def person(number: str, wte: str = "0.5") -> Person:
    return Person(number, f"Person {number}", "Managers", Viewpoint.DIGITAL, "Digital", Decimal(wte), BEGAN)


def trust(*more: Holder, deputies: tuple[Deputy, ...] = (), wte: str = "0.5") -> Trust:
    """The trust of a CDIO, 1001, and of others."""
    held = Holder(CDIO, "1001", "substantive", Decimal("0.5"), BEGAN)
    people = (person("1001", wte), person("1002"), person("1003"))
    return Trust("EXA", "Example", ON, people=people, holders=(held, *more), deputies=deputies)


def acting(days: int = 0, wte: str = "0.5", held_as: str = "acting") -> Holder:
    return Holder(CHIEF, "1001", held_as, Decimal(wte), ON - timedelta(days=days))


def vacant(of: Trust) -> date | None:
    return vacant_since(LeadershipRole(CDIO, "CDIO", BEGAN), serving(of), ON)


def test_while_nobody_acts_up_the_holders_serve() -> None:
    of = trust(deputies=(Deputy(CDIO, "1002", BEGAN),))
    assert away(of) == ()
    assert serving(of) == of.holders
    assert vacant(of) is None


@pytest.mark.parametrize("held_as", ["acting", "interim"])
def test_the_gap_opens_the_same_day(held_as: str) -> None:
    of = trust(acting(held_as=held_as))
    [gone] = away(of)
    assert (gone.held.role, gone.acting_as, gone.since, gone.covered_by) == (CDIO, CHIEF, ON, ())
    assert vacant(of) == ON


def test_who_has_the_time_for_both_roles_leaves_neither() -> None:
    assert away(trust(acting(wte="0.5"), wte="1")) == ()
    assert away(trust(acting(wte="0.6"), wte="1")) != ()


def test_two_substantive_roles_are_no_acting_up() -> None:
    assert away(trust(acting(held_as="substantive"))) == ()


def test_who_acts_up_but_is_no_longer_employed_is_not_looked_at() -> None:
    of = trust(acting())
    assert away(replace(of, people=of.people[1:])) == ()


def test_a_deputy_of_that_day_closes_the_gap() -> None:
    of = trust(acting(5), deputies=(Deputy(CDIO, "1002", BEGAN), Deputy("Another role", "1003", BEGAN)))
    assert away(of)[0].covered_by == ("1002",)
    assert vacant(of) is None
    stand_in = serving(of)[-1]
    assert (stand_in.employee_number, stand_in.held_as, stand_in.starts) == ("1002", DEPUTY, ON - timedelta(days=5))


@pytest.mark.parametrize(
    ("starts", "ends", "since"),
    [
        (ON + timedelta(days=1), None, ON - timedelta(days=5)),
        (BEGAN, ON - timedelta(days=2), ON - timedelta(days=2)),
        (BEGAN, ON - timedelta(days=9), ON - timedelta(days=5)),
    ],
    ids=["begins tomorrow", "covered at first", "ended before"],
)
def test_a_deputy_of_other_days_leaves_the_gap(starts: date, ends: date | None, since: date) -> None:
    of = trust(acting(5), deputies=(Deputy(CDIO, "1002", starts, ends),))
    assert away(of)[0].covered_by == ()
    assert vacant(of) == since


def test_nobody_is_their_own_deputy() -> None:
    assert vacant(trust(acting(), deputies=(Deputy(CDIO, "1001", BEGAN),))) == ON


def test_what_somebody_claimed_before_acting_up_has_nobody_unless_a_deputy_covers() -> None:
    claims = (
        Claim("Digital services", "1001", "Job description", BEGAN),
        Claim("Data", "1001", "Strategy", BEGAN, ON - timedelta(days=90)),
        Claim("Estates", "1001", "Letter of the chair", ON - timedelta(days=5)),
        Claim("Cyber security", "1002", "Job description", BEGAN),
    )
    since = ON - timedelta(days=5)
    open_role = trust(acting(5))
    assert [one.ends for one in answering(claims, open_role)] == [since, ON - timedelta(days=90), None, None]
    covered = trust(acting(5), deputies=(Deputy(CDIO, "1003", BEGAN),))
    assert answering(claims, covered) == claims


def test_an_interest_is_declared_by_code_or_name_on_its_days() -> None:
    other = Organisation("PLB", "Southmere Community NHS Trust")

    class Interest:
        organisation, starts, ends = " southmere  community nhs trust", BEGAN, None

    class Ended:
        organisation, starts, ends = "plb", BEGAN, ON

    assert is_declared([Interest], other, ON)
    assert not is_declared([Interest], Organisation("PLC", "Another"), ON)
    assert not is_declared([Ended], other, ON)
    assert is_declared([Ended], other, ON - timedelta(days=1))
    assert not is_declared([Ended], other, BEGAN - timedelta(days=1))


DEPUTIES = (
    "Role|Employee number|Starts|Last day",
    "Chief digital officer|1001||",
    "Chief digital officer|1002|01/05/2025|31/10/2026",
)
PEOPLE = (
    "Employee number|Name|Staff group|Department|WTE|Last day",
    "1001|Ann Frost|Managers|Digital|1|30/11/2026",
    "1002|Bo Price|Managers|Digital|1|",
)
ROLES = ("Role|Kind", "Chief digital officer|CDIO")


def test_files_state_deputies_who_end_with_the_employment() -> None:
    sheets = {"people": PEOPLE, "leadership roles": ROLES, "deputies": DEPUTIES}
    read = read_workbook(
        Book("trust.xlsx", "0", tuple(table(name, *lines) for name, lines in sheets.items())),
        {"staff groups": {"managers": "Managers"}, "departments": {"digital": "Digital"}},
    )
    assert read.all_problems() == ()
    found = trust_of_intake(read, code="TST", name="Test", on=ON).deputies
    assert [(one.employee_number, one.starts, one.ends) for one in found] == [
        ("1001", ON, date(2026, 12, 1)), ("1002", date(2025, 5, 1), date(2026, 11, 1)),
    ]  # fmt: skip
    assert found[0].origin == Origin("trust.xlsx", "deputies", 2, ON)


def table(name: str, headings: str, *lines: str) -> Table:
    """A sheet of a workbook."""
    rows = tuple(Line(place, tuple(line.split("|"))) for place, line in enumerate(lines, start=2))
    return Table(name, tuple(headings.split("|")), 1, rows)
