"""What the sheets of education, contacts and board development would say on a day."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import GROUPS, Row
from plait.engine.demo.staffing import Staff


def session_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The education sessions held by that day."""
    return {
        (shown(day_of(staff.on, row["held_on"])), row["topic"], GROUPS[row["group"]]): {
            "held_on": shown(day_of(staff.on, row["held_on"])),
            "topic": row["topic"],
            "staff_group": GROUPS[row["group"]],
            "reached": row["reached"],
        }
        for row in _by(staff, on, staff.plan.education, "held_on", copy)
    }


def target_lines(staff: Staff, _: date, copy: int) -> Lines:
    """How much of each staff group is to be reached."""
    return {
        (GROUPS[row["group"]],): {"staff_group": GROUPS[row["group"]], "share": row["share"]}
        for row in (staff.plan.targets if copy == 1 else ())
    }


def contact_lines(staff: Staff, on: date, copy: int) -> Lines:
    """When a digital leader met directors by that day."""
    return {
        (shown(day_of(staff.on, row["met_on"])), row["leader"], row["kind"]): {
            **row,
            "met_on": shown(day_of(staff.on, row["met_on"])),
            "agreed": "Yes",
        }
        for row in _by(staff, on, staff.plan.contacts, "met_on", copy)
    }


def learning_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What members of the board did by that day, and what is booked for the days after."""
    lines: Lines = {}
    for row in staff.plan.learning if copy == 1 else ():
        held = day_of(staff.on, row["held_on"])
        if (day_of(staff.on, row["booked_on"]) if row["booked_on"] else held) > on:
            continue
        member = staff.holder(row["person"]).name if row["person"] else row["member"]
        lines[member, shown(held), row["kind"]] = {
            "member": member,
            "held_on": shown(held),
            "kind": row["kind"],
            "what": row["what"],
            "took_place": "No" if row["booked_on"] else "Yes",
        }
    return lines


def _by(staff: Staff, on: date, rows: tuple[Row, ...], column: str, copy: int) -> list[Row]:
    return [row for row in (rows if copy == 1 else ()) if day_of(staff.on, row[column]) <= on]
