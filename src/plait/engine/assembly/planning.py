"""Planning: from a trust and the services somebody chose to a plan that the scorer has checked."""

from collections.abc import Collection

from plait.engine.assembly.asks import Policy, Window, asks_of
from plait.engine.assembly.assembling import assemble, carry_on
from plait.engine.assembly.plan import Plan, Progress
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check
from plait.engine.trust import Trust


class BrokenPlan(Exception):
    """The scorer found that a plan breaks a rule or is worth something else: no such plan leaves this room."""


def plan_teams(
    trust: Trust, services: Collection[str], window: Window, policy: Policy, *, progress: Progress = carry_on
) -> Plan:
    """The best teams for these services of a trust over the window.

    Raises NotSolved where HiGHS gives no answer, BrokenPlan where the scorer finds a fault in it.
    """
    asks = asks_of(trust, services, window)
    plan = assemble(pool_of(trust, asks, policy), asks, policy, progress=progress)
    faults = check(plan, trust)
    if faults:
        raise BrokenPlan("; ".join(faults))
    return plan
