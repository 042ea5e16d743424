"""Are assumptions tested before anything is built, and do some turn out wrong?

What is counted, and why (requirement 10b): assumptions on which building began in the last 12 months; one counts as
tested first when its test was no later than that day. Of those tested in the last 12 months some must have been wrong:
none of ten or more is no pass but a reason to look at how they are tested.
"""

from decimal import Decimal

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.log_sketches import BeliefsSketch, sketch_beliefs
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day
from plait.engine.research import Assumption, Humility, humility
from plait.engine.research_sheets import HELD, WRONG
from plait.engine.trust import Trust

COLUMNS = ("Assumption", "Team", "Written on", "Tested on", "Outcome", "Built on since")
CLAIM = Claim(
    "assumption", "assumptions", "was tested first", "were tested first"
)  # fmt: skip


def judge(trust: Trust) -> Finding:
    """Takes the share of assumptions built upon that were tested first; with none wrong of ten never met."""
    told = humility(trust.assumptions, trust.on)
    rows = tuple(map(_row, told.built))
    if not told.built:
        nothing = f"{CANNOT_TELL} No assumption was built upon in the last 12 months."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="An assumption on its sheet, with its days.")
    verdict = verdict_of_share(told.first, len(told.built), at_least=TEST.limit_of(trust))
    if verdict is Verdict.MET and told.is_too_good:
        verdict = Verdict.PARTLY_MET
    return Finding(
        verdict,
        f"{CLAIM.counted(told.first, len(told.built))}. {_outcomes(told)}",
        COLUMNS,
        rows,
        "Assumptions written and tested before building on them begins, whatever the outcome.",
    )


def _outcomes(told: Humility) -> str:
    if told.is_too_good:
        return f"None of {told.tested} was wrong: too good, check."
    if not told.tested:
        return "None was tested."
    return f"{told.wrong or 'None'} of {told.tested} tested {'was' if told.wrong in {0, 1} else 'were'} wrong."


def _row(one: Assumption) -> EvidenceRow:
    outcome = "Not tested" if one.is_wrong is None else WRONG if one.is_wrong else HELD
    tested, built = (day(on) if on else "Never" for on in (one.tested_on, one.built_on))
    cells = (one.team, day(one.written_on), tested, outcome, built)
    return EvidenceRow(one.name, cells, is_highlighted=not one.is_tested_first, origin=one.origin)


TEST = Litmus(
    slug="assumptions-are-tested",
    heading=Heading.USER_CENTRICITY,
    question="Are assumptions tested before anything is built, and do some turn out wrong?",
    ask="What did we believe last year that turned out to be wrong?",
    indicator="Assumptions tested before building began, divided by all assumptions built upon, over the last 12 "
    "months. None wrong of 10 or more tested is too good, and never a pass.",
    source="NHS Providers, Leading digital teams: the humility to be wrong",
    threshold=Threshold(Measure.SHARE, Decimal(80), "assumptions"),
    feeds=("assumptions",),
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Nine of ten were tested before building began, and three were wrong.",
            sketch_beliefs(BeliefsSketch(6), BeliefsSketch(3, is_wrong=True), BeliefsSketch(1, tested=None)),
            Verdict.MET,
            "9 of 10 assumptions were tested first. 3 of 9 tested were wrong.",
        ),
        Example(
            "All twelve were tested first, and every one held.",
            sketch_beliefs(BeliefsSketch(12)),
            Verdict.PARTLY_MET,
            "All 12 assumptions were tested first. None of 12 was wrong: too good, check.",
        ),
        Example(
            "Three of five were tested first, one of them wrong.",
            sketch_beliefs(BeliefsSketch(2), BeliefsSketch(1, is_wrong=True), BeliefsSketch(2, tested=40)),
            Verdict.PARTLY_MET,
            "3 of 5 assumptions were tested first. 1 of 5 tested was wrong.",
        ),
        Example(
            "Nothing was tested before it was built.",
            sketch_beliefs(BeliefsSketch(3, tested=None)),
            Verdict.NOT_MET,
            "0 of 3 assumptions were tested first. None was tested.",
        ),
        Example(
            "Some are written, and nothing is built on them yet.",
            sketch_beliefs(BeliefsSketch(2, built=None)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No assumption was built upon in the last 12 months.",
        ),
    ),
)
