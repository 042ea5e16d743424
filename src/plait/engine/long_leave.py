"""Long leave: from when to when somebody is away from all their work, and what cannot begin in that time.

No reason is kept, ever: why somebody is away is between them and their manager, may be a matter of health or of a
family, and nothing that Plait tells depends on it. What matters here is that a role has somebody, that a date is put
down for the one who is away, and that nobody is recorded as there who was not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.attendance import PRESENT
from plait.engine.board_members import BOARD_MEMBERS
from plait.engine.board_sheets import one_text
from plait.engine.cells import read_code, read_date
from plait.engine.origins import Origin
from plait.engine.record_rules import meeting_day
from plait.engine.sheets import Column, Entry, Known, Sheet
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.tables import Problem

DAY = timedelta(days=1)
LEAVES = "days of long leave"
"""Among the names that are known: employee number and first day, in one text, to the last day, empty where open."""
MEMBERS = "employee numbers of board members"
"""Among the names that are known: name of a board member, in one text, to the employee number."""
SEPARATOR = "\x1f"
FORM = "form"
"""The table of what somebody types: the record it changes is known too, so the database is asked about overlaps."""

LONG_LEAVE = Sheet(
    name="long leave",
    title="Long leave",
    help="One line for each time somebody is on leave for weeks or months. No reason is written down, ever.",
    key=("employee_number", "first_on"),
    columns=(
        Column(
            "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column("first_on", "Starts", "First day of the leave.", "01/03/2027", read_date, required=True),
        Column("last_on", "Last day", "Last day of it; empty means it is not known yet.", "31/08/2027", read_date),
    ),
)  # fmt: skip

Fault = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class LongLeave:
    """A time of leave, its first and its last day counted; without a last day it is not known when it ends."""

    employee_number: str
    first_on: date
    last_on: date | None = None
    origin: Origin | None = None

    def takes_in(self, day: date) -> bool:
        """Is this a day of the leave?"""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


def leave_of(entry: Entry, origin: Origin) -> LongLeave:
    """The record a good row states."""
    number, first = stated_text(entry, "employee_number"), stated(entry, "first_on", date)
    return LongLeave(number, first, perhaps(entry, "last_on", date), origin)


def on_leave(leaves: Iterable[LongLeave], on: date) -> dict[str, LongLeave]:
    """Who is on leave on a day, by employee number."""
    return {one.employee_number: one for one in leaves if one.takes_in(on)}


def check_days(entry: Entry) -> list[Fault]:
    """A leave that ends before it begins."""
    first, last = stated(entry, "first_on", date), perhaps(entry, "last_on", date)
    if last is None or last >= first:
        return []
    wrong = f"The last day is before the first, {first:%d/%m/%Y}"
    return [("Last day", f"{last:%d/%m/%Y}", wrong, "Write a later last day, or an earlier Starts")]


def named_days(number: str, first_on: date) -> str:
    """A leave as the names that are known hold it."""
    return SEPARATOR.join((number.casefold(), first_on.isoformat()))


def know_leaves(names: dict[str, dict[str, str]], sheet: str, entries: Iterable[Entry]) -> None:
    """Add to the names that are known who a file says is on leave, and who each member of the board is."""
    for entry in entries:
        number = stated_text(entry, "employee_number") if sheet in (LONG_LEAVE.name, BOARD_MEMBERS.name) else ""
        if sheet == LONG_LEAVE.name:
            last = perhaps(entry, "last_on", date)
            named = named_days(number, stated(entry, "first_on", date))
            names.setdefault(LEAVES, {})[named] = last.isoformat() if last else ""
        elif number:
            names.setdefault(MEMBERS, {})[one_text(entry.values["name"])] = number


def _known(known: Known) -> tuple[LongLeave, ...]:
    found = []
    for named, last in known.get(LEAVES, {}).items():
        number, first = named.split(SEPARATOR)
        found.append(LongLeave(number, date.fromisoformat(first), date.fromisoformat(last) if last else None))
    return tuple(found)


def check_overlaps(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each leave that shares a day with another of the same person, of the file or of the record."""
    problems = []
    recorded = _by_number(_known(known))
    for entry in entries:
        number, first = stated_text(entry, "employee_number"), stated(entry, "first_on", date)
        last = perhaps(entry, "last_on", date)
        others = (one for one in recorded.get(number.casefold(), ()) if one.first_on != first and entry.table != FORM)
        clash = next((one for one in others if one.takes_in(first) or _begins_in(one, first, last)), None)
        if clash is not None:
            stands, asked = days_words(clash), days_words(LongLeave(number, first, last))
            wrong = f"{number} is already recorded as on leave {stands}; this one, {asked}, shares days with it"
            remedy = "Write days outside that leave, or put that one right"
            problems.append(Problem(entry.table, entry.line, "Starts", f"{first:%d/%m/%Y}", wrong, remedy))
    return tuple(problems)


def _by_number(leaves: Iterable[LongLeave]) -> Mapping[str, tuple[LongLeave, ...]]:
    found: dict[str, tuple[LongLeave, ...]] = {}
    for one in leaves:
        found[one.employee_number] = (*found.get(one.employee_number, ()), one)
    return found


def _begins_in(one: LongLeave, first: date, last: date | None) -> bool:
    return first <= one.first_on and (last is None or one.first_on <= last)


def days_words(leave: LongLeave) -> str:
    """From when to when, as a message says it."""
    until = f"to {leave.last_on:%d/%m/%Y}" if leave.last_on else "on, with no last day"
    return f"from {leave.first_on:%d/%m/%Y} {until}"


def check_beginnings(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each row whose person is on leave on its first day: nobody takes something on while away.

    It does not say from when to when: whoever may name a holder or a champion may not read that of everybody.
    """
    problems, leaves = [], _by_number(_known(known))
    for entry in entries:
        number, starts = stated_text(entry, "employee_number"), perhaps(entry, "starts", date)
        if starts is not None and _is_away(leaves, number, starts):
            wrong = f"{number} is on long leave that day"
            remedy = "Name an interim or deputy, or correct the leave"
            problems.append(Problem(entry.table, entry.line, "Starts", f"{starts:%d/%m/%Y}", wrong, remedy))
    return tuple(problems)


def check_presence(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each member who is said to have been at a meeting on a day of leave."""
    problems, leaves = [], _by_number(_known(known))
    for entry in entries:
        held, number = meeting_day(entry, known), known.get(MEMBERS, {}).get(one_text(entry.values["member"]), "")
        is_away = held is not None and _is_away(leaves, number, held)
        if is_away and stated_text(entry, "presence") == PRESENT:
            wrong = f"{stated_text(entry, 'member')} is on long leave on the day of the meeting"
            remedy = "Write Apologies, or Deputy with who came, or correct the leave"
            problems.append(Problem(entry.table, entry.line, "Attendance", "Present", wrong, remedy))
    return tuple(problems)


def _is_away(leaves: Mapping[str, tuple[LongLeave, ...]], number: str, on: date) -> bool:
    return any(one.takes_in(on) for one in leaves.get(number.casefold(), ()))
