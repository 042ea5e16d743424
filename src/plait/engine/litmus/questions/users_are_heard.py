"""Were patients, staff and people seldom heard asked in the last 90 days?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "research rounds"

TEST = Litmus(
    slug="users-are-heard",
    heading=Heading.USER_CENTRICITY,
    question="Were patients, staff and people seldom heard asked in the last 90 days?",
    ask="Who has never been asked about this service, and when will they be?",
    indicator="Running services without at least 1 round of research each with patients and with staff, and 1 with a "
    "group seldom heard, in the last 90 days.",
    source="NHS service standard, points 1 and 5; NHS Providers, Leading digital teams",
    threshold=Threshold(Measure.RULE, Decimal(0), "services"),
    feeds=(),
    waits_for=SHEET,
    owner="Lead user researcher",
    success_measure="Empower citizens",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
