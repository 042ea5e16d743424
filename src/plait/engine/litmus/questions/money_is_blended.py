"""Does all capital bring the revenue it will need?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "funding lines"

TEST = Litmus(
    slug="money-is-blended",
    heading=Heading.FINANCES,
    question="Does all capital bring the revenue it will need?",
    ask="Which service do we buy with capital that has nobody's revenue behind it next year?",
    indicator="Services with capital in a year and no revenue for running them in each year of their life; a service "
    "with capital alone breaks the rule.",
    source="NHS Providers, Leading digital teams: revenue and capital blended",
    threshold=Threshold(Measure.RULE, Decimal(0), "services"),
    feeds=(),
    waits_for=SHEET,
    owner="Finance director",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
