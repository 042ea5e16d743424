"""Charts of many measures at once: limits, rules, icons and what they rest on, worked out in one place for all uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import accumulate, chain, pairwise

import numpy as np

from plait.engine.spc.profiles import MDC, Profile
from plait.engine.spc.reading import (
    Assurance,
    Direction,
    Variation,
    Words,
    assurance,
    improves,
    labels,
    suggested_rebase,
)
from plait.engine.spc.reading import variation as variation_of
from plait.engine.spc.rhythm import Rhythm, calendar_of
from plait.engine.spc.runs import RunChart, run_chart
from plait.engine.spc.xmr import Flags, Points, Whole, xmr


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach, and the day from which it holds; nothing where it always did."""

    figure: float
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """What was measured of one thing, in the order of its days: nothing where a figure is missing.

    `ghosted` marks figures that count in nothing; `rebased` are the days on which limits start again.
    """

    days: tuple[date, ...] = ()
    values: tuple[float | None, ...] = ()
    ghosted: tuple[bool, ...] = ()
    rebased: frozenset[date] = frozenset()
    direction: Direction = Direction.NEUTRAL
    targets: tuple[Target, ...] = ()
    profile: Profile = MDC


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure as it stands on its chart: a place for every day, those without a figure among them.

    `better` and `worse` say what any rule tells of each place. `shown` are the figures as given, the ghosted ones too.
    `target` is the one of the last figure. `run` is there instead of limits while there are too few figures for them.
    """

    series: Series
    days: tuple[date, ...]
    shown: tuple[float | None, ...]
    ghosted: tuple[bool, ...]
    points: Points
    labels: tuple[str, ...]
    better: Flags
    worse: Flags
    variation: Variation | None
    assurance: Assurance | None
    target: float | None
    rhythm: Rhythm
    missing: tuple[date, ...]
    mixed: tuple[Rhythm, Rhythm] | None
    suggested: date | None = None
    run: RunChart | None = None

    @property
    def counting(self) -> tuple[int, ...]:
        """The places of figures that count."""
        return tuple(int(place) for place in np.flatnonzero(~np.isnan(self.points.value)))

    @property
    def has_limits(self) -> bool:
        """Are there mean and limits at the last place that counts?"""
        counting = self.counting
        return bool(counting) and not np.isnan(self.points.mean[counting[-1]])

    def median_at(self, place: int) -> float | None:
        """The median of a run chart at this place; None where there are limits, or too few figures for a median."""
        if self.run is None or np.isnan(self.run.median[place]):
            return None
        return float(self.run.median[place])


def target_on(targets: Iterable[Target], day: date) -> float | None:
    """The target that holds on a day: the latest that has begun; nothing before the first."""
    begun = [one for one in targets if one.starts is None or one.starts <= day]
    return max(begun, key=lambda one: one.starts or date.min).figure if begun else None


def chart(series: Series) -> Chart:
    """The chart of one measure."""
    return chart_all([series])[0]


def chart_all(every: Sequence[Series]) -> tuple[Chart, ...]:
    """The charts of many measures, in their order: all of one set of rules are worked out together."""
    laid = [_laid_out(one) for one in every]
    made: dict[int, _Worked] = {}
    for profile in {one.series.profile for one in laid}:
        places = [place for place, one in enumerate(laid) if one.series.profile == profile]
        made |= zip(places, _worked([laid[place] for place in places], profile), strict=True)
    return tuple(_chart(one, made[place]) for place, one in enumerate(laid))


@dataclass(frozen=True, slots=True)
class _Worked:
    """What is worked out of one series among others: `rising` and `falling` say which way any rule points."""

    points: Points
    labels: Words
    rising: Flags
    falling: Flags


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A series with a place for each missing beat."""

    series: Series
    rhythm: Rhythm
    missing: tuple[date, ...]
    mixed: tuple[Rhythm, Rhythm] | None
    days: tuple[date, ...]
    shown: tuple[float | None, ...] = ()
    ghosted: tuple[bool, ...] = field(default=())


def _laid_out(series: Series) -> _LaidOut:
    """The rows as they stand for the reference, which never looks at their days; else with the missing ones."""
    told = calendar_of(series.days)
    missing = told.missing
    laid = _LaidOut(series, told.rhythm, missing, told.mixed, series.days, series.values, series.ghosted)
    if not missing or series.profile.is_reference:
        return laid
    rows = {**dict.fromkeys(missing, (None, False)), **dict(zip(series.days, _rows(series), strict=True))}
    days = tuple(sorted(rows))
    return replace(
        laid, days=days, shown=tuple(rows[day][0] for day in days), ghosted=tuple(rows[day][1] for day in days)
    )


def _rows(series: Series) -> Iterable[tuple[float | None, bool]]:
    return zip(series.values, series.ghosted or (False,) * len(series.days), strict=True)


def _worked(laid: Sequence[_LaidOut], profile: Profile) -> list[_Worked]:
    """Each series, all of one long table worked out together. Mixed rhythms have no limits."""
    sizes = [len(one.days) for one in laid]
    values = chain.from_iterable((None,) * len(one.days) if one.mixed else one.shown for one in laid)
    long = xmr(
        np.array([np.nan if value is None else value for value in values], dtype=float),
        np.repeat(np.arange(len(laid)), sizes),
        starts=np.fromiter((day in one.series.rebased for one in laid for day in one.days), bool),
        ghosted=np.fromiter(chain.from_iterable(one.ghosted or (False,) * len(one.days) for one in laid), bool),
        profile=profile,
    )
    columns = [getattr(long, one.name) for one in fields(Points)]
    named, (rising, falling) = labels(long, profile), improves(long, Direction.INCREASE)
    own = [slice(*ends) for ends in pairwise((0, *accumulate(sizes)))]
    return [
        _Worked(Points(*(column[rows] for column in columns)), named[rows], rising[rows], falling[rows]) for rows in own
    ]


def _chart(laid: _LaidOut, worked: _Worked) -> Chart:
    series, points = laid.series, worked.points
    counting = np.flatnonzero(~np.isnan(points.value))
    target = target_on(series.targets, laid.days[counting[-1]]) if len(counting) else None
    suggested = suggested_rebase(points, series.profile)
    run = _run(points, counting, series.profile)
    better, worse = _senses(series.direction, *_ways(worked, run))
    return Chart(
        series=series,
        days=laid.days,
        shown=laid.shown,
        ghosted=laid.ghosted or (False,) * len(laid.days),
        points=points,
        labels=tuple(worked.labels.tolist()),
        better=better,
        worse=worse,
        variation=variation_of(points, series.direction, series.profile) if len(counting) else None,
        assurance=assurance(points, series.direction, target, series.profile),
        target=target,
        rhythm=laid.rhythm,
        missing=laid.missing,
        mixed=laid.mixed,
        suggested=None if suggested is None else laid.days[suggested],
        run=run,
    )


def _run(points: Points, counting: Whole, profile: Profile) -> RunChart | None:
    """The run chart of figures too few for limits. Mixed rhythms leave no figure; the reference has none."""
    if profile.is_reference or not len(counting) or not np.isnan(points.mean[counting[-1]]):
        return None
    return run_chart(points.value, points.group)


def _ways(worked: _Worked, run: RunChart | None) -> tuple[Flags, Flags]:
    """Where any rule points up and where down, of the chart that there is."""
    if run is None:
        return worked.rising, worked.falling
    up, down = (
        (run.shift & (run.side == sign)) | (run.trend & (run.trend_sign == sign)) for sign in (1, -1)
    )  # fmt: skip
    return up, down


def _senses(direction: Direction, rising: Flags, falling: Flags) -> tuple[Flags, Flags]:
    """Better and worse at each place; neither where no direction is better."""
    nothing = np.zeros_like(rising)
    return {
        Direction.INCREASE: (rising, falling),
        Direction.DECREASE: (falling, rising),
    }.get(direction, (nothing, nothing))
