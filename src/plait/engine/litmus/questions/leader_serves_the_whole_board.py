"""Does the digital leader take part in more than digital matters?

What is counted, and why (requirement 21): what the digital leader did at published meetings of the board itself in the
last 12 months that was not about digital work: papers written, decisions led or challenged, questions put, and actions
taken on. What neither an item nor a decision says the subject of is not counted. A director who speaks of technology
alone is an adviser, and no member of a unitary board.
"""

from decimal import Decimal

from plait.engine.board import Meeting
from plait.engine.board_sheets import BOARD
from plait.engine.litmus.board_sketches import ActionSketch, ChallengeSketch, ItemSketch, MeetingSketch, sketch_board
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, day, many
from plait.engine.taking_part import LEADER, Part, board_work_of, outside_digital
from plait.engine.trust import Trust

COLUMNS = ("Meeting", "Held on", "Contributions outside digital", "Which")
EVERY = 2
"""For how many meetings the threshold asks."""
SENT = ("board meetings", "agenda items", "board decisions", "board challenges", "board actions")


def judge(trust: Trust) -> Finding:
    """Counts what the digital leader did outside digital work, meeting by meeting."""
    work = board_work_of(trust)
    meetings = [one for one in work.year.meetings if one.kind == BOARD]
    if not meetings:
        nothing = f"{CANNOT_TELL} No published meeting of the board in the last 12 months is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A meeting on the Board meetings sheet.")
    names = {one.name for one in meetings}
    parts = [part for part in outside_digital(work.parts()) if part.meeting in names]
    return Finding(
        verdict_of_share(EVERY * len(parts), len(meetings), at_least=100 * TEST.limit_of(trust)),
        f"The digital leader made {many(len(parts), 'contribution', 'contributions')} outside digital at "
        f"{many(len(meetings), 'meeting', 'meetings')}.",
        COLUMNS,
        tuple(_row(one, [part for part in parts if part.meeting == one.name]) for one in reversed(meetings)),
        "Papers, questions, decisions and actions of the digital leader about other subjects.",
    )


def _row(meeting: Meeting, parts: list[Part]) -> EvidenceRow:
    said = "; ".join(f"{part.what} ({part.how[:1].lower()}{part.how[1:]})" for part in parts)
    cells = (day(meeting.held_on), str(len(parts)), said or "None")
    return EvidenceRow(meeting.name, cells, origin=meeting.origin, is_highlighted=not parts)


MONEY = ItemSketch("finance", authors=("Finance director",))
ASKED = ChallengeSketch("What is in these figures?", LEADER, "1")

TEST = Litmus(
    slug="leader-serves-the-whole-board",
    heading=Heading.LEADERSHIP,
    question="Does the digital leader take part in more than digital matters?",
    ask="When did our digital leader last change a decision that was not about technology?",
    indicator="Contributions of the digital leader outside digital (papers, decisions led or challenged, questions, "
    "actions) at published meetings of the board in the last 12 months, for each 2 meetings.",
    source="NHS Providers, Leading digital teams: wider corporate duty",
    threshold=Threshold(Measure.COUNT, Decimal(1), "contribution outside digital for each 2 meetings"),
    feeds=SENT,
    owner="Chief executive",
    success_measure="Well led",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "At one of two meetings the leader asked about the finance report.",
            sketch_board(MeetingSketch(60, (MONEY,)), MeetingSketch(30, (MONEY,), challenges=(ASKED,))),
            Verdict.MET,
            "The digital leader made 1 contribution outside digital at 2 meetings.",
        ),
        Example(
            "Three contributions at seven meetings: a question, an action and a paper.",
            sketch_board(
                MeetingSketch(210, (MONEY,), challenges=(ASKED,)),
                MeetingSketch(180, (MONEY,), actions=(ActionSketch("Count the falls", LEADER, "quality"),)),
                MeetingSketch(150, (ItemSketch("workforce", authors=(LEADER, "Workforce director")),)),
                *(MeetingSketch(days, (MONEY,)) for days in (120, 90, 60, 30)),
            ),
            Verdict.PARTLY_MET,
            "The digital leader made 3 contributions outside digital at 7 meetings.",
        ),
        Example(
            "The leader wrote of digital alone, and asked about nothing else.",
            sketch_board(
                MeetingSketch(60, (ItemSketch(authors=(LEADER,)),), challenges=(ASKED,)), MeetingSketch(30, (MONEY,))
            ),
            Verdict.NOT_MET,
            "The digital leader made 0 contributions outside digital at 2 meetings.",
        ),
        Example(
            "Only a committee met.",
            sketch_board(MeetingSketch(60, (MONEY,), kind="committee")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No published meeting of the board in the last 12 months is recorded.",
        ),
    ),
)
