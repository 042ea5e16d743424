"""Figures of an outcome place by place, like ward by ward: which places improved after a day, and which did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from plait.engine.cells import read_date, read_text
from plait.engine.outcome_sheets import read_figure
from plait.engine.outcomes import Outcome
from plait.engine.sheets import Column, Sheet
from plait.engine.spc.profiles import PROFILES
from plait.engine.spc.reading import improves
from plait.engine.spc.xmr import LEAST_BASELINE, xmr

PLACE_FIGURES = Sheet(
    name="figures by place",
    title="Figures by place",
    help="One line for each figure of an outcome at one place, like a ward: the same measure, nearer to people.",
    key=("outcome", "place", "observed_on"),
    columns=(
        Column("outcome", "Outcome", "An outcome of the outcomes sheet.", "Orders made electronically", read_text(),
               required=True, refers_to="outcomes"),
        Column("place", "Place", "The ward, clinic or site.", "Ash ward", read_text(), required=True,
               also_called=("Ward", "Site", "Clinic")),
        Column("observed_on", "Date", "The day it is of; of a week or a month always the same, like its first.",
               "05/10/2026", read_date, required=True, also_called=("Month", "Week", "Day", "Observed on")),
        Column("value", "Value", "The figure; empty where it is missing.", "71.5", read_figure),
    ),
)  # fmt: skip


class Since(StrEnum):
    """How a place stands now against its own figures before a day."""

    IMPROVED = "improved"
    SAME = "not improved"
    WORSE = "got worse"
    UNTOLD = "cannot be told"


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """The figures of one place in the order of their days; a missing figure is nothing."""

    place: str
    days: tuple[date, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class PlaceSince:
    """One place before and after a day.

    Means and limits are in the unit of the figures, those of before the day; `marked` is how many of the figures
    after it tell of improvement against them, of the `after` figures there are.
    """

    place: str
    before: int
    after: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    mean_after: float | None = None
    marked: int = 0
    last_on: date | None = None
    last: float | None = None
    since: Since = Since.UNTOLD


def places_since(outcome: Outcome, places: Sequence[PlaceFigures], day: date) -> tuple[PlaceSince, ...]:
    """Every place against its own limits of before the day, by the rules of its outcome, in the order given.

    Improved is a place whose latest figure any rule marks as better against those limits; with fewer figures before
    the day than limits need, with none after it, or without a direction nobody can tell.
    """
    profile = PROFILES[outcome.profile]
    least = max(profile.least, LEAST_BASELINE)
    known = [place for place in places if _is_known(place, day, least) and outcome.direction.sign]
    told = _told(outcome, known, day)
    return tuple(told.get(place.place) or _counted(place, day) for place in places)


def _is_known(place: PlaceFigures, day: date, least: int) -> bool:
    counted = _counted(place, day)
    return counted.before >= least and counted.after > 0


def _counted(place: PlaceFigures, day: date) -> PlaceSince:
    told = [(at, value) for at, value in zip(place.days, place.values, strict=True) if value is not None]
    before = sum(at < day for at, _ in told)
    last_on, last = told[-1] if told else (None, None)
    return PlaceSince(place.place, before, len(told) - before, last_on=last_on, last=last)


def _told(outcome: Outcome, places: Sequence[PlaceFigures], day: date) -> dict[str, PlaceSince]:
    """All together: mean and limits of each are those of its rows before the day, and go on after it."""
    if not places:
        return {}
    sizes = [len(one.days) for one in places]
    early = [sum(at < day for at in one.days) for one in places]
    points = xmr(
        np.array([np.nan if value is None else value for one in places for value in one.values], dtype=float),
        np.repeat(np.arange(len(places)), sizes),
        baseline=np.repeat(early, sizes),
        profile=PROFILES[outcome.profile],
    )
    better, worse = improves(points, outcome.direction)
    ends = np.cumsum(sizes)
    found = {}
    for place, end, size, first in zip(places, ends, sizes, early, strict=True):
        rows = slice(end - size + first, end)
        values = points.value[rows]
        last = rows.start + int(np.flatnonzero(~np.isnan(values))[-1])
        counted = _counted(place, day)
        found[place.place] = PlaceSince(
            place.place,
            counted.before,
            counted.after,
            float(points.mean[last]),
            float(points.lower[last]),
            float(points.upper[last]),
            float(np.nanmean(values)),
            int(better[rows].sum()),
            counted.last_on,
            counted.last,
            Since.IMPROVED if better[last] else Since.WORSE if worse[last] else Since.SAME,
        )
    return found
