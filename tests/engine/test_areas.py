"""Clinical areas: what a file may say of them, which visits count, and which area waits longest."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.areas import Area, Leaders, Visit, leaders_of, reached_areas
from plait.engine.champions import Champion
from plait.engine.leadership import CCIO, CDIO, Holder, LeadershipRole
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

ON = date(2026, 11, 2)
PEOPLE = "Employee number|Name|Staff group|Department|WTE\n1001|Bo Price|Managers|Digital|1\n"
KNOWN = {"staff groups": {"managers": "Managers"}}
LED = Leaders((("1001", date(2026, 1, 1), None),))


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def read(visits: str) -> Intake:
    areas = "Area|Site\nAsh ward|\n"
    head = "Area|Day|Employee number|Purpose|Took place\n"
    return read_workbook(book(people=PEOPLE, clinical_areas=areas, clinical_visits=head + visits), KNOWN)


@pytest.mark.parametrize(
    ("line", "column", "wrong"),
    [
        ("Ash|01/06/2026|1001|Clinic|", "Area", "Not in the clinical areas register"),
        ("Ash ward|01/06/2026|1009|Clinic|", "Employee number", "Not in the people register"),
        ("Ash ward|01/06/2026|1001|Tea|", "Purpose", "Not one of the words of this list"),
        ("Ash ward||1001|Clinic|", "Day", "Nothing is written here"),
    ],
)
def test_a_visit_to_nowhere_or_by_nobody_is_named_by_line(line: str, column: str, wrong: str) -> None:
    [fault] = read(line).all_problems()
    assert (fault.line, fault.column, fault.wrong) == (2, column, wrong)
    assert fault.remedy


def test_a_visit_took_place_unless_the_file_says_that_it_is_planned() -> None:
    entries = [one for one in read("Ash ward|01/06/2026|1001|Clinic|No").entries() if one.sheet == "clinical visits"]
    assert entries[0].values["took_place"] is False


def test_visits_count_when_they_took_place_and_whoever_went_led_that_day() -> None:
    visits = [
        Visit("Ash ward", ago(10), "1001", "clinic"),
        Visit("Ash ward", ago(5), "1001", "clinic", took_place=False),
        Visit("Ash ward", ago(-5), "1001", "clinic"),
        Visit("Ash ward", ago(400), "1001", "clinic"),
        Visit("Ash ward", ago(3), "1900", "listening"),
    ]
    [one] = reached_areas([Area("Ash ward", ago(900))], visits, LED, ON)
    assert [visit.visited_on for visit in one.counted] == [ago(10)]
    assert (one.days, one.is_reached, one.others) == (10, True, 4)


@pytest.mark.parametrize(("days", "is_reached"), [(0, True), (90, True), (91, False)])
def test_an_area_is_reached_for_ninety_days(days: int, is_reached: bool) -> None:
    [one] = reached_areas([Area("Ash ward", ago(900))], [Visit("Ash ward", ago(days), "1001", "clinic")], LED, ON)
    assert one.is_reached is is_reached


def test_the_never_visited_come_first_then_the_longest_and_closed_areas_are_left_out() -> None:
    areas = [
        Area("Oak ward", ago(900)), Area("Elm ward", ago(900)), Area("Fir ward", ago(900)), Area("Ash ward", ago(900)),
        Area("Shut ward", ago(900), ends=ON), Area("New ward", ago(-1)),
    ]  # fmt: skip
    visits = [Visit("Elm ward", ago(5), "1001", "clinic"), Visit("Fir ward", ago(50), "1001", "clinic")]
    reached = reached_areas(areas, visits, LED, ON)
    assert [one.area.name for one in reached] == ["Ash ward", "Oak ward", "Fir ward", "Elm ward"]
    assert reached[0].last is None
    assert not reached[0].is_reached


def test_leaders_are_the_clinical_roles_and_champions_on_their_days() -> None:
    roles = [LeadershipRole("Clinical lead", CCIO, ago(900)), LeadershipRole("Digital lead", CDIO, ago(900))]
    holders = [
        Holder("Clinical lead", "1", "substantive", Decimal(1), ago(900), ago(100)),
        Holder("Digital lead", "2", "substantive", Decimal(1), ago(900)),
    ]
    leaders = leaders_of(roles, holders, [Champion("3", ("Days",), ago(50))])
    assert leaders.led_on("1", ago(101))
    assert not leaders.led_on("1", ago(100))
    assert not leaders.led_on("2", ON)
    assert leaders.led_on("3", ON)
    assert not leaders.led_on("3", ago(51))
