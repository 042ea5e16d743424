"""How many digital papers come from two directors or more?

What is counted, and why (requirement 29): agenda items of the last 12 months whose confirmed tag is digital and that
name whose paper they are. A board that works across its portfolios signs papers together. Nobody publishes how many,
so this is shown and never judged.
"""

from plait.engine.board import AgendaItem, BoardYear
from plait.engine.board_sheets import DIGITAL, MEDICAL
from plait.engine.litmus.board_sketches import ItemSketch, MeetingSketch, sketch_board
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, listed
from plait.engine.trust import Trust, board_year_of

COLUMNS = ("Paper", "Meeting", "Held on", "Authors")
CLAIM = Claim("digital paper", "digital papers", "came from two directors or more", "came from two directors or more")


def digital_papers(year: BoardYear) -> list[AgendaItem]:
    """Digital papers of a year that name their authors, the newest first, in the order of their agenda."""
    papers = [item for item in year.items if item.subject == DIGITAL and item.authors]
    return sorted(papers, key=lambda item: (-year.day_of(item).toordinal(), item.meeting, item.number))


def judge(trust: Trust) -> Finding:
    """Counts digital papers with at least two directors as authors."""
    year = board_year_of(trust)
    papers = digital_papers(year)
    if not papers:
        nothing = f"{CANNOT_TELL} No digital paper of the last 12 months names its authors."
        count = "Authors on the Agenda items sheet, for items tagged digital."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count=count)
    joint = sum(len(item.authors) > 1 for item in papers)
    return Finding(
        Verdict.FOR_CONTEXT,
        f"{CLAIM.counted(joint, len(papers))}.",
        COLUMNS,
        tuple(_row(item, year) for item in papers),
        "The authors of the next digital papers.",
    )


def _row(item: AgendaItem, year: BoardYear) -> EvidenceRow:
    return EvidenceRow(
        item.title, (item.meeting, day(year.day_of(item)), listed(item.authors)), origin=item.origin
    )  # fmt: skip


ALONE = ItemSketch(authors=("Chief digital and information officer",))

TEST = Litmus(
    slug="papers-are-joint",
    heading=Heading.LEADERSHIP,
    question="How many digital papers come from two directors or more?",
    ask="Which digital paper today could not have been signed by anybody else?",
    indicator="Digital papers with at least 2 directors as authors, divided by all digital papers of the last 12 "
    "months. Meetings in draft do not count.",
    source="NHS Providers, Leading digital teams: the board models the operating model",
    threshold=NO_THRESHOLD,
    feeds=("board meetings", "agenda items"),
    owner="Board secretary",
    success_measure="Well led",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "The medical director signed one of three with the CDIO.",
            sketch_board(
                MeetingSketch(60, (ALONE, ALONE)),
                MeetingSketch(30, (ItemSketch(authors=(*ALONE.authors, MEDICAL)),)),
            ),
            Verdict.FOR_CONTEXT,
            "1 of 3 digital papers came from two directors or more.",
        ),
        Example(
            "No item says whose paper it is.",
            sketch_board(MeetingSketch(30, (ItemSketch(),))),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No digital paper of the last 12 months names its authors.",
        ),
    ),
)
