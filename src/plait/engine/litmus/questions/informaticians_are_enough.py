"""Are there enough trained clinician-informaticians?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "champions"

TEST = Litmus(
    slug="informaticians-are-enough",
    heading=Heading.LEADERSHIP,
    question="Are there enough trained clinician-informaticians?",
    ask="Who keeps digital work going on the wards at night, and who would take over?",
    indicator="Trained clinician-informaticians active in the last 90 days; 5 for a trust of average size, more or "
    "fewer in proportion to its staff.",
    source="Wachter review, 2016",
    threshold=Threshold(Measure.COUNT, Decimal(5), "trained clinician-informaticians", "Wachter review, 2016"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief nursing information officer",
    success_measure="Support people",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
