"""Does the digital leader take part in more than digital matters?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "board contributions"

TEST = Litmus(
    slug="leader-serves-the-whole-board",
    heading=Heading.LEADERSHIP,
    question="Does the digital leader take part in more than digital matters?",
    ask="When did our digital leader last change a decision that was not about technology?",
    indicator="Contributions of the digital leader at the board outside digital in the last 12 months, for each 2 "
    "meetings.",
    source="NHS Providers, Leading digital teams: wider corporate duty",
    threshold=Threshold(Measure.COUNT, Decimal(1), "contribution outside digital for each 2 meetings"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief executive",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
