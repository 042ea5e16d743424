"""What the page of a run says of teams that somebody of another trust would join."""

from __future__ import annotations

from plait.engine.assembly.acceptance import joined
from plait.engine.assembly.plan import Plan
from plait.engine.litmus.wording import listed


def lent_words(plan: Plan) -> str:
    """Which teams cannot be accepted, since somebody of another trust would join them, and what to do."""
    names = [team.ask.team for team in joined(plan) if any(one.home for one in team.members)]
    if not names:
        return ""
    return (
        f"{listed(names)}: not to be accepted in Plait, since somebody whom another trust lends would join. Settle it "
        "with that trust and the person’s line manager there; each trust then records its own people. Or assemble "
        "again without people that other trusts lend."
    )
