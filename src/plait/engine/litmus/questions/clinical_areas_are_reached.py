"""Which clinical areas have clinical leaders or champions been to in the last 90 days?

What is counted, and why (requirement 13a): an area open on the day, once a visit took place there by somebody who held
the role of CCIO or CNIO, or was a champion, on the day of the visit. Planned visits and those of others count in
nothing. Nobody has published a share, so this is for context.
"""

from plait.engine.areas import REACHED_DAYS, Reached, leaders_of, reached_areas
from plait.engine.litmus.contact_sketches import AreaSketch, sketch_areas
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, many
from plait.engine.trust import Trust

COLUMNS = ("Clinical area", "Site", "Last visit that counts", "Days since", "Visits that count", "Other visits")
REACHED = Claim("clinical area", "clinical areas", "was reached", "were reached")


def judge(trust: Trust) -> Finding:
    """Finds the last visit that counts of each area open on the day of the trust, the longest unreached first."""
    leaders = leaders_of(trust.roles, trust.holders, trust.champions)
    areas = reached_areas(trust.areas, trust.visits, leaders, trust.on)
    if not areas:
        return Finding(
            Verdict.NOT_ENOUGH_EVIDENCE,
            f"{CANNOT_TELL} No clinical area is recorded.",
            would_count="A row on the Clinical areas sheet for each ward, clinic, theatre and community base.",
        )
    reached, never = sum(one.is_reached for one in areas), sum(one.last is None for one in areas)
    if not reached:
        said = f"None of {many(len(areas), 'clinical area was', 'clinical areas was')} reached"
    else:
        said = REACHED.counted(reached, len(areas))
    visited = f", {never} never" if never else ""
    return Finding(
        Verdict.FOR_CONTEXT,
        f"{said} in the last {REACHED_DAYS} days{visited}.",
        COLUMNS,
        tuple(map(_row, areas)),
        "A visit by the CCIO, the CNIO or a champion that took place, on the Clinical visits sheet.",
    )


def _row(one: Reached) -> EvidenceRow:
    last = one.last
    return EvidenceRow(
        one.area.name,
        (
            one.area.site,
            day(last.visited_on) if last else "Never",
            str(one.days) if last else "",
            str(len(one.counted)),
            str(one.others),
        ),
        is_highlighted=not one.is_reached,
        origin=last.origin if last else one.area.origin,
        people=(last.employee_number,) if last else (),
    )


TEST = Litmus(
    slug="clinical-areas-are-reached",
    heading=Heading.LEADERSHIP,
    question="Which clinical areas have clinical leaders or champions been to in the last 90 days?",
    ask="Which ward has seen none of our clinical digital leaders this quarter?",
    indicator="Clinical areas with a visit in the last 90 days of somebody who was CCIO, CNIO or a champion that day "
    "(our default), divided by all clinical areas open today. Planned visits do not count.",
    source="NHS Providers, Leading digital teams: clinical ownership",
    threshold=NO_THRESHOLD,
    feeds=("clinical areas", "clinical visits", "leadership roles", "role holders", "champions"),
    owner="Chief clinical information officer",
    success_measure="Support people",
    judge=judge,
    max_age_days=100,
    examples=(
        Example(
            "The CCIO was on two of three wards this quarter; the third she saw in the spring.",
            sketch_areas(AreaSketch("Ash ward", 12), AreaSketch("Elm ward", 90), AreaSketch("Oak ward", 170)),
            Verdict.FOR_CONTEXT,
            "2 of 3 clinical areas were reached in the last 90 days.",
        ),
        Example(
            "One ward was visited 91 days ago; the other has one visit planned, and one of a finance manager.",
            sketch_areas(AreaSketch("Ash ward", 91), AreaSketch("Elm ward", planned=True, by_another=5)),
            Verdict.FOR_CONTEXT,
            "None of 2 clinical areas was reached in the last 90 days, 1 never.",
        ),
        Example(
            "Every area saw a champion.",
            sketch_areas(AreaSketch("Ash ward", 1), AreaSketch("Elm ward", 30)),
            Verdict.FOR_CONTEXT,
            "Both clinical areas were reached in the last 90 days.",
        ),
        Example(
            "Nobody listed the wards.",
            sketch_areas(),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No clinical area is recorded.",
        ),
    ),
)
