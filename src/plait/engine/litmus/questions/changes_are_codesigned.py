"""Did every new service start with clinicians and operations in its team?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "design decisions"

TEST = Litmus(
    slug="changes-are-codesigned",
    heading=Heading.NEW_SERVICES,
    question="Did every new service start with clinicians and operations in its team?",
    ask="Which new service was designed before anybody who will run it was asked?",
    indicator="Services begun in the last 12 months whose first design decision had digital, clinical and operational "
    "authors, divided by all services begun.",
    source="NHS Providers, Leading digital teams: a fusion team for each new service",
    threshold=Threshold(Measure.SHARE, Decimal(100), "new services"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief operating officer",
    success_measure="Improve care",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
