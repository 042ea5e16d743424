"""What the board's sheets of an invented trust would say on a day; a trust of any size has one board."""

from collections.abc import Iterator
from datetime import date, timedelta

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import Row
from plait.engine.demo.staffing import Staff

THURSDAY = 3


def meeting_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The meetings held by that day, and the next once its agenda is drafted."""
    return {
        (name,): {
            "name": name,
            **{column: row[column] for column in ("kind", "begins", "finishes", "status")},
            "held_on": shown(held_on(staff, row)),
        }
        for name, row in meetings_by(staff, on, copy)
    }


def item_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The agenda of each of them."""
    return {(name, row["number"]): {**row, "meeting": name} for name, row in of_meetings(staff, on, copy, "items")}


def decision_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What each of them decided."""
    return {
        (name, row["name"]): {**row, "meeting": name, "decided_on": ""}
        for name, row in of_meetings(staff, on, copy, "decisions")
    }


def right_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The standing rights as they were that day; one to come, or lost since, is not there."""
    lines: Lines = {}
    for row in staff.plan.rights if copy == 1 else ():
        days = [day_of(staff.on, row[column]) for column in ("since", "lost") if row[column]]
        last = max((day for day in days if day <= on), default=None)
        lines[row["right"], row["subject"]] = {
            "right": row["right"],
            "subject": row["subject"],
            "has": "Yes" if last is not None and last == days[0] else "No",
            "since": shown(last),
            "document": row["document"] if last else "",
        }
    return lines


def threshold_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The thresholds the board has set for itself by that day."""
    return {
        (row["question"],): {**row, "starts": shown(day_of(staff.on, row["starts"])), "ends": ""}
        for row in (staff.plan.thresholds if copy == 1 else ())
        if day_of(staff.on, row["starts"]) <= on
    }


def held_on(staff: Staff, row: Row) -> date:
    """The first Thursday from the day a plan writes."""
    day = day_of(staff.on, row["held_on"])
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def meetings_by(staff: Staff, on: date, copy: int) -> Iterator[tuple[str, Row]]:
    """What each meeting that is stated by that day is called, and its row of the plan."""
    for row in staff.plan.meetings if copy == 1 else ():
        held = held_on(staff, row)
        stated = day_of(staff.on, row["stated"]) if row["stated"] else held
        if stated <= on:
            yield f"{row['name']}, {held.day} {held:%B %Y}", row


def of_meetings(staff: Staff, on: date, copy: int, table: str) -> Iterator[tuple[str, Row]]:
    """What the meeting of each row of a table of the plan is called, and the row."""
    names = {row["key"]: name for name, row in meetings_by(staff, on, copy)}
    rows: tuple[Row, ...] = getattr(staff.plan, table)
    return ((names[row["meeting"]], row) for row in rows if row["meeting"] in names)
