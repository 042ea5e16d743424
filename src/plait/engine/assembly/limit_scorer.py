"""Checks by itself that no team costs more than its limit: by the pay of its members, with no code of the model."""

from collections.abc import Iterator
from decimal import Decimal

from plait.engine.assembly.cost import contracts_of, cost_plan, prices_of
from plait.engine.assembly.plan import Plan
from plait.engine.funding.showing import pounds
from plait.engine.trust import Trust


def faults_of_limits(plan: Plan, trust: Trust) -> Iterator[str]:
    """Every team that somebody joins and that costs more than it may; unknown pay counts as the mean of the others."""
    limited = [team for team in plan.teams if team.ask.limit is not None and any(one.is_new for one in team.members)]
    if not limited:
        return
    costs = {team.ask.team: members for team, members in cost_plan(plan, contracts_of(trust.people)).teams}
    window = limited[0].ask.window
    prices = prices_of(trust.people, window.starts, window.ends)
    mean = Decimal(sum(prices.values())) / (len(prices) or 1)
    for team in limited:
        cost = Decimal(0)
        for one in costs[team.ask.team]:
            known = sum(charge.pence for charge in one.charges)
            cost += known if one.charges else mean * one.member.wte * 10
        if team.ask.limit is not None and cost > team.ask.limit:
            yield f"{team.ask.team}: it costs more than the {pounds(team.ask.limit)} it may cost"
