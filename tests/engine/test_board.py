"""The board's record: which meetings count, in which order, and what stood on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plait.engine.board import (
    AgendaItem,
    Decision,
    Meeting,
    StandingRight,
    board_year,
    last_board,
    next_rung,
    place_of_number,
)
from plait.engine.board_sheets import RIGHTS

ON = date(2026, 11, 2)


def meeting(name: str, days_ago: int, kind: str = "board", status: str = "published") -> Meeting:
    return Meeting(name, kind, ON - timedelta(days=days_ago), status=status)


def test_a_year_counts_what_is_published_of_the_last_twelve_months() -> None:
    meetings = [meeting("Draft", 5, status="draft"), meeting("Old", 365), meeting("First", 364), meeting("Soon", -1)]
    items = [AgendaItem(one.name, "1", "x") for one in meetings]
    decisions = [Decision(one.name, "x") for one in meetings]
    year = board_year([*meetings, meeting("Today", 0)], items, decisions, ON)
    assert [one.name for one in year.meetings] == ["First", "Today"]
    assert [one.meeting for one in year.items] == [one.meeting for one in year.decisions] == ["First"]
    assert year.day_of(year.items[0]) == ON - timedelta(days=364)


def test_items_stand_in_the_order_of_the_agenda() -> None:
    numbers = ["10", "7a", "2", "7", "a"]
    year = board_year([meeting("M", 1)], [AgendaItem("M", number, "x") for number in numbers], [], ON)
    assert [item.number for item in year.items] == ["a", "2", "7", "7a", "10"]
    assert place_of_number("7a") == (7, "a")


@pytest.mark.parametrize(
    ("tag", "confirmed", "is_technology", "item", "digital"),
    [
        ("digital", True, False, "1", True),
        ("digital", False, False, "1", False),
        ("finance", True, False, "1", False),
        ("digital", True, False, "", False),
        ("finance", True, True, "1", True),
    ],
)
def test_a_decision_is_digital_by_its_technology_or_the_confirmed_tag_of_its_item(
    tag: str, confirmed: bool, is_technology: bool, item: str, digital: bool
) -> None:
    items = [AgendaItem("M", "1", "x", tag=tag, is_confirmed=confirmed)]
    decisions = [Decision("M", "Buy", item, is_technology=is_technology)]
    year = board_year([meeting("M", 1)], items, decisions, ON)
    assert year.is_digital(year.decisions[0]) is digital


def test_advice_was_there_when_a_specialist_was_or_something_was_attached() -> None:
    assert [
        Decision("M", "Buy", specialist=specialist, advice=advice).is_advised
        for specialist, advice in ((True, ""), (False, "Options"), (None, "Options"), (False, ""), (None, ""))
    ] == [True, True, True, False, False]


def test_a_right_stood_the_other_way_before_the_day_it_names() -> None:
    gained = StandingRight("Board committee", "digital", has=True, since=ON)
    lost = StandingRight("Board committee", "digital", has=False, since=ON)
    never = StandingRight("Board committee", "digital", has=False)
    yesterday = ON - timedelta(days=1)
    assert [one.held_on(day) for one in (gained, lost, never) for day in (yesterday, ON)] == [
        False, True, True, False, False, False,
    ]  # fmt: skip


def test_the_last_board_is_the_boards_own_whether_published_or_not_and_never_todays() -> None:
    meetings = [meeting("Board", 40), meeting("Draft", 30, status="draft"), meeting("Quality", 9, "committee")]
    found = last_board([*meetings, meeting("Today", 0)], ON)
    assert found is not None
    assert found.name == "Draft"
    assert last_board(meetings[2:], ON) is None


def test_the_next_rung_is_the_first_that_both_others_have_and_digital_lacks() -> None:
    stood = {(right, subject): True for right in RIGHTS for subject in ("finance", "quality")}
    stood |= {(right, "digital"): place in {0, 4} for place, right in enumerate(RIGHTS)}
    stood[RIGHTS[1], "quality"] = False
    assert next_rung(stood) == RIGHTS[2]
    alone = {(right, "finance"): right == RIGHTS[5] for right in RIGHTS}
    assert next_rung(alone) == RIGHTS[5], "one of them is enough where none is both's"
    assert next_rung({}) == ""
