"""Which clinical areas have digital leaders been to in the last 90 days?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "clinical visits"

TEST = Litmus(
    slug="clinical-areas-are-reached",
    heading=Heading.LEADERSHIP,
    question="Which clinical areas have digital leaders been to in the last 90 days?",
    ask="Which ward has not seen a digital leader this quarter?",
    indicator="Clinical areas with a visit or clinic of a digital leader in the last 90 days, divided by all clinical "
    "areas.",
    source="NHS Providers, Leading digital teams: clinical ownership",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Chief clinical information officer",
    success_measure="Support people",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
