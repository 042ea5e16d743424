"""How much of the board's time goes to digital, finance and quality?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "agenda items"

TEST = Litmus(
    slug="agenda-time",
    heading=Heading.LEADERSHIP,
    question="How much of the board's time goes to digital, finance and quality?",
    ask="When did digital last have more than a paper for noting?",
    indicator="Minutes of timed agenda items on digital, finance and quality, divided by all timed minutes, meeting "
    "by meeting.",
    source="ICSA, Mapping the Gap; NHS Providers, Leading digital teams",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Board secretary",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
