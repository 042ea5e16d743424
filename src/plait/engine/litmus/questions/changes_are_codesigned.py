"""Was every new service first designed together with clinicians and operations?

What is counted, and why (requirement 32, second half: who shapes a service, not who is consulted): a service begun in
the last 12 months counts by its first design decision, or once it had the days a new team has to grow (90 by our
default) and none was recorded. Its authors are those who wrote it; to have taken part is not enough. Whether it began
with a fusion team is a question of its own.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from plait.engine.design import Shared, shared_decisions
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.log_sketches import DesignSketch, sketch_design
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, listed
from plait.engine.services import Service
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

NEW_DAYS = 365
COLUMNS = ("Service", "First day", "First decision", "Written by", "With users", "Written by all three")
CLAIM = Claim("new service", "new services", "was first designed by all three", "were first designed by all three")
YES, NO, WAITS, UNKNOWN = "Yes", "No", "Has time yet", "Not known"


@dataclass(frozen=True, slots=True)
class First:
    """A new service with its first design decision, if it has one, and whether all three wrote that."""

    service: Service
    first: Shared | None
    answer: str


def judge(trust: Trust) -> Finding:
    """Counts the services begun in the last 12 months whose first design decision all three viewpoints wrote."""
    since = trust.on - timedelta(days=NEW_DAYS)
    made = shared_decisions(
        trust.design_decisions, trust.voices, {one.employee_number: one.viewpoint for one in trust.people}, trust.on
    )
    every = sorted(
        (_first(one, made, trust) for one in trust.services if since < one.starts <= trust.on),
        key=lambda one: (one.answer != NO, one.service.starts, one.service.name),
    )
    counted = [one for one in every if one.answer in {YES, NO}]
    rows = tuple(map(_row, every))
    if not counted:
        nothing = "No new service can be counted yet." if every else "No service began in the last 12 months."
        count = "A first decision on the Design decisions sheet, with who wrote it."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {nothing}", COLUMNS, rows, count)
    good = sum(one.answer == YES for one in counted)
    return Finding(
        verdict_of_share(good, len(counted), at_least=TEST.limit_of(trust)),
        f"{CLAIM.counted(good, len(counted))}.",
        COLUMNS,
        rows,
        "A new service whose first decision is written by somebody digital, clinical and operational.",
    )


def _first(service: Service, made: tuple[Shared, ...], trust: Trust) -> First:
    first = next((one for one in reversed(made) if one.decision.service == service.name), None)
    if first is None:
        has_time = trust.on <= service.starts + timedelta(days=trust.sizes.start_days)
        return First(service, None, WAITS if has_time else NO)
    if len(first.wrote) == len(Viewpoint):
        return First(service, first, YES)
    return First(service, first, NO if first.is_known else UNKNOWN)


def _row(one: First) -> EvidenceRow:
    wrote = listed([view.word for view in Viewpoint if one.first and view in one.first.wrote]) or "Nobody recorded"
    users = "Yes" if one.first and one.first.decision.with_users else "No"
    first = day(one.first.decision.decided_on) if one.first else "None"
    cells = (day(one.service.starts), first, wrote, users, one.answer)
    return EvidenceRow(one.service.name, cells, is_highlighted=one.answer == NO, origin=one.service.origin)


TEST = Litmus(
    slug="changes-are-codesigned",
    heading=Heading.NEW_SERVICES,
    question="Was every new service first designed together with clinicians and operations?",
    ask="Which new service was designed before anybody who will run it was asked?",
    indicator="Services begun in the last 12 months whose first design decision had digital, clinical and operational "
    "authors, divided by all services begun. One without a decision counts once it is 90 days old (our default); one "
    "of whose authors nobody can tell any more what they brought is not counted.",
    source="NHS Providers, Leading digital teams: a fusion team for each new service",
    threshold=Threshold(Measure.SHARE, Decimal(100), "new services"),
    feeds=("people", "services", "design decisions", "design voices"),
    owner="Chief operating officer",
    success_measure="Improve care",
    judge=judge,
    examples=(
        Example(
            "Both new services were first designed by all three; one begun last week has time yet.",
            sketch_design(
                DesignSketch("Discharge hub", ("DCO", "D"), "alpha", age_days=300),
                DesignSketch("Virtual ward", ("DCO",), "alpha", age_days=200),
                DesignSketch("Theatre lists", (), "discovery", age_days=7),
            ),
            Verdict.MET,
            "Both new services were first designed by all three.",
        ),
        Example(
            "Three of four were; in one a nurse was there and did not write.",
            sketch_design(
                DesignSketch("Discharge hub", ("DCO",), "alpha", age_days=300),
                DesignSketch("Virtual ward", ("DCO",), "alpha", age_days=250),
                DesignSketch("Medicines", ("DCO",), "alpha", age_days=200),
                DesignSketch("Booking", ("DcO", "DCO"), "alpha", age_days=150),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 new services were first designed by all three.",
        ),
        Example(
            "The only new service has no decision on record after half a year.",
            sketch_design(DesignSketch("Booking", (), "alpha", age_days=180)),
            Verdict.NOT_MET,
            "0 of 1 new service was first designed by all three.",
        ),
        Example(
            "Every service is older than a year.",
            sketch_design(DesignSketch("Discharge hub", ("DCO",))),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No service began in the last 12 months.",
        ),
    ),
)
