"""Many XmR charts at once: mean, limits and the four rules, over one long table and without a loop over series.

The factors 2.66 and 3.267 are those of individual values with moving ranges of two (Wheeler, "Understanding
Variation"); the rules and their order are those of NHS England's Making Data Count.
"""

from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from plait.engine.spc.profiles import MDC, Profile

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Signs = NDArray[np.int8]
_Kind = TypeVar("_Kind", np.float64, np.int64, np.int8, np.bool_)

LIMIT_FACTOR = 2.66
NEAR_FACTOR = 2 * LIMIT_FACTOR / 3
SCREEN_FACTOR = 3.267
LEAST_BASELINE = 12


class BadSeries(ValueError):
    """What was given cannot be charted; the message says what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Points:
    """Everything computed for n points, in the order given; every field has the shape (n,).

    `value` is nan where a point is missing or ghosted. Mean and limits are in the unit of the values, and nan where
    there are none. `side` and `trend_sign` are 1, 0 or -1: the side of the mean, and where a trend goes.
    """

    series: Whole
    group: Whole
    value: Floats
    in_baseline: Flags
    moving_range: Floats
    mean: Floats
    mean_range: Floats
    lower: Floats
    near_lower: Floats
    near_upper: Floats
    upper: Floats
    side: Signs
    outside: Flags
    near: Flags
    shift: Flags
    two_in_three: Flags
    trend: Flags
    trend_sign: Signs
    is_provisional: Flags

    @property
    def is_special(self) -> Flags:
        """Does any rule mark the point?"""
        return self.outside | self.trend | self.two_in_three | self.shift

    @property
    def high(self) -> Signs:
        """Where the rule that comes first marks the point: 1 high or rising, -1 low or falling, 0 unmarked."""
        which = [self.outside, self.trend, self.two_in_three | self.shift]
        return np.select(which, [self.side, self.trend_sign, self.side], np.int8(0))


@dataclass(frozen=True, slots=True)
class _Groups:
    """Stretches of rows that are computed as one: at which rows they begin, and how many rows each has."""

    heads: Flags
    first: Whole
    rows: Whole

    def sums(self, values: Floats) -> Floats:
        return np.add.reduceat(values, self.first) if len(self.first) else np.zeros(0)

    def counts(self, flags: Flags) -> Whole:
        return np.add.reduceat(flags, self.first, dtype=np.int64) if len(self.first) else np.zeros(0, np.int64)

    def spread(self, each: NDArray[_Kind]) -> NDArray[_Kind]:
        """What is told of each group, for each of its rows."""
        return np.repeat(each, self.rows)

    def means(self, values: Floats, known: Flags) -> Floats:
        """The mean of the known values of each group, in two passes: one pass misses that of equal values."""
        is_whole = known.all()
        count = self.rows if is_whole else self.counts(known)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self.sums(values if is_whole else np.where(known, values, 0.0)) / count
            left = values - self.spread(mean)
            return mean + self.sums(left if is_whole else np.where(known, left, 0.0)) / count


def xmr(  # noqa: PLR0913 # each is a column of one table
    values: ArrayLike,
    series: ArrayLike | None = None,
    *,
    starts: ArrayLike | None = None,
    baseline: ArrayLike | None = None,
    ghosted: ArrayLike | None = None,
    profile: Profile = MDC,
) -> Points:
    """The charts of n points, sorted by series and then by time.

    `values` has the shape (n,), nan where a month is missing. `series` tells rows of one chart by equal whole numbers
    that stand together; without it all are one chart. `starts` marks the rows at which the limits are worked out
    anew; `baseline` is for how many rows of a stretch mean and limits are worked out, 0 for all, one number or one
    for each row; `ghosted` marks points that count nowhere. Under a profile that wants a number of points before
    limits, a new stretch keeps the limits before it until it has as many, and says so (`is_provisional`).
    Raises BadSeries where shapes differ, the rows of a series do not stand together, or a baseline is too short.
    """
    y = np.array(values, dtype=float)
    if y.ndim != 1:
        raise BadSeries(f"The values have {y.ndim} dimensions. Give one row of values, sorted by series and date.")
    n = len(y)
    of_series = _column(series, n, "series", np.int64)
    begins = _column(starts, n, "starts", np.bool_)
    fix = _column(baseline, n, "baseline", np.int64)
    y[_column(ghosted, n, "ghosted", np.bool_) | ~np.isfinite(y)] = np.nan
    if ((fix != 0) & (fix < LEAST_BASELINE)).any():
        raise BadSeries(f"A baseline has {fix[fix != 0].min()} points. It needs {LEAST_BASELINE} at least.")
    new_series = _changes(of_series)
    if len(np.unique(of_series[new_series])) != new_series.sum():
        raise BadSeries("The rows of a series do not stand together. Sort them by series, then by date.")
    return _computed(_Table(y, of_series, new_series, new_series | begins, fix), profile)


@dataclass(frozen=True, slots=True)
class _Table:
    """What is given of every row, once it is known to be sound."""

    value: Floats
    series: Whole
    new_series: Flags
    heads: Flags
    fix: Whole


def _column(given: ArrayLike | None, n: int, name: str, kind: type[_Kind]) -> NDArray[_Kind]:
    column = np.asarray(0 if given is None else given)
    if column.ndim == 0:
        return np.full(n, column, dtype=kind)
    if column.shape != (n,):
        raise BadSeries(f"There are {n} values, but the column {name} has the shape {column.shape}.")
    return column.astype(kind)


def _changes(column: NDArray[_Kind]) -> Flags:
    """Is the row the first, or another than the row before it?"""
    changes = np.ones(len(column), bool)
    np.not_equal(column[1:], column[:-1], out=changes[1:])
    return changes


def _groups(heads: Flags) -> _Groups:
    first = np.flatnonzero(heads)
    return _Groups(heads, first, np.diff(first, append=len(heads)))


def _joined(own: _Groups, new_series: Flags, known: Whole, fixed: Whole, least: int) -> tuple[_Groups, Whole]:
    """Stretches with too few known points joined to the one before, which alone gives mean and limits."""
    keeps = new_series[own.first] | (known >= least)
    if keeps.all():
        return own, fixed
    heads = np.zeros(len(new_series), bool)
    heads[own.first[keeps]] = True
    groups = _groups(heads)
    return groups, np.where((groups.rows > own.rows[keeps]) & (fixed[keeps] == 0), own.rows[keeps], fixed[keeps])


def _within(groups: _Groups, fixed: Whole) -> Flags | None:
    """Does the row feed the mean and limits of its group, by its place in it? None where every row does."""
    if not fixed.any():
        return None
    place = np.arange(len(groups.heads)) - groups.spread(groups.first)
    wanted = groups.spread(fixed)
    return cast(Flags, (wanted == 0) | (place < wanted))


def _computed(table: _Table, profile: Profile) -> Points:
    y, own = table.value, _groups(table.heads)
    known = ~np.isnan(y)
    groups, fixed = own, table.fix[own.first]
    if profile.least:
        groups, fixed = _joined(own, table.new_series, own.counts(known), fixed, profile.least)
    within = _within(groups, fixed)
    in_baseline = known if within is None else within & known
    mean = groups.means(y, in_baseline)
    if profile.least:
        mean[groups.counts(in_baseline) < profile.least] = np.nan
    ranges, mean_range = _ranges(y, groups, within, profile)
    m = groups.spread(mean)
    levels = {
        name: groups.spread(mean + factor * mean_range)
        for name, factor in (
            ("lower", -LIMIT_FACTOR), ("near_lower", -NEAR_FACTOR), ("near_upper", NEAR_FACTOR), ("upper", LIMIT_FACTOR)
        )
    }  # fmt: skip
    outside = (y > levels["upper"]) | (y < levels["lower"])
    near = ((y > levels["near_upper"]) | (y < levels["near_lower"])) & ~outside
    side = _sign(y, m)
    trend, trend_sign = _trend(y, groups.heads, groups.spread(np.isnan(mean)), profile)
    return Points(
        series=table.series,
        group=_numbers(own, table.new_series),
        value=y,
        in_baseline=in_baseline,
        moving_range=ranges,
        mean=m,
        mean_range=groups.spread(mean_range),
        **levels,
        side=side,
        outside=outside,
        near=near,
        shift=_in_runs(side, groups.heads, profile.shift),
        two_in_three=_two_in_three(side, near, groups.heads),
        trend=trend,
        trend_sign=trend_sign,
        is_provisional=own.spread(~groups.heads[own.first]),
    )


def _ranges(y: Floats, groups: _Groups, within: Flags | None, profile: Profile) -> tuple[Floats, Floats]:
    """The moving range of each row, nan where there is none, and the mean of each group's, screened where asked."""
    ranges = np.empty_like(y)
    np.abs(np.subtract(y[1:], y[:-1], out=ranges[1:]), out=ranges[1:])
    ranges[groups.first] = np.nan
    if within is not None:
        ranges[~within] = np.nan
    kept = ~np.isnan(ranges)
    mean_range = groups.means(ranges, kept)
    if profile.screens:
        with np.errstate(invalid="ignore"):
            kept &= ranges < groups.spread(SCREEN_FACTOR * mean_range)
        mean_range = groups.means(ranges, kept)
    return ranges, mean_range


def _numbers(own: _Groups, new_series: Flags) -> Whole:
    """The number of each row's stretch in its series, from 0."""
    is_new = new_series[own.first]
    number = np.arange(len(own.first))
    return own.spread(number - number[is_new][np.cumsum(is_new) - 1])


def _sign(values: Floats, others: Floats) -> Signs:
    """1 where a value is larger than the other, -1 where it is smaller, 0 where equal or unknown."""
    return (values > others).view(np.int8) - (values < others).view(np.int8)


def _in_runs(sign: Signs, heads: Flags, least: int) -> Flags:
    """Is the row in a run of `least` rows or more with one sign that is not 0, within its group?"""
    begins = np.flatnonzero(_changes(sign) | heads)
    rows = np.diff(begins, append=len(sign))
    return np.repeat((rows >= least) & (sign[begins] != 0), rows)


def _trend(y: Floats, heads: Flags, untold: Flags, profile: Profile) -> tuple[Flags, Signs]:
    """Is the row in a trend, its first point too, and does that go up or down?

    A point that ends one trend and begins another is told by the later one. Where a tie stands between two trends the
    reference says "down" of the first one's last point, whatever that did; only its own profile does so.
    """
    breaks = heads | untold
    steps = np.zeros(len(y), np.int8)
    steps[1:] = _sign(y[1:], y[:-1])
    steps[breaks] = 0
    ends = _in_runs(steps, breaks, profile.trend - 1)
    begins, next_steps = _one_earlier(ends, last=False), _one_earlier(steps, last=0)
    trend = ends | begins
    told_by_next = begins
    if profile.is_reference:
        told_by_next = trend & _one_earlier(trend, last=False) & ~_one_earlier(breaks, last=True)
    sign = np.where(told_by_next, next_steps, np.where(ends, steps, next_steps))
    sign[sign == 0] = -1
    return trend, sign * trend


def _one_earlier(column: NDArray[_Kind], *, last: int) -> NDArray[_Kind]:
    """Every row with what the next row has; the last one with `last`."""
    moved = np.empty_like(column)
    moved[:-1] = column[1:]
    moved[-1:] = last
    return moved


def _two_in_three(side: Signs, near: Flags, heads: Flags) -> Flags:
    """Is the row near a limit, in three rows on one side of the mean of which two are near it?"""
    found = np.zeros(len(side), bool)
    if len(side) < 3:
        return found
    a, b, c = slice(None, -2), slice(1, -1), slice(2, None)
    pair = near[:-1] & near[1:]
    whole = pair[:-1] | pair[1:] | (near[a] & near[c])
    whole &= (side[a] == side[b]) & (side[b] == side[c]) & (side[a] != 0) & ~(heads[b] | heads[c])
    for window in (a, b, c):
        found[window] |= whole
    return found & near
