"""The slow, obvious second version of a pick by role: it reads the trust, and shares nothing with the pool or pick."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from math import ceil

from plait.engine.assembly.asks import Ask, Wanted
from plait.engine.assembly.plan import Plan
from plait.engine.people import Person
from plait.engine.trust import Trust

VIEWS = ("digital", "clinical", "operational")
BANDS = ("9", "8d", "8c", "8b", "8a", "7", "6", "5", "4", "3", "2", "1")
Given = dict[str, dict[str, Decimal]]
"""By team, the tenths of WTE of whoever joins it, by employee number."""


def slow_pick(trust: Trust, plan: Plan) -> list[tuple[str, str, str]]:
    """Team, employee number and WTE of everybody who joins, in the order of the plan's teams and of joining."""
    given: Given = {}
    asks = [team.ask for team in plan.teams]
    for priority in sorted({ask.priority for ask in asks}, reverse=True):
        for ask in asks:
            if ask.priority == priority:
                given[ask.team] = _pick(trust, ask, given)
    return [(ask.team, number, f"{tenths / 10:f}") for ask in asks for number, tenths in given[ask.team].items()]


def _pick(trust: Trust, ask: Ask, given: Given) -> dict[str, Decimal]:
    people = sorted((one for one in trust.people if _is_there(one, ask)), key=_rank)
    team = _Slow(trust, ask, given, people)
    for need in ask.needs:
        team.cover(need)
    if not team.joined:
        return {}
    ordered = sorted(people, key=lambda one: _fit(trust, ask, one, people))
    while len(team.used) < ask.least or len(team.views()) < 3:
        lacking = [view for view in VIEWS if view not in team.views()]
        if not team.join(one for one in ordered if not lacking or one.viewpoint.value == lacking[0]):
            return {}
    return team.joined


class _Slow:
    """A team: what each who joins gives, and what of everybody's time needs have used."""

    def __init__(self, trust: Trust, ask: Ask, given: Given, people: list[Person]) -> None:
        self.trust, self.ask, self.given, self.people = trust, ask, given, people
        self.everybody = {one.employee_number: one for one in trust.people}
        self.seated = {seat.employee_number: seat.wte * 10 for seat in ask.seats}
        self.joined: dict[str, Decimal] = {}
        self.used = dict.fromkeys(self.seated, Decimal(0))

    def views(self) -> set[str]:
        return {s.viewpoint.value for s in self.ask.seats} | {self.everybody[n].viewpoint.value for n in self.joined}

    def can(self, one: Person) -> bool:
        size = len(self.used) + 1 + len(set(VIEWS) - self.views() - {one.viewpoint.value})
        who = {_who(self.everybody[n]) for n in self.joined}
        return size <= self.ask.most and _who(one) not in who and _may(self.trust, one, self.ask, self.given)

    def join(self, some: Iterable[Person]) -> str:
        number = next((one.employee_number for one in some if self.can(one)), "")
        if number:
            self.joined[number], self.used[number] = Decimal(2), Decimal(0)
        return number

    def use(self, number: str, wanted: Decimal) -> Decimal:
        """What is unused first, then more time in whole tenths."""
        has = self.seated.get(number) or self.joined[number]
        if number in self.joined:
            more = max(0, ceil(wanted - (has - self.used[number])))
            most = _left(self.trust, self.everybody[number], self.ask, self.given)
            has = self.joined[number] = max(has, min(has + more, most))
        part = min(wanted, has - self.used[number])
        self.used[number] += part
        return part

    def cover(self, need: Wanted) -> None:
        role = _role_for(self.trust, need, self.people)
        of_role = [one for one in self.people if role and _title(one) == role]
        missing, numbers = need.amount, {one.employee_number for one in of_role}
        for number in [number for number in self.used if number in numbers]:
            missing -= 1 if need.people else self.use(number, missing)
        while missing > 0 and (number := self.join(of_role)):
            missing -= 1 if need.people else self.use(number, missing)


def _is_there(one: Person, ask: Ask) -> bool:
    return one.starts <= ask.window.starts and (one.ends is None or one.ends >= ask.window.ends)


def _rank(one: Person) -> tuple[int, int, date, str]:
    band = BANDS.index(one.band) if one.band in BANDS else len(BANDS)
    return band, -(one.point or 0), one.starts, one.employee_number


def _title(one: Person) -> str:
    return one.job_title or one.staff_group


def _who(one: Person) -> str:
    return one.identity or one.employee_number


def _holds(trust: Trust, number: str, need: Wanted) -> bool:
    return any(
        h.employee_number == number and h.competency == need.competency and h.level >= need.level
        for h in trust.holdings
    )


def _role_for(trust: Trust, need: Wanted, people: list[Person]) -> str:
    able = [_title(one) for one in people if _holds(trust, one.employee_number, need)]
    titles = [_title(one) for one in people]
    return min(set(able), key=lambda title: (-able.count(title), titles.count(title), title), default="")


def _fit(trust: Trust, ask: Ask, one: Person, people: list[Person]) -> tuple[int, int, str, tuple[int, int, date, str]]:
    title = _title(one)
    of_it = [other for other in people if _title(other) == title]
    able = sum(1 for other in of_it for need in ask.needs if _holds(trust, other.employee_number, need))
    return -able, -len(of_it), title, _rank(one)


def _left(trust: Trust, one: Person, ask: Ask, given: Given) -> Decimal:
    """Whole tenths of WTE that are left in the busiest month."""
    free = one.wte
    for first, after in _months(ask):
        taken = sum(
            m.wte
            for m in trust.memberships
            if m.employee_number == one.employee_number and m.starts < after and (m.ends is None or m.ends > first)
        )
        free = min(free, one.wte - taken)
    whole = (free * 10).to_integral_value(ROUND_FLOOR)
    return whole - sum((team.get(one.employee_number, Decimal(0)) for team in given.values()), Decimal(0))


def _months(ask: Ask) -> list[tuple[date, date]]:
    firsts = [ask.window.starts]
    while firsts[-1] < ask.window.ends:
        day = firsts[-1]
        firsts.append(date(day.year + day.month // 12, day.month % 12 + 1, 1))
    return list(pairwise(firsts))


def _may(trust: Trust, one: Person, ask: Ask, given: Given) -> bool:
    theirs = {other.employee_number for other in trust.people if _who(other) == _who(one)}
    teams = {
        m.team
        for m in trust.memberships
        if m.employee_number in theirs and m.starts < ask.window.ends and (m.ends is None or m.ends > ask.window.starts)
    }
    joins = [name for name, members in given.items() if theirs & set(members)]
    is_free = _left(trust, one, ask, given) >= 2
    return is_free and ask.team not in teams and len(teams) + len(joins) < 2
