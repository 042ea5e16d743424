"""Two invented trusts that lend each other people: one search in parts, beside each trust alone.

`python -m bench.lending` runs this part alone. Seconds are of the processor.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from bench.invented_needs import invented_needs
from bench.timing import Row
from plait.engine.assembly.asks import Policy, Window, first_window, servable
from plait.engine.assembly.assembling import assemble, plan_of_teams, worth_of
from plait.engine.assembly.decompose import alone, fitted, price, propose
from plait.engine.assembly.matrix import most_coverage
from plait.engine.assembly.plan import ProposedTeam
from plait.engine.assembly.planning import checked
from plait.engine.assembly.together import Part, as_lent, part_of, plain_prices, prices_in, weighed
from plait.engine.competencies import Competency
from plait.engine.lending import LENDING
from plait.engine.lent_files import with_lent
from plait.engine.sheets import Entry
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

SIZES = ((150, 10), (750, 30))
SHARE_LENT = 0.1


def rows(sizes: Sequence[tuple[int, int]], seeds: Sequence[int]) -> Iterator[Row]:
    """One row for each size and seed."""
    for people, services in sizes:
        for seed in seeds:
            yield _row(people, services, seed)


def lending_trusts(people: int, services: int, seed: int) -> tuple[Part, Part]:
    """Two trusts of this size, of whom each lends one person in ten to the other, with what is borrowed."""
    codes = ("RXX", "RYY")
    trusts = [_trust(people, services, seed + 100 * number, code) for number, code in enumerate(codes)]
    window, draw = first_window(trusts[0].on), Random(seed)
    lines = [_lines(trust, other, window, draw) for trust, other in zip(trusts, reversed(codes), strict=True)]
    made = []
    for number, trust in enumerate(trusts):
        lender = trusts[1 - number]
        borrows = with_lent(replace(trust, on=window.starts), lender, lines[1 - number])
        lent = {
            str(entry.values["employee_number"]): f"{trust.code}/{place}"
            for place, entry in enumerate(lines[number], start=1)
        }
        made.append(part_of(borrows, servable(trust), window, lent))
    return made[0], made[1]


def _trust(people: int, services: int, seed: int, code: str) -> Trust:
    trust = invented_needs(people, services, seed)
    known = sorted({one.competency for one in trust.holdings} | {one.competency for one in trust.needs})
    framework = tuple(Competency(name, "Invented", Viewpoint.DIGITAL, "", ("",) * 4, "") for name in known)
    return replace(trust, code=code, name=code, competencies=framework)


def _lines(trust: Trust, borrower: str, window: Window, draw: Random) -> list[Entry]:
    lent = [one for one in trust.people if draw.random() < SHARE_LENT]
    days = {"starts": window.starts - timedelta(days=1), "ends": window.ends + timedelta(days=1)}
    return [
        Entry(LENDING.name, {"employee_number": one.employee_number, "borrower": borrower, **days}, "", None, ())
        for one in lent
    ]


def shared(parts: Sequence[Part], policy: Policy) -> tuple[list[tuple[ProposedTeam, ...]], float]:
    """The teams of each trust as the parts of a shared search find them, and the most all could cover."""
    blocks = [part.block for part in parts]
    told = [plain_prices(price(block, part.shared), block) for block, part in zip(blocks, parts, strict=True)]
    priced = [(block, prices_in(block, told)) for block in blocks]
    found = {block.home: propose(block, prices, policy) for block, prices in priced}
    bound = sum(
        found[block.home].bound + prices.of_all([one for one in block.pool if one.home == block.home])
        for block, prices in priced
    )
    separate = {block.home: alone(block, policy) for block in blocks}
    made = fitted(priced, {home: one.teams for home, one in found.items()}, policy, separate=separate)
    return [weighed(part, made, policy) for part in parts], bound


def _row(people: int, services: int, seed: int) -> Row:
    parts, policy = lending_trusts(people, services, seed), Policy()
    start = time.process_time()
    teams, bound = shared(parts, policy)
    took = time.process_time() - start
    for part, some, trust in zip(parts, teams, as_lent(parts, teams), strict=True):
        checked(plan_of_teams(some, bound, part.pool, policy), trust)
    start = time.process_time()
    apart = [assemble([one for one in part.pool if not one.home], part.asks, policy).teams for part in parts]
    took_alone = time.process_time() - start
    whole = sum(most_coverage(part.asks) for part in parts)
    ours, other = (sum(worth_of(team) for some in found for team in some) for found in (teams, apart))
    gap = (min(bound, whole) - ours) / ours
    lent = sum(len(part.shared) for part in parts)
    return Row(
        f"2 trusts of {people:,} people and {services} services that lend each other {lent} people, seed {seed}: one "
        "search in parts, beside each alone",
        f"{ours / whole:.4f} of all covered, gap {gap:.2%}, {took:.1f} CPU s",
        f"{other / whole:.4f} of all covered, {took_alone:.1f} CPU s",
        f"{ours / other - 1:+.1%} covered",
        "covers no less than alone",
        ours >= other,
    )


if __name__ == "__main__":
    for row in rows(SIZES, range(1, 4)):
        print(f"{row.name} | {row.ours} | {row.other} | {row.ratio} | {row.goal} | {row.verdict}", flush=True)
