"""Did each new service start with a fusion team?

What is counted, and why (requirement 32, first half):
- A new service is one whose first day lies in the last 12 months, whatever its phase; it counts once it had the days
  a new team has to grow (90 by our default) or once it has a fusion team, whichever comes first.
- It started with a fusion team when, on some day up to then, one team of it had somebody digital, clinical and
  operational at once. A team that began before the service counts too.
- What a member brought is what was stated for the team, or what they bring today. Of whoever has left without a
  stated viewpoint nobody can tell: where that may decide it, the service is not counted, and its row says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.service_sketches import ServiceSketch, sketch_services
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, listed
from plait.engine.people import Person
from plait.engine.services import Service
from plait.engine.trust import Trust, by_number, holds
from plait.engine.viewpoints import Viewpoint

NEW_DAYS = 365
CLAIM = Claim("new service", "new services", "started with a fusion team", "started with a fusion team")
COLUMNS = ("Service", "First day", "First team", "Viewpoints at the start", "Started with a fusion team")
YES, NO, WAITS, UNKNOWN = "Yes", "No", "Has time yet", "Not known"


@dataclass(frozen=True, slots=True)
class Start:
    """How a new service began: the first day of its first team, and the viewpoints at once in one of its teams."""

    service: Service
    first: date | None
    viewpoints: frozenset[Viewpoint]
    answer: str


def judge(trust: Trust) -> Finding:
    """Counts the services begun in the last 12 months that had all three viewpoints in one team in their first days."""
    since = trust.on - timedelta(days=NEW_DAYS)
    new = [one for one in trust.services if since < one.starts <= trust.on]
    people = by_number(trust.people)
    starts = sorted((_start(one, trust, people) for one in new), key=_failing_first)
    counted = [one for one in starts if one.answer in {YES, NO}]
    rows = tuple(map(_row, starts))
    if not counted:
        nothing = "No service began in the last 12 months." if not new else "No new service can be counted yet."
        wanted = "A service with its first day, on the Services sheet."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {nothing}", COLUMNS, rows, wanted)
    good = sum(1 for one in counted if one.answer == YES)
    return Finding(
        verdict_of_share(good, len(counted), at_least=TEST.limit_of(trust)),
        f"{CLAIM.counted(good, len(counted))}.{_named([one for one in counted if one.answer == NO])}",
        COLUMNS,
        rows,
        "A new service whose first team has digital, clinical and operational members from the start.",
    )


def _start(service: Service, trust: Trust, people: Mapping[str, Person]) -> Start:
    last = min(trust.on, service.starts + timedelta(days=trust.sizes.start_days))
    teams = [one for one in trust.teams if one.service == service.name and one.starts <= last]
    best: frozenset[Viewpoint] = frozenset()
    is_known = True
    for team in teams:
        inside = [one for one in trust.memberships if one.team == team.name and one.starts <= last]
        for on in sorted({max(service.starts, one.starts) for one in inside}):
            now = [one for one in inside if holds(one, on)]
            there = frozenset(
                one.viewpoint or people[one.employee_number].viewpoint
                for one in now
                if one.viewpoint or one.employee_number in people
            )
            is_known = is_known and all(one.viewpoint or one.employee_number in people for one in now)
            best = max(best, there, key=len)
    first = min((one.starts for one in teams), default=None)
    return Start(service, first, best, _answer(best, is_known=is_known, is_due=last < trust.on))


def _answer(best: frozenset[Viewpoint], *, is_known: bool, is_due: bool) -> str:
    if len(best) == len(Viewpoint):
        return YES
    if not is_known:
        return UNKNOWN
    return NO if is_due else WAITS


def _failing_first(one: Start) -> tuple[bool, date, str]:
    return one.answer != NO, one.service.starts, one.service.name


def _named(failing: list[Start]) -> str:
    return f" {failing[0].service.name} did not." if len(failing) == 1 else ""


def _row(one: Start) -> EvidenceRow:
    views = listed([viewpoint.word for viewpoint in Viewpoint if viewpoint in one.viewpoints])
    first = day(one.first) if one.first else "None in time"
    cells = (day(one.service.starts), first, views or "None", one.answer)
    return EvidenceRow(one.service.name, cells, is_highlighted=one.answer == NO, origin=one.service.origin)


TEST = Litmus(
    slug="new-services-start-fused",
    heading=Heading.NEW_SERVICES,
    question="Did each new service start with a fusion team?",
    ask="Which new service had nobody digital, clinical or operational in its team when it began?",
    indicator="Services begun in the last 12 months that had a team with at least 1 digital, 1 clinical and 1 "
    "operational member at once within the days a new team has to grow (90 by our default), divided by all services "
    "begun in the last 12 months. A service still within these days, or whose first members have left and nobody can "
    "tell what they brought, is not counted.",
    source="NHS Providers, Leading digital teams: a fusion team for each new service",
    threshold=Threshold(Measure.SHARE, Decimal(100), "new services"),
    feeds=("people", "services", "teams", "memberships"),
    owner="Chief operating officer",
    success_measure="Improve care",
    judge=judge,
    examples=(
        Example(
            "Two new services, each with a fusion team after a month; one begun last week has time yet.",
            sketch_services(
                ServiceSketch("Discharge hub", 300),
                ServiceSketch("Virtual ward", 200, "DDCCO"),
                ServiceSketch("Theatre lists", 7, ""),
                ServiceSketch("Booking", 800, ""),
            ),
            Verdict.MET,
            "Both new services started with a fusion team.",
        ),
        Example(
            "Three of four new services did; one had nobody clinical.",
            sketch_services(
                ServiceSketch("Discharge hub", 300),
                ServiceSketch("Maternity record", 250, "DDO"),
                ServiceSketch("Medicines", 200),
                ServiceSketch("Virtual ward", 200),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 new services started with a fusion team. Maternity record did not.",
        ),
        Example(
            "One new service has no team, and one got its team after five months.",
            sketch_services(
                ServiceSketch("Discharge hub", 300),
                ServiceSketch("Patient record", 300, ""),
                ServiceSketch("Virtual ward", 300, after=150),
            ),
            Verdict.NOT_MET,
            "1 of 3 new services started with a fusion team.",
        ),
        Example(
            "Every service is older than a year.",
            sketch_services(ServiceSketch("Discharge hub", 900)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No service began in the last 12 months.",
        ),
    ),
)
