"""Sharing: whose time goes to which need of a team, exactly, so that no hour is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from plait.engine.assembly.asks import Ask, Wanted
from plait.engine.assembly.part_time import Served, served_of
from plait.engine.assembly.plan import Member, Share
from plait.engine.assembly.pool import Candidate

NOTHING = Decimal(0)
Shares = dict[tuple[str, str], Decimal]
"""Employee number and competency to tenths of WTE."""


def share_time(
    times: Mapping[str, Decimal], serving: Mapping[str, Sequence[Wanted]], served: Sequence[Served] = ()
) -> Shares:
    """The time each member gives to each need by WTE that they serve, worth as much as can be.

    `times` is each member's time in tenths of WTE, `serving` the needs whose level they meet, `served` what needs have
    from outside the team, of which the members give only the rest. A need weighs its
    priority over its amount; the needs are filled one after another, the weightiest first, moving earlier shares to
    other members where that makes room. No other sharing covers more: what can be filled is a polymatroid, on which
    going by weight is exact (Edmonds, Submodular functions, matroids and certain polyhedra, 1970).
    """
    needs = {need.competency: need for wanted in serving.values() for need in wanted if need.wte}
    shares: Shares = {}
    for need in sorted(needs.values(), key=lambda one: (-one.priority / one.amount, one.competency)):
        missing = need.amount - served_of(served, need.competency)
        while missing > NOTHING:
            moved = _fill(need, missing, times, serving, shares)
            if moved == NOTHING:
                break
            missing -= moved
    return {key: tenths for key, tenths in shares.items() if tenths > NOTHING}


def _fill(
    need: Wanted,
    most: Decimal,
    times: Mapping[str, Decimal],
    serving: Mapping[str, Sequence[Wanted]],
    shares: Shares,
) -> Decimal:
    """Find one way to give `need` more time, along shares that can move, and go it; how much it gave."""
    way = _find_way(need.competency, times, serving, shares)
    if not way:
        return NOTHING
    last = way[-1][0]
    moved = min(most, times[last] - _given(last, shares), *(shares[who, left] for who, _, left in way if left))
    for who, taken, left in way:
        shares[who, taken] = shares.get((who, taken), NOTHING) + moved
        if left:
            shares[who, left] -= moved
    return moved


def _find_way(
    competency: str, times: Mapping[str, Decimal], serving: Mapping[str, Sequence[Wanted]], shares: Shares
) -> list[tuple[str, str, str]]:
    """The shortest chain (who, what they take up, what they leave) that ends at somebody with time to spare."""
    chains: list[tuple[str, list[tuple[str, str, str]]]] = [(competency, [])]
    seen = {competency}
    for wanted, chain in chains:  # it grows while it is walked: breadth first
        able = [who for who in sorted(times) if any(need.competency == wanted for need in serving.get(who, ()))]
        for who in able:
            if _given(who, shares) < times[who]:
                return [*chain, (who, wanted, "")]
        for who, held in sorted(key for key, tenths in shares.items() if tenths > NOTHING):
            if who in able and held not in seen:
                seen.add(held)
                chains.append((held, [*chain, (who, wanted, held)]))
    return []


def _given(who: str, shares: Shares) -> Decimal:
    return sum((tenths for (other, _), tenths in shares.items() if other == who), NOTHING)


def serving_members(
    members: Sequence[Member], ask: Ask, pool: Mapping[str, Candidate], served: Sequence[Served] = ()
) -> tuple[Member, ...]:
    """The members, each with the needs they meet the level of and are counted for, and their time shared out.

    `pool` says by employee number who holds what; whoever is not in it serves nothing.
    """
    serving = {
        one.employee_number: [
            need for need in ask.needs if pool[one.employee_number].holds(need.competency, need.level)
        ]
        for one in members
        if one.employee_number in pool
    }
    shares = share_time({one.employee_number: one.wte * 10 for one in members}, serving, served)
    return tuple(
        replace(
            one,
            serves=tuple(
                need.competency
                for need in serving.get(one.employee_number, ())
                if need.wte is None or (one.employee_number, need.competency) in shares
            ),
            shares=tuple(
                Share(need.competency, shares[one.employee_number, need.competency])
                for need in ask.needs
                if (one.employee_number, need.competency) in shares
            ),
        )
        for one in members
    )
