"""Rows of strategy by Django's own queries, made into records."""

from __future__ import annotations

from typing import Any

from bench.orm_board import origin as origin_of
from plait.engine.strategy import NotChosen, Objective


def objective_of(o: Any) -> Objective:
    """An objective of the strategy."""
    return Objective(o.name, o.starts, o.ends, o.is_digital, tuple(o.measured_by), o.reviewed_on, origin_of(o))


def not_chosen_of(c: Any) -> NotChosen:
    """Something the trust chose not to do."""
    meeting = c.meeting.name if c.meeting else ""
    return NotChosen(
        c.name, c.reason, c.decided_on, meeting, c.decision, c.instead, c.asked_by, c.look_again_on, origin_of(c)
    )
