"""What the sheet of change windows of an invented trust would say on a day."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.programme_facts import plan_day
from plait.engine.demo.staffing import Staff, placed

PLACED = ("programme", "department", "site", "team", "outcome", "accepted_with")
"""Names that each hospital of a larger trust has as its own."""


def window_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The changes planned by that day, of the programmes that have begun."""
    begun = {row["name"] for row in staff.plan.programmes if plan_day(staff.on, row["starts"]) <= on}
    lines: Lines = {}
    for row in staff.plan.windows:
        if day_of(staff.on, row["planned"]) > on or row["programme"] not in begun:
            continue
        person = str(staff.holder(row["person"], copy).number) if row["person"] else ""
        lines[placed(row["programme"], copy), row["name"]] = {
            "name": row["name"],
            **{column: placed(row[column], copy) if row[column] else "" for column in PLACED},
            "employee_number": person,
            "first_on": shown(day_of(staff.on, row["first_on"])),
            "last_on": shown(day_of(staff.on, row["last_on"])),
            "accepted_because": row["accepted_because"],
        }
    return lines
