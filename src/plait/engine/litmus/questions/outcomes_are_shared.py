"""Are outcomes owned together by digital and other groups?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "outcome measures"

TEST = Litmus(
    slug="outcomes-are-shared",
    heading=Heading.NEW_SERVICES,
    question="Are outcomes owned together by digital and other groups?",
    ask="Which outcome of a digital service has no owner outside the digital team?",
    indicator="Outcomes with at least 2 owning groups, one of them not digital, divided by all outcomes.",
    source="NHS Providers, Leading digital teams: shared outcomes of improving services",
    threshold=Threshold(Measure.SHARE, Decimal(80), "outcomes"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief operating officer",
    success_measure="Improve care",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
