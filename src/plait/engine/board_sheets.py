"""The sheets of the board's record: meetings, agenda items, decisions, and the rights three subjects have there."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from plait.engine.cells import (
    CannotRead,
    Value,
    read_choice,
    read_code,
    read_date,
    read_each,
    read_text,
    read_whole,
    read_yes_no,
)
from plait.engine.sheets import Column, Entry, Sheet
from plait.engine.tables import Problem

BOARD, COMMITTEE = "board", "committee"
MEETING_CHOICES = {"Board": BOARD, "Committee": COMMITTEE}
DRAFT, PUBLISHED = "draft", "published"
STATUS_CHOICES = {"Draft": DRAFT, "Published": PUBLISHED}
FINANCE, QUALITY, DIGITAL = "finance", "quality", "digital"
SUBJECTS = (FINANCE, QUALITY, DIGITAL)
"""What is set beside each other at the board (requirement 6)."""
SUBJECT_CHOICES = {subject.capitalize(): subject for subject in SUBJECTS}
TAG_CHOICES = {**SUBJECT_CHOICES, "Workforce": "workforce", "Strategy": "strategy", "Other": "other"}
MOST_MINUTES = 600

MEDICAL, NURSING, WORKFORCE, OPERATIONS = (
    "Medical director", "Chief nurse", "Workforce director", "Chief operating officer",
)  # fmt: skip
FOUR_DIRECTORS = (MEDICAL, NURSING, WORKFORCE, OPERATIONS)
"""The four who must each take part in digital work (requirement 33)."""
CDIO_OFFICE = "Chief digital and information officer"
DIRECTORS = (
    "Chair", "Non-executive director", "Chief executive", *FOUR_DIRECTORS, "Finance director", "Strategy director",
    CDIO_OFFICE, "Chief clinical information officer",
    "Chief nursing information officer", "Other director",
)  # fmt: skip
"""Who speaks at the board: an office, and never a name."""
ALSO_DIRECTORS = {
    "Chief medical officer": MEDICAL,
    "Director of nursing": NURSING,
    "Chief nursing officer": NURSING,
    "Chief people officer": WORKFORCE,
    "Director of people": WORKFORCE,
    "Director of operations": OPERATIONS,
    "COO": OPERATIONS,
    "Chief finance officer": "Finance director",
    "Director of finance": "Finance director",
    "CDIO": CDIO_OFFICE,
    "CIO": CDIO_OFFICE,
    "CCIO": "Chief clinical information officer",
    "CNIO": "Chief nursing information officer",
}
"""What else a trust may call an office."""
RIGHTS = (
    "Board committee", "Non-executive chair or lead", "Executive who votes or attends", "Standing agenda item",
    "Section of the performance report", "Risk in the assurance framework", "Internal audit days",
    "Yearly board seminar",
)  # fmt: skip
"""The rungs of the parity ladder, in order (requirement 6a)."""
DAYS_OF_MEETINGS = "days of meetings"
"""Among the names that are known: the name of a meeting, folded, to its day, as ISO text."""
DAYS_OF_DECISIONS = "days of decisions"
"""The key of a recorded decision that states its day, in one text, to that day, as ISO text."""
DECISIONS_OF_MEETINGS = "decisions of meetings"
"""The key of a recorded decision, in one text, to what it is called."""
ITEMS_OF_MEETINGS = "items of meetings"
"""The key of a recorded agenda item, in one text, to its number."""
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?(?: ?([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
_read_office = read_choice({**{office: office for office in DIRECTORS}, **ALSO_DIRECTORS})


def one_text(*key: Value) -> str:
    """A key of several columns as one text, folded, as the names that are known hold it."""
    return "\n".join(str(part or "").casefold() for part in key)


def read_clock(text: str) -> str:
    """A time of the day, like 09:30, 9.30 or 1.15pm, as 24 hours and minutes."""
    found = CLOCK.fullmatch(" ".join(text.split()))
    hours, minutes = (int(found[1]), int(found[2])) if found else (24, 0)
    half = (found[3] or "").casefold() if found else ""
    if minutes > 59 or hours > 23 or (half and not 1 <= hours <= 12):
        raise CannotRead("Not a time of the day", "Write hours and minutes, like 09:30")
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    return f"{hours:02}:{minutes:02}"


def read_offices(text: str) -> tuple[str, ...]:
    """Directors by their office, each once, in the order written."""
    return read_each(text, _read_office)


def _meeting() -> Column:
    return Column(
        "meeting",
        "Meeting",
        "A meeting of the board meetings sheet.",
        "Board, 3 September 2026",
        read_text(),
        required=True,
        refers_to="board meetings",
    )


def _yes_no(name: str, heading: str, help: str, *, required: bool = False, default: Value = None) -> Column:
    return Column(
        name, heading, help, "Yes", read_yes_no, choices=("Yes", "No"), required=required, default=default
    )  # fmt: skip


def _offices(name: str, heading: str, help: str) -> Column:
    said = f"{help}, by office, separated by semicolons."
    return Column(name, heading, said, "Medical director", read_offices, suggests=DIRECTORS)


MEETINGS = Sheet(
    name="board meetings",
    title="Board meetings",
    help="One line for each meeting of the board or of one of its committees.",
    key=("name",),
    columns=(
        Column(
            "name",
            "Meeting",
            "What it is called, with its day, so that no other has the same name.",
            "Board, 3 September 2026",
            read_text(),
            required=True,
        ),
        Column(
            "kind",
            "Kind",
            "Board or Committee.",
            "Board",
            read_choice(MEETING_CHOICES),
            choices=tuple(MEETING_CHOICES),
            required=True,
        ),
        Column("held_on", "Held on", "The day it is held.", "03/09/2026", read_date, required=True),
        Column("begins", "Starts at", "The time it starts.", "09:30", read_clock),
        Column("finishes", "Ends at", "The time it ends.", "12:45", read_clock),
        Column(
            "status",
            "Status",
            "Draft or Published. A draft is for the secretary and executives and counts in nothing; empty means Draft.",
            "Published",
            read_choice(STATUS_CHOICES),
            choices=tuple(STATUS_CHOICES),
            default=DRAFT,
        ),
    ),
)

ITEMS = Sheet(
    name="agenda items",
    title="Agenda items",
    help="One line for each item on the agenda of a meeting.",
    key=("meeting", "number"),
    columns=(
        _meeting(),
        Column(
            "number", "Item", "Its number on the agenda.", "7", read_code, required=True, also_called=("Item number",)
        ),
        Column(
            "title", "Title", "What it is about.", "Electronic prescribing: progress", read_text(300), required=True
        ),
        Column("minutes", "Minutes", "How long it took, or is meant to take.", "20", read_whole(1, MOST_MINUTES)),
        Column(
            "tag",
            "Tag",
            "The one subject it is mostly about.",
            "Digital",
            read_choice(TAG_CHOICES),
            choices=tuple(TAG_CHOICES),
        ),
        _yes_no(
            "is_confirmed",
            "Tag confirmed",
            "Yes once the board secretary has confirmed the tag; until then it counts in nothing.",
            default=False,
        ),
        _yes_no("for_decision", "For decision", "Yes when the board decides something; empty means No.", default=False),
        _offices("authors", "Authors", "The directors whose paper it is"),
    ),
)

DECISIONS = Sheet(
    name="board decisions",
    title="Board decisions",
    help="One line for each decision of a meeting.",
    key=("meeting", "name"),
    columns=(
        _meeting(),
        Column(
            "name",
            "Decision",
            "What was decided.",
            "Buy electronic prescribing for all wards",
            read_text(300),
            required=True,
        ),
        Column("item", "Item", "The number of its agenda item.", "7", read_code),
        Column("decided_on", "Decided on", "Empty means the day of its meeting.", "03/09/2026", read_date),
        _yes_no(
            "is_technology",
            "Technology decision",
            "Yes when technology is a material part of it: a system, a supplier, data, or what they cost.",
            required=True,
        ),
        _yes_no("specialist", "Specialist present", "Yes when somebody with specialist knowledge was in the room."),
        Column(
            "advice", "Written advice", "The advice that was attached.", "Options appraisal, 20 August", read_text()
        ),
        Column(
            "advice_by",
            "Advice by",
            "Who gave it.",
            "Chief clinical information officer",
            read_text(),
            suggests=DIRECTORS,
        ),
        _offices("leads", "Led by", "The directors who led or sponsored it"),
        _offices("challenged_by", "Challenged by", "Those who questioned it before it was taken"),
        Column(
            "benefits",
            "In favour of",
            "Another trust it benefits at the cost of this one, by code or name.",
            "RXY",
            read_text(),
        ),
        Column(
            "costs",
            "At the cost of",
            "Another trust at whose cost it benefits this one, by code or name.",
            "RXY",
            read_text(),
        ),
        _offices("stood_aside", "Stood aside", "Those who stood aside when it was taken"),
    ),
)

STANDING_RIGHTS = Sheet(
    name="standing rights",
    title="Standing rights",
    help="One line for each right and subject: 8 rights, each for finance, quality and digital.",
    key=("right", "subject"),
    columns=(
        Column(
            "right",
            "Right",
            "One of the eight.",
            "Board committee",
            read_choice({right: right for right in RIGHTS}),
            choices=RIGHTS,
            required=True,
        ),
        Column(
            "subject",
            "Subject",
            "Finance, Quality or Digital.",
            "Digital",
            read_choice(SUBJECT_CHOICES),
            choices=tuple(SUBJECT_CHOICES),
            required=True,
        ),
        _yes_no("has", "Has it", "Yes or No.", required=True),
        Column(
            "since",
            "Since",
            "The first day on which this holds: of having it, or of having it no more.",
            "01/04/2025",
            read_date,
        ),
        Column("document", "Document", "What says so.", "Standing orders 2026, section 4", read_text()),
    ),
)

BOARD_SHEETS = (MEETINGS, ITEMS, DECISIONS, STANDING_RIGHTS)


def check_decisions(entries: Iterable[Entry], known: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """A problem for each decision on another day than its meeting's, or of an item its meeting does not have."""
    return tuple(
        problem for entry in entries for problem in (_other_day(entry, known), no_item(entry, known)) if problem
    )


def _other_day(entry: Entry, known: Mapping[str, Mapping[str, str]]) -> Problem | None:
    decided, meeting = entry.values.get("decided_on"), str(entry.values["meeting"])
    held = known.get(DAYS_OF_MEETINGS, {}).get(meeting.casefold(), "")
    if not isinstance(decided, date) or not held or decided.isoformat() == held:
        return None
    order = "before" if decided.isoformat() < held else "after"
    wrong = f"This is {order} its meeting, which is held on {date.fromisoformat(held):%d/%m/%Y}"
    remedy = "Write the day of the meeting or leave this empty, or name the meeting that decided it"
    return Problem(entry.table, entry.line, "Decided on", f"{decided:%d/%m/%Y}", wrong, remedy)


def no_item(entry: Entry, known: Mapping[str, Mapping[str, str]]) -> Problem | None:
    """A problem where a row names an item that its meeting does not have."""
    number, meeting = str(entry.values.get("item") or ""), str(entry.values["meeting"])
    items = known.get(ITEMS_OF_MEETINGS, {})
    if not number or one_text(meeting, number) in items:
        return None
    there = [items[key] for key in items if key.startswith(one_text(meeting, ""))]
    first = "Write one of its items: " + ", ".join(there) if there else "Add it to the agenda items sheet first"
    return Problem(
        entry.table, entry.line, "Item", number, f"Not on the agenda of {meeting}", f"{first}, or leave this empty"
    )


def check_meetings(entries: Iterable[Entry], known: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """A problem for each meeting that a file moves away from the day of a decision recorded of it."""
    problems: list[Problem] = []
    days = known.get(DAYS_OF_DECISIONS, {})
    for entry in entries:
        held, name = entry.values.get("held_on"), str(entry.values["name"])
        taken = {day for key, day in days.items() if key.startswith(one_text(name, ""))}
        other = sorted(day for day in taken if isinstance(held, date) and day != held.isoformat())
        if other and isinstance(held, date):
            order = "after" if other[0] < held.isoformat() else "before"
            wrong = f"The meeting would be {order} its decision, taken on {date.fromisoformat(other[0]):%d/%m/%Y}"
            remedy = "Write the day of the decision, or put the decision right in the same file"
            problems.append(Problem(entry.table, entry.line, "Held on", f"{held:%d/%m/%Y}", wrong, remedy))
    return tuple(problems)


def know_board(names: dict[str, dict[str, str]], sheet: str, entries: Iterable[Entry]) -> None:
    """Add to the names that are known what a file's own rows say of meetings, items and decisions."""
    if sheet == MEETINGS.name:
        days = {one_text(entry.values["name"]): str(entry.values["held_on"]) for entry in entries}
        names.setdefault(DAYS_OF_MEETINGS, {}).update(days)
    if sheet == ITEMS.name:
        items = {one_text(*entry.key): str(entry.values["number"]) for entry in entries}
        names.setdefault(ITEMS_OF_MEETINGS, {}).update(items)
    if sheet == DECISIONS.name:
        for entry in entries:  # what the file says of a decision is held against its meeting there
            names.setdefault(DAYS_OF_DECISIONS, {}).pop(one_text(*entry.key), None)
            names.setdefault(DECISIONS_OF_MEETINGS, {})[one_text(*entry.key)] = str(entry.values["name"])
