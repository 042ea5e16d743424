"""The page of the pack about what the trust chose not to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plait.engine.board import Meeting
from plait.engine.litmus.examples import ON
from plait.engine.strategy import NotChosen
from plait.engine.trust import Trust
from plait.pack.content import Content
from plait.pack.document import Table
from plait.pack.strategy import NOTHING, not_chosen

DAY = timedelta(days=1)
EMPTY = Trust("EMP", "Empty Trust", ON)


def of(trust: Trust) -> Content:
    return Content(trust, (), "", {})


def test_nothing_recorded_is_said() -> None:
    section = not_chosen(of(EMPTY))
    [table] = section.blocks
    assert isinstance(table, Table)
    assert (section.answer, table.rows, table.empty) == (NOTHING, (), NOTHING)


def test_each_line_says_what_why_and_what_instead() -> None:
    trust = replace(
        EMPTY,
        meetings=(Meeting("June", "board", ON - 90 * DAY), Meeting("Draft", "board", ON - DAY, status="draft")),
        not_chosen=(
            NotChosen("A portal", "One is there.", meeting="June", decision="Join it", instead="Join it",
                      asked_by="Surgery", look_again_on=ON),
            NotChosen("A robot", "Nobody asked", decided_on=ON - DAY),
            NotChosen("A lake", "No room", meeting="Lost"),
            NotChosen("A secret", "Hush", meeting="Draft"),
        ),
    )  # fmt: skip
    section = not_chosen(of(trust))
    [table] = section.blocks
    assert isinstance(table, Table)
    assert section.answer == "The trust chose not to do 3 things on its register. It is time to look again at 1."
    assert table.rows == (
        ("A robot", "Nobody asked.", "Nothing", "1 November 2026", "No day is set"),
        ("A portal", "One is there. Asked for by: Surgery.", "Join it", "4 August 2026: Join it", "2 November 2026"),
        ("A lake", "No room.", "Nothing", "The meeting is not on the record", "No day is set"),
    )
    assert not_chosen(of(replace(trust, not_chosen=trust.not_chosen[1:2]))).answer == (
        "The trust chose not to do 1 thing on its register."
    )
