"""Did all three viewpoints take part in the last decisions of every live service?

What is counted, and why (requirement 4b): of each live service its last three design decisions, or as many as it has;
a live service without any is not shared. A viewpoint is what was stated of the decision, or what the person brings
today. Where somebody took part whose viewpoint nobody can tell any more, and that may decide it, the service is not
counted, and its row says so.
"""

from dataclasses import dataclass
from decimal import Decimal

from plait.engine.design import LAST_DECISIONS, Shared, shared_decisions
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.log_sketches import DesignSketch, sketch_design
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, listed
from plait.engine.services import Service
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

COLUMNS = ("Service", "Decisions looked at", "With all three", "Missing", "Last decision")
CLAIM = Claim("live service", "live services", "decided with all three", "decided with all three")


@dataclass(frozen=True, slots=True)
class Looked:
    """A live service with its last decisions, the latest first."""

    service: Service
    decisions: tuple[Shared, ...]

    @property
    def is_shared(self) -> bool | None:
        """Did all of them have all three viewpoints? Nothing where nobody can tell any more."""
        lacking = [one for one in self.decisions if not one.is_whole]
        if not self.decisions or any(one.is_known for one in lacking):
            return False
        return None if lacking else True

    @property
    def missing(self) -> frozenset[Viewpoint]:
        """The viewpoints that one of them lacked."""
        return frozenset[Viewpoint]().union(*(frozenset(Viewpoint) - one.took_part for one in self.decisions))


def judge(trust: Trust) -> Finding:
    """Counts the live services whose last decisions each had all three viewpoints."""
    made = shared_decisions(
        trust.design_decisions, trust.voices, {one.employee_number: one.viewpoint for one in trust.people}, trust.on
    )
    live = [one for one in trust.services if one.phase == "live"]
    if not made or not live:
        nothing = "No service is live." if made else "No design decision is recorded."
        count = "A decision on the Design decisions sheet, and who took part."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {nothing}", would_count=count)
    every = [Looked(one, tuple(m for m in made if m.decision.service == one.name)[:LAST_DECISIONS]) for one in live]
    every.sort(key=lambda one: (one.is_shared is not False, one.is_shared is True, one.service.name))
    counted = [one for one in every if one.is_shared is not None]
    good = sum(one.is_shared is True for one in counted)
    said = f"{CLAIM.counted(good, len(counted))}." if counted else f"{CANNOT_TELL} Who took part has left."
    return Finding(
        verdict_of_share(good, len(counted), at_least=TEST.limit_of(trust)),
        said + _named([one for one in counted if not one.is_shared]),
        COLUMNS,
        tuple(map(_row, every)),
        "The next decision of each service, with somebody digital, clinical and operational.",
    )


def _named(failing: list[Looked]) -> str:
    if len(failing) != 1:
        return ""
    [one] = failing
    if not one.decisions:
        return f" {one.service.name} has no decision recorded."
    return f" {one.service.name} lacked somebody {_words(one.missing, joined_by='or')}."


def _words(viewpoints: frozenset[Viewpoint], *, joined_by: str) -> str:
    return listed([view.word.lower() for view in Viewpoint if view in viewpoints], joined_by=joined_by)


def _row(one: Looked) -> EvidenceRow:
    whole = sum(each.is_whole for each in one.decisions)
    missing = "Not known" if one.is_shared is None else _words(one.missing, joined_by="and").capitalize()
    last = day(one.decisions[0].decision.decided_on) if one.decisions else "None"
    cells = (str(len(one.decisions)), str(whole), missing or "–", last)
    return EvidenceRow(one.service.name, cells, is_highlighted=one.is_shared is False, origin=one.service.origin)


TEST = Litmus(
    slug="decisions-are-shared",
    heading=Heading.NEW_SERVICES,
    question="Did all three viewpoints take part in the last decisions of every live service?",
    ask="Which live service last changed without a nurse, or without anybody who runs it?",
    indicator="Live services whose last 3 design decisions each had a digital, a clinical and an operational person, "
    "divided by all live services. One whose decisions had somebody of whom nobody can tell any more what they brought "
    "is not counted where that may decide it.",
    source="NHS service standard, point 6; NHS Providers, Leading digital teams",
    threshold=Threshold(Measure.SHARE, Decimal(100), "live services"),
    feeds=("people", "services", "design decisions", "design voices"),
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Both live services took their last three decisions together; before that one did not.",
            sketch_design(
                DesignSketch("Discharge hub", ("D", "DCO", "DcO", "dCO")),
                DesignSketch("Virtual ward", ("DCo",)),
                DesignSketch("Booking", ("D",), "beta"),
            ),
            Verdict.MET,
            "Both live services decided with all three.",
        ),
        Example(
            "Three of four did; one had nobody clinical in its last decision.",
            sketch_design(
                DesignSketch("Discharge hub", ("DCO",)),
                DesignSketch("Virtual ward", ("DCO", "DCO")),
                DesignSketch("Medicines", ("DCO",)),
                DesignSketch("Booking", ("DCO", "DO")),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 live services decided with all three. Booking lacked somebody clinical.",
        ),
        Example(
            "One of two live services has no decision on record.",
            sketch_design(DesignSketch("Discharge hub", ("DCO",)), DesignSketch("Booking", ())),
            Verdict.NOT_MET,
            "1 of 2 live services decided with all three. Booking has no decision recorded.",
        ),
        Example(
            "No decision was recorded.",
            sketch_design(DesignSketch("Discharge hub", ())),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No design decision is recorded.",
        ),
    ),
)
