"""Does digital stand at the board as finance and quality do?"""

from decimal import Decimal

from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "standing rights"

TEST = Litmus(
    slug="digital-has-parity",
    heading=Heading.LEADERSHIP,
    question="Does digital stand at the board as finance and quality do?",
    ask="Which right do finance and quality have at this board that digital does not?",
    indicator="Of 8 standing rights (a board committee, its non-executive chair, an executive who votes or attends, a "
    "standing item, a section of the performance report, a risk in the assurance framework, internal audit days, a "
    "yearly seminar): those digital has, divided by the fewer of those finance and quality have.",
    source="NHS Providers, Leading digital teams: the same importance as finance or quality",
    threshold=Threshold(Measure.SHARE, Decimal(100), "rights"),
    feeds=(),
    waits_for=SHEET,
    owner="Board secretary",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
    required=True,
)
