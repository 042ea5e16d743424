"""Does every programme say whose portfolio it belongs to?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "programmes"

TEST = Litmus(
    slug="portfolios-are-clear",
    heading=Heading.LEADERSHIP,
    question="Does every programme say whose portfolio it belongs to?",
    ask="Which programme do both the technology and the transformation director think is the other's?",
    indicator="Programmes that name no portfolio, or both, where technology and transformation are led apart.",
    source="NHS Providers, Leading digital teams: technology and transformation combined",
    threshold=Threshold(Measure.RULE, Decimal(0), "programmes"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief executive",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
