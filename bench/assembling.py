"""Teams assembled for invented trusts: how much they cover, how near the bound, and beside a greedy choice.

`python -m bench.assembling` runs this part alone. Seconds are of the processor, since they vary least.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from bench.greedy import greedy
from bench.invented_needs import invented_needs
from bench.timing import Row
from plait.engine.assembly.asks import Policy, asks_of, first_window, servable
from plait.engine.assembly.assembling import WEIGHING, assemble
from plait.engine.assembly.levels_scorer import check_levels
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check

SMALL, TRUST = (150, 10), (1_500, 60)
MOST_GAP = 0.01
MOST_SECONDS, ALL_SECONDS = 10, 30


def rows(sizes: Sequence[tuple[int, int]], seeds: Sequence[int]) -> Iterator[Row]:
    """One row for each size and seed."""
    for people, services in sizes:
        for seed in seeds:
            yield _row(people, services, seed)


def _row(people: int, services: int, seed: int) -> Row:
    trust = invented_needs(people, services, seed)
    policy = Policy()
    start = time.process_time()
    asks = asks_of(trust, servable(trust), first_window(trust.on))
    pool = pool_of(trust, asks, policy)
    proved: list[float] = []

    def heed(stage: str, best: float | None, bound: float | None) -> bool:
        del best, bound
        if stage == WEIGHING and not proved:
            proved.append(time.process_time() - start)
        return True

    plan = assemble(pool, asks, policy, progress=heed)
    took = time.process_time() - start
    start = time.process_time()
    plain = greedy(pool, asks)
    took_plain = time.process_time() - start
    for one in (plan, plain):
        if faults := (*check(one, trust), *check_levels(one, trust)):
            raise SystemExit(f"A plan that breaks rules is not measured: {faults}")
    gap = (plan.coverage.bound - plan.coverage.value) / plan.coverage.value
    return Row(
        f"{services:,} teams assembled from {people:,} people, seed {seed}, beside a greedy choice",
        f"{_worth(plan)}, bound {plan.coverage.bound:.4f}, gap {gap:.2%}, {proved[0]:.1f} CPU s; "
        f"all levels, gap {plan.gap:.2%}, {took:.1f} CPU s",
        f"{_worth(plain)}, {took_plain:.1f} CPU s",
        f"{plan.coverage.value / plain.coverage.value - 1:+.1%} covered",
        f"gap {MOST_GAP:.0%} in {MOST_SECONDS} CPU s, of all levels in {ALL_SECONDS}",
        gap <= MOST_GAP and proved[0] <= MOST_SECONDS and (plan.gap or 0) <= MOST_GAP and took <= ALL_SECONDS,
    )


def _worth(plan: Plan) -> str:
    whole = sum(1 for team in plan.teams if team.is_whole)
    return f"{plan.coverage.value:.4f} of all covered, {whole} teams in full"


if __name__ == "__main__":
    for row in rows((SMALL, TRUST), range(1, 6)):
        print(f"{row.name} | {row.ours} | {row.other} | {row.ratio} | {row.goal} | {row.verdict}", flush=True)
