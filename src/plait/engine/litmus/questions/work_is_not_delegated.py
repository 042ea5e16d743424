"""Is digital work of the board shared, and not left to one director?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "board actions"

TEST = Litmus(
    slug="work-is-not-delegated",
    heading=Heading.LEADERSHIP,
    question="Is digital work of the board shared, and not left to one director?",
    ask="What on our action log about digital is mine, and not the digital leader's?",
    indicator="Digital items and actions owned by the digital leader, divided by all of them, over the last 12 months.",
    source="NHS Providers, Leading digital teams: hire and hope is dangerous",
    threshold=Threshold(Measure.SMALL_SHARE, Decimal(70), "digital actions"),
    feeds=(),
    waits_for=SHEET,
    owner="Chair",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
