"""How long does it take from a need to a staffed team?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "staffing requests"

TEST = Litmus(
    slug="teams-form-quickly",
    heading=Heading.NEW_SERVICES,
    question="How long does it take from a need to a staffed team?",
    ask="How long has the longest unstaffed need been waiting, and for whom?",
    indicator="Days from the day a need was agreed to the day its team was staffed, need by need.",
    source="NHS Providers, Leading digital teams: flexible teams",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Support people",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
