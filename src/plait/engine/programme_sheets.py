"""The sheets of programmes: milestones, reports, the outcomes they should move, and what people said when asked."""

from collections.abc import Iterable, Mapping
from datetime import date

from plait.engine.board_sheets import one_text
from plait.engine.cells import read_choice, read_code, read_date, read_text
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.tables import Problem

GREEN, AMBER, RED = "green", "amber", "red"
STATUS_CHOICES = {"On track": GREEN, "At risk": AMBER, "Off track": RED}
STATUSES = {status: words for words, status in STATUS_CHOICES.items()}
ALSO_STATUSES = {"Green": GREEN, "Amber": AMBER, "Yellow": AMBER, "Red": RED, "Delayed": RED, "Late": RED}
ANSWERED, CHALLENGED = "answered", "challenged"
ANSWER_CHOICES = {"Answered": ANSWERED, "Challenged": CHALLENGED}
ANSWERS = {answer: words for words, answer in ANSWER_CHOICES.items()}
PARTS_OF_PROGRAMMES = "milestones and themes of programmes"
"""Among the names that are known: programme and milestone, or programme and theme, in one text, to the name."""
Fault = tuple[str, str, str, str]


def _programme() -> Column:
    return Column(
        "programme", "Programme", "A programme of the programmes sheet.", "Electronic prescribing", read_text(),
        required=True, refers_to="programmes",
    )  # fmt: skip


def _person(name: str, heading: str, help: str) -> Column:
    return Column(name, heading, f"Employee number of {help}.", "1001", read_code, refers_to="people")


PROGRAMMES = Sheet(
    name="programmes",
    title="Programmes",
    help="One line for each programme that changes how care is given or run.",
    key=("name",),
    columns=(
        Column("name", "Programme", "What it is called.", "Electronic prescribing", read_text(), required=True),
        Column("purpose", "Purpose", "What it is for, in a sentence.", "No order on paper", read_text(300)),
        _person("owner", "Senior owner", "the senior responsible owner"),
        _person("lead", "Lead", "who leads it and is accountable for it"),
        _person("clinical_lead", "Clinical lead", "the clinician who leads its clinical side"),
        Column(
            "service", "Service", "The service it changes.", "Electronic prescribing", read_text(),
            refers_to="services",
        ),
        Column(
            "portfolio", "Portfolio", "The territory it belongs to, like the change portfolio.", "Change portfolio",
            read_text(), refers_to="territories", also_called=("Territory",),
        ),
        Column(
            "relaunched_on", "Relaunched on", "The day it was launched again; empty if it never was.", "01/09/2026",
            read_date,
        ),
        Column(
            "relaunch_reason", "Why it was relaunched", "What was changed before it was launched again, and why.",
            "Order sets were redesigned with ward pharmacists", read_text(500), also_called=("Relaunch reason",),
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2026", read_date),
        last_day("Last day; empty means no end is known."),
    ),
)  # fmt: skip

MILESTONES = Sheet(
    name="milestones",
    title="Milestones",
    help="One line for each milestone of a programme: when it was first planned for, and when it was done.",
    key=("programme", "name"),
    columns=(
        _programme(),
        Column("name", "Milestone", "What is there when it is done.", "All medical wards live", read_text(),
               required=True),
        Column("planned_on", "Planned for", "The day it was first planned for; it stays, whatever happens.",
               "01/10/2026", read_date, required=True),
        Column("replanned_on", "Now planned for", "The day it is planned for now, where that is another.",
               "01/12/2026", read_date, also_called=("Re-planned", "Replanned for")),
        Column("done_on", "Done on", "The day it was done; empty while it is not.", "28/11/2026", read_date),
    ),
)  # fmt: skip

REPORTS = Sheet(
    name="programme reports",
    title="Programme reports",
    help="One line for each report of a programme: how it says that it stands, and what it claims.",
    key=("programme", "reported_on"),
    columns=(
        _programme(),
        Column("reported_on", "Reported on", "The day of the report.", "02/11/2026", read_date, required=True),
        Column("status", "Status", "On track, At risk or Off track; Green, Amber and Red mean the same.", "On track",
               read_choice({**STATUS_CHOICES, **ALSO_STATUSES}), choices=tuple(STATUS_CHOICES), required=True,
               also_called=("RAG", "Rating")),
        Column("says", "What it says", "The report in a few sentences.", "Roll-out goes on as planned",
               read_text(1000), required=True, also_called=("Narrative", "Summary")),
        Column("written_by", "Written by", "The office that wrote it.", "Programme manager", read_text()),
        Column("improving", "Says is improving", "An outcome the report says is improving.",
               "Orders made electronically", read_text(), refers_to="outcomes"),
        Column("in_time", "Says is in time", "A milestone the report says will be kept.", "All medical wards live",
               read_text()),
    ),
)  # fmt: skip

MOVES = Sheet(
    name="programme outcomes",
    title="Programme outcomes",
    help="One line for each outcome that a programme should move; the outcome says which way is better.",
    key=("programme", "outcome"),
    columns=(
        _programme(),
        Column("outcome", "Outcome", "An outcome of the outcomes sheet.", "Orders made electronically", read_text(),
               required=True, refers_to="outcomes"),
        Column("due_on", "By when", "The day by which its target should be met.", "31/03/2027", read_date),
    ),
)  # fmt: skip

THEMES = Sheet(
    name="listening themes",
    title="Listening themes",
    help="One line for each theme that keeps coming up when people are asked, and what was answered.",
    key=("programme", "name"),
    columns=(
        _programme(),
        Column("name", "Theme", "What it is called.", "Logging in takes too long", read_text(), required=True),
        Column("answer_kind", "Answered or challenged",
               "Answered, or Challenged where those who asked did not agree and said so; empty while it is open.",
               "Answered", read_choice(ANSWER_CHOICES), choices=tuple(ANSWER_CHOICES)),
        Column("answered_on", "Answered on", "The day it was.", "12/10/2026", read_date),
        Column("answer", "Answer", "What was said to people.", "One card opens every system from March",
               read_text(500)),
        Column("decision", "Design decision", "The design decision that came after it.",
               "Doses load before the round begins", read_text(300), refers_to="design decisions"),
    ),
)  # fmt: skip

REMARKS = Sheet(
    name="listening log",
    title="Listening log",
    help="One line for each remark: what somebody said, without anything that tells who.",
    key=("programme", "said_on", "remark"),
    columns=(
        _programme(),
        Column("said_on", "Said on", "The day it was said.", "05/10/2026", read_date, required=True),
        Column("remark", "Remark", "What was said, without anything that tells who.",
               "The trolley waits while the screen loads", read_text(400), required=True),
        Column("session", "Where", "The place or meeting where it was said.", "Ash ward, night handover", read_text(),
               also_called=("Session",)),
        Column("user_group", "Group", "Who spoke: a group of the user groups sheet.", "Ward nurses", read_text(),
               refers_to="user groups"),
        Column("theme", "Theme", "One of the programme’s themes.", "Logging in takes too long", read_text()),
        Column("told_on", "Told on", "The day the person who spoke got an answer; empty while they have none.",
               "19/10/2026", read_date),
    ),
)  # fmt: skip

PROGRAMME_SHEETS = (PROGRAMMES, MILESTONES, REPORTS, MOVES, THEMES, REMARKS)
PAST_DAYS = {
    MILESTONES.name: ("done_on",), REPORTS.name: ("reported_on",), THEMES.name: ("answered_on",),
    REMARKS.name: ("said_on", "told_on"),
}  # fmt: skip
"""Columns that tell of what has happened, so that no day to come stands in them."""
_BY_NAME = {sheet.name: sheet for sheet in PROGRAMME_SHEETS}


def check_relaunch(entry: Entry) -> list[Fault]:
    """A relaunch without its reason, a reason without its day, or a relaunch before the programme began."""
    day, reason, starts = (entry.values.get(name) for name in ("relaunched_on", "relaunch_reason", "starts"))
    if isinstance(day, date) and isinstance(starts, date) and day < starts:
        wrong = f"This is before the programme began, on {starts:%d/%m/%Y}"
        return [("Relaunched on", f"{day:%d/%m/%Y}", wrong, "Write a later day, or an earlier Starts")]
    if isinstance(day, date) and not reason:
        remedy = "Write what was changed before it was launched again, and why"
        return [("Why it was relaunched", "", "A relaunch is given without its reason", remedy)]
    if reason and not day:
        return [("Relaunched on", "", "A reason is given, but not the day of the relaunch", "Write the day")]
    return []


def check_answer(entry: Entry) -> list[Fault]:
    """A theme that is answered in part only: without the day, without the words, or without saying how."""
    parts = {"answer_kind": "Answered or challenged", "answered_on": "Answered on", "answer": "Answer"}
    missing = [heading for name, heading in parts.items() if not entry.values.get(name)]
    if len(missing) in {0, len(parts)}:
        return []
    remedy = "Fill in all three, or leave all three empty while the theme is open"
    return [(missing[0], "", f"The theme is answered, but {missing[0]} is empty", remedy)]


def check_told(entry: Entry) -> list[Fault]:
    """An answer given before the remark was made."""
    said, told = entry.values["said_on"], entry.values.get("told_on")
    if not isinstance(told, date) or not isinstance(said, date) or told >= said:
        return []
    return [("Told on", f"{told:%d/%m/%Y}", f"This is before it was said, on {said:%d/%m/%Y}", "Write a later day")]


def check_past(entry: Entry, today: date | None) -> tuple[Problem, ...]:
    """What is wrong with days of things that happened when they were still to come as they were brought."""
    named = PAST_DAYS.get(entry.sheet, ())
    late = [(name, day) for name in named if isinstance(day := entry.values.get(name), date) and today and day > today]
    return tuple(
        Problem(
            entry.table, entry.line, _BY_NAME[entry.sheet].column(name).heading, f"{day:%d/%m/%Y}", "A day to come",
            f"Write a day up to {today:%d/%m/%Y}",
        )
        for name, day in late
    )  # fmt: skip


def check_parts(entries: Iterable[Entry], known: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """A problem for each row that names a milestone or a theme its programme does not have."""
    return tuple(problem for entry in entries if (problem := _unknown_part(entry, known.get(PARTS_OF_PROGRAMMES, {}))))


def _unknown_part(entry: Entry, known: Mapping[str, str]) -> Problem | None:
    column, kind = ("in_time", "milestone") if entry.sheet == REPORTS.name else ("theme", "theme")
    named, programme = str(entry.values.get(column) or ""), str(entry.values["programme"])
    if not named or part_of(kind, programme, named) in known:
        return None
    heading = _BY_NAME[entry.sheet].column(column).heading
    sheet = MILESTONES.title if kind == "milestone" else THEMES.title
    remedy = f"Add it to the {sheet.lower()} sheet first, or leave this empty"
    return Problem(entry.table, entry.line, heading, named, f"Not a {kind} of {programme}", remedy)


def part_of(kind: str, programme: str, name: str) -> str:
    """A milestone or a theme of a programme as the names that are known hold it."""
    return one_text(kind, programme, name)


def know_parts(names: dict[str, dict[str, str]], sheet: str, entries: Iterable[Entry]) -> None:
    """Add to the names that are known what a file's own rows say of milestones and themes."""
    kind = {MILESTONES.name: "milestone", THEMES.name: "theme"}.get(sheet)
    if kind:
        parts = names.setdefault(PARTS_OF_PROGRAMMES, {})
        for entry in entries:
            name = str(entry.values["name"])
            parts[part_of(kind, str(entry.values["programme"]), name)] = name
