"""Are outcomes owned together by digital and other groups?

What is counted, and why (requirement 28): outcomes for which two groups of people answer, one of them clinical or
operational. An objective without a measure has no outcome yet, and is not counted here.
"""

from decimal import Decimal

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.outcome_sketches import OutcomeSketch, output, sketch_outcomes
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim
from plait.engine.outcomes import Outcome
from plait.engine.trust import Trust

COLUMNS = ("Outcome", "Digital owner", "Other owner")
NOBODY = "Nobody"
SHARED = Claim("outcome", "outcomes", "is owned by digital and other groups", "are owned by digital and other groups")


def judge(trust: Trust) -> Finding:
    """Takes the share of outcomes with two owners, one of them not digital."""
    outcomes = [one for one in trust.outcomes if one.measure]
    if not outcomes:
        nothing = f"{CANNOT_TELL} No outcome with a measure is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="An outcome on the Outcomes sheet.")
    good = sum(one.is_shared for one in outcomes)
    return Finding(
        verdict_of_share(good, len(outcomes), at_least=TEST.limit_of(trust)),
        f"{SHARED.counted(good, len(outcomes))}.",
        COLUMNS,
        tuple(map(_row, sorted(outcomes, key=lambda one: (one.is_shared, one.name.casefold())))),
        "An outcome that loses one of its owners."
        if good == len(outcomes)
        else "A second owner, and one that is not digital, on the Outcomes sheet.",
    )


def _row(one: Outcome) -> EvidenceRow:
    cells = ("; ".join(one.digital_owner) or NOBODY, "; ".join(one.other_owner) or NOBODY)
    return EvidenceRow(one.name, cells, is_highlighted=not one.is_shared, origin=one.origin)


TEST = Litmus(
    slug="outcomes-are-shared",
    heading=Heading.NEW_SERVICES,
    question="Are outcomes owned together by digital and other groups?",
    ask="Which outcome of a digital service has no owner outside the digital team?",
    indicator="Outcomes with at least 2 owning groups, one of them not digital, divided by all outcomes that have a "
    "measure.",
    source="NHS Providers, Leading digital teams: shared outcomes of improving services",
    threshold=Threshold(Measure.SHARE, Decimal(80), "outcomes"),
    feeds=("outcomes",),
    owner="Chief operating officer",
    success_measure="Improve care",
    judge=judge,
    examples=(
        Example(
            "Both outcomes have an owner on either side; an objective without a measure does not count here.",
            sketch_outcomes(
                OutcomeSketch("Seen within four hours"), OutcomeSketch("Home by noon"), output("12 modules")
            ),
            Verdict.MET,
            "Both outcomes are owned by digital and other groups.",
        ),
        Example(
            "Of three outcomes digital services alone answer for one.",
            sketch_outcomes(
                OutcomeSketch("Seen within four hours"), OutcomeSketch("Home by noon"),
                OutcomeSketch("Portal sign-ins", other=""),
            ),
            Verdict.PARTLY_MET,
            "2 of 3 outcomes are owned by digital and other groups.",
        ),
        Example(
            "The emergency department alone answers for the only outcome.",
            sketch_outcomes(OutcomeSketch("Seen within four hours", digital="")),
            Verdict.NOT_MET,
            "0 of 1 outcome is owned by digital and other groups.",
        ),
        Example(
            "Only things made are counted, so there is no outcome yet.",
            sketch_outcomes(output("12 modules")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No outcome with a measure is recorded.",
        ),
        Example(
            "Nobody sent the outcomes.",
            sketch_outcomes(sheets=()),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Outcomes sheet has not been sent.",
        ),
    ),
)  # fmt: skip
