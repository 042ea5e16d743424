"""What one change to a kept plan takes: random changes of each kind at trust size, each checked by the scorer.

`python -m bench.changing` runs this part alone. Seconds are of the processor, since they vary least.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from random import Random

from bench.invented_needs import invented_needs
from bench.timing import Row
from plait.engine.assembly.asks import Policy, asks_of, first_window, servable
from plait.engine.assembly.changing import change, changes_between
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.wishes import Must, Size, Weight, Wish, Without
from plait.engine.assembly.wishing import wished_asks
from plait.engine.trust import Trust

PEOPLE, SERVICES, CHANGES = 1_500, 60, 40
MOST_SECONDS = 1.0
KINDS = ("decline", "exclude", "pin", "swap", "priority", "size")


def rows(seeds: Sequence[int]) -> Iterator[Row]:
    """One row for each seed."""
    for seed in seeds:
        trust = invented_needs(PEOPLE, SERVICES, seed)
        before = plan_teams(trust, servable(trust), first_window(trust.on), Policy(gap=0.01))
        yield _row(trust, before, seed)


def _row(trust: Trust, before: Plan, seed: int) -> Row:
    draw, pool = Random(seed), list(before.pool)
    took, changed, gaps = [], [], []
    for number in range(CHANGES):
        wishes = _wish(draw, before, pool, KINDS[number % len(KINDS)])
        start = time.process_time()
        asks = asks_of(trust, servable(trust), first_window(trust.on))
        policy = Policy(wishes)
        plan = change(before, pool_of(trust, asks, policy), wished_asks(asks, wishes), policy)
        if plan is None or check(plan, trust):
            raise SystemExit(f"No plan that keeps every rule was found near the first: {wishes}")
        took.append(time.process_time() - start)
        changed.append(sum(len(some) for both in changes_between(before, plan).values() for some in both))
        gaps.append(plan.coverage.bound / plan.coverage.value - 1)
    late = statistics.quantiles(took, n=20)[-1]
    return Row(
        f"One change to a plan of {SERVICES} teams from {PEOPLE:,} people, seed {seed}, {CHANGES} changes",
        f"{statistics.median(took):.2f} CPU s, 95th percentile {late:.2f}, {max(took):.2f} at most; "
        f"{statistics.mean(changed):.1f} people join or leave; gap {statistics.mean(gaps):.2%}",
        goal=f"95th percentile {MOST_SECONDS:.0f} CPU s",
        is_met=late <= MOST_SECONDS,
    )


def _wish(draw: Random, plan: Plan, pool: Sequence[Candidate], kind: str) -> tuple[Wish, ...]:
    team = draw.choice([one for one in plan.teams if any(member.is_new for member in one.members)])
    service, member = team.ask.service, draw.choice([one for one in team.members if one.is_new])
    if kind == "priority":
        need = draw.choice(team.ask.needs)
        return (Weight(service, need.competency, draw.choice([one for one in (9, 3, 1) if one != need.priority])),)
    if kind == "size":
        return (Size(service, team.ask.least, max(team.ask.least, len(team.ask.seats) + 1, len(team.members) - 1)),)
    if kind == "decline":
        return (Without(member.employee_number),)
    other = _other(draw, team, pool)
    out = (Without(member.employee_number, service),)
    if kind == "exclude" or other is None:
        return out
    return (Must(service, other),) if kind == "pin" else (*out, Must(service, other))


def _other(draw: Random, team: ProposedTeam, pool: Sequence[Candidate]) -> str | None:
    """Somebody free who could serve the team and is not in it."""
    there, needs = {one.employee_number for one in team.members}, team.ask.needs
    able = [one for one in pool if one.may_join(team.ask) and any(one.holds(n.competency, n.level) for n in needs)]
    numbers = [one.employee_number for one in able if one.employee_number not in there]
    return draw.choice(numbers) if numbers else None


if __name__ == "__main__":
    for row in rows(range(6, 11)):
        print(f"{row.name} | {row.ours} | {row.goal} | {row.verdict}", flush=True)
