"""Do the medical, nursing, workforce and operations directors each take part?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "board decisions"

TEST = Litmus(
    slug="four-directors-take-part",
    heading=Heading.LEADERSHIP,
    question="Do the medical, nursing, workforce and operations directors each take part?",
    ask="What has each of us led, sponsored or challenged in digital work this year?",
    indicator="Of the medical director, chief nurse, workforce director and chief operating officer: those without a "
    "digital item led, sponsored or decided in the last 12 months.",
    source="NHS Providers, Leading digital teams: the whole board takes part",
    threshold=Threshold(Measure.RULE, Decimal(0), "four directors"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief executive",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
