"""Does every digital objective serve an objective of the trust?

What is counted, and why (requirement 6c): digital objectives are the objectives of the Outcomes sheet that somebody
digital answers for, and the strategic objectives marked as digital. One of the first is an orphan where no strategic
objective names it, one of the second where no outcome on the record measures it: either could be stopped without
missing any objective of the trust. Beside it stands how many strategic objectives have a digital outcome measure.
"""

from decimal import Decimal

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.outcome_sketches import OutcomeSketch, output
from plait.engine.litmus.strategy_sketches import ObjectiveSketch, sketch_strategy
from plait.engine.litmus.strategy_wording import measured_in_short, words_of_orphans
from plait.engine.litmus.verdicts import Verdict, verdict_of_rule
from plait.engine.litmus.wording import CANNOT_TELL, day
from plait.engine.outcomes import Outcome
from plait.engine.strategy import Linked, links_of
from plait.engine.trust import Trust

COLUMNS = ("Objective", "Kind", "Linked with", "Last reviewed")
STRATEGIC, DIGITAL, OF_OUTCOMES = "Strategic objective", "Digital strategic objective", "Objective of digital services"
NOTHING = "Nothing"
NEVER = "Never"


def judge(trust: Trust) -> Finding:
    """Counts the digital objectives that are linked with nothing."""
    if not trust.objectives:
        nothing = f"{CANNOT_TELL} No strategic objective is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A row on the Strategic objectives sheet.")
    links = links_of(trust.objectives, trust.outcomes)
    rows = (*map(_of_outcomes, links.lost), *map(_row, links.linked))
    if not links.digital:
        nothing = f"{CANNOT_TELL} No digital objective is recorded."
        count = "An objective with a digital owner on the Outcomes sheet."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, COLUMNS, rows, count)
    return Finding(
        verdict_of_rule(links.orphans, links.digital),
        f"{words_of_orphans(links)} {measured_in_short(links)}",
        COLUMNS,
        rows,
        "On the Strategic objectives sheet, an objective that names each of them under Measured by."
        if links.orphans
        else "A digital objective that no strategic objective names.",
    )


def _of_outcomes(one: Outcome) -> EvidenceRow:
    return EvidenceRow(one.name, (OF_OUTCOMES, NOTHING, ""), is_highlighted=True, origin=one.origin)


def _row(one: Linked) -> EvidenceRow:
    linked = "; ".join(outcome.name for outcome in one.outcomes) or NOTHING
    seen = one.objective.reviewed_on
    cells = (DIGITAL if one.objective.is_digital else STRATEGIC, linked, day(seen) if seen else NEVER)
    return EvidenceRow(one.objective.name, cells, is_highlighted=one.is_orphan, origin=one.objective.origin)


WAITING, HOME = OutcomeSketch("Seen within four hours"), OutcomeSketch("Home by noon")

TEST = Litmus(
    slug="objectives-are-linked",
    heading=Heading.LEADERSHIP,
    question="Does every digital objective serve an objective of the trust?",
    ask="Which digital programme could we stop without missing any objective of ours?",
    indicator="Digital objectives linked with no strategic objective, and digital strategic objectives that no outcome "
    "measures; beside it strategic objectives with at least 1 digital outcome measure, divided by all of them.",
    source="NHS England, The insightful provider board",
    threshold=Threshold(Measure.RULE, Decimal(0), "digital objectives"),
    feeds=("strategic objectives", "outcomes"),
    owner="Strategy director",
    success_measure="Well led",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "Both outcomes of digital services measure an objective of the trust; another has no digital measure.",
            sketch_strategy(
                (
                    ObjectiveSketch("Nobody waits in a corridor", ("Seen within four hours", "Home by noon")),
                    ObjectiveSketch("A good place to work"),
                ),
                (WAITING, HOME),
            ),
            Verdict.MET,
            "Every digital objective serves a strategic one. Of 2 strategic, 1 has digital measures.",
        ),
        Example(
            "Twelve modules are delivered, and no objective of the trust asks for them.",
            sketch_strategy(
                (ObjectiveSketch("Nobody waits in a corridor", ("seen within four hours",)),),
                (WAITING, output("Deliver 12 modules")),
            ),
            Verdict.NOT_MET,
            "1 of 2 digital objectives serves no strategic objective. Of 1 strategic, 1 has digital measures.",
        ),
        Example(
            "The digital objective of the strategy is measured by an outcome that nobody recorded.",
            sketch_strategy((ObjectiveSketch("Paperless by 2028", ("Paper used",), is_digital=True),)),
            Verdict.NOT_MET,
            "1 of 1 digital objective serves no strategic objective. Of 1 strategic, 0 have digital measures.",
        ),
        Example(
            "There is a strategy, but nothing digital on the record.",
            sketch_strategy((ObjectiveSketch("A good place to work"),), (OutcomeSketch("Turnover", digital=""),)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No digital objective is recorded.",
        ),
        Example(
            "Outcomes are recorded, but no objective of the trust.",
            sketch_strategy((), (WAITING,)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No strategic objective is recorded.",
        ),
    ),
)
