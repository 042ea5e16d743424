"""The slow, obvious second version: every choice of members and times, one after another.

It reads the trust and the asks, and shares nothing with the pool, the matrix or the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from itertools import chain, combinations, pairwise, product

from plait.engine.assembly.asks import Ask, Wanted
from plait.engine.people import Person
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

Times = tuple[int, ...]
"""Tenths of WTE of each employment in one ask, in the order of the trust's people."""


Choice = tuple[Times, ...]
Allowed = Callable[[list[Ask], Choice], bool]


def effort_of_choice(choice: Choice) -> int:
    """Ten for each person who joins, and one for each tenth of WTE."""
    return sum(10 + tenths for times in choice for tenths in times if tenths)


def best_by_trying_all(
    trust: Trust,
    asks: Sequence[Ask],
    allowed: Allowed | None = None,
    costs: Callable[[Choice], int] = effort_of_choice,
) -> tuple[float, int] | None:
    """The most that can be covered, as a share of all, and the least that costs: effort, if nothing else.

    None where nothing is `allowed`.
    """
    most = sum(sum(need.priority for need in ask.needs) + _top(ask) for ask in asks)
    tables = [_worths(trust, ask) for ask in asks]
    found = []
    for choice in product(*tables):
        if _is_within(trust, asks, choice) and (allowed is None or allowed(list(asks), choice)):
            worth = sum(table[times] for table, times in zip(tables, choice, strict=True))
            found.append((round(worth, 9), -costs(choice)))
    if not found:
        return None
    worth, less = max(found)
    return (worth / most if most else 0.0), -less


def _top(ask: Ask) -> int:
    return max((need.priority for need in ask.needs), default=0)


def _worths(trust: Trust, ask: Ask) -> dict[Times, float]:
    """What each allowed choice for one ask covers."""
    choices = [_choices(trust, ask, one) for one in trust.people]
    return {times: _worth(trust, ask, times) for times in product(*choices) if _makes_a_team(trust, ask, times)}


def _choices(trust: Trust, ask: Ask, one: Person) -> tuple[int, ...]:
    is_there = one.ends is None or one.ends >= ask.window.ends
    if not is_there or not _able(trust, ask, one.employee_number) or ask.team in _teams(trust, one, ask):
        return (0,)
    return (0, *range(2, _free(trust, one) + 1))


def _who(one: Person) -> str:
    return one.identity or one.employee_number


def _teams(trust: Trust, one: Person, ask: Ask) -> set[str]:
    """Those this person is in at some time of the window, by any of their employments."""
    numbers = {other.employee_number for other in trust.people if _who(other) == _who(one)}
    return {m.team for m in trust.memberships if m.employee_number in numbers and _touches(m.starts, m.ends, ask)}


def _touches(starts: date, ends: date | None, ask: Ask) -> bool:
    return starts < ask.window.ends and (ends is None or ends > ask.window.starts)


def _free(trust: Trust, one: Person) -> int:
    months = [date(2026, 12, 1), *(date(2027, month, 1) for month in range(1, 7))]
    least = one.wte
    for first, after in pairwise(months):
        taken = sum(
            m.wte
            for m in trust.memberships
            if m.employee_number == one.employee_number and m.starts < after and (m.ends is None or m.ends > first)
        )
        least = min(least, one.wte - taken)
    return int((least * 10).to_integral_value(ROUND_FLOOR))


def _able(trust: Trust, ask: Ask, number: str) -> list[Wanted]:
    held = {one.competency: one.level for one in trust.holdings if one.employee_number == number}
    return [need for need in ask.needs if held.get(need.competency, 0) >= need.level]


def _makes_a_team(trust: Trust, ask: Ask, times: Times) -> bool:
    joining = [one for one, tenths in zip(trust.people, times, strict=True) if tenths]
    if not joining:
        return True
    there = {seat.viewpoint for seat in ask.seats} | {one.viewpoint for one in joining}
    size = len(joining) + len(ask.seats)
    return (
        len({_who(one) for one in joining}) == len(joining) and there == {*Viewpoint} and ask.least <= size <= ask.most
    )


def _is_within(trust: Trust, asks: Sequence[Ask], choice: Sequence[Times]) -> bool:
    joins: dict[str, int] = {}
    for one, given in zip(trust.people, zip(*choice, strict=True), strict=True):
        if sum(given) > max(0, _free(trust, one)):
            return False
        joins[_who(one)] = joins.get(_who(one), 0) + sum(1 for tenths in given if tenths)
    return all(not joins[_who(one)] or joins[_who(one)] + len(_teams(trust, one, asks[0])) <= 2 for one in trust.people)


def _worth(trust: Trust, ask: Ask, times: Times) -> float:
    given = {seat.employee_number: seat.wte * 10 for seat in ask.seats}
    given |= {one.employee_number: Decimal(t) for one, t in zip(trust.people, times, strict=True) if t}
    able = {number: _able(trust, ask, number) for number in given}
    shares = [
        min(1.0, sum(1 for number in given if need in able[number]) / need.people) * need.priority
        for need in ask.needs
        if need.people
    ]
    by_time = [need for need in ask.needs if need.wte]
    worth = sum(shares) + time_worth(by_time, given, able)
    return worth + (_top(ask) if worth > sum(need.priority for need in ask.needs) - 1e-9 else 0)


def time_worth(needs: Sequence[Wanted], given: Mapping[str, Decimal], able: Mapping[str, Sequence[Wanted]]) -> float:
    """The most that shared hours are worth: what more each need, the weightiest first, lets be given in all."""

    @cache
    def most(wanted: tuple[Wanted, ...]) -> Decimal:
        """What can be given to these needs together: the least of all cuts between people and needs."""
        return min(
            sum((need.amount for need in full), Decimal(0))
            + sum((tenths for who, tenths in given.items() if ({*wanted} - {*full}) & {*able[who]}), Decimal(0))
            for full in _subsets(wanted)
        )

    worth = 0.0
    heaviest = sorted(needs, key=lambda need: -need.priority / need.amount)
    for index, need in enumerate(heaviest):
        more = most(tuple(heaviest[: index + 1])) - most(tuple(heaviest[:index]))
        worth += need.priority * float(more / need.amount)
    return worth


def _subsets(some: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
    return chain.from_iterable(combinations(some, size) for size in range(len(some) + 1))
