"""Worked examples of the question about programmes: small invented trusts, in a line for each programme."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from plait.engine.litmus.examples import BEGAN, GROUPS, STRANDS, sketch
from plait.engine.people import Person
from plait.engine.programmes import Programme
from plait.engine.trust import Trust

PROGRAMME_SHEETS = ("people", "programmes")


@dataclass(frozen=True, slots=True)
class ProgrammeSketch:
    """A programme in one line: who leads it, owns it and leads its clinical side, by D, C or O; empty for nobody.

    Anything else is somebody who works there no more.
    """

    name: str
    lead: str = ""
    owner: str = ""
    clinical_lead: str = ""


def sketch_programmes(*programmes: ProgrammeSketch, sheets: Iterable[str] = PROGRAMME_SHEETS) -> Trust:
    """An invented trust of these programmes; `sheets` were all sent on its day."""
    return replace(
        sketch(sheets=sheets),
        people=tuple(
            Person(letter, f"Person {letter}", GROUPS[viewpoint], viewpoint, "Any", Decimal(1), BEGAN)
            for letter, viewpoint in STRANDS.items()
        ),
        programmes=tuple(
            Programme(one.name, BEGAN, owner=one.owner, lead=one.lead, clinical_lead=one.clinical_lead)
            for one in programmes
        ),
    )
