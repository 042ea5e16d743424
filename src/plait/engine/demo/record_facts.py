"""What the sheets of the board's members, and of what they do, would say of an invented trust on a day."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.staffing import Staff


def member_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who sits on the board by that day, or sat there."""
    lines: Lines = {}
    for row in staff.plan.board_members if copy == 1 else ():
        starts, last = day_of(staff.on, row["starts"]), day_of(staff.on, row["last"]) if row["last"] else None
        if starts > on:
            continue
        worker = staff.holder(row["person"]) if row["person"] else None
        name = worker.name if worker else row["name"]
        lines[name.casefold(),] = {
            "name": name,
            **{column: row[column] for column in ("office", "kind", "votes")},
            "employee_number": str(worker.number) if worker else "",
            "starts": shown(starts),
            "ends": shown(last if last and last <= on else None),
        }
    return lines
