"""Are objectives set as outcomes that can be measured?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "outcome measures"

TEST = Litmus(
    slug="outcomes-not-outputs",
    heading=Heading.NEW_SERVICES,
    question="Are objectives set as outcomes that can be measured?",
    ask="Which of our digital objectives would still be met if nothing got better for anybody?",
    indicator="Objectives with a measure that has a baseline, a direction, a target with its date, an owner and "
    "enough points, divided by all objectives of services.",
    source="NHS Providers, Leading digital teams: outcomes over outputs",
    threshold=Threshold(Measure.SHARE, Decimal(80), "objectives"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
