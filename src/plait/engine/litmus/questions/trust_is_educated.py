"""How many staff have been reached by digital education?

What is counted, and why (requirement 37): the sessions of 12 months and the people of each staff group they are meant
for. A session says how many were there and not who, so somebody at two counts twice in the sum. The people reached are
therefore told from the least they can have been, those of the largest session, to the most, as if nobody came twice.
Nobody has published a share, so this is for context.
"""

from collections import Counter

from plait.engine.education import GroupReach, reach_by_group
from plait.engine.litmus.contact_sketches import GroupSketch, sketch_education
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.small_numbers import TOO_FEW
from plait.engine.trust import Trust, identities

COLUMNS = (
    "Staff group", "People today", "Sessions", "Attendances", "People reached, least", "People reached, most", "Target",
    "Note",
)  # fmt: skip


def judge(trust: Trust) -> Finding:
    """Tells for each staff group with a target or a session how many people were reached, at least and at most."""
    who = identities(trust.people)
    counted = {(one.staff_group, who[one.employee_number]) for one in trust.people}
    reach = reach_by_group(trust.sessions, trust.targets, Counter(group for group, _ in counted), trust.on)
    if not any(one.sessions for one in reach):
        return Finding(
            Verdict.NOT_ENOUGH_EVIDENCE,
            f"{CANNOT_TELL} No education session of the last 12 months is recorded.",
            would_count="A row on the Education sessions sheet for each session and staff group.",
        )
    return Finding(
        Verdict.FOR_CONTEXT,
        _sentence(reach),
        COLUMNS,
        tuple(map(_row, reach)),
        "A session for a staff group that none has reached, on the Education sessions sheet.",
    )


def _sentence(reach: tuple[GroupReach, ...]) -> str:
    whole = [one for one in reach if one.people and not one.is_small]
    people = sum(one.people for one in whole)
    if not people:
        return "Sessions were held, and the staff groups they reached have too few people to show."
    least, most = (sum(part) * 100 // people for part in ([one.least for one in whole], [one.most for one in whole]))
    share = f"{least}%" if least == most else f"{least}% to {most}%"
    groups = many(len(whole), "staff group", "staff groups")
    return f"{share} of {people:,} staff in {groups} were reached."


def _row(one: GroupReach) -> EvidenceRow:
    target = "" if one.target is None else f"{one.target}%"
    if one.is_small:
        return EvidenceRow(one.staff_group, (*(TOO_FEW,) * 5, target, ""), origin=one.origin)
    figures = (one.people, one.sessions, one.attended, one.least, one.most)
    note = f"One session says {one.largest:,}, more than the group has" if one.is_too_many else ""
    cells = (*(f"{figure:,}" for figure in figures), target, note)
    return EvidenceRow(one.staff_group, cells, is_highlighted=one.is_behind or one.is_too_many, origin=one.origin)


TEST = Litmus(
    slug="trust-is-educated",
    heading=Heading.LEADERSHIP,
    question="How many staff have been reached by digital education?",
    ask="Which staff group have we never offered a session that fits their shifts?",
    indicator="People reached by a session in the last 12 months, divided by the people of the staff groups with a "
    "session or a target: at least those of the largest session of each group, at most all who attended, as if nobody "
    "came twice, and never more than the group has.",
    source="NHS Providers, Leading digital teams: educate the wider trust",
    threshold=NO_THRESHOLD,
    feeds=("people", "education sessions", "education targets"),
    owner="Communications lead",
    success_measure="Support people",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "Two sessions for a hundred nurses, of whom 60% are to be reached; none yet for the porters.",
            sketch_education(GroupSketch("Nurses", 100, (24, 16), 60), GroupSketch("Porters", 50, share=40)),
            Verdict.FOR_CONTEXT,
            "16% to 26% of 150 staff in 2 staff groups were reached.",
        ),
        Example(
            "A session says that it reached 30 of 20 midwives.",
            sketch_education(GroupSketch("Midwives", 20, (30,))),
            Verdict.FOR_CONTEXT,
            "100% of 20 staff in 1 staff group were reached.",
        ),
        Example(
            "The only group reached has three people.",
            sketch_education(GroupSketch("Perfusionists", 3, (2,))),
            Verdict.FOR_CONTEXT,
            "Sessions were held, and the staff groups they reached have too few people to show.",
        ),
        Example(
            "There is a target and no session.",
            sketch_education(GroupSketch("Nurses", 10, share=60)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No education session of the last 12 months is recorded.",
        ),
    ),
)
