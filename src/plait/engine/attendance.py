"""Who of the board was at a meeting, who sent apologies, and who sent a deputy."""

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.cells import read_choice, read_text
from plait.engine.origins import Origin
from plait.engine.record_rules import meeting_day, seated
from plait.engine.sheets import Column, Entry, Known, Sheet
from plait.engine.stated import stated_text
from plait.engine.tables import Problem

PRESENT, APOLOGIES, DEPUTY = "present", "apologies", "deputy"
PRESENCE_CHOICES = {"Present": PRESENT, "Apologies": APOLOGIES, "Deputy": DEPUTY}
PRESENCES = {presence: words for words, presence in PRESENCE_CHOICES.items()}

ATTENDANCE = Sheet(
    name="board attendance",
    title="Board attendance",
    help="One line for each member and meeting: there, away, or sent a deputy.",
    key=("meeting", "member"),
    columns=(
        Column(
            "meeting", "Meeting", "A meeting of the board meetings sheet.", "Board, 3 September 2026", read_text(),
            required=True, refers_to="board meetings",
        ),
        Column(
            "member", "Member", "Somebody of the board members sheet.", "Amina Brightwell", read_text(),
            required=True, refers_to="board members",
        ),
        Column(
            "presence", "Attendance", "Present, Apologies or Deputy.", "Present", read_choice(PRESENCE_CHOICES),
            choices=tuple(PRESENCE_CHOICES), required=True,
        ),
        Column("deputy", "Deputy", "Who came in place of the member.", "Deputy medical director", read_text()),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether a member was at a meeting; `deputy` says who came in place."""

    meeting: str
    member: str
    presence: str
    deputy: str = ""
    origin: Origin | None = None


def attendance_of(entry: Entry, origin: Origin) -> Attendance:
    """The record a good row states."""
    meeting, member, presence, deputy = (
        stated_text(entry, name) for name in ("meeting", "member", "presence", "deputy")
    )  # fmt: skip
    return Attendance(meeting, member, presence, deputy, origin)


Fault = tuple[str, str, str, str]


def check_deputy(entry: Entry) -> list[Fault]:
    """A deputy of somebody who was there or sent apologies, or nobody named where one came."""
    deputy, presence = stated_text(entry, "deputy"), stated_text(entry, "presence")
    if presence == DEPUTY and not deputy:
        return [("Deputy", "", "A deputy came, but nobody is named", "Write who came, by name or by post")]
    if presence != DEPUTY and deputy:
        wrong = f"A deputy is named, but Attendance says {PRESENCES[presence]}"
        return [("Deputy", deputy, wrong, "Write Deputy under Attendance, or leave this empty")]
    return []


def check_attendance(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each member who was not on the board on the day of the meeting."""
    problems = []
    for entry in entries:
        held, member = meeting_day(entry, known), stated_text(entry, "member")
        if held is not None and not seated(known, member, held):
            wrong = f"This is no member on the day of the meeting, {held:%d/%m/%Y}"
            remedy = "Name somebody who sat on the board that day, or put the days right in the board members sheet"
            problems.append(Problem(entry.table, entry.line, "Member", member, wrong, remedy))
    return tuple(problems)
