"""Deputies: who stands in for the holder of a leadership role while that holder acts up in another."""

from dataclasses import dataclass
from datetime import date

from plait.engine.cells import read_code, read_date, read_text
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.stated import perhaps, stated_text

DEPUTIES = Sheet(
    name="deputies",
    title="Deputies",
    help="One line for each person who stands in for the holder of a leadership role while that holder acts up.",
    key=("role", "employee_number"),
    columns=(
        Column(
            "role", "Role", "A role of the leadership roles sheet.", "Chief digital and information officer",
            read_text(), required=True, refers_to="leadership roles",
        ),
        Column(
            "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day as a deputy; empty means no end is known."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who stands in for the holder of a role; it ends with the employment at the latest."""

    role: str
    employee_number: str
    starts: date
    ends: date | None = None
    origin: Origin | None = None


def deputy_of(entry: Entry, *, starts: date, ends: date | None, origin: Origin) -> Deputy:
    """The record an entry states; `starts` where it gives no first day, `ends` as written or with the employment."""
    return Deputy(
        role=stated_text(entry, "role"),
        employee_number=stated_text(entry, "employee_number"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=ends,
        origin=origin,
    )
