"""Are assumptions tested before anything is built, and do some turn out wrong?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "assumptions"

TEST = Litmus(
    slug="assumptions-are-tested",
    heading=Heading.USER_CENTRICITY,
    question="Are assumptions tested before anything is built, and do some turn out wrong?",
    ask="What did we believe last year that turned out to be wrong?",
    indicator="Assumptions tested before building began, divided by all assumptions built upon. None wrong of 10 or "
    "more tested is too good, and never a pass.",
    source="NHS Providers, Leading digital teams: the humility to be wrong",
    threshold=Threshold(Measure.SHARE, Decimal(80), "assumptions"),
    feeds=(),
    waits_for=SHEET,
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
