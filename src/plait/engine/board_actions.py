"""What meetings of the board asked somebody to do, by when, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import ALSO_DIRECTORS, DIRECTORS, TAG_CHOICES
from plait.engine.cells import read_choice, read_code, read_date, read_text
from plait.engine.origins import Origin
from plait.engine.record_rules import before_meeting, meeting_day, nobody_holds, not_of_meeting
from plait.engine.sheets import Column, Entry, Known, Sheet
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.tables import Problem

ACTIONS = Sheet(
    name="board actions",
    title="Board actions",
    help="One line for each thing that a meeting asked somebody to do.",
    key=("meeting", "name"),
    columns=(
        Column(
            "meeting", "Meeting", "The meeting it comes from, of the board meetings sheet.", "Board, 3 September 2026",
            read_text(), required=True, refers_to="board meetings",
        ),
        Column(
            "name", "Action", "What is to be done.", "Bring the safety case to the quality committee", read_text(300),
            required=True,
        ),
        Column("item", "Item", "The number of the agenda item it comes from.", "7", read_code),
        Column(
            "owner", "Owner", "The office that is to do it.", "Chief nurse",
            read_choice({**{office: office for office in DIRECTORS}, **ALSO_DIRECTORS}), choices=DIRECTORS,
            required=True,
        ),
        Column("due_on", "Due on", "The day by which it is to be done.", "05/11/2026", read_date, required=True),
        Column("done_on", "Done on", "The day it was done; empty while it is not.", "29/10/2026", read_date),
        Column(
            "tag", "Tag", "The one subject it is mostly about.", "Digital", read_choice(TAG_CHOICES),
            choices=tuple(TAG_CHOICES),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardAction:
    """What an office is to do by a day, and the day it was done."""

    meeting: str
    name: str
    owner: str
    due_on: date
    item: str = ""
    done_on: date | None = None
    tag: str = ""
    origin: Origin | None = None

    def is_late(self, on: date) -> bool:
        """Was it to be done before that day, and was not by then?"""
        return self.due_on < on and (self.done_on is None or self.done_on > on)


def action_of(entry: Entry, origin: Origin) -> BoardAction:
    """The record a good row states."""
    return BoardAction(
        meeting=stated_text(entry, "meeting"),
        name=stated_text(entry, "name"),
        owner=stated_text(entry, "owner"),
        due_on=stated(entry, "due_on", date),
        item=stated_text(entry, "item"),
        done_on=perhaps(entry, "done_on", date),
        tag=stated_text(entry, "tag"),
        origin=origin,
    )


def check_actions(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each action due or done before its meeting, of an item it lacks, or of an office unheld."""
    return tuple(
        problem
        for entry in entries
        for problem in (
            *before_meeting(entry, "due_on", "Due on", known),
            *before_meeting(entry, "done_on", "Done on", known),
            *not_of_meeting(entry, known),
            *nobody_holds(entry, "owner", "Owner", meeting_day(entry, known), known),
        )
    )
