"""Contacts, education and board development: what a file may say of them, and the sums behind their questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.board_development import DEVELOPMENT, SHOW, VISIT, Learning, learned_by
from plait.engine.board_members import NED, NON_EXECUTIVE, BoardMember
from plait.engine.board_sheets import CDIO_OFFICE
from plait.engine.contacts import LEADER_OFFICES, ONE_TO_ONE, SESSION, TO_MEET, Contact, directors_met
from plait.engine.education import Session, Target, reach_by_group
from plait.engine.litmus.contact_sketches import sketch_contacts, sketch_learning
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions import board_learns_and_visits, directors_are_met
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

ON = date(2026, 11, 2)
KNOWN = {
    "staff groups": {"managers": "Managers"},
    "board members": {"ida rowe": "Ida Rowe"},
}


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def read(**sheets: str) -> Intake:
    return read_workbook(book(**sheets), KNOWN)


@pytest.mark.parametrize(
    ("sheet", "rows", "column", "wrong"),
    [
        (
            "contacts", "Day|Digital leader|Kind|Directors|Agreed\n02/06/2026|CDIO|Session|COO|No", "Agreed",
            "The log holds only what everybody agreed to",
        ),
        (
            "contacts", "Day|Digital leader|Kind|Directors|Agreed\n02/06/2026|CIO|One to one|COO; Chair|Yes",
            "Directors", "A one to one is with one director",
        ),
        (
            "contacts", "Day|Digital leader|Kind|Directors|Agreed\n02/06/2026|CIO|One to one|Ann Frost|Yes",
            "Directors", "Not one of the words of this list",
        ),
        (
            "education_sessions", "Day|Topic|Staff group|People reached\n02/06/2026|Charts|Porters|9", "Staff group",
            "Not in the staff groups register",
        ),
        (
            "education_sessions", "Day|Topic|Staff group|People reached\n02/06/2026|Charts|Managers|0",
            "People reached", "Not a whole number in range",
        ),
        (
            "education_targets", "Staff group|Share to reach (%)\nManagers|140", "Share to reach (%)",
            "Not a whole number in range",
        ),
        (
            "board_development", "Member|Day|Kind\nIda Row|02/06/2026|Service visit", "Member",
            "Not in the board members register",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_by_line(sheet: str, rows: str, column: str, wrong: str) -> None:
    [fault] = read(**{sheet: rows}).all_problems()
    assert (fault.line, fault.column) == (2, column)
    assert fault.wrong.replace(",", "") == wrong
    assert fault.remedy


def test_good_rows_are_kept() -> None:
    intake = read(
        contacts="Day|Digital leader|Kind|Directors|Agreed\n02/06/2026|CCIO|Session|COO; Chief nurse|Yes",
        board_development="Member|Day|Kind|Took place\nIda Rowe|02/06/2026|Show-and-tell|No",
    )
    assert intake.all_problems() == ()
    values = [one.values for one in intake.entries()]
    assert values[0]["offices"] == ("Chief operating officer", "Chief nurse")
    assert values[1]["took_place"] is False


def test_days_run_from_the_last_contact_of_the_cdio_alone() -> None:
    contacts = [
        Contact(ago(100), CDIO_OFFICE, SESSION, TO_MEET),
        Contact(ago(40), CDIO_OFFICE, ONE_TO_ONE, TO_MEET[:1]),
        Contact(ago(30), CDIO_OFFICE, SESSION, (TO_MEET[0], "Chair", LEADER_OFFICES[1])),
        Contact(ago(3), LEADER_OFFICES[1], ONE_TO_ONE, TO_MEET[1:2]),
        Contact(ago(-3), CDIO_OFFICE, ONE_TO_ONE, TO_MEET[1:2]),
    ]
    met = {one.office: (one.days, one.alone, len(one.contacts)) for one in directors_met(contacts, ON)}
    assert met[TO_MEET[0]] == (30, 40, 3)
    assert met[TO_MEET[1]] == (100, None, 1)
    assert met["Chair"] == (30, None, 1)
    assert LEADER_OFFICES[1] not in met
    assert [one.days for one in directors_met(contacts, ON)] == [100] * 5 + [30] * 2


def test_of_a_director_who_never_stood_there_the_days_count_from_the_first_row() -> None:
    met = directors_met([Contact(ago(20), CDIO_OFFICE, SESSION, TO_MEET[1:])], ON)
    assert {one.office: one.days for one in met}[TO_MEET[0]] == 20
    assert next(one for one in met if one.office == TO_MEET[0]).last is None
    assert directors_met([Contact(ago(20), LEADER_OFFICES[1], SESSION, TO_MEET)], ON) == ()


def test_a_log_that_began_lately_is_met_and_says_so() -> None:
    found = judge(directors_are_met.TEST, sketch_contacts(None, began=30))
    assert (found.verdict.value, found.sentence) == ("met", "Every director was met in the last 30 days.")
    assert found.evidence[0].is_absent


def test_people_reached_are_told_from_the_least_to_the_most() -> None:
    sessions = [
        Session(ago(10), "A", "Nurses", 30), Session(ago(20), "A", "Nurses", 25), Session(ago(365), "A", "Nurses", 99),
        Session(ago(-1), "A", "Nurses", 99), Session(ago(10), "A", "Few", 2), Session(ago(10), "A", "Gone", 2),
        Session(ago(10), "B", "Midwives", 30),
    ]  # fmt: skip
    targets = [Target("Nurses", 60), Target("Porters", 40), Target("Midwives", 90)]
    heads = {"Nurses": 100, "Porters": 50, "Few": 3, "Midwives": 20}
    found = {one.staff_group: one for one in reach_by_group(sessions, targets, heads, ON)}
    nurses, porters, few, midwives = (found[name] for name in ("Nurses", "Porters", "Few", "Midwives"))
    assert (nurses.least, nurses.most, nurses.attended, nurses.sessions, nurses.is_behind) == (30, 55, 55, 2, True)
    assert (porters.least, porters.most, porters.sessions, porters.is_behind) == (0, 0, 0, True)
    assert (few.is_small, found["Gone"].is_small, found["Gone"].people) == (True, False, 0)
    assert (midwives.is_too_many, midwives.most, midwives.is_behind) == (True, 20, False)
    assert [one.staff_group for one in reach_by_group(sessions, targets, heads, ON)][:2] == ["Gone", "Porters"]


def test_members_with_neither_come_first_and_what_is_booked_counts_in_nothing() -> None:
    members = [BoardMember(name, NED, NON_EXECUTIVE, ago(900)) for name in ("Ann", "Bea", "Cem", "Dot")]
    learning = [
        Learning("Ann", ago(5), DEVELOPMENT), Learning("Ann", ago(9), SHOW), Learning("Ann", ago(50), VISIT),
        Learning("Bea", ago(5), DEVELOPMENT), Learning("Cem", ago(5), VISIT, took_place=False),
        Learning("Cem", ago(-5), VISIT, took_place=False), Learning("Cem", ago(-9), VISIT),
        Learning("Dot", ago(365), DEVELOPMENT), Learning("Gus", ago(5), VISIT),
    ]  # fmt: skip
    left = replace(members[0], name="Gus", ends=ON)
    found = learned_by([*members, left], learning, ON)
    assert [(one.member.name, one.has_both) for one in found] == [
        ("Cem", False), ("Dot", False), ("Bea", False), ("Ann", True),
    ]  # fmt: skip
    assert [one.held_on for one in found[0].booked] == [ago(-5)]
    assert found[-1].visit == learning[1]


def test_rows_of_the_board_name_offices_and_what_is_booked() -> None:
    of = sketch_learning((30, 40), (None, None))
    booked = Learning("Member 2", ON + timedelta(days=7), VISIT, took_place=False)
    chair = BoardMember("Ida Rowe", "Chief executive", "executive", ago(900), employee_number="1001")
    trust = replace(of, learning=(*of.learning, booked), board_members=(*of.board_members, chair))
    found = judge(board_learns_and_visits.TEST, trust)
    assert [(row.label, row.cells[3], row.people) for row in found.evidence] == [
        ("Non-executive director 1", "9 November 2026", ()),
        ("Chief executive", "None", ("1001",)),
        ("Non-executive director 2", "None", ()),
    ]
