"""Worked examples of the questions about outcomes: small invented trusts, in a line for each objective."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.litmus.examples import BEGAN, ON
from plait.engine.outcome_sheets import HIGHER, OUTCOMES
from plait.engine.outcomes import ENOUGH, Measured, Outcome, read_outcomes
from plait.engine.trust import Trust

OUTCOME_FEEDS = (OUTCOMES.name, "observations")


@dataclass(frozen=True, slots=True)
class OutcomeSketch:
    """An objective in one line: whole unless something is taken away, with so many figures month by month."""

    name: str
    measure: str = "Share of patients"
    better: str = HIGHER
    baseline: int | None = 60
    target: str = "75"
    digital: str = "Digital services"
    other: str = "Emergency department"
    points: int = ENOUGH


def output(name: str) -> OutcomeSketch:
    """An objective that only counts what was made."""
    return OutcomeSketch(name, measure="", better="", baseline=None, target="", points=0)


def sketch_outcomes(*outcomes: OutcomeSketch, sheets: Iterable[str] = OUTCOME_FEEDS) -> Trust:
    """An invented trust with these objectives; `sheets` were all sent on its day."""
    made = tuple(map(_outcome, outcomes))
    measured = [
        Measured(days, tuple(float(60 + place % 3) for place in range(one.points)))
        for one in outcomes
        for days in [tuple(date(ON.year - 2 + place // 12, place % 12 + 1, 1) for place in range(one.points))]
    ]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        outcomes=made,
        readings=read_outcomes(made, measured),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


def _outcome(one: OutcomeSketch) -> Outcome:
    return Outcome(
        one.name,
        BEGAN,
        measure=one.measure,
        unit="%" if one.measure else "",
        better=one.better,
        baseline=None if one.baseline is None else Decimal(one.baseline),
        targets=(one.target,) if one.target else (),
        digital_owner=(one.digital,) if one.digital else (),
        other_owner=(one.other,) if one.other else (),
    )
