"""How many staff have been reached by digital education?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "education sessions"

TEST = Litmus(
    slug="trust-is-educated",
    heading=Heading.LEADERSHIP,
    question="How many staff have been reached by digital education?",
    ask="Which staff group have we never offered a session that fits their shifts?",
    indicator="Staff reached by a session in the last 12 months, divided by the staff it was meant for, by staff "
    "group.",
    source="NHS Providers, Leading digital teams: educate the wider trust",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Communications lead",
    success_measure="Support people",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
