"""Does exactly one person answer for every territory?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "accountability claims"

TEST = Litmus(
    slug="one-person-answers",
    heading=Heading.LEADERSHIP,
    question="Does exactly one person answer for every territory?",
    ask="For which piece of our work would two of us, or none, stand up?",
    indicator="Territories with exactly 1 accountable person on every day of the last 12 months, divided by all "
    "territories.",
    source="NHS Providers, Leading digital teams: overlapping territories need complete clarity",
    threshold=Threshold(Measure.SHARE, Decimal(100), "territories"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief executive",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
