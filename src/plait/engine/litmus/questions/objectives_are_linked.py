"""Does every digital objective serve an objective of the trust?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "strategic objectives"

TEST = Litmus(
    slug="objectives-are-linked",
    heading=Heading.LEADERSHIP,
    question="Does every digital objective serve an objective of the trust?",
    ask="Which digital programme could we stop without missing any objective of ours?",
    indicator="Digital objectives linked to no strategic objective; a strategic objective counts as linked with at "
    "least 1 digital outcome measure.",
    source="NHS England, The insightful provider board",
    threshold=Threshold(Measure.RULE, Decimal(0), "digital objectives"),
    feeds=(),
    waits_for=SHEET,
    owner="Strategy director",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
