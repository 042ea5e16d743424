"""The second baseline: the greedy plan, mended by building single teams anew while that covers more."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from bench.greedy import Left, build_team, greedy
from plait.engine.assembly.asks import Ask
from plait.engine.assembly.plan import Level, Plan
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.scorer import effort_of, score


def with_swaps(pool: Sequence[Candidate], asks: Sequence[Ask], seconds: float) -> Plan:
    """The greedy plan, in which pairs of teams give their people back and choose again, the other one first."""
    end, plan = time.process_time() + seconds, greedy(pool, asks)
    by_number = {one.employee_number: one for one in pool}
    before = -1.0
    while score(plan) > before + 1e-9:
        before = score(plan)
        for pair in permutations(range(len(asks)), 2):
            if time.process_time() > end:
                return plan
            plan = max(plan, _again(plan, pair, pool, by_number), key=score)
    return plan


def _again(plan: Plan, pair: tuple[int, int], pool: Sequence[Candidate], people: dict[str, Candidate]) -> Plan:
    left = Left({one.employee_number: one.free for one in pool}, {one.identity: one.places for one in pool})
    for index, team in enumerate(plan.teams):
        for member in team.members:
            if member.is_new and index not in pair:
                left.take((people[member.employee_number], int(member.wte * 10)))
    teams = list(plan.teams)
    for index in pair:
        teams[index] = build_team(teams[index].ask, pool, left)
    other = replace(plan, teams=tuple(teams))
    return replace(other, coverage=Level("coverage", score(other), 1.0), effort=Level("effort", effort_of(other), 0))
