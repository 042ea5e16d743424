"""How much of the digital money changes things, and how much keeps them running?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "ledger lines"

TEST = Litmus(
    slug="change-share",
    heading=Heading.LEADERSHIP,
    question="How much of the digital money changes things, and how much keeps them running?",
    ask="What did we change last year with the money, beside keeping the lights on?",
    indicator="Money spent on change divided by all digital money, by year, with what the changes were for.",
    source="NHS Providers, Leading digital teams: digital is not only IT",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Finance partner",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
