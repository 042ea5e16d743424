"""The board's record: what a file may say of meetings, items, decisions and standing rights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from plait.engine.board_sheets import (
    DAYS_OF_DECISIONS,
    DAYS_OF_MEETINGS,
    DIRECTORS,
    ITEMS_OF_MEETINGS,
    one_text,
    read_clock,
    read_offices,
)
from plait.engine.cells import CannotRead
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

MEETINGS = """
Meeting       |Kind |Held on   |Starts at|Ends at|Status
Board, Sept   |Board|03/09/2026|9.30     |12:45  |Published
"""
ITEMS = """
Meeting    |Item|Title        |Minutes|Tag    |Tag confirmed|For decision|Authors
Board, Sept|7   |Prescribing  |20     |Digital|Yes          |Yes         |CCIO; Director of nursing; ccio
"""
DECISIONS = """
Meeting    |Decision      |Item|Technology decision|Written advice  |Advice by|Led by
Board, Sept|Buy the system|7   |Yes                |Options, 20 Aug |Bo Price |Medical director
"""


def read(known: Mapping[str, Mapping[str, str]] | None = None, **sheets: str) -> Intake:
    return read_workbook(book(**sheets), known or {})


def faults(intake: Intake) -> list[tuple[str, int | None, str, str, str]]:
    return [(one.table, one.line, one.column, one.value, one.wrong) for one in intake.all_problems()]


def test_a_meeting_its_item_and_its_decision_are_read_as_written() -> None:
    intake = read(board_meetings=MEETINGS, agenda_items=ITEMS, board_decisions=DECISIONS)
    assert faults(intake) == []
    meeting, item, decision = intake.entries()
    assert meeting.values == {
        "name": "Board, Sept", "kind": "board", "held_on": date(2026, 9, 3), "begins": "09:30", "finishes": "12:45",
        "status": "published",
    }  # fmt: skip
    assert (item.values["minutes"], item.values["tag"], item.values["is_confirmed"]) == (20, "digital", True)
    assert item.values["authors"] == ("Chief clinical information officer", "Chief nurse")
    assert (decision.values["item"], decision.values["is_technology"], decision.values["leads"]) == (
        "7", True, ("Medical director",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [("09:30", "09:30"), ("9.30", "09:30"), ("09:30:00", "09:30"), ("1.15pm", "13:15"), ("12:00 am", "00:00"),
     ("12.05 p.m.", "12:05"), ("23:59", "23:59")],
)  # fmt: skip
def test_a_time_is_read_as_people_and_spreadsheets_write_it(written: str, meant: str) -> None:
    assert read_clock(written) == meant


@pytest.mark.parametrize("written", ["24:00", "9:60", "half nine", "930", "13:00 pm", "0:30 am"])
def test_what_is_no_time_of_the_day_is_refused(written: str) -> None:
    with pytest.raises(CannotRead, match="Not a time of the day"):
        read_clock(written)


def test_every_office_is_read_back_and_another_name_of_one_means_the_same() -> None:
    assert read_offices("; ".join(DIRECTORS)) == DIRECTORS
    assert read_offices("chief people officer; COO") == ("Workforce director", "Chief operating officer")
    with pytest.raises(CannotRead, match="Not one of the words of this list: “Bo Price”"):
        read_offices("Medical director; Bo Price")
    with pytest.raises(CannotRead, match=r"Not one of the words of this list$"):
        read_offices("Bo Price")


def test_times_that_run_backwards_are_named_by_line_and_column() -> None:
    intake = read(board_meetings=MEETINGS.replace("12:45", "09:30"))
    assert faults(intake) == [("board meetings", 2, "Ends at", "09:30", "It ends before it starts, at 09:30")]
    assert intake.all_problems()[0].remedy == "Write a later time, or an earlier Starts at"


def test_an_item_without_its_meeting_and_one_with_an_unknown_tag_are_named() -> None:
    lines = ITEMS + "Board, Oct|8|Workforce|10|Digital|||\nBoard, Sept|9|Beds|10|Estates|||\nBoard, Sept|10||10||||"
    intake = read(board_meetings=MEETINGS, agenda_items=lines)
    assert faults(intake) == [
        ("agenda items", 3, "Meeting", "Board, Oct", "Not in the board meetings register"),
        ("agenda items", 4, "Tag", "Estates", "Not one of the words of this list"),
        ("agenda items", 5, "Title", "", "Nothing is written here"),
    ]
    assert intake.all_problems()[1].remedy == "Write Finance, Quality, Digital, Workforce, Strategy or Other"


def test_two_items_of_a_meeting_do_not_share_a_number() -> None:
    intake = read(board_meetings=MEETINGS, agenda_items=f"{ITEMS}board, sept|7|Again|5||||")
    [fault] = intake.all_problems()
    assert (fault.line, fault.column, fault.wrong) == (
        3,
        "Meeting and Item",
        "The same meeting and item stands on line 2",
    )


@pytest.mark.parametrize(("day", "order"), [("02/09/2026", "before"), ("04/09/2026", "after")])
def test_a_decision_on_another_day_than_its_meeting_is_named(day: str, order: str) -> None:
    line = f"Meeting|Decision|Decided on|Technology decision\nBoard, Sept|Buy|{day}|Yes"
    wrong = f"This is {order} its meeting, which is held on 03/09/2026"
    for known, sheets in (
        ({}, {"board_meetings": MEETINGS}),
        ({"board meetings": {"board, sept": "Board, Sept"}, DAYS_OF_MEETINGS: {"board, sept": "2026-09-03"}}, {}),
    ):
        assert faults(read(known, board_decisions=line, **sheets)) == [("board decisions", 2, "Decided on", day, wrong)]


def test_a_decision_on_the_day_of_its_meeting_is_right() -> None:
    line = "Meeting|Decision|Decided on|Technology decision\nBoard, Sept|Buy|03/09/2026|Yes"
    assert faults(read(board_meetings=MEETINGS, board_decisions=line)) == []


def test_a_meeting_is_not_moved_away_from_the_day_of_a_recorded_decision() -> None:
    known = {DAYS_OF_DECISIONS: {one_text("Board, Sept", "Buy"): "2026-09-01"}}
    intake = read(known, board_meetings=MEETINGS)
    wrong = "The meeting would be after its decision, taken on 01/09/2026"
    assert faults(intake) == [("board meetings", 2, "Held on", "03/09/2026", wrong)]
    early = MEETINGS.replace("03/09/2026", "31/08/2026")
    assert "would be before its decision" in read(known, board_meetings=early).all_problems()[0].wrong
    both = "Meeting|Decision|Decided on|Technology decision\nBoard, Sept|buy|03/09/2026|Yes"
    assert faults(read(known, board_meetings=MEETINGS, board_decisions=both)) == [], "put right in the same file"


def test_the_item_of_a_decision_is_on_the_agenda_of_its_meeting() -> None:
    lines = DECISIONS.replace("|7   |", "|17  |")
    intake = read(board_meetings=MEETINGS, agenda_items=ITEMS, board_decisions=lines)
    assert faults(intake) == [("board decisions", 2, "Item", "17", "Not on the agenda of Board, Sept")]
    assert intake.all_problems()[0].remedy == "Write one of its items: 7, or leave this empty"
    none = read(board_meetings=MEETINGS, board_decisions=lines).all_problems()[0]
    assert none.remedy == "Add it to the agenda items sheet first, or leave this empty"
    known = {
        "board meetings": {"board, sept": "Board, Sept"},
        ITEMS_OF_MEETINGS: {one_text("board, sept", "17"): "17"},
    }
    assert faults(read(known, board_decisions=lines)) == []


@pytest.mark.parametrize(
    ("cells", "column", "wrong"),
    [
        ("Options|", "Advice by", "Written advice is named, but not who gave it"),
        ("|Bo Price", "Written advice", "Bo Price gave advice, but it is not named"),
    ],
)
def test_written_advice_says_what_it_is_and_who_gave_it(cells: str, column: str, wrong: str) -> None:
    lines = f"Meeting|Decision|Technology decision|Written advice|Advice by\nBoard, Sept|Buy|Yes|{cells}"
    assert faults(read(board_meetings=MEETINGS, board_decisions=lines)) == [("board decisions", 2, column, "", wrong)]


def test_a_right_that_is_there_says_since_when_and_one_that_is_not_need_not() -> None:
    lines = "Right|Subject|Has it|Since\nBoard committee|Digital|Yes|\nboard committee|Finance|No|\nCake|Finance|No|"
    intake = read(standing_rights=lines)
    assert faults(intake) == [
        ("standing rights", 2, "Since", "", "It is not said since when the right is there"),
        ("standing rights", 4, "Right", "Cake", "Not one of the words of this list"),
    ]
    [entry] = intake.entries()
    assert entry.values == {"right": "Board committee", "subject": "finance", "has": False, "since": None}
