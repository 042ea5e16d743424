"""What the sheets of the board's members, and of what they do, would say of an invented trust on a day."""

from datetime import date

from plait.engine.demo.board_facts import held_on, meetings_by, of_meetings
from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import Row, parts
from plait.engine.demo.staffing import Staff


def member_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who sits on the board by that day, or sat there."""
    lines: Lines = {}
    for row in staff.plan.board_members if copy == 1 else ():
        starts, last = day_of(staff.on, row["starts"]), day_of(staff.on, row["last"]) if row["last"] else None
        if starts > on:
            continue
        worker = staff.holder(row["person"]) if row["person"] else None
        name = _name(staff, row)
        lines[name.casefold(),] = {
            "name": name,
            **{column: row[column] for column in ("office", "kind", "votes")},
            "employee_number": str(worker.number) if worker else "",
            "starts": shown(starts),
            "ends": shown(last if last and last <= on else None),
        }
    return lines


def _name(staff: Staff, row: Row) -> str:
    return staff.holder(row["person"]).name if row["person"] else row["name"]


def attendance_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who was at each meeting of the board held by that day: all who sat there, but those the plan says were away."""
    away = {(row["meeting"], row["office"]): row for row in staff.plan.away}
    lines: Lines = {}
    for meeting, row in meetings_by(staff, on, copy):
        held = held_on(staff, row)
        if row["kind"] != "Board" or held > on:
            continue
        for member in staff.plan.board_members:
            if not _sits(staff, member, held):
                continue
            told = away.get((row["key"], member["office"]), PRESENT)
            name = _name(staff, member)
            lines[meeting.casefold(), name.casefold()] = {"meeting": meeting, "member": name, **_presence(told)}
    return lines


PRESENT: Row = {"presence": "Present", "deputy": ""}


def _presence(row: Row) -> dict[str, str]:
    return {column: row[column] for column in ("presence", "deputy")}


def _sits(staff: Staff, row: Row, day: date) -> bool:
    last = day_of(staff.on, row["last"]) if row["last"] else day
    return day_of(staff.on, row["starts"]) <= day <= last


def paper_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The papers of each of the meetings, with the employee numbers of those named on them."""
    return {
        (meeting, row["title"]): {
            **row,
            "meeting": meeting,
            "named": "; ".join(str(staff.holder(person).number) for person in parts(row["named"])),
        }
        for meeting, row in of_meetings(staff, on, copy, "papers")
    }


def challenge_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What was asked at each of the meetings, and what came of it."""
    return {
        (meeting, row["question"]): {**row, "meeting": meeting, "raised_on": ""}
        for meeting, row in of_meetings(staff, on, copy, "challenges")
    }


def action_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What each of the meetings asked somebody to do; done once that day has come."""
    lines: Lines = {}
    for meeting, row in of_meetings(staff, on, copy, "actions"):
        done = day_of(staff.on, row["done_on"]) if row["done_on"] else None
        lines[meeting, row["name"]] = {
            **row,
            "meeting": meeting,
            "due_on": shown(day_of(staff.on, row["due_on"])),
            "done_on": shown(done if done and done <= on else None),
        }
    return lines


def sponsorship_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Which director sponsors or leads what by that day."""
    return {
        (row["office"], row["kind"], row["name"]): {
            **{column: row[column] for column in ("office", "kind", "name", "part")},
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in (staff.plan.sponsorships if copy == 1 else ())
        if day_of(staff.on, row["starts"]) <= on
    }
