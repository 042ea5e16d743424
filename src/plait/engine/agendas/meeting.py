"""Which meeting an agenda is of: board or committee, its day, when it starts and ends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plait.engine.agendas.times import after, clock_text, time_in
from plait.engine.board_sheets import BOARD, COMMITTEE
from plait.engine.cells import MONTH_NAMES, CannotRead, read_date
from plait.engine.tables import Line

MONTHS = "|".join(f"{name}|{name[:3]}" for name in MONTH_NAMES if name)
DAY = re.compile(
    rf"\b(?:(\d{{4}}-\d{{2}}-\d{{2}})(?:T(\d{{2}}:\d{{2}}))?|(\d{{1,2}}/\d{{1,2}}/\d{{4}})"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({MONTHS})[ ,]+(\d{{4}}))",
    re.ASCII | re.IGNORECASE,
)
COMMITTEE_NAME = re.compile(r"((?:[A-Z][\w’'&]*|and|of|the|for|,)[ ,]+)*[A-Z]?[\w’']*committee\b", re.IGNORECASE)
TOP = 60
"""Lines in which the day of the meeting is looked for."""
NOT_THAT_DAY = re.compile(r"\b(?:publish|last|previous|next|minutes of|held on)\w*", re.IGNORECASE)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What an agenda tells of its meeting, and the line that tells the day."""

    name: str
    kind: str
    held_on: date
    line: int
    begins: str = ""
    finishes: str = ""


def meeting_told(lines: Iterable[Line], first: int) -> Told | None:
    """The meeting, by what stands above the line of its `first` item; nothing where no day is told near the top.

    It is called after its day, so that the same meeting has the same name in every file: “Board, 3 September 2026”,
    or the committee by its own name.
    """
    top = [(line.number, " ".join(" ".join(line.cells).split())) for line in lines][:TOP]
    days = list(_days(top))
    if not days:
        return None
    number, day, begins = next((one for one in days if not _is_other(top, one[0])), days[0])
    hours = _hours(top, number, begins)
    committee = next((found for line, text in top if line < first and (found := _committee(text))), "")
    kind = COMMITTEE if committee else BOARD
    name = f"{committee or 'Board'}, {day.day} {day:%B %Y}"
    return Told(name, kind, day, number, *hours)


def _days(top: Iterable[tuple[int, str]]) -> Iterator[tuple[int, date, str]]:
    """Each day in the lines, with the number of its line and the time that is written to it."""
    for number, text in top:
        for found in DAY.finditer(text):
            iso, clock, slashed, day, month, year = found.groups()
            try:
                yield number, read_date(iso or slashed or f"{day} {month} {year}"), clock or ""
            except CannotRead:
                continue


def _is_other(top: Iterable[tuple[int, str]], number: int) -> bool:
    """Does the line of a day speak of another meeting, or of when something was published?"""
    return any(NOT_THAT_DAY.search(text) for line, text in top if line == number)


def _hours(top: Iterable[tuple[int, str]], number: int, begins: str) -> tuple[str, str]:
    """When the meeting starts and ends, from the line of its day or one of the five after it."""
    near = [text for line, text in top if number <= line <= number + 5]
    if begins:
        ends = [clock for text in near if text.casefold().startswith("end") for _, _, clock in _days([(0, text)])]
        return begins, ends[0] if ends else ""
    for text in near:
        told = time_in(DAY.sub("", text))
        if told.starts and (told.finishes or text == near[0] or text.casefold().startswith(("time", "start"))):
            starts = told.starts.minutes
            return clock_text(starts), clock_text(after(told.finishes, starts)) if told.finishes else ""
    return "", ""


def _committee(text: str) -> str:
    found = COMMITTEE_NAME.search(text) if len(text) <= LONGEST_NAME else None
    name = " ".join(found[0].split()).strip(" ,") if found else ""
    return name[:1].upper() + name[1:] if name.casefold() not in {"committee", "the committee", "a committee"} else ""
