"""Many XmR charts at once: mean, limits and the four rules, over one long table and without a loop over series.

The factors 2.66 and 3.267 are those of individual values with moving ranges of two (Wheeler, "Understanding
Variation"); the rules and their order are those of NHS England's Making Data Count.
"""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from plait.engine.spc.profiles import MDC, Profile

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

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
    side: Whole
    outside: Flags
    near: Flags
    shift: Flags
    two_in_three: Flags
    trend: Flags
    trend_sign: Whole
    is_provisional: Flags

    @property
    def is_special(self) -> Flags:
        """Does any rule mark the point?"""
        return self.outside | self.trend | self.two_in_three | self.shift

    @property
    def high(self) -> Whole:
        """Where the rule that comes first marks the point: 1 high or rising, -1 low or falling, 0 unmarked."""
        which = [self.outside, self.trend, self.two_in_three | self.shift]
        return np.select(which, [self.side, self.trend_sign, self.side], 0)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Stretches of rows that are computed as one: which row is in which, and the place of each row in its own."""

    of_row: Whole
    first: Whole
    rows: Whole

    @property
    def place(self) -> Whole:
        return cast(Whole, np.arange(len(self.of_row)) - self.first[self.of_row])

    def sums(self, values: Floats) -> Floats:
        return cast(Floats, np.bincount(self.of_row, values, len(self.first)))

    def means(self, values: Floats, known: Flags) -> Floats:
        """The mean of the known values of each group, in two passes: one pass misses that of equal values."""
        count = self.sums(known.astype(float))
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self.sums(np.where(known, values, 0.0)) / count
            return mean + self.sums(np.where(known, values - mean[self.of_row], 0.0)) / count


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
    if len(np.unique(of_series)) != new_series.sum():
        raise BadSeries("The rows of a series do not stand together. Sort them by series, then by date.")
    groups, own = _groups(new_series, begins), _groups(new_series, begins)
    fixed = fix[groups.first] if n else fix
    if profile.least:
        groups, fixed = _joined(groups, new_series, y, fixed, profile.least)
    return _computed(y, of_series, own, groups, fixed, profile)


def _column(given: ArrayLike | None, n: int, name: str, kind: type) -> NDArray:  # type: ignore[type-arg] # kind says
    column = np.asarray(0 if given is None else given)
    if column.ndim == 0:
        return np.full(n, column, dtype=kind)
    if column.shape != (n,):
        raise BadSeries(f"There are {n} values, but the column {name} has the shape {column.shape}.")
    return column.astype(kind)


def _changes(column: Whole) -> Flags:
    """Is the row the first, or another than the row before it?"""
    return np.concatenate([np.ones(min(1, len(column)), bool), column[1:] != column[:-1]])


def _groups(new_series: Flags, begins: Flags) -> _Groups:
    heads = new_series | begins
    of_row = np.cumsum(heads) - 1
    first = np.flatnonzero(heads)
    return _Groups(of_row, first, np.bincount(of_row, minlength=len(first)))


def _joined(own: _Groups, new_series: Flags, y: Floats, fixed: Whole, least: int) -> tuple[_Groups, Whole]:
    """Stretches with too few known points joined to the one before, which alone gives mean and limits."""
    known = own.sums((~np.isnan(y)).astype(float))
    keeps = new_series[own.first] | (known >= least)
    rows = own.rows[keeps]
    heads = np.zeros(len(y), bool)
    heads[own.first[keeps]] = True
    groups = _groups(heads, heads)
    return groups, np.where((groups.rows > rows) & (fixed[keeps] == 0), rows, fixed[keeps])


def _computed(  # noqa: PLR0913, PLR0917 # each is a column of one table
    y: Floats, series: Whole, own: _Groups, groups: _Groups, fixed: Whole, profile: Profile
) -> Points:
    place, g = groups.place, groups.of_row
    within = (fixed[g] == 0) | (place < fixed[g])
    in_baseline = within & ~np.isnan(y)
    mean = groups.means(y, in_baseline)
    if profile.least:
        mean[groups.sums(in_baseline.astype(float)) < profile.least] = np.nan
    ranges = np.where(within & (place > 0), np.abs(np.diff(y, prepend=np.nan)), np.nan)
    kept = ~np.isnan(ranges)
    mean_range = groups.means(ranges, kept)
    if profile.screens:
        with np.errstate(invalid="ignore"):
            kept &= ranges < SCREEN_FACTOR * mean_range[g]
        mean_range = groups.means(ranges, kept)
    m, amr = mean[g], mean_range[g]
    lower, upper = m - LIMIT_FACTOR * amr, m + LIMIT_FACTOR * amr
    near_lower, near_upper = m - NEAR_FACTOR * amr, m + NEAR_FACTOR * amr
    outside = (y > upper) | (y < lower)
    near = ~outside & ((y < near_lower) | (y > near_upper))
    side = np.nan_to_num(np.sign(y - m)).astype(np.int64)
    new_group = place == 0
    trend, trend_sign = _trend(y, new_group | np.isnan(m), profile)
    return Points(
        series=series,
        group=own.of_row - own.of_row[np.flatnonzero(_changes(series))][np.cumsum(_changes(series)) - 1],
        value=y,
        in_baseline=in_baseline,
        moving_range=ranges,
        mean=m,
        mean_range=amr,
        lower=lower,
        near_lower=near_lower,
        near_upper=near_upper,
        upper=upper,
        side=side,
        outside=outside,
        near=near,
        shift=_in_runs(side, new_group, profile.shift),
        two_in_three=_two_in_three(side, near, g),
        trend=trend,
        trend_sign=trend_sign,
        is_provisional=groups.first[g] != own.first[own.of_row],
    )


def _in_runs(sign: Whole, new_group: Flags, least: int) -> Flags:
    """Is the row in a run of `least` rows or more with one sign that is not 0, within its group?"""
    run = np.cumsum(_changes(sign) | new_group) - 1
    return cast(Flags, (sign != 0) & (np.bincount(run, minlength=1)[run] >= least))


def _trend(y: Floats, breaks: Flags, profile: Profile) -> tuple[Flags, Whole]:
    """Is the row in a trend, its first point too, and does that go up or down?

    A point that ends one trend and begins another is told by the later one. Where a tie stands between two trends the
    reference says "down" of the first one's last point, whatever that did; only its own profile does so.
    """
    steps = np.nan_to_num(np.sign(np.diff(y, prepend=np.nan))).astype(np.int64)
    steps[breaks] = 0
    ends = _in_runs(steps, breaks, profile.trend - 1)
    begins, next_steps = _one_earlier(ends, last=False), _one_earlier(steps, last=0)
    trend = cast(Flags, ends | begins)
    told_by_next = (
        trend & _one_earlier(trend, last=False) & ~_one_earlier(breaks, last=True) if profile.is_reference else begins
    )
    sign = np.where(told_by_next, next_steps, np.where(ends, steps, next_steps))
    return trend, np.where(trend, np.where(sign == 0, -1, sign), 0)


def _one_earlier(column: NDArray, *, last: int) -> NDArray:  # type: ignore[type-arg] # of the kind it is given
    """Every row with what the next row has; the last one with `last`."""
    return np.concatenate([column[1:], np.full(min(1, len(column)), last, column.dtype)])


def _two_in_three(side: Whole, near: Flags, group: Whole) -> Flags:
    """Is the row near a limit, in three rows on one side of the mean of which two are near it?"""
    found = np.zeros(len(side), bool)
    if len(side) < 3:
        return found
    a, b, c = slice(None, -2), slice(1, -1), slice(2, None)
    whole = (group[a] == group[c]) & (side[a] != 0) & (side[a] == side[b]) & (side[b] == side[c])
    whole &= near[a].astype(int) + near[b] + near[c] >= 2
    for window in (a, b, c):
        found[window] |= whole
    return found & near
