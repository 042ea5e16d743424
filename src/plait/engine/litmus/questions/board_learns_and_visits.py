"""Has every member of the board learned about digital work and seen it in use?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "board development"

TEST = Litmus(
    slug="board-learns-and-visits",
    heading=Heading.LEADERSHIP,
    question="Has every member of the board learned about digital work and seen it in use?",
    ask="Which of us has not yet sat beside a ward or a clinic while they use our systems?",
    indicator="Members of the board with at least 1 development session and at least 1 service visit or show-and-tell "
    "in the last 12 months, divided by all members.",
    source="NHS Providers, Leading digital teams: the board as comfortable with concepts as teams",
    threshold=Threshold(Measure.SHARE, Decimal(100), "board members"),
    feeds=(),
    waits_for=SHEET,
    owner="Chair",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
