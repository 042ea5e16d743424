"""Was specialist advice there for every technology decision of the board?

What is counted, and why (requirement 18): decisions of published meetings of the last 12 months in which technology is
a material part. Access to expertise counts, not a seat: a specialist in the room and written advice are both enough.
Where nothing is said of either, there was no advice.
"""

from decimal import Decimal

from plait.engine.board import BoardYear, Decision
from plait.engine.litmus.board_sketches import DecisionSketch, MeetingSketch, sketch_board
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day
from plait.engine.trust import Trust, board_year_of

COLUMNS = ("Decision", "Meeting", "Decided on", "Specialist present", "Written advice")
CLAIM = Claim("technology decision", "technology decisions", "had specialist advice", "had specialist advice")
YES_NO = {True: "Yes", False: "No", None: "Not recorded"}


def judge(trust: Trust) -> Finding:
    """Counts technology decisions with a specialist in the room or advice attached."""
    year = board_year_of(trust)
    taken = [one for one in year.decisions if one.is_technology]
    if not taken:
        nothing = f"{CANNOT_TELL} No technology decision of the last 12 months is recorded."
        count = "A technology decision of a published meeting on the Board decisions sheet."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count=count)
    advised = sum(one.is_advised for one in taken)
    taken.sort(key=lambda one: (one.is_advised, year.on - year.day_of(one), one.name))
    return Finding(
        verdict_of_share(advised, len(taken), at_least=TEST.limit_of(trust)),
        f"{CLAIM.counted(advised, len(taken))}.",
        COLUMNS,
        tuple(_row(one, year) for one in taken),
        "A technology decision without a specialist in the room and without written advice."
        if advised == len(taken)
        else "For each decision without advice: the specialist who was there, or the written advice, on its row.",
    )


def _row(taken: Decision, year: BoardYear) -> EvidenceRow:
    advice = "Attached" if taken.advice else "None"
    cells = (taken.meeting, day(year.day_of(taken)), YES_NO[taken.specialist], advice)
    return EvidenceRow(taken.name, cells, is_highlighted=not taken.is_advised, origin=taken.origin)


ADVISED = DecisionSketch("Choose the record system", advice="Options appraisal")
HEARD = DecisionSketch("Renew the network contract", specialist=True)
ALONE = DecisionSketch("Buy a portal for outpatients", specialist=False)

TEST = Litmus(
    slug="advice-before-decisions",
    heading=Heading.LEADERSHIP,
    question="Was specialist advice there for every technology decision of the board?",
    ask="Was the advice there before we voted, and from whom?",
    indicator="Material technology decisions of the last 12 months with a specialist present or written advice "
    "attached, divided by all of them. Meetings in draft do not count.",
    source="NHS Providers, Leading digital teams: access to expertise, not a seat",
    threshold=Threshold(Measure.SHARE, Decimal(100), "technology decisions"),
    feeds=("board meetings", "board decisions"),
    owner="Board secretary",
    success_measure="Well led",
    judge=judge,
    required=True,
    max_age_days=100,
    examples=(
        Example(
            "One decision had an options appraisal, another a specialist in the room.",
            sketch_board(MeetingSketch(60, decisions=(ADVISED, HEARD))),
            Verdict.MET,
            "Both technology decisions had specialist advice.",
        ),
        Example(
            "Three of four had advice; the board bought a portal without any.",
            sketch_board(
                MeetingSketch(90, decisions=(ADVISED, HEARD)),
                MeetingSketch(60, decisions=(DecisionSketch("Move mail to the cloud", specialist=True), ALONE)),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 technology decisions had specialist advice.",
        ),
        Example(
            "One of two had none.",
            sketch_board(MeetingSketch(60, decisions=(ADVISED, ALONE))),
            Verdict.NOT_MET,
            "1 of 2 technology decisions had specialist advice.",
        ),
        Example(
            "The board decided on car parks, and on a system more than a year ago.",
            sketch_board(
                MeetingSketch(400, decisions=(ALONE,)),
                MeetingSketch(60, decisions=(DecisionSketch("Raise the price of parking", is_technology=False),)),
            ),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No technology decision of the last 12 months is recorded.",
        ),
    ),
)
