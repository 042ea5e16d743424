"""Does digital stand at the board as finance and quality do?

What is counted, and why (requirement 6a): eight rights that a subject has at a board or has not, each recorded with
the day since when and the document that says so. A right of finance or quality that nobody recorded would make the
comparison easier, so all 24 rows must be there. The subject with fewer rights is the one digital is held against.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from plait.engine.board import Rung, StandingRight, next_rung, rights_on
from plait.engine.board_sheets import DIGITAL, FINANCE, QUALITY, RIGHTS, SUBJECTS
from plait.engine.litmus.board_sketches import sketch_rights
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, day, many
from plait.engine.trust import Trust

COLUMNS = ("Right", "Finance", "Quality", "Digital", "Since", "Document")
OTHERS = (FINANCE, QUALITY)


def judge(trust: Trust) -> Finding:
    """Counts the rights of each subject on the day of the trust."""
    recorded = {(one.right, one.subject): one for one in trust.rights}
    stood = rights_on(trust.rights, trust.on)
    counts = Counter(subject for (_, subject), has in stood.items() if has)
    rows = tuple(_row(right, recorded, stood) for right in RIGHTS)
    unknown = len(RIGHTS) * len(SUBJECTS) - len(recorded)
    least = min(counts[subject] for subject in OTHERS)
    if unknown or not least:
        return _cannot_tell(unknown, rows)
    verdict = verdict_of_share(counts[DIGITAL], least, at_least=TEST.limit_of(trust))
    return Finding(
        verdict,
        f"Digital has {many(counts[DIGITAL], 'standing right', 'standing rights')}. Finance has {counts[FINANCE]}, "
        f"quality {counts[QUALITY]}.",
        COLUMNS,
        rows,
        "A right that digital loses, or one that finance and quality both gain."
        if verdict is Verdict.MET
        else f"Next: a row on the Standing rights sheet that gives digital the right “{next_rung(stood)}”.",
    )


def _cannot_tell(unknown: int, rows: tuple[EvidenceRow, ...]) -> Finding:
    if unknown:
        every = len(RIGHTS) * len(SUBJECTS)
        why = f"{unknown} of {every} standing rights {'is' if unknown == 1 else 'are'} not recorded."
        count = "A row on the Standing rights sheet for each of the 8 rights and each of finance, quality and digital."
    else:
        why = "Finance or quality has no standing right to compare with."
        count = "A right of finance and one of quality on the Standing rights sheet."
    return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {why}", COLUMNS, rows, count)


def _row(right: str, recorded: Mapping[Rung, StandingRight], stood: Mapping[Rung, bool]) -> EvidenceRow:
    said = recorded.get((right, DIGITAL))
    words = {True: "Yes", False: "No", None: "Not recorded"}
    cells = [words[stood.get((right, subject))] for subject in SUBJECTS]
    behind = bool(said) and not stood[right, DIGITAL] and any(stood.get((right, subject)) for subject in OTHERS)
    since = day(said.since) if said and said.since else ""
    document = said.document if said else ""
    return EvidenceRow(right, (*cells, since, document), is_highlighted=behind, origin=said.origin if said else None)


TEST = Litmus(
    slug="digital-has-parity",
    heading=Heading.LEADERSHIP,
    question="Does digital stand at the board as finance and quality do?",
    ask="Which right do finance and quality have at this board that digital does not?",
    indicator="Of 8 standing rights (a board committee, its non-executive chair, an executive who votes or attends, a "
    "standing item, a section of the performance report, a risk in the assurance framework, internal audit days, a "
    "yearly seminar): those digital has, divided by the fewer of those finance and quality have.",
    source="NHS Providers, Leading digital teams: the same importance as finance or quality",
    threshold=Threshold(Measure.SHARE, Decimal(100), "rights"),
    feeds=("standing rights",),
    owner="Board secretary",
    success_measure="Well led",
    judge=judge,
    required=True,
    max_age_days=100,
    examples=(
        Example(
            "Digital has every right that finance and quality have, bar one that only finance has.",
            sketch_rights(finance=8, quality=7, digital=7),
            Verdict.MET,
            "Digital has 7 standing rights. Finance has 8, quality 7.",
        ),
        Example(
            "Digital has no internal audit days and no yearly seminar; the others have all eight.",
            sketch_rights(finance=8, quality=8, digital=6),
            Verdict.PARTLY_MET,
            "Digital has 6 standing rights. Finance has 8, quality 8.",
        ),
        Example(
            "Digital has a committee and nothing else.",
            sketch_rights(finance=8, quality=7, digital=1),
            Verdict.NOT_MET,
            "Digital has 1 standing right. Finance has 8, quality 7.",
        ),
        Example(
            "Three rights of digital stand on no row.",
            sketch_rights(finance=8, quality=8, digital=5, unrecorded=3),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. 3 of 24 standing rights are not recorded.",
        ),
        Example(
            "Quality has none of the rights, so there is nothing to hold digital against.",
            sketch_rights(finance=8, quality=0, digital=3),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. Finance or quality has no standing right to compare with.",
        ),
    ),
)
