"""Are there few layers between a team and the director who answers for its work?

Line managers are recorded, and so is who answers for a territory; in which territory the work of a team lies is not.
To count to the nearest director who answers for anything would pass teams whose own work another director answers for.
"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "territories of services"

TEST = Litmus(
    slug="layers-are-few",
    heading=Heading.OPERATING_MODEL,
    question="Are there few layers between a team and the director who answers for its work?",
    ask="How many people must a team's question pass before it reaches one of us?",
    indicator="Layers of line management from the members of a running team up to the director accountable for the "
    "territory of its work; the most of any team.",
    source="NHS Providers, Leading digital teams: a flat network",
    threshold=Threshold(Measure.LIMIT, Decimal(3), "layers"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Support people",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
