"""Were patients, staff and people seldom heard asked in the last 90 days?

What is counted, and why (requirement 10a): each service that is not retired, once it has run for 90 days or all three
were heard, whichever comes first. A round is of the service it names, or else of that of its team. A group that is
seldom heard counts as that and as what it is, patients or staff; carers and families count with patients.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.log_sketches import HeardSketch, sketch_heard
from plait.engine.litmus.verdicts import Verdict, verdict_of_rule
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day
from plait.engine.research import HEARD_DAYS, Round, UserGroup
from plait.engine.research_sheets import PATIENTS, STAFF
from plait.engine.services import Service
from plait.engine.trust import Trust

COLUMNS = ("Service", "Rounds with patients", "With staff", "With people seldom heard", "Last round")
CLAIM = Claim(
    "running service",
    "running services",
    "heard patients, staff and people seldom heard",
    "heard patients, staff and people seldom heard",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a service heard each of the three in the last 90 days, and when it last heard anybody."""

    service: Service
    counts: tuple[int, int, int]
    last: date | None
    is_due: bool

    @property
    def is_whole(self) -> bool:
        """Were all three heard?"""
        return all(self.counts)


def judge(trust: Trust) -> Finding:
    """Counts the running services that did not hear one of the three."""
    groups, home = {one.name: one for one in trust.user_groups}, {one.name: one.service for one in trust.teams}
    running = [one for one in trust.services if one.phase != "retired"]
    every = [
        _asked(one, trust, [each for each in trust.rounds if _of(each, home) == one.name], groups) for one in running
    ]
    every.sort(key=lambda one: (one.is_whole or not one.is_due, -one.counts.count(0), one.service.name))
    counted = [one for one in every if one.is_whole or one.is_due]
    rows = tuple(map(_row, every))
    if not counted:
        nothing = "No service has run for 90 days." if every else "No service runs today."
        count = "A service on the Services sheet, and rounds about it."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {nothing}", COLUMNS, rows, count)
    failing = [one for one in counted if not one.is_whole]
    return Finding(
        verdict_of_rule(len(failing), len(counted)),
        f"{CLAIM.counted(len(counted) - len(failing), len(counted))}.",
        COLUMNS,
        rows,
        "A round with those nobody asked, on the Research rounds sheet.",
    )


def _of(one: Round, home: Mapping[str, str]) -> str:
    return one.service or home.get(one.team, "")


def _asked(service: Service, trust: Trust, rounds: Iterable[Round], groups: Mapping[str, UserGroup]) -> Asked:
    held = [one for one in rounds if one.held_on <= trust.on and one.user_group in groups]
    recent = [groups[one.user_group] for one in held if trust.on - timedelta(days=HEARD_DAYS) < one.held_on]
    return Asked(
        service=service,
        counts=(
            sum(one.kind == PATIENTS for one in recent),
            sum(one.kind == STAFF for one in recent),
            sum(one.is_seldom_heard for one in recent),
        ),
        last=max((one.held_on for one in held), default=None),
        is_due=(trust.on - service.starts).days >= HEARD_DAYS,
    )


def _row(one: Asked) -> EvidenceRow:
    counts = tuple(str(count) if count else "None" for count in one.counts)
    last = day(one.last) if one.last else "Never"
    failing = one.is_due and not one.is_whole
    return EvidenceRow(one.service.name, (*counts, last), is_highlighted=failing, origin=one.service.origin)


TEST = Litmus(
    slug="users-are-heard",
    heading=Heading.USER_CENTRICITY,
    question="Were patients, staff and people seldom heard asked in the last 90 days?",
    ask="Who has never been asked about this service, and when will they be?",
    indicator="Running services without at least 1 round of research each with patients and with staff, and 1 with a "
    "group seldom heard, in the last 90 days. A service counts once it has run for 90 days, or has heard all three.",
    source="NHS service standard, points 1 and 5; NHS Providers, Leading digital teams",
    threshold=Threshold(Measure.RULE, Decimal(0), "services"),
    feeds=("services", "teams", "user groups", "research rounds"),
    owner="Lead user researcher",
    success_measure="Empower citizens",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Two services heard all three; one begun last month has time yet.",
            sketch_heard(
                HeardSketch("Discharge hub"), HeardSketch("Virtual ward"), HeardSketch("Booking", "", age_days=30)
            ),
            Verdict.MET,
            "Both running services heard patients, staff and people seldom heard.",
        ),
        Example(
            "One of two asked staff alone.",
            sketch_heard(HeardSketch("Discharge hub"), HeardSketch("Virtual ward", "SS")),
            Verdict.NOT_MET,
            "1 of 2 running services heard patients, staff and people seldom heard.",
        ),
        Example(
            "All three were asked, but half a year ago.",
            sketch_heard(HeardSketch("Discharge hub", days_ago=180), HeardSketch("Virtual ward", "PSO")),
            Verdict.NOT_MET,
            "0 of 2 running services heard patients, staff and people seldom heard.",
        ),
        Example(
            "The only service is retired.",
            sketch_heard(HeardSketch("Discharge hub", phase="retired")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No service runs today.",
        ),
    ),
)
