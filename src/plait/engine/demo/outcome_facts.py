"""What the sheets of outcomes of an invented trust would say on a day: objectives, monthly figures, marks."""

from collections.abc import Iterator
from datetime import date
from random import Random

from plait.engine.demo.calendar import day_of, month_start, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import Row, parts
from plait.engine.demo.programme_facts import WEEK, plan_day, weekly_lines
from plait.engine.demo.staffing import Staff, placed
from plait.engine.outcome_sheets import FROM

MOST_PERCENT = 100.0


def outcome_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The objectives that have begun by that day, of a team and a service as soon as those are there."""
    teams = {row["name"] for row in staff.plan.teams if day_of(staff.on, row["starts"]) <= on}
    services = {row["name"] for row in staff.plan.services if day_of(staff.on, row["stated"]) <= on}
    columns = ("measure", "unit", "better", "baseline", "digital_owner", "other_owner", "source")
    return {
        (placed(row["name"], copy),): {
            **{column: row[column] for column in columns},
            "name": placed(row["name"], copy),
            "targets": "; ".join(_target(staff, text) for text in parts(row["targets"])),
            "team": placed(row["team"], copy) if row["team"] in teams else "",
            "service": placed(row["service"], copy) if row["service"] in services else "",
            "profile": "",
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in _begun(staff, on)
    }


def _target(staff: Staff, text: str) -> str:
    figure, says_from, day = text.partition(FROM)
    return f"{figure}{FROM}{shown(day_of(staff.on, day))}" if says_from else figure


def _begun(staff: Staff, on: date) -> Iterator[Row]:
    return (row for row in staff.plan.outcomes if day_of(staff.on, row["starts"]) <= on)


def figure_lines(staff: Staff, on: date, copy: int) -> Lines:
    """A figure for every month that is over, of the months before the objective too; one or two of them odd."""
    odd = {(row["outcome"], int(row["month"])): row["left_out"] for row in staff.plan.odd_figures}
    lines = weekly_lines(staff, on, copy)
    for row in _begun(staff, on):
        name = placed(row["name"], copy)
        for month, figure in _figures(row, copy):
            day = month_start(staff.on, month)
            if month_start(day, 1) <= on:
                left_out = odd.get((row["name"], month))
                lines[name, day.isoformat()] = {
                    "outcome": name,
                    "observed_on": shown(day),
                    "value": "" if left_out == "" else figure,
                    "left_out": left_out or "",
                }
    return lines


def _figures(row: Row, copy: int) -> Iterator[tuple[int, str]]:
    """Month by month, as a seed draws them; from the month of its change on at another level."""
    if not row["months"]:
        return
    chance = Random(f"plait {row['name']} {copy}")
    level, noise = float(row["level"]), float(row["noise"])
    for month in range(-int(row["months"]), 0):
        has_changed = row["change"] and month >= int(row["change"])
        drawn = level + (float(row["by"]) if has_changed else 0.0) + chance.gauss(0.0, noise)
        figure = min(MOST_PERCENT, drawn) if row["unit"] == "%" else drawn
        yield month, f"{max(0.0, figure):.0f}" if level >= MOST_PERCENT else f"{max(0.0, figure):.1f}"


def mark_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What is marked on the charts by that day; limits start again once there is a figure of that day."""
    begun = {row["name"] for row in _begun(staff, on)}
    lines: Lines = {}
    for row in staff.plan.chart_marks:
        day = plan_day(staff.on, row["marked_on"])
        if row["outcome"] in begun and max(month_start(day, 1), day + WEEK) <= on:
            name = placed(row["outcome"], copy)
            lines[name, day.isoformat(), row["kind"]] = {**row, "outcome": name, "marked_on": shown(day)}
    return lines
