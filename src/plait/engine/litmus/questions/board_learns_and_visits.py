"""Has every member of the board learned about digital work and seen it in use?

What is counted, and why (requirement 2): a member of the day counts with a development session, and a service visit or
show-and-tell, both in the last 12 months. Members who only attend count too: the source asks the board as a whole. What
is booked counts in nothing.
"""

from collections import Counter
from decimal import Decimal

from plait.engine.board_development import KINDS, Learned, Learning, learned_by
from plait.engine.litmus.contact_sketches import sketch_learning
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day
from plait.engine.trust import Trust

COLUMNS = ("Member", "Last session", "Last visit or show-and-tell", "Kind", "Booked")
BOTH = Claim("board member", "board members", "has learned and seen", "have learned and seen")


def judge(trust: Trust) -> Finding:
    """Counts the members of the day of the trust who had both in 12 months."""
    learned = learned_by(trust.board_members, trust.learning, trust.on)
    if not learned:
        return Finding(
            Verdict.NOT_ENOUGH_EVIDENCE,
            f"{CANNOT_TELL} No member of the board is recorded.",
            would_count="A row on the Board members sheet for each member.",
        )
    both = sum(one.has_both for one in learned)
    verdict = verdict_of_share(both, len(learned), at_least=TEST.limit_of(trust))
    neither = sum(one.session is None and one.visit is None for one in learned)
    said = f"; {neither} neither" if neither else ""
    return Finding(
        verdict,
        f"{BOTH.counted(both, len(learned))} digital work in 12 months{said}.",
        COLUMNS,
        _rows(learned),
        "A member whose last session or visit is more than 12 months old."
        if both == len(learned)
        else "A session, and a visit or show-and-tell, of those missing, on the Board development sheet.",
    )


def _rows(learned: tuple[Learned, ...]) -> tuple[EvidenceRow, ...]:
    """Members by office, never by name; those who share one are numbered."""
    offices = Counter(one.member.office for one in learned)
    seen: Counter[str] = Counter()
    rows = []
    for one in learned:
        office = one.member.office
        seen[office] += 1
        rows.append(_row(one, f"{office} {seen[office]}" if offices[office] > 1 else office))
    return tuple(rows)


def _row(one: Learned, label: str) -> EvidenceRow:
    last, number = one.visit or one.session, one.member.employee_number
    return EvidenceRow(
        label,
        (_when(one.session), _when(one.visit), KINDS[one.visit.kind] if one.visit else "", _when(_next(one))),
        is_highlighted=not one.has_both,
        origin=last.origin if last else one.member.origin,
        people=(number,) if number else (),
    )


def _next(one: Learned) -> Learning | None:
    return one.booked[-1] if one.booked else None


def _when(one: Learning | None) -> str:
    return day(one.held_on) if one else "None"


TEST = Litmus(
    slug="board-learns-and-visits",
    heading=Heading.LEADERSHIP,
    question="Has every member of the board learned about digital work and seen it in use?",
    ask="Which of us has not yet sat beside a ward or a clinic while they use our systems?",
    indicator="Members of the board with at least 1 development session and at least 1 service visit or show-and-tell "
    "in the last 12 months, divided by all members. What is booked does not count.",
    source="NHS Providers, Leading digital teams: the board as comfortable with concepts as teams",
    threshold=Threshold(Measure.SHARE, Decimal(100), "board members"),
    feeds=("board members", "board development"),
    owner="Chair",
    success_measure="Well led",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "Four members each had a session and a visit.",
            sketch_learning((30, 40), (30, 100), (200, 364), (1, 1)),
            Verdict.MET,
            "All 4 board members have learned and seen digital work in 12 months.",
        ),
        Example(
            "One of four has seen nothing since last year.",
            sketch_learning((30, 40), (30, 100), (200, 300), (30, 365)),
            Verdict.PARTLY_MET,
            "3 of 4 board members have learned and seen digital work in 12 months.",
        ),
        Example(
            "Two of four have seen nothing, and one of them had no session either.",
            sketch_learning((30, 40), (30, 100), (200, None), (None, None)),
            Verdict.NOT_MET,
            "2 of 4 board members have learned and seen digital work in 12 months; 1 neither.",
        ),
        Example(
            "Nobody listed the members.",
            sketch_learning(),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No member of the board is recorded.",
        ),
    ),
)
