"""Worked examples of the question about objectives: small invented strategies, in a line for each objective."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plait.engine.litmus.examples import BEGAN, ON
from plait.engine.litmus.outcome_sketches import OutcomeSketch, sketch_outcomes
from plait.engine.strategy import Objective
from plait.engine.strategy_sheets import OBJECTIVES
from plait.engine.trust import Trust

STRATEGY_FEEDS = (OBJECTIVES.name, "outcomes")


@dataclass(frozen=True, slots=True)
class ObjectiveSketch:
    """A strategic objective in one line, with the outcomes that measure it; reviewed on the day of the trust."""

    name: str
    measured_by: tuple[str, ...] = ()
    is_digital: bool = False


def sketch_strategy(
    objectives: Iterable[ObjectiveSketch],
    outcomes: Iterable[OutcomeSketch] = (),
    sheets: Iterable[str] = STRATEGY_FEEDS,
) -> Trust:
    """An invented trust with these objectives and outcomes; `sheets` were all sent on its day."""
    return replace(
        sketch_outcomes(*outcomes, sheets=sheets),
        objectives=tuple(
            Objective(one.name, BEGAN, is_digital=one.is_digital, measured_by=one.measured_by, reviewed_on=ON)
            for one in objectives
        ),
    )
