"""Changing: one change to a kept plan, and as few other changes as can be, found exactly in its neighbourhood.

The team that is changed and those nearest to it may change; all others stay as they are. How far the answer may be
from the best plan of all is told by a bound that follows from that of the kept plan.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf

from plait.engine.assembly.asks import Ask, Policy, Wanted, help_left
from plait.engine.assembly.assembling import TOLERANCE, plan_of_teams, team_of
from plait.engine.assembly.highs import Goal, Impossible, Solution, relax, solve
from plait.engine.assembly.levels import KEPT
from plait.engine.assembly.likely import likely
from plait.engine.assembly.matrix import Model, most_coverage
from plait.engine.assembly.modelling import model_of
from plait.engine.assembly.pairs import meets
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.reached import levels_of
from plait.engine.assembly.why import proposed_in
from plait.engine.assembly.wishes import Apart, Budget, Size, Together, Weight, Wish, pairs_in
from plait.engine.trust import Identity

MOST_ASKS = 6
"""Teams that may change with the one that is changed. With 1,500 people and 60 teams, 60 changes took half a second of
the processor each (19 in 20 of them), and covered 0.01 % less than with eight teams, which took three times as long;
twenty, as in the specification, took one to seven seconds."""
MOST_JOINS = 200
"""Of more who could join than these, the likeliest are looked at."""
GAP, NODES = 1e-4, 1_000
ONE_CHANGE = 0.9
"""A search is near enough when what it may still find is less than one change."""


def change(before: Plan, pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy) -> Plan | None:
    """The plan nearest to `before` that keeps the wishes of the policy: of those that cover most, the fewest changes.

    A change is somebody who joins a team or no longer does. None where that cannot be told by the nearest teams: more
    than a few are changed, or nothing of theirs keeps the wishes, or people or asks have grown since, so that what was
    proved of `before` no longer holds. Then the whole is assembled. Raises NotSolved where HiGHS gives no answer.
    """
    bound = _bound(before, pool, asks)
    touched = _touched(before, pool, asks, policy)
    if bound is None or len(touched) > MOST_ASKS or not _keeps_pairs(before, pool, policy):
        return None
    near = _neighbourhood(before, pool, asks, touched)
    was = {team.ask.service: team for team in before.teams}
    fixed = [team for service, team in was.items() if service not in near]
    few = help_left([ask for ask in asks if ask.service in near], [team.served for team in fixed])
    left = replace(policy, wishes=_wishes_left(fixed, pool, policy), near=frozenset())
    model = model_of(left_by(pool, fixed), few, left)
    try:
        found = _nearest(model, proposed_in(before))
    except Impossible:
        return None
    made = {**was, **{one.ask.service: team_of(one, found.values, pool, asks) for one in model.asks}}
    teams = tuple(replace(made[ask.service], ask=ask) for ask in asks)
    plan = plan_of_teams(teams, bound, pool, replace(policy, near=proposed_in(before)))
    return replace(plan, status=before.status, levels=levels_of(teams, pool, plan.near, _bounds(before)))


def _keeps_pairs(before: Plan, pool: Sequence[Candidate], policy: Policy) -> bool:
    """Does the plan keep together whom it should, and does every pair it had to keep still stand?

    Else the whole is assembled: two may meet in any team, and without a wish more could be covered than was proved.
    """
    who = {one.employee_number: one.identity for one in pool}
    wished = pairs_in(policy.wishes)
    together = [one for one in wished if isinstance(one, Together)]
    has_met = all(any(meets(one, team, who) for team in before.teams) for one in together)
    return has_met and set(pairs_in(before.wishes)) <= set(wished)


def _wishes_left(fixed: Sequence[ProposedTeam], pool: Sequence[Candidate], policy: Policy) -> tuple[Wish, ...]:
    """The wishes without those two who are together in a team that stays as it is."""
    who = {one.employee_number: one.identity for one in pool}
    return tuple(
        one for one in policy.wishes if not (isinstance(one, Together) and any(meets(one, team, who) for team in fixed))
    )


def _bounds(before: Plan) -> Mapping[str, float]:
    """What no plan can pass in each level: no more can be had of one than before, since nobody and nothing grew."""
    if not before.levels:
        return {}
    seats = sum(len(team.ask.seats) for team in before.teams)
    return {one.name: one.bound for one in before.levels} | {KEPT: float(seats + len(proposed_in(before)))}


def _nearest(model: Model, before: Collection[tuple[str, str]]) -> Solution:
    """The most these asks can be covered, then the fewest changes for as much, then the least time for as few."""
    stays = {
        column: (one.ask.service, place.candidate.employee_number) in before
        for one in model.asks
        for column, place in one.newcomers
    }
    goal = Goal(model.coverage, GAP, NODES)
    kept = [column for column, is_kept in stays.items() if is_kept]
    matrix = likely(model, relax(model.matrix, goal), kept) if len(stays) > MOST_JOINS else model.matrix
    first = solve(matrix, goal)
    least = first.value - TOLERANCE * max(1.0, first.value)
    matrix = replace(matrix, rows=[*matrix.rows, (least, inf, model.coverage)])
    changes = Goal(
        [(column, 1.0 if kept else -1.0) for column, kept in stays.items()],
        ONE_CHANGE / (1 + len(stays)),
        NODES,
    )
    second = solve(matrix, changes, known=first.values)
    lower, upper = list(matrix.lower), list(matrix.upper)
    for column in stays:
        lower[column] = upper[column] = float(second.values[column] > 0.5)
    time = Goal([(column, -factor) for column, factor in model.effort], GAP, NODES)
    return solve(replace(matrix, lower=lower, upper=upper), time, known=second.values)


def _touched(before: Plan, pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy) -> set[str]:
    """The services whose team cannot stay as it is: what they ask, or its pay, has changed, or somebody cannot stay."""
    by_number = {one.employee_number: one for one in pool}
    now = {ask.service: ask for ask in asks}
    who = {one.employee_number: one.identity for one in pool}
    times: Counter[str] = Counter()
    places: Counter[Identity] = Counter()
    for team in before.teams:
        for member in team.members:
            found = by_number.get(member.employee_number)
            if member.is_new and found:
                times[found.employee_number] += int(member.wte * 10)
                places[found.identity] += 1
    pinned = {pin.employee_number for ask in asks for pin in ask.pins}
    pinned -= {pin.employee_number for team in before.teams for pin in team.ask.pins}

    def cannot_stay(number: str, ask: Ask) -> bool:
        one = by_number.get(number)
        if one is None or not one.may_join(ask):
            return True
        return times[number] > one.free or places[one.identity] > one.places or number in pinned

    return {
        team.ask.service
        for team in before.teams
        if now[team.ask.service] != team.ask
        or any(m.is_new and cannot_stay(m.employee_number, now[team.ask.service]) for m in team.members)
        or not _is_within(team, policy)
        or any(isinstance(one, Apart) and meets(one, team, who) for one in policy.wishes)
    }


def _is_within(team: ProposedTeam, policy: Policy) -> bool:
    """Does the team cost no more than it may, by the pay of now?"""
    limit, purse = team.ask.limit, policy.purse
    times = {one.employee_number: float(one.wte * 10) for one in team.members}
    return limit is None or purse is None or purse.affords(limit, times)


def _neighbourhood(before: Plan, pool: Sequence[Candidate], asks: Sequence[Ask], touched: set[str]) -> set[str]:
    """The touched services, and those with most people who could move to them or from them."""
    by_number = {one.employee_number: one for one in pool}
    by_service = {ask.service: ask for ask in asks}

    def people(team: ProposedTeam) -> list[Candidate]:
        numbers = [member.employee_number for member in team.members if member.is_new]
        return [by_number[number] for number in numbers if number in by_number]

    changed = [(by_service[team.ask.service], people(team)) for team in before.teams if team.ask.service in touched]

    def nearness(team: ProposedTeam) -> int:
        theirs = sum(_fits(one, ask) for ask, _ in changed for one in people(team))
        return theirs + sum(_fits(one, by_service[team.ask.service]) for _, some in changed for one in some)

    others = [team for team in before.teams if team.ask.service not in touched]
    ranked = sorted(others, key=lambda team: (-nearness(team), team.ask.service))
    return touched | {team.ask.service for team in ranked[: MOST_ASKS - len(touched)]}


def _fits(one: Candidate, ask: Ask) -> bool:
    return one.may_join(ask) and any(one.holds(need.competency, need.level) for need in ask.needs)


def left_by(pool: Sequence[Candidate], fixed: Sequence[ProposedTeam]) -> list[Candidate]:
    """The pool with the time and places that these teams leave them."""
    who = {one.employee_number: one.identity for one in pool}
    times: Counter[str] = Counter()
    places: Counter[Identity] = Counter()
    for team in fixed:
        for member in team.members:
            if member.is_new and member.employee_number in who:
                times[member.employee_number] += int(member.wte * 10)
                places[who[member.employee_number]] += 1
    return [
        replace(one, free=one.free - times[one.employee_number], places=one.places - places[one.identity])
        for one in pool
    ]


def _bound(before: Plan, pool: Sequence[Candidate], asks: Sequence[Ask]) -> float | None:
    """What no plan can pass now, not as a share; None where people or asks may do more than when it was proved.

    A plan of now was possible before, save for its priorities, which add no more than they were raised by.
    """
    was = {team.ask.service: team.ask for team in before.teams}
    then = {one.employee_number: one for one in before.pool}
    if set(was) != {ask.service for ask in asks}:
        return None
    if any(one.is_free and _has_grown(one, then.get(one.employee_number)) for one in pool):
        return None
    raised = [_raised(was[ask.service], ask) for ask in asks]
    known = [one for one in raised if one is not None]
    whole = most_coverage(was.values())
    return before.coverage.bound * whole + sum(known) if len(known) == len(asks) else None


def _has_grown(one: Candidate, then: Candidate | None) -> bool:
    return then is None or (
        one.free > then.free
        or one.places > then.places
        or not one.kept_out >= then.kept_out
        or not one.teams >= then.teams
        or any(level > then.levels.get(name, 0) for name, level in one.levels.items())
    )


def _raised(was: Ask, now: Ask) -> float | None:
    """By how much the same team can be worth more than before; None where another team is possible."""
    same = replace(now, needs=was.needs, pins=was.pins, lead=was.lead, least=was.least, most=was.most, limit=was.limit)
    then = {_without_priority(need): need.priority for need in was.needs}
    if same != was or now.least < was.least or now.most > was.most or not set(was.pins) <= set(now.pins):
        return None
    if was.limit is not None and (now.limit is None or now.limit > was.limit):
        return None
    if not {_without_priority(need) for need in now.needs} <= set(then):
        return None
    more = sum(max(0, need.priority - then[_without_priority(need)]) for need in now.needs)
    # With a need less, the team may cover all of them that did not before.
    top = now.priority if len(now.needs) < len(was.needs) else max(0, now.priority - was.priority)
    return float(more + top)


def _without_priority(need: Wanted) -> Wanted:
    return replace(need, priority=0)


def changes_between(before: Plan, after: Plan) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """By service that differs, who joins and who no longer does, by employee number."""
    was, now = proposed_in(before), proposed_in(after)
    return {
        service: (_of(service, now - was), _of(service, was - now))
        for service in dict.fromkeys(service for service, _ in sorted(was ^ now))
    }


def _of(service: str, some: Collection[tuple[str, str]]) -> frozenset[str]:
    return frozenset(number for name, number in some if name == service)


def add_wishes(wishes: Iterable[Wish], new: Sequence[Wish]) -> tuple[Wish, ...]:
    """The wishes with new ones, each in place of the one that spoke of the same person, need, size or limit."""
    kept = tuple(wishes)
    sized = tuple(_sized(one, kept) if isinstance(one, Size) else one for one in new)
    about = {_subject(one) for one in sized}
    return (*(one for one in kept if _subject(one) not in about), *sized)


def _sized(new: Size, wishes: Iterable[Wish]) -> Size:
    """The new size, with the other end of what was wished for before."""
    ends = {"least": new.least, "most": new.most}
    for one in wishes:
        if isinstance(one, Size) and one.service == new.service:
            ends = {"least": ends["least"] or one.least, "most": ends["most"] or one.most}
    return Size(new.service, ends["least"], ends["most"])


def _subject(wish: Wish) -> tuple[str, ...]:
    if isinstance(wish, Size | Budget):
        return (wish.service, type(wish).__name__)
    if isinstance(wish, Together | Apart):
        return ("", "pair", *sorted((wish.person, wish.other)))
    return (wish.service, "need", wish.competency) if isinstance(wish, Weight) else (wish.service, "in", wish.person)
