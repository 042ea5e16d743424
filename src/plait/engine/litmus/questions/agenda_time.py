"""How much of the board's time goes to digital, finance and quality?

What is counted, and why (requirement 6b): minutes of timed agenda items of the board's own published meetings in the
last 12 months, by the tag that the board secretary has confirmed. Time without a confirmed tag stands in a column of
its own. Nobody publishes how much digital should have, so this is shown and never judged; minutes are weak evidence,
and the standing rights are asked beside them.
"""

from collections import Counter

from plait.engine.board import BoardYear, Meeting
from plait.engine.board_sheets import BOARD, DIGITAL, FINANCE, QUALITY, SUBJECTS
from plait.engine.litmus.board_sketches import ItemSketch, MeetingSketch, sketch_board
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, day, many
from plait.engine.trust import Trust, board_year_of

COLUMNS = ("Meeting", "Held on", "Timed minutes", "Digital", "Finance", "Quality", "Without a confirmed tag")
Minutes = Counter[str]


def judge(trust: Trust) -> Finding:
    """Adds up the timed minutes of the board's meetings by confirmed tag."""
    year = board_year_of(trust)
    timed = [(one, minutes) for one in year.meetings if one.kind == BOARD and (minutes := _minutes(one, year)).total()]
    if not timed:
        nothing = f"{CANNOT_TELL} No timed agenda item of the last 12 months is recorded."
        count = "Minutes on the Agenda items sheet, for items of a published board meeting."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count=count)
    total = sum((minutes for _, minutes in timed), Counter[str]())
    share = {subject: f"{100 * total[subject] / total.total():.0f}%" for subject in SUBJECTS}
    meetings = many(len(timed), "meeting", "meetings")
    return Finding(
        Verdict.FOR_CONTEXT,
        f"Digital had {share[DIGITAL]} of the timed minutes of {meetings}, finance {share[FINANCE]}, "
        f"quality {share[QUALITY]}.",
        COLUMNS,
        tuple(_row(one, minutes) for one, minutes in reversed(timed)),
        "The minutes and confirmed tags of the next meeting.",
    )


def _minutes(meeting: Meeting, year: BoardYear) -> Minutes:
    minutes: Minutes = Counter()
    for item in year.items:
        if item.meeting == meeting.name:
            minutes[item.subject] += item.minutes or 0
    return minutes


def _row(meeting: Meeting, minutes: Minutes) -> EvidenceRow:
    figures = (minutes.total(), *(minutes[subject] for subject in (DIGITAL, FINANCE, QUALITY, "")))
    return EvidenceRow(meeting.name, (day(meeting.held_on), *map(str, figures)), origin=meeting.origin)


USUAL = (ItemSketch("finance", 30), ItemSketch("quality", 40), ItemSketch("strategy", 20))

TEST = Litmus(
    slug="agenda-time",
    heading=Heading.LEADERSHIP,
    question="How much of the board's time goes to digital, finance and quality?",
    ask="When did digital last have more than a paper for noting?",
    indicator="Minutes of timed agenda items on digital, finance and quality, divided by all timed minutes, meeting "
    "by meeting, over the last 12 months. Meetings in draft do not count.",
    source="ICSA, Mapping the Gap; NHS Providers, Leading digital teams",
    threshold=NO_THRESHOLD,
    feeds=("board meetings", "agenda items"),
    owner="Board secretary",
    success_measure="Well led",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "Of 200 timed minutes in two meetings, digital had 20.",
            sketch_board(MeetingSketch(60, USUAL), MeetingSketch(30, (*USUAL, ItemSketch(minutes=20)))),
            Verdict.FOR_CONTEXT,
            "Digital had 10% of the timed minutes of 2 meetings, finance 30%, quality 40%.",
        ),
        Example(
            "The tag of the digital item is not confirmed yet.",
            sketch_board(MeetingSketch(30, (ItemSketch("finance", 30), ItemSketch(minutes=30, is_confirmed=False)))),
            Verdict.FOR_CONTEXT,
            "Digital had 0% of the timed minutes of 1 meeting, finance 50%, quality 0%.",
        ),
        Example(
            "No item says how long it took.",
            sketch_board(MeetingSketch(30, (ItemSketch(minutes=None),))),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No timed agenda item of the last 12 months is recorded.",
        ),
    ),
)
