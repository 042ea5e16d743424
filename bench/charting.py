"""Charts of many measures: the kernel beside other ways to the same charts, one chart as a picture, the page of 400."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from statistics import median

import numpy as np

from bench.database import filled_trust, gather_statistics
from bench.spc_others import FLAGS, WAYS, Way, by_plait
from bench.timing import Row, seconds
from plait.engine.spc.charting import Series, Target, chart
from plait.engine.spc.reading import Direction
from plait.engine.spc.xmr import Floats, xmr
from plait.pack.xmr_chart import Sheet, draw_chart

POINTS, SEED = 60, 2026
LEAST_A_SECOND, MOST_SVG_MS, MOST_PAGE_MS = 140_000, 1.0, 300
DRAWN, EACH = 200, 7


def rows(series: int, rounds: int) -> Iterator[Row]:
    """The kernel alone, beside each other way there is, and one chart drawn."""
    values = _values(series)
    rate = series / median(_cpu(lambda: by_plait(values)) for _ in range(rounds))
    yield Row(
        f"XmR charts of {series:,} series of {POINTS} points", f"{rate:,.0f} series a CPU second",
        goal=f"{LEAST_A_SECOND:,}", is_met=rate >= LEAST_A_SECOND,
    )  # fmt: skip
    for name, (package, way, most) in WAYS.items():
        try:
            named = f"{name} {version(package)}"
        except PackageNotFoundError:
            yield Row(f"XmR charts beside {name}", "not measured: make bench installs it")
            continue
        yield _beside(named, way, _values(min(series, most)), values, rounds)
    yield _drawn(rounds)


def page_rows(few: int, many: int) -> Iterator[Row]:
    """The page of outcomes with that many measures: its queries, and how long the server takes to draw it anew."""
    counts, times = zip(*(_of_page(measures) for measures in (few, many)), strict=True)
    took = times[-1]
    words = f"Page outcomes, {few} and {many} measures of 36 months"
    yield Row(f"{words}, queries", ", ".join(map(str, counts)), goal="the same", is_met=len(set(counts)) == 1)
    yield Row(
        f"Page outcomes, {many} measures of 36 months, drawn anew", f"{took:.0f} ms",
        goal=f"{MOST_PAGE_MS} ms", is_met=took <= MOST_PAGE_MS,
    )  # fmt: skip


def _of_page(measures: int) -> tuple[int, float]:
    """Queries and milliseconds of the page where nothing of it is kept."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from plait.store.models import User

    trust, act = filled_trust(100)
    _measure(trust.pk, measures)
    gather_statistics()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(id=act.user_id))

    def drawn() -> None:
        caches["pages"].clear()
        assert client.get(f"/t/{trust.code}/outcomes/").status_code == 200  # noqa: S101 # else nothing was measured

    drawn()
    with CaptureQueriesContext(connection) as captured:
        drawn()
    return len(captured), median(seconds(drawn) for _ in range(EACH)) * 1000


def _values(series: int) -> Floats:
    """Months about a mean, every fourth series with a drift, so that every rule has something to find."""
    chance = np.random.default_rng(SEED)
    values = chance.normal(100.0, 10.0, (series, POINTS))
    values[::4] += np.linspace(0, 60, POINTS)
    return values


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _beside(name: str, way: Way, few: Floats, many: Floats, rounds: int) -> Row:
    _agree(way, few)
    rates = [(len(many) / _cpu(lambda: by_plait(many)), len(few) / _cpu(lambda: way(few))) for _ in range(rounds)]
    ours, other = (median(side) for side in zip(*rates, strict=True))
    ratio = median(one / two for one, two in rates)
    return Row(
        f"XmR charts beside {name}", f"{ours:,.0f} series a CPU second", f"{other:,.0f} series a CPU second",
        f"{ratio:,.0f}",
    )  # fmt: skip


def _agree(way: Way, values: Floats) -> None:
    """A way that claims our rules must give our answers; a package with rules of its own gives what it gives."""
    other = way(values)
    if not isinstance(other, dict):
        return
    ours = xmr(values.ravel(), np.repeat(np.arange(len(values)), POINTS))
    same = all(np.array_equal(other[name], getattr(ours, name)) for name in FLAGS)
    if not same or not all(np.allclose(other[name], getattr(ours, name), rtol=1e-12) for name in ("mean", "upper")):
        raise SystemExit(f"{way.__name__} does not make the same charts: see bench/spc_others.py")


def _drawn(rounds: int) -> Row:
    days = tuple(date(2021 + month // 12, month % 12 + 1, 1) for month in range(POINTS))
    measures = [
        Series(days, tuple(one.tolist()), direction=Direction.INCREASE, targets=(Target(110.0),))
        for one in _values(DRAWN)
    ]
    sheet = Sheet("xmr", "Seen in time", "What it means.", "%")
    took = median(_cpu(lambda: [draw_chart(chart(one), sheet) for one in measures]) for _ in range(rounds))
    each = took / DRAWN * 1000
    name = f"One chart of {POINTS} points worked out and drawn as SVG"
    return Row(name, f"{each:.2f} CPU ms", goal=f"{MOST_SVG_MS:g} ms", is_met=each <= MOST_SVG_MS)


def _measure(trust_id: int, measures: int) -> None:
    """So many outcomes with three years of months each."""
    from plait.store.models import Observation, Outcome

    made = Outcome.objects.bulk_create(
        Outcome(
            trust_id=trust_id, name=f"Measure {number:03}", measure="Share seen", unit="%", better="increase",
            targets=["105"] if number % 2 else [], starts=date(2023, 1, 1),
        )
        for number in range(measures)
    )  # fmt: skip
    values = _values(measures)
    Observation.objects.bulk_create(
        Observation(
            trust_id=trust_id, outcome_id=outcome.pk, observed_on=date(2023 + month // 12, month % 12 + 1, 1),
            value=round(float(values[place, month]), 4),
        )
        for place, outcome in enumerate(made)
        for month in range(36)
    )  # fmt: skip


def main() -> None:
    """`python -m bench.charting`: these rows alone."""
    from bench.database import throwaway_database

    with throwaway_database():
        for row in chain(rows(20_000, 5), page_rows(40, 400)):
            print(f"{row.name} | {row.ours} | {row.other} | {row.ratio} | {row.goal} | {row.verdict}", flush=True)


if __name__ == "__main__":
    main()
