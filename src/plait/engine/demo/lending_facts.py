"""Whom an invented trust lends to the other, as a sheet would say it."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.staffing import Staff


def lending_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Whom the trust lends by that day, to which other, until which day."""
    found: Lines = {}
    for row in staff.plan.lending:
        if day_of(staff.on, row["starts"]) > on:
            continue
        number = str(staff.holder(row["person"], copy).number)
        found[number, row["borrower"]] = {
            "employee_number": number,
            "borrower": row["borrower"],
            "wte": row["wte"],
            "named": row["named"],
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": shown(day_of(staff.on, row["last"])),
        }
    return found
