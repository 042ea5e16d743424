"""Planning: from a trust and the services somebody chose to a plan that the scorer has checked."""

from collections.abc import Collection
from dataclasses import replace

from plait.engine.assembly.asks import Policy, Window, asks_of
from plait.engine.assembly.assembling import LOOKING, assemble, carry_on
from plait.engine.assembly.changing import change
from plait.engine.assembly.conflict import Conflict, conflict_of
from plait.engine.assembly.cost import prices_of
from plait.engine.assembly.levels_scorer import check_levels
from plait.engine.assembly.limit_reasons import tell_limits
from plait.engine.assembly.limits import too_small
from plait.engine.assembly.plan import Plan, Progress
from plait.engine.assembly.pool import pool_of, wished_pool
from plait.engine.assembly.purse import purse_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.why import proposed_in
from plait.engine.assembly.wishes import Budget
from plait.engine.assembly.wishing import wished_asks, wrong_wishes
from plait.engine.trust import Trust

CLASHES = "Whether the wishes can be had together"


class BrokenPlan(Exception):
    """The scorer found that a plan breaks a rule or is worth something else: no such plan leaves this room."""


class CannotBeHad(Exception):
    """No plan keeps all the wishes; `conflict` says which cannot be had together, and the smallest way out."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict)
        self.conflict = conflict


def plan_teams(
    trust: Trust, services: Collection[str], window: Window, policy: Policy, *, progress: Progress = carry_on
) -> Plan:
    """The best teams for these services of a trust over the window, as the wishes of the policy allow.

    Raises CannotBeHad where no plan keeps the wishes, NotSolved where HiGHS gives no answer, BrokenPlan where the
    scorer finds a fault in it.
    """
    asks = asks_of(trust, services, window)
    faults = wrong_wishes(trust, asks, policy.wishes)
    if faults:
        raise CannotBeHad(Conflict(faults=faults))
    everybody = pool_of(trust, asks, Policy(), named=policy.wishes)
    policy = _with_pay(policy, trust, window)
    if policy.wishes:
        progress(CLASHES, None, None)
        small = too_small(everybody, wished_asks(asks, policy.wishes), policy.purse) if policy.purse else ()
        faults = tuple(small)
        if faults:
            raise CannotBeHad(Conflict(faults=faults))
        conflict = conflict_of(everybody, asks, policy.wishes, policy.purse)
        if conflict:
            raise CannotBeHad(conflict)
    pool, wished = wished_pool(everybody, asks, policy.wishes), wished_asks(asks, policy.wishes)
    plan = assemble(pool, wished, policy, progress=progress)
    return checked(tell_limits(plan, policy.purse), trust)


def _with_pay(policy: Policy, trust: Trust, window: Window) -> Policy:
    """The policy with what people cost, where something hangs on that."""
    has_limit = any(isinstance(one, Budget) for one in policy.wishes)
    if not has_limit and not policy.weights.thousands:
        return policy
    prices = prices_of(trust.people, window.starts, window.ends)
    purse = purse_of(prices, is_exact=policy.is_exact) if has_limit else None
    return replace(policy, prices=prices if policy.weights.thousands else {}, purse=purse)


def change_teams(trust: Trust, before: Plan, policy: Policy, *, progress: Progress = carry_on) -> Plan:
    """The plan nearest to a kept one, for the same services and window, that keeps the wishes of the policy.

    Of those that cover most, the one with the fewest changes. Where the nearest teams cannot tell, the whole is
    assembled again, keeping most of its people. It raises as `plan_teams` does.
    """
    asks = asks_of(trust, [team.ask.service for team in before.teams], before.teams[0].ask.window)
    weighs_otherwise = before.levels and before.weights != policy.weights  # then all teams may be others
    if not weighs_otherwise and not wrong_wishes(trust, asks, policy.wishes):
        progress(LOOKING, None, None)
        paid = _with_pay(policy, trust, before.teams[0].ask.window)
        pool = pool_of(trust, asks, policy, named=policy.wishes)
        plan = change(before, pool, wished_asks(asks, policy.wishes), paid)
        if plan is not None:
            return checked(tell_limits(plan, paid.purse), trust)
    again = replace(policy, near=proposed_in(before))
    return plan_teams(trust, [ask.service for ask in asks], before.teams[0].ask.window, again, progress=progress)


def checked(plan: Plan, trust: Trust) -> Plan:
    """The plan, unless the scorer finds a fault in it: then BrokenPlan."""
    faults = (*check(plan, trust), *check_levels(plan, trust))
    if faults:
        raise BrokenPlan("; ".join(faults))
    return plan
