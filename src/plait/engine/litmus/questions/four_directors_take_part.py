"""Do the medical, nursing, workforce and operations directors each take part?

What is counted, and why (requirement 33): by office, never by person. A director takes part by writing the paper of a
digital item, by leading, sponsoring or challenging a digital decision or asking about a digital item, at a published
meeting of the last 12 months, or by sponsoring or leading a programme, an outcome or a service in that time. To own an
action is to be told, and does not count. A decision is digital where technology is a material part of it, or where the
confirmed tag of its item is. One of the four without any such row, and the rule is broken.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from plait.engine.board_sheets import DIGITAL, FOUR_DIRECTORS, MEDICAL, NURSING, OPERATIONS, WORKFORCE
from plait.engine.litmus.board_sketches import DecisionSketch, ItemSketch, MeetingSketch, sketch_board
from plait.engine.litmus.examples import ON, Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_rule
from plait.engine.litmus.wording import CANNOT_TELL, day, listed
from plait.engine.sponsorships import PROGRAMME, SPONSOR, Sponsorship
from plait.engine.taking_part import OWNS, BoardWork, Part, board_work_of
from plait.engine.trust import Trust

COLUMNS = ("Director", "Digital work", "Part", "On")
NOTHING = "Nothing in 12 months"


def judge(trust: Trust) -> Finding:
    """Looks for one row of digital work for each of the four directors."""
    work = board_work_of(trust)
    digital = [part for part in work.parts() if part.is_digital and part.how != OWNS]
    if not digital and not any(map(work.year.is_digital, work.year.decisions)) and not _has_digital_items(work):
        nothing = f"{CANNOT_TELL} No digital item or decision of the last 12 months is recorded."
        count = "An item tagged digital, or a technology decision, of a published meeting."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count=count)
    parts = [part for part in digital if part.office in FOUR_DIRECTORS]
    missing = [office for office in FOUR_DIRECTORS if office not in {part.office for part in parts}]
    parts.sort(key=lambda part: FOUR_DIRECTORS.index(part.office))
    return Finding(
        verdict_of_rule(len(missing), len(FOUR_DIRECTORS)),
        _sentence(missing),
        COLUMNS,
        (*map(_blank, missing), *map(_row, parts)),
        f"Digital work written, led, sponsored or challenged by the {listed([office.lower() for office in missing])}."
        if missing
        else "A director among the four whose last row is more than 12 months old.",
    )


def _has_digital_items(work: BoardWork) -> bool:
    return any(item.subject == DIGITAL for item in work.year.items)


def _sentence(missing: list[str]) -> str:
    if not missing:
        return "All 4 directors took part in digital work in the last 12 months."
    if len(missing) == 1:
        return f"The {missing[0].lower()} took no recorded part in digital work in 12 months."
    return f"{len(missing)} of 4 directors took no recorded part in digital work in 12 months."


def _blank(office: str) -> EvidenceRow:
    return EvidenceRow(office, (NOTHING, "", ""), is_highlighted=True, is_absent=True)


def _row(part: Part) -> EvidenceRow:
    return EvidenceRow(part.office, (part.what, part.how, day(part.on)), origin=part.origin)


SENT = ("board meetings", "agenda items", "board decisions", "board challenges", "sponsorships")
SHARED = DecisionSketch("Choose the record system", leads=(MEDICAL, OPERATIONS), challenged_by=(NURSING,))

TEST = Litmus(
    slug="four-directors-take-part",
    heading=Heading.LEADERSHIP,
    question="Do the medical, nursing, workforce and operations directors each take part?",
    ask="What has each of us led, sponsored or challenged in digital work this year?",
    indicator="Of the medical director, chief nurse, workforce director and chief operating officer: those who in the "
    "last 12 months wrote no paper of a digital item, neither led nor challenged a digital decision or item, and "
    "sponsored or led no programme, outcome or service. Meetings in draft do not count.",
    source="NHS Providers, Leading digital teams: the whole board takes part",
    threshold=Threshold(Measure.RULE, Decimal(0), "four directors"),
    feeds=SENT,
    owner="Chief executive",
    success_measure="Well led",
    judge=judge,
    required=True,
    max_age_days=100,
    examples=(
        Example(
            "Two led the choice of a system, the chief nurse challenged it, the workforce director wrote on skills.",
            sketch_board(MeetingSketch(60, (ItemSketch(authors=(WORKFORCE,)),), (SHARED,))),
            Verdict.MET,
            "All 4 directors took part in digital work in the last 12 months.",
        ),
        Example(
            "The workforce director sponsors a programme; the three others decided.",
            replace(
                sketch_board(MeetingSketch(60, decisions=(SHARED,))),
                sponsorships=(Sponsorship(WORKFORCE, PROGRAMME, "Skills for all", SPONSOR, ON - timedelta(days=90)),),
            ),
            Verdict.MET,
            "All 4 directors took part in digital work in the last 12 months.",
        ),
        Example(
            "Nobody has seen the workforce director.",
            sketch_board(MeetingSketch(60, decisions=(SHARED,))),
            Verdict.NOT_MET,
            "The workforce director took no recorded part in digital work in 12 months.",
        ),
        Example(
            "The digital leader wrote every paper.",
            sketch_board(MeetingSketch(60, (ItemSketch(authors=("Chief digital and information officer",)),))),
            Verdict.NOT_MET,
            "4 of 4 directors took no recorded part in digital work in 12 months.",
        ),
        Example(
            "Digital work was never on the agenda.",
            sketch_board(MeetingSketch(60, (ItemSketch("finance"),))),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No digital item or decision of the last 12 months is recorded.",
        ),
    ),
)
