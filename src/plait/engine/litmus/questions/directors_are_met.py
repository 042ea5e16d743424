"""Has the digital leader met every director in the last 45 days?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "contacts"

TEST = Litmus(
    slug="directors-are-met",
    heading=Heading.LEADERSHIP,
    question="Has the digital leader met every director in the last 45 days?",
    ask="Which director has not sat down with our digital leader this quarter?",
    indicator="The longest time since the digital leader last met a director, in days.",
    source="NHS Providers, Leading digital teams: regular sessions with executives",
    threshold=Threshold(Measure.CLOCK, Decimal(45), "days"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
