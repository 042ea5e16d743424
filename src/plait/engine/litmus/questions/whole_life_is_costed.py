"""Is the whole life of every service costed, its end included?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "funding lines"

TEST = Litmus(
    slug="whole-life-is-costed",
    heading=Heading.FINANCES,
    question="Is the whole life of every service costed, its end included?",
    ask="What will it cost to leave the system we are about to buy?",
    indicator="Live or growing services with every later stage costed, retirement included, divided by all of them.",
    source="NHS Providers, Leading digital teams: life-cycle costs",
    threshold=Threshold(Measure.SHARE, Decimal(90), "services"),
    feeds=(),
    waits_for=SHEET,
    owner="Finance partner",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
