"""Which viewpoints a design decision had, and which wrote it, in words."""

from __future__ import annotations

from plait.engine.litmus.wording import listed
from plait.engine.viewpoints import Viewpoint
from plait.store.design import DecisionLine
from plait.web.shared.page import Strands


def missing_of(one: DecisionLine) -> tuple[str, ...]:
    """The viewpoints that nobody who is known brought to a decision."""
    return Strands(one.digital, one.clinical, one.operational).missing


def wrote_words(one: DecisionLine) -> str:
    """Which viewpoints wrote a decision, and whether users did."""
    who = [view.word for view in Viewpoint if view.value in one.wrote] + (["Users"] if one.with_users else [])
    return listed(who).capitalize() if who else "Not recorded"
