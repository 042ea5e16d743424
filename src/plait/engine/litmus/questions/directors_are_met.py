"""Has the digital leader met every director in the last 45 days?

What is counted, and why (requirement 22): the log of contacts, which holds offices and days alone, and a row only where
everybody in it agreed. Six directors are expected, and whoever else stands in the log (our default). Of a director who
never stood there the days count from the first row of the log: nobody knows of earlier ones.
"""

from decimal import Decimal

from plait.engine.contacts import Met, directors_met
from plait.engine.litmus.contact_sketches import sketch_contacts
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_clock
from plait.engine.litmus.wording import CANNOT_TELL, day, lower, many
from plait.engine.trust import Trust

COLUMNS = ("Director", "Last met", "Days since", "Days since a one to one", "Contacts")


def judge(trust: Trust) -> Finding:
    """Finds the director not met for the longest time."""
    met = directors_met(trust.contacts, trust.on)
    if not met:
        return Finding(
            Verdict.NOT_ENOUGH_EVIDENCE,
            f"{CANNOT_TELL} No contact of the chief digital and information officer is logged.",
            would_count="A row on the Contacts sheet, with the agreement of everybody in it.",
        )
    limit, longest = TEST.limit_of(trust), met[0]
    rows = tuple(_row(one, limit) for one in met)
    return Finding(
        verdict_of_clock(longest.days, at_most=limit),
        _sentence(met, limit),
        COLUMNS,
        rows,
        f"{many(int(limit) - longest.days + 1, 'more day', 'more days')} without a contact with the "
        f"{lower(longest.office)}."
        if longest.days <= limit
        else f"A contact with the {lower(longest.office)}, on the Contacts sheet.",
    )


def _sentence(met: tuple[Met, ...], limit: Decimal) -> str:
    longest = met[0]
    if longest.days <= limit:
        return f"Every director was met in the last {many(longest.days, 'day', 'days')}."
    if longest.last is None:
        return f"The {lower(longest.office)} does not stand in the log, which began {longest.days} days ago."
    return f"The {lower(longest.office)} was last met {longest.days} days ago. The limit is {limit}."


def _row(one: Met, limit: Decimal) -> EvidenceRow:
    last = one.last
    cells = (
        day(last.met_on) if last else "Never logged",
        str(one.days),
        "" if one.alone is None else str(one.alone),
        str(len(one.contacts)),
    )
    return EvidenceRow(
        one.office, cells, is_highlighted=one.days > limit, origin=last.origin if last else None, is_absent=last is None
    )


TEST = Litmus(
    slug="directors-are-met",
    heading=Heading.LEADERSHIP,
    question="Has the digital leader met every director in the last 45 days?",
    ask="Which director has not sat down with our digital leader this quarter?",
    indicator="The longest time since the chief digital and information officer last met a director, in days, by a log "
    "that everybody in it agreed to. Expected are the chief executive, the medical, nursing, workforce, operations and "
    "finance directors (our default).",
    source="NHS Providers, Leading digital teams: regular sessions with executives",
    threshold=Threshold(Measure.CLOCK, Decimal(45), "days"),
    feeds=("contacts",),
    owner="Chief digital and information officer",
    success_measure="Well led",
    judge=judge,
    examples=(
        Example(
            "A session with five directors ten days ago, a one to one with the sixth on the 45th day.",
            sketch_contacts(45),
            Verdict.MET,
            "Every director was met in the last 45 days.",
        ),
        Example(
            "The finance director was last met two months ago.",
            sketch_contacts(60),
            Verdict.PARTLY_MET,
            "The finance director was last met 60 days ago. The limit is 45.",
        ),
        Example(
            "The finance director was last met in the summer.",
            sketch_contacts(91),
            Verdict.NOT_MET,
            "The finance director was last met 91 days ago. The limit is 45.",
        ),
        Example(
            "The finance director never stood in the log.",
            sketch_contacts(None, began=120),
            Verdict.NOT_MET,
            "The finance director does not stand in the log, which began 120 days ago.",
        ),
        Example(
            "The log is still empty.",
            Trust("EXA", "Example trust", sketch_contacts(1).on, feeds=sketch_contacts(1).feeds, is_invented=True),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No contact of the chief digital and information officer is logged.",
        ),
    ),
)
