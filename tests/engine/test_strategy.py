"""Objectives linked with outcomes, what was not chosen, and what is wrong with a row of either, by example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.board import Meeting
from plait.engine.litmus.examples import ON
from plait.engine.litmus.judging import judge
from plait.engine.litmus.outcome_sketches import OutcomeSketch, output
from plait.engine.litmus.questions.objectives_are_linked import TEST
from plait.engine.litmus.strategy_sketches import ObjectiveSketch, sketch_strategy
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.sheets import Entry, Known
from plait.engine.strategy import NotChosen, Objective, left_undone, links_of, not_chosen_of, objective_of
from plait.engine.workbook import read_workbook
from tests.books import book

DAY = timedelta(days=1)
KNOWN: Known = {
    "outcomes": {"seen in time": "Seen in time"},
    "board meetings": {"board, june": "Board, June"},
    "days of meetings": {"board, june": "2026-06-05"},
}


def test_links_are_counted_by_hand_for_a_small_strategy() -> None:
    trust = sketch_strategy(
        (
            ObjectiveSketch("Waits", ("Seen", "HOME", "Nobody wrote this")),
            ObjectiveSketch("Paperless", ("Modules",), is_digital=True),
            ObjectiveSketch("One record", is_digital=True),
            ObjectiveSketch("Staff", ("Turnover",)),
        ),
        (
            OutcomeSketch("Seen"), OutcomeSketch("Home"), OutcomeSketch("Turnover", digital=""),
            output("Modules"), output("Tablets"), OutcomeSketch("Clicks"),
        ),
    )  # fmt: skip
    links = links_of(trust.objectives, trust.outcomes)
    # Digital: Seen, Home, Modules, Tablets and Clicks by their owner, Paperless and One record by their mark.
    assert links.digital == 7
    assert [one.name for one in links.lost] == ["Clicks", "Tablets"]
    assert links.orphans == 3, "One record as well: no outcome measures it"
    assert links.measured == 1, "modules are no measure, and nobody digital answers for turnover"
    assert [one.objective.name for one in links.linked] == ["One record", "Paperless", "Staff", "Waits"]
    waits = links.linked[-1]
    assert ([one.name for one in waits.outcomes], waits.unknown) == (["Seen", "Home"], ("Nobody wrote this",))
    finding = judge(TEST, trust)
    assert finding.verdict is Verdict.NOT_MET
    assert finding.sentence == (
        "3 of 7 digital objectives serve no strategic objective. Of 4 strategic, 1 has digital measures."
    )
    assert [(row.label, row.is_highlighted) for row in finding.evidence] == [
        ("Clicks", True), ("Tablets", True), ("One record", True), ("Paperless", False), ("Staff", False),
        ("Waits", False),
    ]  # fmt: skip
    assert finding.evidence[2].cells == ("Digital strategic objective", "Nothing", "2 November 2026")
    never = replace(trust, objectives=(replace(trust.objectives[0], reviewed_on=None),))
    assert judge(TEST, never).evidence[-1].cells[2] == "Never"


def test_an_objective_is_reviewed_within_six_months() -> None:
    objective = Objective("Waits", date(2025, 1, 1))
    assert replace(objective, reviewed_on=ON - 183 * DAY).is_overdue(ON) is False
    assert replace(objective, reviewed_on=ON - 184 * DAY).is_overdue(ON)
    assert objective.is_overdue(ON), "never reviewed, and begun long ago"
    assert Objective("New", ON - DAY).is_overdue(ON) is False
    assert replace(objective, reviewed_on=ON + DAY).is_overdue(ON), "a review to come is none"


def test_what_is_left_undone_goes_by_the_day_of_its_meeting() -> None:
    meetings = [
        Meeting("June", "board", ON - 90 * DAY), Meeting("Draft", "board", ON - DAY, status="draft"),
        Meeting("Next", "board", ON + 9 * DAY),
    ]  # fmt: skip
    choices = [
        NotChosen("Portal", "It is there", meeting="June", look_again_on=ON),
        NotChosen("Robot", "No", decided_on=ON - DAY, look_again_on=ON + 60 * DAY),
        NotChosen("Secret", "No", meeting="Draft"),
        NotChosen("Later", "No", meeting="Next"),
        NotChosen("Lost", "No", meeting="Nobody recorded it"),
    ]
    undone = left_undone(choices, meetings, ON)
    assert [(one.choice.name, one.decided_on) for one in undone] == [
        ("Robot", ON - DAY), ("Portal", ON - 90 * DAY), ("Lost", None),
    ]  # fmt: skip
    assert [one.is_due(ON) for one in undone] == [False, True, False]


def faults(**sheets: str) -> list[str]:
    intake = read_workbook(book(**sheets), KNOWN)
    return [f"{one.column}: {one.wrong}. {one.remedy}" for one in intake.all_problems()]


@pytest.mark.parametrize(
    ("columns", "row", "fault"),
    [
        ("Decided on", "", "Decided on: Nobody can tell when this was decided. Write the day, or name the meeting"),
        ("Decided on|Look again on", "05/06/2026|05/06/2026",
         ("Look again on: To be looked at again before it was decided, on 05/06/2026. Write a later day, or leave this "
         "empty")),
        ("Meeting|Look again on", "board, june|01/06/2026",
         ("Look again on: To be looked at again before it was decided, on 05/06/2026. Write a later day, or leave this "
         "empty")),
        ("Meeting|Decided on", "Board, June|04/06/2026",
         ("Decided on: This is before its meeting, which is held on 05/06/2026. Write the day of the meeting or leave "
         "this empty, or name the meeting that decided it")),
        ("Meeting|Decided on", "Board, June|06/06/2026",
         ("Decided on: This is after its meeting, which is held on 05/06/2026. Write the day of the meeting or leave "
         "this empty, or name the meeting that decided it")),
        ("Meeting", "Board, July", "Meeting: Not in the board meetings register. Nearest: Board, June"),
    ],
)  # fmt: skip
def test_a_thing_not_chosen_says_when_that_was_decided(columns: str, row: str, fault: str) -> None:
    said = faults(not_chosen=f"What we will not do|Reason|{columns}\nPortal|It is there|{row}")
    assert said == [fault]


def test_good_rows_of_strategy_are_taken() -> None:
    assert faults(
        not_chosen="What we will not do|Reason|Meeting|Decided on|Look again on\nA|b|Board, June||01/06/2027\n"
        "C|d||05/06/2026|\nE|f|Board, June|05/06/2026|",
        strategic_objectives="Strategic objective|Measured by\nWaits|seen in time; Seen in time\nStaff|",
    ) == []  # fmt: skip


def test_an_outcome_that_nobody_recorded_measures_nothing() -> None:
    rows = "Strategic objective|Measured by\nWaits|Seen in tine\nStaff|Turnover"
    assert faults(strategic_objectives=rows) == [
        "Measured by: Not in the outcomes register. Nearest: Seen in time",
        "Measured by: Not in the outcomes register. Add it to the outcomes sheet first",
    ]


def test_good_rows_become_records() -> None:
    origin = Origin("strategy.xlsx", "Strategic objectives", 2, ON)
    full = Entry(
        "strategic objectives",
        {
            "name": "Waits",
            "is_digital": True,
            "measured_by": ("Seen",),
            "reviewed_on": ON,
            "starts": ON,
            "ends": ON + DAY,
        },
    )
    assert objective_of(full, starts=ON - DAY, origin=origin) == Objective(
        "Waits", ON, ON + DAY, is_digital=True, measured_by=("Seen",), reviewed_on=ON, origin=origin
    )
    bare = Entry("strategic objectives", {"name": "Staff"})
    assert objective_of(bare, starts=ON - DAY, origin=origin) == Objective("Staff", ON - DAY, origin=origin)
    left = Entry("not chosen", {"name": "Portal", "reason": "It is there", "decided_on": ON, "meeting": "Board"})
    assert not_chosen_of(left, origin) == NotChosen("Portal", "It is there", ON, "Board", origin=origin)
