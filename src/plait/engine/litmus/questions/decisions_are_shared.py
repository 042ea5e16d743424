"""Did all three viewpoints take part in the last decisions of every live service?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "design decisions"

TEST = Litmus(
    slug="decisions-are-shared",
    heading=Heading.NEW_SERVICES,
    question="Did all three viewpoints take part in the last decisions of every live service?",
    ask="Which live service last changed without a nurse, or without anybody who runs it?",
    indicator="Live services whose last 3 design decisions each had a digital, a clinical and an operational person, "
    "divided by all live services.",
    source="NHS service standard, point 6; NHS Providers, Leading digital teams",
    threshold=Threshold(Measure.SHARE, Decimal(100), "live services"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
