"""How many programmes are led by a clinician?

What is counted, and why (requirement 13b): a programme of the day whose accountable lead or senior responsible owner
brings the clinical viewpoint. A clinical lead beside them does not count: to advise is not to lead. A programme whose
lead and owner no longer work here has nobody of whom it can be told.
"""

from dataclasses import dataclass

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.programme_sketches import ProgrammeSketch, sketch_programmes
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim
from plait.engine.programmes import Programme
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

COLUMNS = ("Programme", "Lead", "Senior owner", "Clinical lead", "Led by a clinician")
NOBODY, GONE = "Nobody named", "Works here no more"
LED = Claim("programme", "programmes", "is led by a clinician", "are led by a clinician")


@dataclass(frozen=True, slots=True)
class Led:
    """A programme, and what its lead, its senior owner and its clinical lead bring."""

    programme: Programme
    lead: str
    owner: str
    clinical_lead: str

    @property
    def is_clinical(self) -> bool:
        """Does a clinician lead or own it?"""
        return Viewpoint.CLINICAL.word in {self.lead, self.owner}


def judge(trust: Trust) -> Finding:
    """Counts the programmes whose lead or senior owner is a clinician."""
    people = {one.employee_number: one.viewpoint.word for one in trust.people}

    def brings(number: str) -> str:
        return people.get(number, GONE) if number else NOBODY

    every = [Led(one, brings(one.lead), brings(one.owner), brings(one.clinical_lead)) for one in trust.programmes]
    if not every:
        nothing = f"{CANNOT_TELL} No programme is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A programme on the Programmes sheet.")
    good = sum(one.is_clinical for one in every)
    return Finding(
        Verdict.FOR_CONTEXT,
        f"{LED.counted(good, len(every))}.",
        COLUMNS,
        tuple(map(_row, sorted(every, key=lambda one: (one.is_clinical, one.programme.name.casefold())))),
        "A programme that gets, or loses, a clinician as its lead or senior owner.",
    )


def _row(one: Led) -> EvidenceRow:
    cells = (one.lead, one.owner, one.clinical_lead, "Yes" if one.is_clinical else "No")
    return EvidenceRow(
        one.programme.name, cells, is_highlighted=not one.is_clinical, origin=one.programme.origin
    )  # fmt: skip


TEST = Litmus(
    slug="clinicians-lead-change",
    heading=Heading.LEADERSHIP,
    question="How many programmes are led by a clinician?",
    ask="Which programme that changes care is led by nobody who gives it?",
    indicator="Programmes with a clinician as accountable lead or senior responsible owner, divided by all programmes "
    "of the day. A clinician is somebody who brings the clinical viewpoint.",
    source="NHS Providers, Leading digital teams: driving service transformation",
    threshold=NO_THRESHOLD,
    feeds=("people", "programmes"),
    owner="Medical director",
    success_measure="Well led",
    judge=judge,
    examples=(
        Example(
            "A nurse leads one programme, a doctor is the senior owner of the other.",
            sketch_programmes(
                ProgrammeSketch("Electronic prescribing", "C"), ProgrammeSketch("Virtual wards", "O", "C")
            ),
            Verdict.FOR_CONTEXT,
            "Both programmes are led by a clinician.",
        ),
        Example(
            "One has a clinical lead who only advises; of another the lead works here no more.",
            sketch_programmes(
                ProgrammeSketch("Electronic prescribing", "C"),
                ProgrammeSketch("Portal", "D", "O", clinical_lead="C"),
                ProgrammeSketch("Theatre lists", "gone"),
            ),
            Verdict.FOR_CONTEXT,
            "1 of 3 programmes is led by a clinician.",
        ),
        Example(
            "No programme is recorded.",
            sketch_programmes(),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No programme is recorded.",
        ),
        Example(
            "Nobody sent the programmes.",
            sketch_programmes(sheets=("people",)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Programmes sheet has not been sent.",
        ),
    ),
)
