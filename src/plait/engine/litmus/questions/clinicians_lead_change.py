"""How many programmes are led by a clinician?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "programmes"

TEST = Litmus(
    slug="clinicians-lead-change",
    heading=Heading.LEADERSHIP,
    question="How many programmes are led by a clinician?",
    ask="Which programme that changes care is led by nobody who gives it?",
    indicator="Programmes with a clinician as accountable lead or senior responsible owner, divided by all programmes.",
    source="NHS Providers, Leading digital teams: driving service transformation",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Medical director",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
