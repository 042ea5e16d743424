"""Does the record of the appointment show the experience the role needs?

What is counted, and why (requirement 19): the record of the appointment or appraisal is for the chair and the chief
executive alone, and no score of the person is made. A verdict, and even how many of the seven criteria have evidence,
would tell everybody of the one person who holds the role. So this question is context: it tells of each CDIO role
whether a record is kept and the latest day of it, and nothing of what stands in it. The criteria are in the pack.
"""

from dataclasses import replace
from datetime import timedelta

from plait.engine.appointments import AppointmentRecord
from plait.engine.leadership import CCIO, CDIO, LeadershipRole
from plait.engine.litmus.examples import ON, Example, RoleSketch, sketch_roles
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day
from plait.engine.trust import Trust

COLUMNS = ("Role", "Record kept", "Latest evidence")
KEPT = Claim("CDIO role", "CDIO roles", "has a record of its appointment", "have a record of their appointment")
WOULD_COUNT = "Evidence that the chair or the chief executive records in the appointment pack of the role."


def judge(trust: Trust) -> Finding:
    """Tells for which CDIO roles a record is kept, and of what it says nothing."""
    roles = sorted((one for one in trust.roles if one.kind == CDIO), key=lambda one: (one.name.casefold(), one.name))
    kept = {one.role: one for one in trust.appointments}
    if not roles:
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} No CDIO role is recorded.", would_count=WOULD_COUNT)
    rows = tuple(_row(one, kept.get(one.name)) for one in roles)
    good = sum(one.name in kept for one in roles)
    if not good:
        nothing = f"{CANNOT_TELL} No record of the appointment is kept."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, COLUMNS, rows, WOULD_COUNT)
    return Finding(Verdict.FOR_CONTEXT, f"{KEPT.counted(good, len(roles))}.", COLUMNS, rows, WOULD_COUNT)


def _row(role: LeadershipRole, record: AppointmentRecord | None) -> EvidenceRow:
    cells = ("Yes", day(record.latest)) if record else ("No", "")
    return EvidenceRow(role.name, cells, is_highlighted=record is None, origin=role.origin)


NAME = "Chief digital and information officer"
LED = sketch_roles(RoleSketch(CDIO), sheets=("leadership roles",))

TEST = Litmus(
    slug="leader-brings-experience",
    heading=Heading.LEADERSHIP,
    question="Does the record of the appointment show the experience the role needs?",
    ask="What did the panel look for beyond knowing the systems we have?",
    indicator="CDIO roles with a record of the appointment or appraisal by 7 criteria. Which criteria have evidence is "
    "for the chair and the chief executive alone. No score of the person is made.",
    source="NHS Providers, Leading digital teams: the experience of a digital leader",
    threshold=NO_THRESHOLD,
    feeds=("leadership roles",),
    owner="Chair",
    success_measure="Well led",
    judge=judge,
    examples=(
        Example(
            "The chair recorded what the panel found.",
            replace(LED, appointments=(AppointmentRecord(NAME, ON - timedelta(days=40)),)),
            Verdict.FOR_CONTEXT,
            "The only CDIO role has a record of its appointment.",
        ),
        Example(
            "Nobody recorded anything of the appointment.",
            LED,
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No record of the appointment is kept.",
        ),
        Example(
            "There is a CCIO, and no CDIO.",
            sketch_roles(RoleSketch(CCIO), sheets=("leadership roles",)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No CDIO role is recorded.",
        ),
        Example(
            "Nobody sent the leadership roles.",
            sketch_roles(sheets=()),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Leadership roles sheet has not been sent.",
        ),
    ),
)
