"""Who sits on the board: in which office, as a non-executive, an executive or in attendance, and with a vote or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability_sheets import check_claims
from plait.engine.board_sheets import ALSO_DIRECTORS, DIRECTORS
from plait.engine.cells import read_choice, read_code, read_date, read_text, read_yes_no
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Known, Sheet, last_day
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.tables import Problem

NON_EXECUTIVE, EXECUTIVE, ATTENDING = "non-executive", "executive", "attending"
KIND_CHOICES = {"Non-executive": NON_EXECUTIVE, "Executive": EXECUTIVE, "Attending": ATTENDING}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
CHAIR, NED = "Chair", "Non-executive director"
WITHOUT_EMPLOYMENT = frozenset((CHAIR, NED))
"""Offices that are held by non-executives, and by nobody else."""

BOARD_MEMBERS = Sheet(
    name="board members",
    title="Board members",
    help="One line for each person who sits on the board, or sat there, in an office.",
    key=("name",),
    columns=(
        Column(
            "name", "Member", "The person's name as the board's papers print it. Whoever takes another office later "
            "gets a line of their own, with the office after the name.", "Amina Brightwell", read_text(), required=True,
        ),
        Column(
            "office", "Office", "The office the person holds.", "Medical director",
            read_choice({**{office: office for office in DIRECTORS}, **ALSO_DIRECTORS}), choices=DIRECTORS,
            required=True,
        ),
        Column(
            "kind", "Kind", "Non-executive, Executive or Attending.", "Executive", read_choice(KIND_CHOICES),
            choices=tuple(KIND_CHOICES), required=True,
        ),
        Column(
            "votes", "Votes", "Yes or No; empty means that nobody said.", "Yes", read_yes_no, choices=("Yes", "No"),
        ),
        Column(
            "employee_number", "Employee number", "An employment of the people sheet; empty for whoever has none.",
            "1001", read_code, refers_to="people",
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day on the board; empty means no end is known."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardMember:
    """Somebody's time on the board in one office; it ends with the employment at the latest, where there is one."""

    name: str
    office: str
    kind: str
    starts: date
    ends: date | None = None
    votes: bool | None = None
    employee_number: str = ""
    origin: Origin | None = None

    def sits_on(self, on: date) -> bool:
        """Is this a member on that day?"""
        return self.starts <= on and (self.ends is None or on < self.ends)


def member_of(entry: Entry, *, starts: date, ends: date | None, origin: Origin) -> BoardMember:
    """The record an entry states; `starts` where it gives no first day, `ends` as written or with the employment."""
    return BoardMember(
        name=stated_text(entry, "name"),
        office=stated_text(entry, "office"),
        kind=stated_text(entry, "kind"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=ends,
        votes=perhaps(entry, "votes", bool),
        employee_number=stated_text(entry, "employee_number"),
        origin=origin,
    )


def members_on(members: Iterable[BoardMember], on: date) -> tuple[BoardMember, ...]:
    """The members on that day, by the order of their offices and by name."""
    sitting = (one for one in members if one.sits_on(on))
    return tuple(sorted(sitting, key=lambda one: (DIRECTORS.index(one.office), one.name.casefold(), one.name)))


Fault = tuple[str, str, str, str]


def check_kind(entry: Entry) -> list[Fault]:
    """A chair or non-executive director who is called an executive, or the other way round."""
    office, kind = stated(entry, "office", str), stated(entry, "kind", str)
    if office in WITHOUT_EMPLOYMENT and kind != NON_EXECUTIVE:
        return [("Kind", KINDS[kind], f"A {office.lower()} is a non-executive", "Write Non-executive")]
    if office not in WITHOUT_EMPLOYMENT and kind == NON_EXECUTIVE:
        wrong = f"A {office.lower()} is no non-executive"
        return [("Kind", KINDS[kind], wrong, f"Write Executive or Attending, or {NED} under Office")]
    return []


def check_members(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each member whose time on the board is not inside the employment that is named."""
    return check_claims((entry for entry in entries if entry.values.get("employee_number")), known)
