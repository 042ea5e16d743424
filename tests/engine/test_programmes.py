"""Programmes: their sheets, what people said and whether they got an answer, and places before and after a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.fitting import AsOf, fit
from plait.engine.origins import Origin
from plait.engine.outcomes import Outcome
from plait.engine.places import PLACE_FIGURES, PlaceFigures, Since, places_since
from plait.engine.programme_sheets import ANSWERED, CHALLENGED, PROGRAMMES, REMARKS
from plait.engine.programmes import (
    Milestone,
    Remark,
    Theme,
    listen,
    milestone_of,
    move_of,
    programme_of,
    remark_of,
    report_of,
    theme_of,
)
from plait.engine.sheets import Entry
from plait.engine.workbook import BY_NAME, Intake, read_workbook
from tests.books import book

ON = date(2026, 6, 1)
LATER = date(2026, 6, 2)
PROGRAMME = "Programme|Relaunched on|Why it was relaunched|Starts\nPrescribing|01/05/2026|Redesigned|01/01/2026"
MILESTONES = "Programme|Milestone|Planned for\nPrescribing|All wards|01/06/2026"
THEMES = "Programme|Theme\nPrescribing|Screens"


def faults(intake: Intake) -> list[tuple[str, int | None, str, str, str]]:
    return [(one.table, one.line, one.column, one.wrong, one.remedy) for one in intake.all_problems()]


def test_every_sheet_of_a_programme_is_read() -> None:
    intake = read_workbook(
        book(
            **{
                "programmes": PROGRAMME,
                "milestones": MILESTONES,
                "programme reports": "Programme|Reported on|RAG|Narrative|Says is in time\n"
                "Prescribing|01/06/2026|Green|Goes well|all wards",
                "listening themes": THEMES,
                "listening log": "Programme|Said on|Remark|Theme|Told on\nprescribing|01/02/2026|It waits|screens|",
            }
        ),
        {},
    )
    assert faults(intake) == []
    entries = {entry.sheet: entry for entry in intake.entries()}
    origin = Origin("f", "s", 2, ON)
    programme = programme_of(entries["programmes"], starts=ON, origin=origin)
    assert (programme.relaunched_on, programme.relaunch_reason, programme.starts) == (
        date(2026, 5, 1), "Redesigned", date(2026, 1, 1),
    )  # fmt: skip
    report = report_of(entries["programme reports"], origin)
    assert (report.is_green, report.says, report.in_time) == (True, "Goes well", "all wards")
    assert milestone_of(entries["milestones"], origin).name == "All wards"
    assert theme_of(entries["listening themes"], origin).kind_on(ON) == ""
    assert remark_of(entries["listening log"], origin).is_told(ON) is False
    moved = Entry("programme outcomes", {"programme": "Prescribing", "outcome": "Orders", "due_on": ON})
    assert move_of(moved, origin).due_on == ON


@pytest.mark.parametrize(
    ("sheet", "rows", "column", "wrong", "remedy"),
    [
        ("programmes", "Programme|Relaunched on\nA|01/05/2026", "Why it was relaunched",
         "A relaunch is given without its reason", "Write what was changed before it was launched again, and why"),
        ("programmes", "Programme|Relaunch reason\nA|Redesigned", "Relaunched on",
         "A reason is given, but not the day of the relaunch", "Write the day"),
        ("programmes", "Programme|Relaunched on|Relaunch reason|Starts\nA|01/05/2025|Redesigned|01/01/2026",
         "Relaunched on", "This is before the programme began, on 01/01/2026",
         "Write a later day, or an earlier Starts"),
        ("listening themes",
         "Programme|Theme|Answered or challenged|Answered on\nPrescribing|Screens|Challenged|01/05/2026",
         "Answer", "The theme is answered, but Answer is empty",
         "Fill in all three, or leave all three empty while the theme is open"),
        ("listening log", "Programme|Said on|Remark|Told on\nPrescribing|01/05/2026|Slow|30/04/2026", "Told on",
         "This is before it was said, on 01/05/2026", "Write a later day"),
        ("listening log", "Programme|Said on|Remark|Theme\nPrescribing|01/05/2026|Slow|Logins", "Theme",
         "Not a theme of Prescribing", "Add it to the listening themes sheet first, or leave this empty"),
        ("programme reports",
         "Programme|Reported on|Status|What it says|Says is in time\nPrescribing|01/05/2026|Red|Late|Go live",
         "Says is in time", "Not a milestone of Prescribing",
         "Add it to the milestones sheet first, or leave this empty"),
        ("programme reports", "Programme|Reported on|Status|What it says\nPrescribing|01/05/2026|Purple|Late",
         "Status",
         "Not one of the words of this list",
         "Write On track, At risk, Off track, Green, Amber, Yellow, Red, Delayed or Late"),
    ],
)  # fmt: skip
def test_a_bad_row_says_what_to_do(sheet: str, rows: str, column: str, wrong: str, remedy: str) -> None:
    tables = {"programmes": PROGRAMME, sheet: rows}
    [(table, line, found, said, do)] = faults(read_workbook(book(**tables), {}))
    assert (table.casefold(), line, found, said) == (sheet, 2, column, wrong)
    assert do == remedy


@pytest.mark.parametrize(
    ("sheet", "values", "columns"),
    [
        ("milestones", {"planned_on": ON, "done_on": LATER}, ["Done on"]),
        ("programme reports", {"reported_on": LATER}, ["Reported on"]),
        ("listening log", {"said_on": LATER, "told_on": LATER}, ["Said on", "Told on"]),
        ("listening log", {"said_on": ON, "told_on": ON}, []),
        ("figures by place", {"observed_on": LATER}, ["Date"]),
    ],
)  # fmt: skip
def test_nothing_that_happened_stands_on_a_day_to_come(sheet: str, values: dict[str, date], columns: list[str]) -> None:
    _, problems = fit(BY_NAME[sheet], Entry(sheet, values, sheet, 2), None, AsOf(ON, brought_on=ON))
    assert [(one.column, one.wrong, one.remedy) for one in problems] == [
        (column, "A day to come", "Write a day up to 01/06/2026") for column in columns
    ]
    _, unasked = fit(BY_NAME[sheet], Entry(sheet, values, sheet, 2), None, AsOf(ON))
    assert unasked == ()


def test_a_milestone_keeps_its_first_plan() -> None:
    late = Milestone("P", "All wards", date(2026, 5, 1), replanned_on=date(2026, 9, 1))
    assert (late.is_late(date(2026, 5, 1)), late.is_late(ON), late.days_late(ON)) == (False, True, 31)
    done = replace(late, done_on=date(2026, 5, 11))
    assert (done.is_late(date(2026, 5, 10)), done.is_late(ON), done.days_late(ON)) == (True, False, 10)
    assert done.days_late(date(2026, 5, 6)) == 5
    assert replace(late, done_on=date(2026, 4, 1)).days_late(ON) == 0


def test_the_listening_log_tells_which_themes_are_open_and_who_got_an_answer() -> None:
    def said(day: int, theme: str, session: str = "Ash", told: int = 0) -> Remark:
        told_on = date(2026, 5, told) if told else None
        return Remark("P", date(2026, 5, day), f"{theme} {day} {session}", session, theme=theme, told_on=told_on)

    themes = (
        Theme("P", "Logins", ANSWERED, date(2026, 5, 20), "One card"),
        Theme("P", "Training", CHALLENGED, date(2026, 5, 30), "It was the screen"),
        Theme("P", "Insulin"),
        Theme("P", "Screens"),
        Theme("P", "Silence"),
    )
    remarks = (
        said(1, "logins", told=21), said(1, "Logins", "Birch"), said(2, "Screens"), said(9, "Insulin"),
        said(4, "Training", "ASH", told=30), said(4, ""), replace(said(1, "Logins"), said_on=date(2026, 7, 1)),
    )  # fmt: skip
    heard = listen(themes, remarks, ON)
    assert (heard.sessions, heard.remarks, heard.told, heard.without_theme) == (5, 6, 2, 1)
    assert [(one.theme.name, one.kind, one.remarks, one.told, one.days) for one in heard.themes] == [
        ("Screens", "", 1, 0, 30),
        ("Insulin", "", 1, 0, 23),
        ("Silence", "", 0, 0, None),
        ("Training", CHALLENGED, 1, 1, 26),
        ("Logins", ANSWERED, 2, 1, 19),
    ]
    then = listen(themes, remarks, date(2026, 5, 19))
    assert [one.theme.name for one in then.themes if not one.kind] == [
        "Logins",
        "Screens",
        "Training",
        "Insulin",
        "Silence",
    ]
    assert listen((), (), ON).themes == ()


ORDERS = Outcome("Orders", ON, measure="Share", better="increase", targets=("70",))
FLAT = (50.0, 51.0, 49.0, 50.5, 49.5, 50.0, 51.0, 49.0, 50.0, 50.5, 49.5, 51.0, 49.0)
RELAUNCH = date(2026, 1, 5) + timedelta(days=7 * len(FLAT))


def place(name: str, before: tuple[float | None, ...], after: tuple[float | None, ...]) -> PlaceFigures:
    values = (*before, *after)
    first = RELAUNCH - timedelta(days=7 * len(before))
    return PlaceFigures(name, tuple(first + timedelta(days=7 * n) for n in range(len(values))), values)


def test_each_place_is_held_to_its_own_limits_of_before() -> None:
    found = places_since(
        ORDERS,
        (
            place("Ash", FLAT, (60.0, 61.0, None, 62.0)),
            place("Birch", FLAT, (50.0, 49.5)),
            place("Cedar", FLAT, (60.0, 40.0)),
            place("Elm", FLAT[:12], (60.0,)),
            place("Fir", FLAT, ()),
            place("Oak", (None,), (None,)),
        ),
        RELAUNCH,
    )
    assert [(one.place, one.since, one.before, one.after, one.marked) for one in found] == [
        ("Ash", Since.IMPROVED, 13, 3, 3),
        ("Birch", Since.SAME, 13, 2, 0),
        ("Cedar", Since.WORSE, 13, 2, 1),
        ("Elm", Since.UNTOLD, 12, 1, 0),
        ("Fir", Since.UNTOLD, 13, 0, 0),
        ("Oak", Since.UNTOLD, 0, 0, 0),
    ]
    ash, oak = found[0], found[-1]
    assert ash.mean == pytest.approx(50.0)
    assert ash.mean_after == pytest.approx(61.0)
    assert ash.last == pytest.approx(62.0)
    assert ash.lower is not None
    assert ash.upper is not None
    assert ash.lower < 50 < ash.upper < 60
    assert (oak.last_on, oak.last) == (None, None)


def test_a_place_without_a_direction_cannot_be_told_and_lower_may_be_better() -> None:
    fallen = (place("Ash", FLAT, (40.0,)),)
    assert [one.since for one in places_since(replace(ORDERS, better=""), fallen, RELAUNCH)] == [Since.UNTOLD]
    assert [one.since for one in places_since(replace(ORDERS, better="decrease"), fallen, RELAUNCH)] == [Since.IMPROVED]
    assert places_since(ORDERS, (), RELAUNCH) == ()


def test_a_percentage_at_a_place_is_no_more_than_a_hundred() -> None:
    tables = {
        "outcomes": "Outcome|Unit\nOrders|%",
        "figures by place": "Outcome|Ward|Week|Value\nOrders|Ash|01/05/2026|101",
    }
    [(_, line, column, wrong, _)] = faults(read_workbook(book(**tables), {}))
    assert (line, column, wrong) == (2, "Value", "More than 100%")
    assert {PLACE_FIGURES.name, PROGRAMMES.name, REMARKS.name} <= set(BY_NAME)
