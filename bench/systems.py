"""An invented system of several sites, whose open people may serve the teams that are asked for by all of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bench.invented_needs import invented_needs
from plait.engine.assembly.asks import Ask, Policy, asks_of, first_window, servable
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.trust import Trust

TOGETHER = "All sites"
SHARE_OPEN, SHARE_TOGETHER = 0.14, 0.08


def invented_system(
    people: int, services: int, sites: int, seed: int
) -> tuple[Trust, tuple[Candidate, ...], tuple[Ask, ...]]:
    """Everybody and everything asked for, each with its site; shares are those of the specification."""
    trust, draw = invented_needs(people, services, seed), Random(seed)
    asks = asks_of(trust, servable(trust), first_window(trust.on))
    pool = pool_of(trust, asks, Policy())
    homes = [f"Site {number}" for number in range(sites)]
    asks = tuple(
        replace(ask, home=TOGETHER if draw.random() < SHARE_TOGETHER else homes[number % sites])
        for number, ask in enumerate(asks)
    )
    opened = frozenset((TOGETHER,))
    pool = tuple(
        replace(
            one,
            home=homes[int(one.employee_number) % sites],
            open_to=opened if draw.random() < SHARE_OPEN else frozenset(),
        )
        for one in pool
    )
    return trust, pool, asks
