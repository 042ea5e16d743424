"""What rows of the board's record are held to: an office that somebody holds, a day of the meeting or after it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from plait.engine.board_members import BOARD_MEMBERS
from plait.engine.board_sheets import DAYS_OF_MEETINGS, DECISIONS_OF_MEETINGS, no_item, one_text
from plait.engine.sheets import Entry, Known
from plait.engine.stated import perhaps, stated_text
from plait.engine.tables import Problem

SEATS = "seats on the board"
"""Among the names that are known: the office and the name of a member, in one text, to the days of the seat."""
OPEN = "9999-12-31"


def days_of_seat(starts: date | None, ends: date | None) -> str:
    """From when to when a seat is held, as the names that are known hold it."""
    return f"{starts or ''}/{ends or ''}"


def know_members(names: dict[str, dict[str, str]], sheet: str, entries: Iterable[Entry]) -> None:
    """Add to the names that are known in which office and for how long a file says that each member sits."""
    if sheet != BOARD_MEMBERS.name:
        return
    seats = names.setdefault(SEATS, {})
    for entry in entries:
        for key in [key for key in seats if key.endswith(one_text("", entry.values["name"]))]:
            del seats[key]
        days = days_of_seat(perhaps(entry, "starts", date), perhaps(entry, "ends", date))
        seats[one_text(entry.values["office"], entry.values["name"])] = days


def is_held(seats: Mapping[str, str], office: str, on: date) -> bool:
    """Does anybody hold that office on that day? Nobody can tell while no seat is known, so then it is."""
    return not seats or any(_is_within(days, on) for key, days in seats.items() if key.startswith(one_text(office, "")))


def _is_within(days: str, on: date) -> bool:
    starts, ends = days.split("/")
    return starts <= on.isoformat() < (ends or OPEN)


def meeting_day(entry: Entry, known: Known) -> date | None:
    """The day of the meeting that a row names; nothing where it is not known."""
    held = known.get(DAYS_OF_MEETINGS, {}).get(one_text(entry.values["meeting"]), "")
    return date.fromisoformat(held) if held else None


def nobody_holds(entry: Entry, column: str, heading: str, on: date | None, known: Known) -> Iterator[Problem]:
    """A problem where nobody holds the office of a row on that day."""
    office = stated_text(entry, column)
    if on is None or is_held(known.get(SEATS, {}), office, on):
        return
    wrong = f"Nobody is recorded in this office on {on:%d/%m/%Y}"
    remedy = "Write the office of somebody who sat on the board that day, or add who held it to the board members"
    yield Problem(entry.table, entry.line, heading, office, wrong, remedy)


def before_meeting(entry: Entry, column: str, heading: str, known: Known) -> Iterator[Problem]:
    """A problem where a day of a row comes before its meeting."""
    day, held = perhaps(entry, column, date), meeting_day(entry, known)
    if day is None or held is None or day >= held:
        return
    wrong = f"This is before its meeting, which is held on {held:%d/%m/%Y}"
    remedy = "Write that day or a later one, or name the meeting it comes from"
    yield Problem(entry.table, entry.line, heading, f"{day:%d/%m/%Y}", wrong, remedy)


def not_of_meeting(entry: Entry, known: Known) -> Iterator[Problem]:
    """A problem for an item or a decision that the meeting of a row does not have."""
    problem = no_item(entry, known)
    if problem is not None:
        yield problem
    decision, meeting = stated_text(entry, "decision"), stated_text(entry, "meeting")
    if decision and one_text(meeting, decision) not in known.get(DECISIONS_OF_MEETINGS, {}):
        wrong = f"No decision of {meeting} is called so"
        remedy = "Write it as it stands in the board decisions sheet, or leave this empty"
        yield Problem(entry.table, entry.line, "Decision", decision, wrong, remedy)


def seated(known: Known, name: str, on: date) -> bool:
    """Does the member of that name sit on the board on that day? Nobody can tell of one that is not known."""
    seats = [days for key, days in known.get(SEATS, {}).items() if key.endswith(one_text("", name))]
    return not seats or any(_is_within(days, on) for days in seats)
