"""How long does it take from a need to a staffed team? Days, need by need, for context: nobody has given a threshold.

What is counted, and why (requirement 30):
- The needs of services that are not retired. A need is covered on the first day on which as many people, or as much of
  their time, are in running teams of its service as it asks for; whoever holds the competency at its level or above
  counts from the day they do. engine/pace.py makes the sum, as it does for the page of competencies.
- A need that was covered when it began waited no day. One without a team that covers it waits yet, and stands first.
- The record of a day knows who holds what on that day: of those who have left, no competency counts.
"""

from statistics import median_low

from plait.engine.competencies import Level
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.service_sketches import WaitSketch, sketch_waits
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, many
from plait.engine.pace import Wait, waits_for_teams
from plait.engine.quarters import given_of
from plait.engine.trust import Trust, holding_on

CLAIM = Claim("need", "needs", "is covered by a team", "are covered by a team")
COLUMNS = ("Competency", "Service", "Level", "Needed since", "Covered on", "Days")


def judge(trust: Trust) -> Finding:
    """Tells for each need of a running service when a team covered it, and how long that took."""
    running = {service.name for service in holding_on(trust.services, trust.on) if service.phase != "retired"}
    needs = [need for need in holding_on(trust.needs, trust.on) if need.service in running]
    waits = waits_for_teams(needs, trust.holdings, given_of(trust.memberships, trust.teams), trust.on)
    if not waits:
        nothing = f"{CANNOT_TELL} No running service says what it needs."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A need on the Needs sheet.")
    covered = [wait for wait in waits if wait.covered_on is not None]
    waiting = sorted((wait for wait in waits if wait.covered_on is None), key=lambda wait: -wait.days)
    return Finding(
        Verdict.FOR_CONTEXT,
        f"{CLAIM.counted(len(covered), len(waits))}.{_longest(waiting) if waiting else _middle(covered)}",
        COLUMNS,
        tuple(map(_row, (*waiting, *covered))),
        "A member who brings what a service needs, a need that begins or ends, or a team for a service without one.",
    )


def _middle(covered: list[Wait]) -> str:
    return f" The middle one took {many(median_low(wait.days for wait in covered), 'day', 'days')}."


def _longest(waiting: list[Wait]) -> str:
    return f" The longest has waited {many(waiting[0].days, 'day', 'days')}."


def _row(wait: Wait) -> EvidenceRow:
    need = wait.need
    return EvidenceRow(
        need.competency,
        (
            need.service,
            Level(need.level).word,
            day(need.starts),
            day(wait.covered_on) if wait.covered_on else "Still waiting",
            str(wait.days),
        ),
        is_highlighted=wait.covered_on is None,
        origin=need.origin,
    )


TEST = Litmus(
    slug="teams-form-quickly",
    heading=Heading.NEW_SERVICES,
    question="How long does it take from a need to a staffed team?",
    ask="How long has the longest unstaffed need been waiting, and for whom?",
    indicator="Days from the day a need begins to the first day on which members of its service’s teams cover it: "
    "enough people or time, at the level needed or above. Need by need, for services in use or on the way.",
    source="NHS Providers, Leading digital teams: flexible teams",
    threshold=NO_THRESHOLD,
    feeds=("people", "holdings", "services", "needs", "teams", "memberships"),
    owner="Chief digital and information officer",
    success_measure="Support people",
    judge=judge,
    examples=(
        Example(
            "Three needs; one was covered at once, one after 12 days, and for one nobody has come in 100 days.",
            sketch_waits(
                WaitSketch("Clinical safety", "Virtual ward", 200, 0),
                WaitSketch("User research", "Virtual ward", 100, 12),
                WaitSketch("Data analysis", "Discharge hub", 100),
            ),
            Verdict.FOR_CONTEXT,
            "2 of 3 needs are covered by a team. The longest has waited 100 days.",
        ),
        Example(
            "Both needs were covered within a fortnight.",
            sketch_waits(
                WaitSketch("Clinical safety", "Virtual ward", 200, 9),
                WaitSketch("User research", "Virtual ward", 100, 12),
            ),
            Verdict.FOR_CONTEXT,
            "Both needs are covered by a team. The middle one took 9 days.",
        ),
        Example(
            "Nobody has come yet.",
            sketch_waits(WaitSketch("Data analysis", "Discharge hub", 1)),
            Verdict.FOR_CONTEXT,
            "0 of 1 need is covered by a team. The longest has waited 1 day.",
        ),
        Example(
            "Teams were sent, but not what their services need.",
            sketch_waits(
                WaitSketch("Clinical safety", "Virtual ward", 200, 9),
                sheets=("people", "holdings", "services", "teams", "memberships"),
            ),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Needs sheet has not been sent.",
        ),
    ),
)
