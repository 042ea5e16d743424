"""What members of the board asked at a meeting, what they were told, and what changed because of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import ALSO_DIRECTORS, DIRECTORS
from plait.engine.cells import read_choice, read_code, read_date, read_text
from plait.engine.origins import Origin
from plait.engine.record_rules import before_meeting, meeting_day, nobody_holds, not_of_meeting
from plait.engine.sheets import Column, Entry, Known, Sheet
from plait.engine.stated import perhaps, stated_text
from plait.engine.tables import Problem

CHALLENGES = Sheet(
    name="board challenges",
    title="Board challenges",
    help="One line for each question that a member put at a meeting, with the answer and what changed.",
    key=("meeting", "question"),
    columns=(
        Column(
            "meeting", "Meeting", "A meeting of the board meetings sheet.", "Board, 3 September 2026", read_text(),
            required=True, refers_to="board meetings",
        ),
        Column("question", "Question", "What was asked.", "Who trains the night shift?", read_text(300), required=True),
        Column(
            "raised_by", "Asked by", "The office of whoever asked.", "Chief nurse",
            read_choice({**{office: office for office in DIRECTORS}, **ALSO_DIRECTORS}), choices=DIRECTORS,
            required=True,
        ),
        Column("item", "Item", "The number of the agenda item it was about.", "7", read_code),
        Column(
            "decision", "Decision", "The decision it was about, as the board decisions sheet calls it.",
            "Buy electronic prescribing for all wards", read_text(300),
        ),
        Column("raised_on", "Asked on", "Empty means the day of its meeting.", "03/09/2026", read_date),
        Column("answer", "Answer", "What the board was told.", "Two trainers a ward for six weeks", read_text(500)),
        Column(
            "changed", "What changed", "What is different because of the question; empty means nothing.",
            "Nights are trained first", read_text(500),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question put at a meeting by an office, about an item, a decision or neither; `changed` because of it."""

    meeting: str
    question: str
    raised_by: str
    item: str = ""
    decision: str = ""
    raised_on: date | None = None
    answer: str = ""
    changed: str = ""
    origin: Origin | None = None


def challenge_of(entry: Entry, origin: Origin) -> Challenge:
    """The record a good row states."""
    return Challenge(
        meeting=stated_text(entry, "meeting"),
        question=stated_text(entry, "question"),
        raised_by=stated_text(entry, "raised_by"),
        item=stated_text(entry, "item"),
        decision=stated_text(entry, "decision"),
        raised_on=perhaps(entry, "raised_on", date),
        answer=stated_text(entry, "answer"),
        changed=stated_text(entry, "changed"),
        origin=origin,
    )


def check_challenges(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each challenge before its meeting, of what the meeting does not have, or of an office unheld."""
    return tuple(
        problem
        for entry in entries
        for problem in (
            *before_meeting(entry, "raised_on", "Asked on", known),
            *not_of_meeting(entry, known),
            *nobody_holds(entry, "raised_by", "Asked by", meeting_day(entry, known), known),
        )
    )
