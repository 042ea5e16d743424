"""What the page of a run says of teams that somebody of another trust would join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plait.engine.assembly.acceptance import joined
from plait.engine.assembly.consent import Proposal, unasked_of_others
from plait.engine.assembly.plan import Plan
from plait.engine.litmus.wording import listed
from plait.web.shared.jinja import plural

ENDS = (
    "Their place ends with the loan: on its last day, or earlier if either trust ends it, or if they leave. The team "
    "then has one person less, and what they covered is open again."
)
"""What happens when a loan ends, said wherever somebody lent stands in a team or a plan."""


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


def lent_words(plan: Plan, proposals: Sequence[Proposal], *, is_open: bool) -> str:
    """Which teams need the word of another trust first, since somebody whom it lends would join, and what follows."""
    if not any(one.home and one.is_new for team in joined(plan) for one in team.members):
        return ""
    if not is_open:
        return ENDS
    names = [team.ask.team for team in unasked_of_others(plan, proposals)]
    first = f"{listed(names)}: somebody whom another trust lends would join, so ask first. " if names else ""
    return (
        f"{first}They and their line manager answer in Plait of their own trust; only they can say yes for them. {ENDS}"
    )
