"""Can the people of the trust do what its services need? Figures and rows, for context: nobody has given a threshold.

What is counted, and why (requirement 31):
- The needs of services that are not retired. A competency is met when enough people hold it, at the level needed or
  above, for all needs of it together; engine/supply.py makes the sum, as it does for the pages of competencies.
- A need hangs on one person when nobody else meets its level. No row names that person: those who plan by names
  find the holders on the page of the competency.
"""

from collections.abc import Sequence
from decimal import Decimal

from plait.engine.litmus.examples import Example, NeedSketch, sketch_needs
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim, listed, many
from plait.engine.services import Need
from plait.engine.supply import LevelDemand, SupplyLine, supply_and_demand
from plait.engine.trust import Trust, holding_on

CLAIM = Claim("competency that services need", "competencies that services need", "is met", "are met")
COLUMNS = ("Competency", "Services", "Needed", "At that level or above", "Missing", "On 1 person")


def judge(trust: Trust) -> Finding:
    """Counts the competencies that running services need, those that are met, and those that hang on one person."""
    running = {service.name for service in holding_on(trust.services, trust.on) if service.phase != "retired"}
    needs = [need for need in holding_on(trust.needs, trust.on) if need.service in running]
    asked: dict[str, list[Need]] = {}
    for need in needs:
        asked.setdefault(need.competency, []).append(need)
    competencies = [one for one in trust.competencies if one.name in asked]
    holdings = [one for one in trust.holdings if one.competency in asked]
    lines = sorted(supply_and_demand(competencies, holdings, needs, trust.people, trust.on), key=_gaps_first)
    if not lines:
        nothing = f"{CANNOT_TELL} No running service says what it needs."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A need on the Needs sheet.")
    met = sum(1 for line in lines if not line.is_short)
    return Finding(
        Verdict.FOR_CONTEXT,
        f"{CLAIM.counted(met, len(lines))}.{_single(sum(1 for line in lines if line.is_single_point))}",
        COLUMNS,
        tuple(_row(line, asked[line.competency]) for line in lines),
        "A competency gained at the level needed, a holder who leaves, or a need that begins or ends.",
    )


def _gaps_first(line: SupplyLine) -> tuple[bool, bool, str, str]:
    return not line.is_short, not line.is_single_point, line.competency.casefold(), line.competency


def _single(competencies: int) -> str:
    """How many of them hang on one person, as a sentence of its own."""
    if not competencies:
        return ""
    return " 1 hangs on 1 person." if competencies == 1 else f" {competencies} hang on 1 person each."


def _row(line: SupplyLine, needs: Sequence[Need]) -> EvidenceRow:
    first = min(needs, key=lambda need: (need.service.casefold(), need.service))
    return EvidenceRow(
        line.competency,
        (
            listed(sorted({need.service for need in needs}, key=str.casefold)),
            "; ".join(f"{_amount(level.people, level.wte)} at {level.level.word}" for level in line.demand),
            "; ".join(map(_there, line.demand)),
            _amount(line.gap_people, line.gap_wte) if line.is_short else "Nothing",
            "Yes" if line.is_single_point else "No",
        ),
        is_highlighted=line.is_short,
        origin=first.origin,
    )


def _there(level: LevelDemand) -> str:
    people = len(level.meeting)
    return f"{many(people, 'person', 'people')}, {_wte(level.meeting_wte)}" if people else "Nobody"


def _amount(people: int, wte: Decimal) -> str:
    parts = [many(people, "person", "people")] if people else []
    return " and ".join([*parts, _wte(wte)] if wte else parts)


def _wte(time: Decimal) -> str:
    return f"{time.normalize():f} WTE"


TEST = Litmus(
    slug="competencies-met",
    heading=Heading.NEW_SERVICES,
    question="Can our people do what our services need?",
    ask="Which service lacks a competency it needs, and which hangs on one person?",
    indicator="Competencies that services in use or on the way need today, and how many of them are met: enough people "
    "or time, at the level needed or above, for all needs of that competency together. Claimed competencies count like "
    "confirmed ones, and the whole time of those who hold them, not what of it is free.",
    source="NHS Providers, Leading digital teams: by competency, not by role",
    threshold=NO_THRESHOLD,
    feeds=("people", "holdings", "services", "needs"),
    owner="Chief digital and information officer",
    success_measure="Support people",
    judge=judge,
    examples=(
        Example(
            "Two services need three competencies; nobody is a practitioner of one, and one person of another.",
            sketch_needs(
                NeedSketch("Clinical safety", "Virtual ward", people=1, holders=1),
                NeedSketch("Discharge planning", "Discharge hub", people=2, holders=3),
                NeedSketch("User research", "Virtual ward", people=1, holders=0),
            ),
            Verdict.FOR_CONTEXT,
            "2 of 3 competencies that services need are met. 1 hangs on 1 person.",
        ),
        Example(
            "Every competency is there twice over.",
            sketch_needs(
                NeedSketch("Clinical safety", "Virtual ward", people=1, holders=2),
                NeedSketch("User research", "Virtual ward", people=1, holders=2),
            ),
            Verdict.FOR_CONTEXT,
            "Both competencies that services need are met.",
        ),
        Example(
            "Services were sent, but not what they need.",
            sketch_needs(
                NeedSketch("Clinical safety", "Virtual ward", people=1, holders=1),
                sheets=("people", "holdings", "services"),
            ),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Needs sheet has not been sent.",
        ),
    ),
)
