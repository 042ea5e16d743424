"""What a plan costs, as `plait assemble` prints it: to the penny of files, to £5,000 of the record."""

from collections.abc import Iterable
from typing import Any

from plait.cli.outcome import table_of
from plait.engine.assembly.cost import PlanCost, contracts_of, cost_plan
from plait.engine.assembly.cost_wording import (
    CostLine,
    cost_words,
    department_lines,
    spans_of,
    team_lines,
)
from plait.engine.assembly.plan import Plan
from plait.engine.funding.on_costs import BACKFILL_RATE
from plait.engine.trust import Trust


def lines_of_cost(plan: Plan, trust: Trust, *, exact: bool) -> Iterable[str]:
    """What the plan costs, by team and by lending department, and what to know of it."""
    cost = cost_plan(plan, contracts_of(trust.people))
    lead, notes = cost_words(cost, exact=exact)
    yield from ("", lead, *notes)
    if cost.years:
        teams = [(one.name, *one.shown, f"{one.known} of {one.members}") for one in team_lines(cost, exact=exact)]
        yield table_of([("Service", *spans_of(cost), "Pay known of"), *teams], indent="  ")
        lent = [(one.name, f"{one.wte} WTE", one.shown[-1]) for one in department_lines(cost, exact=exact)]
        yield table_of([("Department", "Lends", "Gets"), *lent], indent="  ") if lent else ""


def plain_cost(plan: Plan, trust: Trust, *, exact: bool) -> dict[str, Any]:
    """The same as plain values; pence only where the reader may know them."""
    cost = cost_plan(plan, contracts_of(trust.people))
    lead, notes = cost_words(cost, exact=exact)
    return {
        "answer": lead,
        "notes": list(notes),
        "backfill_rate": f"{BACKFILL_RATE:f}",
        "teams": [_plain(one, cost) for one in team_lines(cost, exact=exact)],
        "departments": [_plain(one, cost) for one in department_lines(cost, exact=exact)],
    }


def _plain(line: CostLine, cost: PlanCost) -> dict[str, Any]:
    spans = spans_of(cost)
    return {
        "name": line.name,
        "shown": dict(zip(spans, line.shown, strict=True)),
        "pence": dict(zip(spans, line.pence, strict=True)) if line.pence else None,
        "limit_pence": line.limit,
        "known": line.known,
        "members": line.members,
        "wte": f"{line.wte:f}",
    }
