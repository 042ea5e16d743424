"""Do teams test with users every two weeks?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "research rounds"

TEST = Litmus(
    slug="research-is-regular",
    heading=Heading.NEW_SERVICES,
    question="Do teams test with users every two weeks?",
    ask="Whom did the team test with last, and what did they change because of it?",
    indicator="The median of days between rounds of user research of running teams, over the last 90 days.",
    source="Digital NSW and digital.gov.au research guidance; NHS Providers, Leading digital teams",
    threshold=Threshold(Measure.CLOCK, Decimal(14), "days", "Australian Government digital guidance"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
