"""What the sheets of deputies and of declarations of interest would say on a day."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.staffing import Staff, placed


def deputy_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who stands in for the holder of which role by that day."""
    lines: Lines = {}
    for row in staff.plan.deputies:
        starts = day_of(staff.on, row["starts"])
        if starts <= on:
            role, number = placed(row["role"], copy), str(staff.holder(row["person"], copy).number)
            lines[role, number] = {"role": role, "employee_number": number, "starts": shown(starts), "ends": ""}
    return lines


def declaration_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who declared what interest in which other organisation by that day."""
    lines: Lines = {}
    for row in staff.plan.declarations:
        starts = day_of(staff.on, row["starts"])
        if starts <= on:
            number = str(staff.holder(row["person"], copy).number)
            said = {column: row[column] for column in ("organisation", "interest", "document")}
            lines[number, row["organisation"], row["interest"]] = {
                "employee_number": number, **said, "starts": shown(starts), "ends": "",
            }  # fmt: skip
    return lines
