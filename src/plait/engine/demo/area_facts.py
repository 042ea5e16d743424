"""What the sheets of clinical areas and of visits to them would say on a day."""

from datetime import date

from plait.engine.demo.calendar import MONTHS, day_of, month_start, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.staffing import Staff, placed


def area_lines(staff: Staff, _: date, copy: int) -> Lines:
    """The clinical areas; each copy of a larger trust has its own."""
    begins = shown(month_start(staff.on, -MONTHS))
    return {
        (placed(row["name"], copy),): {
            "name": placed(row["name"], copy),
            "site": placed(row["site"], copy),
            "starts": begins,
            "ends": "",
        }
        for row in staff.plan.areas
    }


def visit_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The visits made by that day, and those planned once the day they were planned on has come."""
    lines: Lines = {}
    for row in staff.plan.visits:
        went = day_of(staff.on, row["visited_on"])
        if (day_of(staff.on, row["planned_on"]) if row["planned_on"] else went) > on:
            continue
        area, number, day = placed(row["area"], copy), str(staff.holder(row["person"], copy).number), shown(went)
        lines[area, day, number] = {
            "area": area,
            "visited_on": day,
            "employee_number": number,
            "purpose": row["purpose"],
            "took_place": "No" if row["planned_on"] else "Yes",
        }
    return lines
