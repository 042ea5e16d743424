"""The slow, obvious second version of the levels: each choice of a tiny trust, and what it comes to in every level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from plait.engine.assembly.asks import Ask
from plait.engine.assembly.levels import EFFORT_POINTS, Weights
from plait.engine.assembly.plan import Plan
from plait.engine.trust import Trust
from tests.engine.assembly import brute_force as brute

Values = tuple[float, ...]
"""Coverage in points, places kept, departments, second holders, less what it costs in thousands, less effort."""
Near = frozenset[tuple[str, str]]
Prices = Mapping[str, int]


def every_choice(trust: Trust, asks: Sequence[Ask], near: Near, prices: Prices) -> Iterator[Values]:
    """The levels of each choice within the rules."""
    tables = [brute._worths(trust, ask) for ask in asks]
    for choice in product(*tables):
        if brute._is_within(trust, asks, choice):
            covered = sum(table[times] for table, times in zip(tables, choice, strict=True))
            joined = [
                {one.employee_number: tenths for one, tenths in zip(trust.people, times, strict=True) if tenths}
                for times in choice
            ]
            yield (covered, *levels_of(trust, asks, joined, near, prices))


def levels_of_plan(trust: Trust, plan: Plan, near: Near, prices: Prices) -> Values:
    """The levels of a plan, what it covers as it says it is."""
    asks = [team.ask for team in plan.teams]
    whole = sum(sum(need.priority for need in ask.needs) + brute._top(ask) for ask in asks)
    joined = [{one.employee_number: int(one.wte * 10) for one in team.members if one.is_new} for team in plan.teams]
    return (plan.coverage.value * whole, *levels_of(trust, asks, joined, near, prices))


def levels_of(
    trust: Trust, asks: Sequence[Ask], joined: Sequence[Mapping[str, int]], near: Near, prices: Prices
) -> Values:
    """All levels but coverage of these newcomers, by the tenths of WTE they give."""
    departments = {one.employee_number: one.department for one in trust.people}
    mean = sum(prices.values()) / len(prices) if prices else 0.0
    kept = places = seconds = 0
    cost = effort = 0.0
    for ask, new in zip(asks, joined, strict=True):
        there = [*(seat.employee_number for seat in ask.seats), *new]
        kept += len(ask.seats) + sum((ask.service, number) in near for number in new)
        places += len({departments[number] for number in there})
        seconds += sum(_has_two(trust, ask, there, need.competency, need.level) for need in ask.needs)
        cost += sum(prices.get(number, mean) * tenths for number, tenths in new.items()) / 100_000
        effort += sum(10 + tenths for tenths in new.values())
    return (kept, places, seconds, -cost, -effort)


def _has_two(trust: Trust, ask: Ask, there: Sequence[str], competency: str, level: int) -> bool:
    employed = {
        one.employee_number: one.identity or one.employee_number
        for one in trust.people
        if one.ends is None or one.ends >= ask.window.ends
    }
    able = {
        one.employee_number
        for one in trust.holdings
        if one.competency == competency and one.level >= level and one.employee_number in employed
    }
    return len({employed[number] for number in able}) <= 5 and len(able & {*there}) > 1


def worth(values: Values, weights: Weights) -> float:
    """All levels together at the rates of the weights."""
    rates = (1.0, weights.kept, weights.departments, weights.seconds, weights.thousands, EFFORT_POINTS)
    return sum(rate * value for rate, value in zip(rates, values, strict=True))
