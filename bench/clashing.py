"""How long the clash finder takes on far more changes than any trust has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from statistics import median

from bench.timing import Row, seconds
from plait.engine.change_windows import ChangeWindow
from plait.engine.clashes import Stay, find_clashes

GOAL_MS = 250
DAY = timedelta(days=1)
BEGINS = date(2026, 1, 1)


def rows(count: int, rounds: int) -> Iterator[Row]:
    """Changes of thirty programmes on sixty wards in two years, each fifth with a team of twelve."""
    chance = Random(1)
    teams = {f"team {n}": tuple(Stay(f"{n}-{k}", BEGINS) for k in range(12)) for n in range(60)}
    windows = [_window(chance, n) for n in range(count)]
    found = find_clashes(windows, teams, {}, on=BEGINS)
    took = median(seconds(lambda: find_clashes(windows, teams, {}, on=BEGINS)) for _ in range(rounds)) * 1000
    name = f"Clashes of {count:,} changes of 30 programmes: {len(found):,} found"
    yield Row(name, f"{took:.0f} ms", goal=f"{GOAL_MS} ms", is_met=took <= GOAL_MS)


def _window(chance: Random, n: int) -> ChangeWindow:
    first = BEGINS + chance.randrange(700) * DAY
    team = f"team {chance.randrange(60)}" if n % 5 == 0 else ""
    ward, outcome = f"Ward {chance.randrange(60)}", f"Measure {chance.randrange(40)}" if n % 4 == 0 else ""
    last = first + chance.randrange(1, 15) * DAY
    return ChangeWindow(f"Programme {n % 30}", f"Change {n}", first, last, ward, team=team, outcome=outcome)
