"""What the sheets of research, design and blockers of an invented trust would say on a day."""

from datetime import date

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import Row
from plait.engine.demo.staffing import Staff, placed


def group_lines(staff: Staff, _: date, copy: int) -> Lines:
    """The groups of people; a trust of any size has them once."""
    return {(row["name"],): row for row in (staff.plan.groups if copy == 1 else ())}


def round_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The rounds held by that day; the release that brought a change once that has come."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.rounds, "held_on"):
        team, held = placed(row["team"], copy), shown(day_of(staff.on, row["held_on"]))
        lines[team, held, row["user_group"]] = {
            **row,
            "team": team,
            "held_on": held,
            "service": placed(row["service"], copy) if row["service"] else "",
            "release": row["release"] if row["release"] in _released(staff, row["team"], on) else "",
        }
    return lines


def assumption_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What teams have written down by that day, with what became of it since."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.assumptions, "written_on"):
        team, tested, built = (
            placed(row["team"], copy),
            _day(staff, row, "tested_on", on),
            _day(staff, row, "built_on", on),
        )
        lines[team, row["name"]] = {
            "team": team,
            "name": row["name"],
            "written_on": shown(day_of(staff.on, row["written_on"])),
            "tested_on": tested,
            **{column: row[column] if tested else "" for column in ("how", "is_wrong", "changes")},
            "built_on": built,
            "release": row["release"] if built and row["release"] in _released(staff, row["team"], on) else "",
        }
    return lines


def design_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The design decisions taken by that day."""
    return {
        (placed(row["name"], copy),): {
            **row,
            "name": placed(row["name"], copy),
            "service": placed(row["service"], copy),
            "team": placed(row["team"], copy) if row["team"] else "",
            "decided_on": shown(day_of(staff.on, row["decided_on"])),
        }
        for row in _by(staff, on, staff.plan.design, "decided_on")
    }


def voice_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who took part in each of them."""
    taken = {row["name"] for row in _by(staff, on, staff.plan.design, "decided_on")}
    lines: Lines = {}
    for row in staff.plan.voices:
        if row["decision"] in taken:
            decision, number = placed(row["decision"], copy), str(staff.holder(row["person"], copy).number)
            lines[decision, number] = {
                "decision": decision,
                "employee_number": number,
                "wrote": row["wrote"],
                "viewpoint": row["viewpoint"],
            }
    return lines


def blocker_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What stands or stood in the way by that day; what is gone with who removed it."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.blockers, "raised_on"):
        team, removed = placed(row["team"], copy), _day(staff, row, "removed_on", on)
        lines[team, row["name"]] = {
            **row,
            "team": team,
            "raised_on": shown(day_of(staff.on, row["raised_on"])),
            "removed_on": removed,
            **{column: row[column] if removed else "" for column in ("removed_by", "how")},
        }
    return lines


def _by(staff: Staff, on: date, rows: tuple[Row, ...], column: str) -> list[Row]:
    return [row for row in rows if day_of(staff.on, row[column]) <= on]


def _day(staff: Staff, row: Row, column: str, on: date) -> str:
    """The day in a column, once it has come."""
    day = day_of(staff.on, row[column]) if row[column] else None
    return shown(day) if day and day <= on else ""


def _released(staff: Staff, team: str, on: date) -> set[str]:
    return {row["name"] for row in _by(staff, on, staff.plan.releases, "released_on") if row["team"] == team}
