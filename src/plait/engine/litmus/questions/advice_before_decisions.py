"""Was specialist advice there for every technology decision of the board?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "board decisions"

TEST = Litmus(
    slug="advice-before-decisions",
    heading=Heading.LEADERSHIP,
    question="Was specialist advice there for every technology decision of the board?",
    ask="Was the advice there before we voted, and from whom?",
    indicator="Material technology decisions with a specialist present or written advice attached, divided by all of "
    "them.",
    source="NHS Providers, Leading digital teams: access to expertise, not a seat",
    threshold=Threshold(Measure.SHARE, Decimal(100), "technology decisions"),
    feeds=(),
    waits_for=SHEET,
    owner="Board secretary",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
