"""What the page of a run says of teams that somebody of another trust would join."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plait.engine.assembly.acceptance import joined
from plait.engine.assembly.plan import Plan
from plait.engine.litmus.wording import listed
from plait.web.shared.jinja import plural


def together_words(kept: Mapping[str, Any] | None) -> str:
    """With which trusts a plan was found in one search, by how many workers, and what its bound then says."""
    told = (kept or {}).get("together")
    if not told:
        return ""
    names = listed(told["with"])
    return (
        f"Found in one search together with {names}, by {plural(told['workers'], 'worker')}. The most that any plan "
        f"could cover counts what {names} {'gets' if len(told['with']) == 1 else 'get'} as given."
    )


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
