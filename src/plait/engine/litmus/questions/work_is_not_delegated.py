"""Is digital work of the board shared, and not left to one director?

What is counted, and why (requirements 25 and 34): digital papers that name their authors and digital actions, of
published meetings of the last 12 months, by office. A joint paper belongs to its authors in equal parts. The delegation
index is the digital leader's part of all of them. Whoever hires one person and hopes has delegated what a whole board
answers for. Beside it, at least six offices should take part (our default): with fewer the answer is no better than the
number of them allows. How concentrated the work is (HHI) stands on the page Delegation and is not judged.
"""

from decimal import Decimal

from plait.engine.board_sheets import FOUR_DIRECTORS, MEDICAL, NURSING, OPERATIONS, WORKFORCE
from plait.engine.litmus.board_sketches import BOARD_RECORD, ActionSketch, ItemSketch, MeetingSketch, sketch_board
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share, verdict_of_small_share, worst
from plait.engine.litmus.wording import CANNOT_TELL, day, listed, many, percent
from plait.engine.taking_part import ACTIVE_OFFICES, LEADER, Owned, active_offices, board_work_of
from plait.engine.trust import Trust

COLUMNS = ("Paper or action", "What it is", "Whose", "Meeting", "Held on")
WHOLE = Decimal(100)


def judge(trust: Trust) -> Finding:
    """Sets the digital leader's part of digital papers and actions beside the limit, and counts who takes part."""
    work = board_work_of(trust)
    shared, active = work.delegation(), len(active_offices(work.parts()))
    if not shared.owned:
        nothing = f"{CANNOT_TELL} No digital paper or action of 12 months says whose it is."
        count = "Authors on the Agenda items sheet, for items tagged digital, or rows of the Board actions sheet."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count=count)
    by_index = verdict_of_small_share(shared.index, at_most=TEST.limit_of(trust))
    by_offices = verdict_of_share(active, ACTIVE_OFFICES, at_least=WHOLE)
    return Finding(
        worst(by_index, by_offices),
        f"The digital leader owns {percent(shared.index)} of {many(len(shared.owned), 'paper or action', PLURAL)}. "
        f"{many(active, 'office takes', 'offices take')} part.",
        COLUMNS,
        tuple(map(_row, shared.owned)),
        "Digital papers and actions of other directors."
        if by_index is not Verdict.MET
        else "Digital work of other directors than before."
        if by_offices is not Verdict.MET
        else "More digital papers and actions of the digital leader alone.",
    )


PLURAL = "papers and actions"


def _row(one: Owned) -> EvidenceRow:
    is_leaders = one.offices == (LEADER,)
    cells = (one.kind, listed(one.offices), one.meeting, day(one.on))
    return EvidenceRow(one.what, cells, origin=one.origin, is_highlighted=is_leaders)


MINE = ActionSketch("Bring the plan", LEADER)
OTHERS = tuple(ActionSketch(f"Act for the {office.lower()}", office) for office in FOUR_DIRECTORS)
FINANCE = ActionSketch("Price it", "Finance director")
EIGHT = tuple(ActionSketch(f"Bring part {number} of the plan", LEADER) for number in range(1, 9))

TEST = Litmus(
    slug="work-is-not-delegated",
    heading=Heading.LEADERSHIP,
    question="Is digital work of the board shared, and not left to one director?",
    ask="What on our action log about digital is mine, and not the digital leader's?",
    indicator="The digital leader's part of digital papers and actions of the last 12 months; authors of a joint paper "
    f"own equal parts. Fewer than {ACTIVE_OFFICES} offices that take part in digital work are partly met from "
    "three quarters of that, else not met (our default).",
    source="NHS Providers, Leading digital teams: hire and hope is dangerous",
    threshold=Threshold(Measure.SMALL_SHARE, Decimal(70), "digital papers and actions"),
    feeds=BOARD_RECORD,
    owner="Chair",
    success_measure="Well led",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "Six directors have one digital action each.",
            sketch_board(MeetingSketch(60, actions=(MINE, *OTHERS, FINANCE))),
            Verdict.MET,
            "The digital leader owns 16.7% of 6 papers and actions. 6 offices take part.",
        ),
        Example(
            "The leader has eight of ten actions, though six directors take part.",
            sketch_board(
                MeetingSketch(60, (ItemSketch(authors=(LEADER, MEDICAL, NURSING, OPERATIONS, WORKFORCE)),)),
                MeetingSketch(30, actions=(*EIGHT, FINANCE)),
            ),
            Verdict.PARTLY_MET,
            "The digital leader owns 82% of 10 papers and actions. 6 offices take part.",
        ),
        Example(
            "The work is shared between five.",
            sketch_board(MeetingSketch(60, actions=(MINE, *OTHERS))),
            Verdict.PARTLY_MET,
            "The digital leader owns 20% of 5 papers and actions. 5 offices take part.",
        ),
        Example(
            "Whatever is digital goes to one director.",
            sketch_board(MeetingSketch(60, (ItemSketch(authors=(LEADER,)),), actions=EIGHT)),
            Verdict.NOT_MET,
            "The digital leader owns 100% of 9 papers and actions. 1 office takes part.",
        ),
        Example(
            "No action is recorded, and no paper says whose it is.",
            sketch_board(MeetingSketch(60, (ItemSketch(),))),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No digital paper or action of 12 months says whose it is.",
        ),
    ),
)
