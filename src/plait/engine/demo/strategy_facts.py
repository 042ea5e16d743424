"""What the sheets of strategy of an invented trust would say on a day; a trust of any size has one strategy."""

from datetime import date

from plait.engine.demo.board_facts import meetings_by
from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import Row, parts
from plait.engine.demo.staffing import Staff


def objective_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The objectives that have begun by that day, their outcomes that have, and when each was reviewed."""
    outcomes = {row["name"] for row in staff.plan.outcomes if day_of(staff.on, row["starts"]) <= on}
    return {
        (row["name"],): {
            "name": row["name"],
            "is_digital": row["is_digital"],
            "measured_by": "; ".join(name for name in parts(row["measured_by"]) if name in outcomes),
            "reviewed_on": shown(_last(staff, row, on)),
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in (staff.plan.objectives if copy == 1 else ())
        if day_of(staff.on, row["starts"]) <= on
    }


def _last(staff: Staff, row: Row, on: date) -> date | None:
    days = [day_of(staff.on, text) for text in parts(row["reviewed"])]
    return max((day for day in days if day <= on), default=None)


def not_chosen_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What the trust had chosen not to do by that day."""
    names = {row["key"]: name for name, row in meetings_by(staff, on, copy)}
    return {
        (row["name"],): {
            **row,
            "meeting": names.get(row["meeting"], ""),
            "decided_on": shown(_day(staff, row["decided_on"])),
            "look_again_on": shown(_day(staff, row["look_again_on"])),
        }
        for row in (staff.plan.not_chosen if copy == 1 else ())
        if row["meeting"] in names or (row["decided_on"] and day_of(staff.on, row["decided_on"]) <= on)
    }


def _day(staff: Staff, written: str) -> date | None:
    return day_of(staff.on, written) if written else None
