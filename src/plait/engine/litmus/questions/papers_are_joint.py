"""How many digital papers come from two directors or more?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "board papers"

TEST = Litmus(
    slug="papers-are-joint",
    heading=Heading.LEADERSHIP,
    question="How many digital papers come from two directors or more?",
    ask="Which digital paper today could not have been signed by anybody else?",
    indicator="Digital papers with at least 2 directors as authors, divided by all digital papers of the last 12 "
    "months.",
    source="NHS Providers, Leading digital teams: the board models the operating model",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Board secretary",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
