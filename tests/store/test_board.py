"""The board's record, saved: what a file may say of what stands there already, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.history import load_history
from plait.store.models import AgendaItem, Decision, Meeting, StandingRight
from plait.store.writing import Act
from tests.books import book, imported, understood

pytestmark = pytest.mark.django_db

MEETINGS = """
Meeting    |Kind |Held on   |Starts at|Ends at|Status
Board, Sept|Board|03/09/2026|09:30    |12:45  |Published
"""
ITEMS = """
Meeting    |Item|Title      |Minutes|Tag    |Tag confirmed|Authors
Board, Sept|7   |Prescribing|20     |Digital|Yes          |Medical director
"""
DECISIONS = """
Meeting    |Decision|Item|Decided on|Technology decision|Led by
board, sept|Buy it  |7   |03/09/2026|Yes                |Medical director; Chief nurse
"""
RIGHTS = """
Right          |Subject|Has it|Since     |Document
Board committee|Digital|No    |          |Standing orders
"""
SHEETS = {"board_meetings": MEETINGS, "agenda_items": ITEMS, "board_decisions": DECISIONS, "standing_rights": RIGHTS}


@pytest.fixture
def recorded(act: Act) -> Act:
    """PLA with a meeting, its item and decision, and a right."""
    imported(act, book(**SHEETS))
    return act


def test_a_file_sent_again_changes_nothing(recorded: Act) -> None:
    imported(recorded, book(**SHEETS))
    assert [row.version for model in (Meeting, AgendaItem, Decision, StandingRight) for row in model.objects.all()] == [
        1, 1, 1, 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "column", "wrong"),
    [
        ({"board_decisions": DECISIONS.replace("03/09", "02/09")}, "Decided on", "This is before its meeting"),
        ({"board_meetings": MEETINGS.replace("03/09", "10/09")}, "Held on", "The meeting would be after its decision"),
        ({"board_decisions": DECISIONS.replace("|7 ", "|8 ")}, "Item", "Not on the agenda of Board, Sept"),
        ({"agenda_items": ITEMS.replace("Sept", "Oct")}, "Meeting", "Not in the board meetings register"),
    ],
)
def test_a_file_is_held_against_what_is_recorded(
    recorded: Act, sheets: dict[str, str], column: str, wrong: str
) -> None:
    [fault] = understood(recorded, book(**sheets)).all_problems()
    assert (fault.line, fault.column) == (2, column)
    assert fault.wrong.startswith(wrong)


def test_what_a_file_leaves_out_stays_and_a_change_is_told_in_words(recorded: Act) -> None:
    imported(recorded, book(agenda_items="Meeting|Item|Title|Minutes\nBoard, Sept|7|Prescribing|35"))
    item = AgendaItem.objects.get()
    assert (item.minutes, item.tag, item.authors) == (35, "digital", ["Medical director"])
    first, added = load_history(recorded.trust_id, {"agendaitem": [item.pk]})
    assert [(one.column, one.before, one.after) for one in first.changes] == [("minutes", "20", "35")]
    assert ("meeting", "", "Board, Sept") in [(one.column, one.before, one.after) for one in added.changes]


def test_a_draft_is_what_nobody_called_published(act: Act) -> None:
    imported(act, book(board_meetings="Meeting|Kind|Held on\nBoard, Sept|Board|03/09/2026"))
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.begins, meeting.held_on) == ("draft", "", date(2026, 9, 3))
