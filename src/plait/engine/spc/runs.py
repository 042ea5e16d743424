"""The run chart, for figures too few to have limits: a median, and two rules that want no limits.

The rules are those of Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation
in healthcare processes" (BMJ Quality & Safety 2011; 20:46-51), which improvement teams of the NHS are taught. Their
rule on the number of runs wants ten figures off the median and so finds next to nothing in the few there are here;
their "astronomical point" is a matter of opinion. Both are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import ArrayLike

from plait.engine.spc.xmr import Flags, Floats, Whole

RUN_SHIFT = 6
"""How many figures on one side of the median are a shift; one on the median neither adds to it nor ends it."""
RUN_TREND = 5
"""How many figures that each go the same way are a trend; one that equals the one before is not counted."""
LEAST = 2
"""How many figures a median wants."""


@dataclass(frozen=True, slots=True)
class RunChart:
    """What a run chart tells of n points, in the order given; every field has the shape (n,).

    `median` is in the unit of the values, and nan where there are too few for one. `side` and `trend_sign` are 1, 0
    or -1: the side of the median, and where a trend goes.
    """

    median: Floats
    side: Whole
    shift: Flags
    trend: Flags
    trend_sign: Whole

    @property
    def is_marked(self) -> Flags:
        """Does a rule mark the point?"""
        return self.shift | self.trend


def run_chart(values: ArrayLike, group: ArrayLike) -> RunChart:
    """The run chart of n points of one series, sorted by time.

    `values` has the shape (n,), nan where a point is missing or left out; that breaks every run. `group` has the same
    shape: rows of one number that stand together have a median of their own, and no rule goes beyond them.
    """
    y, of_group = np.asarray(values, dtype=np.float64), np.asarray(group, dtype=np.int64)
    n = len(y)
    told = RunChart(
        np.full(n, np.nan), np.zeros(n, np.int64), np.zeros(n, bool), np.zeros(n, bool), np.zeros(n, np.int64)
    )
    for one in np.unique(of_group).tolist():
        rows = np.flatnonzero(of_group == one)
        known = y[rows][~np.isnan(y[rows])]
        if len(known) < LEAST:
            continue
        told.median[rows] = np.median(known)
        told.side[rows] = np.nan_to_num(np.sign(y[rows] - told.median[rows]))
        for places in _unbroken(rows.tolist(), y):
            _mark_shifts(told, places)
            _mark_trends(told, places, y)
    return told


def _unbroken(rows: Sequence[int], y: Floats) -> Iterator[list[int]]:
    """Rows between which no figure is missing."""
    for is_known, same in groupby(rows, key=lambda row: not np.isnan(y[row])):
        if is_known:
            yield list(same)


def _mark_shifts(told: RunChart, places: Sequence[int]) -> None:
    off = [place for place in places if told.side[place]]
    for _, same in groupby(off, key=lambda place: int(told.side[place])):
        run = list(same)
        if len(run) >= RUN_SHIFT:
            told.shift[run] = True


def _mark_trends(told: RunChart, places: Sequence[int], y: Floats) -> None:
    """A figure that ends one trend and begins another is told by the later one, as on the other chart."""
    moved = [places[0], *(after for before, after in pairwise(places) if y[after] != y[before])]
    steps = [(before, after, 1 if y[after] > y[before] else -1) for before, after in pairwise(moved)]
    for sign, same in groupby(steps, key=lambda step: step[2]):
        run = list(same)
        if len(run) >= RUN_TREND - 1:
            within = slice(run[0][0], run[-1][1] + 1)
            told.trend[within] = True
            told.trend_sign[within] = sign
