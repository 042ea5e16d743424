"""A plan beside a pick by role, as `plait assemble` prints it."""

from collections.abc import Iterable
from typing import Any

from plait.cli.outcome import table_of
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.cost import contracts_of
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.role_words import LIMITS, SIDE_HEADS, cost_line, role_words, side_lines
from plait.engine.trust import Trust
from plait.files.plans import plain_by_role


def lines_of_role(plan: Plan, trust: Trust, *, exact: bool) -> Iterable[str]:
    """What asking by role would take and leave short, side by side with the plan, and what to know of that."""
    picked = None if trust.loans else pick_by_role(trust, plan)  # of people lent no job title is told
    if picked:
        cost = cost_line(plan, picked, contracts_of(trust.people), exact=exact)
        yield from ("", role_words(plan, picked))
        yield table_of([SIDE_HEADS, *side_lines(plan, picked), cost], indent="  ")
        yield from LIMITS


def plain_role(plan: Plan, trust: Trust, *, exact: bool) -> dict[str, Any] | None:
    """The same as plain values, with the whole pick."""
    picked = None if trust.loans else pick_by_role(trust, plan)
    if picked is None:
        return None
    lines = (*side_lines(plan, picked), cost_line(plan, picked, contracts_of(trust.people), exact=exact))
    return {
        "answer": role_words(plan, picked),
        "lines": [dict(zip(("what", "by_competency", "by_role", "difference"), line, strict=True)) for line in lines],
        "limits": list(LIMITS),
        **plain_by_role(picked),
    }
