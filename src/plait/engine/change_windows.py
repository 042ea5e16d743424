"""Change windows: on which days a programme closes a place, needs people, or changes something that is measured."""

from dataclasses import dataclass
from datetime import date

from plait.engine.cells import read_code, read_date, read_text
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet

Fault = tuple[str, str, str, str]

CHANGE_WINDOWS = Sheet(
    name="change windows",
    title="Change windows",
    help="One line for each stretch of days on which a programme closes a place, needs people or changes a measure.",
    key=("programme", "name"),
    columns=(
        Column("programme", "Programme", "A programme of the programmes sheet.", "Electronic prescribing", read_text(),
               required=True, refers_to="programmes"),
        Column("name", "Change", "What happens on these days.", "Cut-over of Willow Ward", read_text(), required=True,
               also_called=("Window",)),
        Column("first_on", "First day", "The first day of it.", "12/01/2027", read_date, required=True,
               also_called=("From",)),
        Column("last_on", "Last day", "The last day of it.", "16/01/2027", read_date, required=True,
               also_called=("To", "Until")),
        Column("department", "Ward or department", "The ward or department that is closed or given over to it.",
               "Willow Ward", read_text(), refers_to="departments", also_called=("Ward", "Department")),
        Column("site", "Site", "The site, where all of it is.", "Main hospital", read_text(), refers_to="sites"),
        Column("team", "Team", "The team it needs: all who are in it on these days.", "Ward change team", read_text(),
               refers_to="teams"),
        Column("employee_number", "Employee number", "One person it needs.", "1001", read_code, refers_to="people"),
        Column("outcome", "Outcome", "The outcome it should change, or may disturb.", "Orders made electronically",
               read_text(), refers_to="outcomes", also_called=("Measure",)),
        Column("accepted_with", "May overlap with", "Another programme with which an overlap was accepted.",
               "New hospital", read_text(), refers_to="programmes"),
        Column("accepted_because", "Why it may", "Why the overlap was accepted, and by whom.",
               "The ward is empty anyway: both boards agreed", read_text(300), also_called=("Reason",)),
    ),
)  # fmt: skip
TOUCHED = ("department", "site", "team", "employee_number", "outcome")
"""The columns of what a change touches; each change touches something."""


@dataclass(frozen=True, slots=True)
class ChangeWindow:
    """Days on which a programme changes something, both the first and the last of them counted.

    `employee_number` is one person, `team` all who are in it on these days; empty where none is named.
    """

    programme: str
    name: str
    first_on: date
    last_on: date
    department: str = ""
    site: str = ""
    team: str = ""
    employee_number: str = ""
    outcome: str = ""
    accepted_with: str = ""
    accepted_because: str = ""
    origin: Origin | None = None

    def accepts(self, programme: str) -> bool:
        """Was an overlap with that programme accepted?"""
        return bool(self.accepted_with) and self.accepted_with.casefold() == programme.casefold()


def check_window(entry: Entry) -> list[Fault]:
    """A change that ends before it begins, touches nothing, or is accepted by half or with its own programme."""
    first, last = entry.values["first_on"], entry.values["last_on"]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        wrong = f"It ends before it begins, on {first:%d/%m/%Y}"
        return [("Last day", f"{last:%d/%m/%Y}", wrong, "Write a later last day, or an earlier first day")]
    if not any(entry.values.get(column) for column in TOUCHED):
        remedy = "Name a ward or department, a site, a team, a person or an outcome"
        return [("Ward or department", "", "Nothing is named that this change touches", remedy)]
    return _accepted(entry)


def _accepted(entry: Entry) -> list[Fault]:
    other, reason = str(entry.values.get("accepted_with") or ""), entry.values.get("accepted_because")
    if other and other.casefold() == str(entry.values["programme"]).casefold():
        wrong = "A programme is not in its own way: its own changes never clash with each other"
        return [("May overlap with", other, wrong, "Name another programme, or leave it empty")]
    if other and not reason:
        return [("Why it may", "", "An overlap is accepted without its reason", "Write why, and who accepted it")]
    if reason and not other:
        remedy = "Name the other programme"
        return [("May overlap with", "", "A reason is given, but not with which programme it may overlap", remedy)]
    return []
