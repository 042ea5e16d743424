"""Does the money of every team last beyond its go-live?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "funding lines"

TEST = Litmus(
    slug="funding-outlives-go-live",
    heading=Heading.FINANCES,
    question="Does the money of every team last beyond its go-live?",
    ask="Whose money ends within a year of going live, and who pays for the changes after that?",
    indicator="Teams whose funding ends at their go-live or within 12 months after it.",
    source="NHS Providers, Building and enabling digital teams: stable, sustained funding",
    threshold=Threshold(Measure.RULE, Decimal(0), "teams"),
    feeds=(),
    waits_for=SHEET,
    owner="Finance partner",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
