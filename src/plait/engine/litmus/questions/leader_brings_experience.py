"""Does the record of the appointment show the experience the role needs?"""

from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.waiting import nothing_to_read, waits

SHEET = "appointment records"

TEST = Litmus(
    slug="leader-brings-experience",
    heading=Heading.LEADERSHIP,
    question="Does the record of the appointment show the experience the role needs?",
    ask="What did the panel look for beyond knowing the systems we have?",
    indicator="Which of 7 criteria the appraisal or appointment record of the digital leader gives evidence for. No "
    "score of the person is made.",
    source="NHS Providers, Leading digital teams: the experience of a digital leader",
    threshold=NO_THRESHOLD,
    feeds=(),
    waits_for=SHEET,
    owner="Chair",
    success_measure="Well led",
    judge=waits(SHEET),
    examples=nothing_to_read(SHEET),
)
