"""Are objectives set as outcomes that can be measured?

What is counted, and why (requirement 7b): an objective counts with a measure, a baseline, a direction, a target, an
owner and as many figures as limits need (13, Making Data Count). One without a measure only counts what is made. What
an objective lacks is read from the cells that are empty, never guessed from its words.
"""

from decimal import Decimal

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.outcome_sketches import OutcomeSketch, output, sketch_outcomes
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, listed
from plait.engine.outcomes import ENOUGH, Outcome, OutcomeReading, missing_parts
from plait.engine.spc.wording import assurance_word, variation_word
from plait.engine.trust import Trust

COLUMNS = ("Objective", "Measure", "What is missing", "Observations", "Change", "Target")
OUTPUTS = "None: it counts what is made"
CAN_BE_MEASURED = Claim("objective", "objectives", "can be measured", "can be measured")


def judge(trust: Trust) -> Finding:
    """Takes the share of objectives that lack nothing."""
    if not trust.outcomes:
        nothing = f"{CANNOT_TELL} No objective is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="An objective on the Outcomes sheet.")
    readings = {one.outcome: one for one in trust.readings}
    told = [_told(one, readings.get(one.name, OutcomeReading(one.name))) for one in trust.outcomes]
    good = sum(not lacks for *_, lacks in told)
    return Finding(
        verdict_of_share(good, len(told), at_least=TEST.limit_of(trust)),
        f"{CAN_BE_MEASURED.counted(good, len(told))}.{_outputs(told)}",
        COLUMNS,
        tuple(_row(*one) for one in sorted(told, key=_lacking_first)),
        "An objective whose figures are no longer recorded, or a new one that only counts what is made."
        if good == len(told)
        else "What is missing, on the Outcomes sheet, and its figures on the Observations sheet.",
    )


Told = tuple[Outcome, OutcomeReading, tuple[str, ...]]


def _told(one: Outcome, of: OutcomeReading) -> Told:
    return one, of, missing_parts(one, of.points)


def _outputs(told: list[Told]) -> str:
    made = sum(not one.measure for one, *_ in told)
    return f" {made} only {'counts' if made == 1 else 'count'} what is made." if made else ""


def _lacking_first(one: Told) -> tuple[bool, int, str]:
    outcome, _, lacks = one
    return bool(outcome.measure), -len(lacks), outcome.name.casefold()


def _row(outcome: Outcome, of: OutcomeReading, lacks: tuple[str, ...]) -> EvidenceRow:
    cells = (
        outcome.measure or OUTPUTS,
        listed(lacks).capitalize() or "Nothing",
        str(of.points),
        variation_word(of.variation),
        assurance_word(of.assurance) if outcome.targets else "No target",
    )
    return EvidenceRow(outcome.name, cells, is_highlighted=bool(lacks), origin=outcome.origin)


TEST = Litmus(
    slug="outcomes-not-outputs",
    heading=Heading.NEW_SERVICES,
    question="Are objectives set as outcomes that can be measured?",
    ask="Which of our digital objectives would still be met if nothing got better for anybody?",
    indicator="Objectives with a measure that has a baseline, a direction, a target, an owner and enough points "
    f"({ENOUGH}, from which limits are worked out), divided by all objectives.",
    source="NHS Providers, Leading digital teams: outcomes over outputs",
    threshold=Threshold(Measure.SHARE, Decimal(80), "objectives"),
    feeds=("outcomes", "observations"),
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Both objectives have all they need.",
            sketch_outcomes(OutcomeSketch("Seen within four hours"), OutcomeSketch("Calls answered in two minutes")),
            Verdict.MET,
            "Both objectives can be measured.",
        ),
        Example(
            "Of four objectives one only counts modules.",
            sketch_outcomes(
                *map(OutcomeSketch, ("Home by noon", "Letters in 7 days", "Lists on time")), output("12 modules")
            ),
            Verdict.PARTLY_MET,
            "3 of 4 objectives can be measured. 1 only counts what is made.",
        ),
        Example(
            "One objective has no baseline, another has been measured for five months.",
            sketch_outcomes(
                OutcomeSketch("Home by noon", baseline=None), OutcomeSketch("Letters in 7 days", points=5)
            ),
            Verdict.NOT_MET,
            "0 of 2 objectives can be measured.",
        ),
        Example(
            "Nobody sent the figures.",
            sketch_outcomes(OutcomeSketch("Home by noon", points=0), sheets=("outcomes",)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Observations sheet has not been sent.",
        ),
    ),
)  # fmt: skip
