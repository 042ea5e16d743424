"""Checks by itself what a plan has from communities and enabling teams: offered, at the level, and promised once.

Like the scorer it shares no code with the model.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.assembly.asks import Window
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.plan import Plan
from plait.engine.offers import Offer, giver_words
from plait.engine.trust import Trust

Given = tuple[str, str, str]
"""Community, team and competency."""


@dataclass(frozen=True, slots=True)
class Needing:
    """A service, the level of each of its needs by WTE, and the window they are for."""

    service: str
    levels: Mapping[str, int]
    window: Window


def faults_of_served(plan: Plan, trust: Trust) -> Iterator[str]:
    """Every need that is served by whom it cannot be, in words; and whoever gives more than they offer."""
    for team in plan.teams:
        levels = {need.competency: need.level for need in team.ask.needs if need.people is None}
        yield from _faults_of_each(team.served, Needing(team.ask.service, levels, team.ask.window), trust)
    if plan.teams:
        yield from _faults_of_all([one for team in plan.teams for one in team.served], plan.teams[0].ask.window, trust)


def faults_of_help(served: Sequence[Served], needing: Needing, trust: Trust) -> Iterator[str]:
    """Every fault of what serves one service, where nothing else is asked for."""
    yield from _faults_of_each(served, needing, trust)
    yield from _faults_of_all(served, needing.window, trust)


def _faults_of_all(served: Iterable[Served], window: Window, trust: Trust) -> Iterator[str]:
    asked: Counter[Given] = Counter()
    for one in served:
        if one.is_new:
            asked[_given(one)] += one.tenths
    for key, tenths in asked.items():
        if _left(_rows(trust, key), window.starts, window.ends) < Decimal(tenths) / 10:
            yield f"{_words(key)} is asked for more than it offers"


def _faults_of_each(served: Sequence[Served], needing: Needing, trust: Trust) -> Iterator[str]:
    times = Counter(_given(one) for one in served)
    yield from (f"{needing.service}: {_words(key)} serves it twice" for key, many in times.items() if many > 1)
    for one in served:
        yield from _faults_of_one(one, needing, trust)


def _faults_of_one(one: Served, needing: Needing, trust: Trust) -> Iterator[str]:
    key, levels, window = _given(one), needing.levels, needing.window
    here = [row for row in _rows(trust, key) if row.service == needing.service]
    said = f"{needing.service}: {_words(key)}"
    if one.competency not in levels or one.tenths <= 0:
        yield f"{said} serves no need of it"
        return
    if one.is_new and any(row.ends is None or row.ends > window.starts for row in here):
        yield f"{said} serves it already"
    able = [row for row in _rows(trust, key) if row.level >= levels[one.competency]]
    wanted = [row for row in able if row.service == ("" if one.is_new else needing.service)]
    if _least(wanted, window.starts, window.ends) < Decimal(one.tenths) / 10:
        yield f"{said} does not give so much at the level it needs"


def _given(one: Served) -> Given:
    return one.community, one.team, one.competency


def _words(key: Given) -> str:
    community, team, competency = key
    return f"{giver_words(community, team)}, for {competency},"


def _rows(trust: Trust, key: Given) -> list[Offer]:
    return [one for one in trust.offers if (one.community, one.team, one.competency) == key]


def _firsts(starts: date, ends: date) -> Iterator[tuple[date, date]]:
    day = starts
    while day < ends:
        after = date(day.year + (day.month == 12), day.month % 12 + 1, 1)
        yield day, after
        day = after


def _least(rows: list[Offer], starts: date, ends: date) -> Decimal:
    """The least that these rows give in a month, of those that last all through it."""
    return min(
        sum((row.wte for row in rows if row.starts <= first and (not row.ends or after <= row.ends)), Decimal(0))
        for first, after in _firsts(starts, ends)
    )


def _left(rows: list[Offer], starts: date, ends: date) -> Decimal:
    """The least that is left in a month of what is offered."""
    left = []
    for first, after in _firsts(starts, ends):
        there = [row for row in rows if row.starts < after and (not row.ends or row.ends > first)]
        taken = {row.service: max(r.wte for r in there if r.service == row.service) for row in there if row.service}
        offered = _least([row for row in rows if not row.service], first, after)
        left.append(offered - sum(taken.values(), Decimal(0)))
    return min(left)
