"""Do digital, clinical and operational groups work together?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "ties between groups"

TEST = Litmus(
    slug="groups-work-together",
    heading=Heading.OPERATING_MODEL,
    question="Do digital, clinical and operational groups work together?",
    ask="Between which two departments does everything go through one person?",
    indicator="Working ties between groups, divided by those expected if everybody worked with anybody as often; "
    "groups below 10 people are rolled up.",
    source="NHS Providers, Leading digital teams: silos",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Chief operating officer",
    success_measure="Support people",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
