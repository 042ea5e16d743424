"""How long it takes to find which wishes cannot be had together, and to halve a team that is too large.

`python -m bench.conflicting` runs this part alone. Seconds are of the processor, since they vary least.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from random import Random

from bench.invented_needs import invented_needs
from bench.timing import Row
from plait.engine.assembly.asks import Ask, Policy, asks_of, first_window, servable
from plait.engine.assembly.conflict import conflict_of
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.split import Large, Seated, split
from plait.engine.assembly.wishes import Must, Size, Wish
from plait.engine.viewpoints import Viewpoint

PEOPLE, SERVICES = 1_500, 60
MOST_CONFLICT, MOST_SPLIT = 5.0, 1.0
OTHERS = 6
"""Wishes for other services that stand beside those in conflict and are no part of it."""


def rows(seeds: Sequence[int], teams: int) -> Iterator[Row]:
    """One row of a conflict for each seed, and one of so many teams halved."""
    for seed in seeds:
        trust = invented_needs(PEOPLE, SERVICES, seed)
        asks = asks_of(trust, servable(trust), first_window(trust.on))
        pool = pool_of(trust, asks, Policy())
        wishes = _too_many(Random(seed), asks, pool)
        start = time.process_time()
        found = conflict_of(pool, asks, wishes)
        took = time.process_time() - start
        if found is None or not found.wishes or len(found.wishes) == len(wishes):
            raise SystemExit(f"These wishes should be in conflict, and not all of them: {wishes}")
        yield Row(
            f"Which of {len(wishes)} wishes clash, {SERVICES} teams from {PEOPLE:,} people, seed {seed}",
            f"{took:.1f} CPU s, {len(found.wishes)} wishes",
            goal=f"{MOST_CONFLICT:.0f} CPU s",
            is_met=took <= MOST_CONFLICT,
        )
    yield _halved(teams)


def _too_many(draw: Random, asks: Sequence[Ask], pool: Sequence[Candidate]) -> tuple[Wish, ...]:
    """One more person than a small team may have, each of whom could be in it; and some wishes beside."""
    free = [one for one in pool if one.is_free]
    able = {ask.service: [one for one in free if _could(one, ask)] for ask in asks if not ask.seats}
    wide = [ask for ask in asks if len(able.get(ask.service, ())) > ask.least]
    first, *rest = draw.sample(wide, min(len(wide), OTHERS + 1))
    names = draw.sample([one.employee_number for one in able[first.service]], first.least + 1)
    beside = [Must(one.service, draw.choice(able[one.service]).employee_number) for one in rest]
    return (Size(first.service, None, first.least), *(Must(first.service, name) for name in names), *beside)


def _could(one: Candidate, ask: Ask) -> bool:
    return one.may_join(ask) and any(one.holds(need.competency, need.level) for need in ask.needs)


def _halved(teams: int) -> Row:
    """Teams of ten to fourteen with eight needs, and two hundred people who are free."""
    times = []
    for seed in range(teams):
        draw = Random(seed)
        needs = {f"need {number}": draw.choice((1, 3, 9)) for number in range(8)}
        people = [_seated(draw, f"p{number}", sorted(needs)) for number in range(214)]
        seats = draw.randint(10, 14)
        team = Large(tuple(people[:seats]), needs, (5, 5), (9, 9))
        start = time.process_time()
        split(team, people[seats:])
        times.append(time.process_time() - start)
    late = statistics.quantiles(times, n=20)[-1]
    return Row(
        f"A team of 10 to 14 halved, {teams} teams, 200 people free",
        f"{statistics.median(times):.2f} CPU s, 95th percentile {late:.2f}, {max(times):.2f} at most",
        goal=f"95th percentile {MOST_SPLIT:.0f} CPU s",
        is_met=late <= MOST_SPLIT,
    )


def _seated(draw: Random, who: str, needs: Sequence[str]) -> Seated:
    held = frozenset(name for name in needs if draw.random() < 0.3)
    return Seated(who, draw.choice(list(Viewpoint)), held, may_share=draw.random() < 0.5)


if __name__ == "__main__":
    for row in rows(range(1, 6), 40):
        print(f"{row.name} | {row.ours} | {row.goal} | {row.verdict}", flush=True)
