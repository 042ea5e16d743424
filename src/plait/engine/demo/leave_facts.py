"""What the sheet of long leave would say on a day: the days, and never why."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.staffing import Staff


def leave_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who was on long leave by that day, or is."""
    lines: Lines = {}
    for row in staff.plan.leave:
        first = day_of(staff.on, row["starts"])
        if first <= on:
            number, last = str(staff.holder(row["person"], copy).number), shown(day_of(staff.on, row["last"]))
            lines[number, shown(first)] = {"employee_number": number, "first_on": shown(first), "last_on": last}
    return lines
