"""Outcomes of a trust: what should get better, who answers for it, and how it stands by its figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.origins import Origin
from plait.engine.outcome_sheets import CHART_MARKS, NEITHER, OBSERVATIONS, REBASE, split_target
from plait.engine.sheets import Entry
from plait.engine.spc.charting import Chart, Series, Target, chart_all
from plait.engine.spc.profiles import MDC, PROFILES
from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.engine.stated import perhaps, stated, stated_text, stated_words

ENOUGH = MDC.least
"""How many figures there must be before anybody can tell whether something changed (Making Data Count)."""
OWNER_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """An objective: with a measure an outcome, without one something that only counts what was made.

    `targets` are in words, each but the first with the day from which it holds; owners are groups of people.
    """

    name: str
    starts: date
    ends: date | None = None
    measure: str = ""
    unit: str = ""
    better: str = ""
    baseline: Decimal | None = None
    targets: tuple[str, ...] = ()
    digital_owner: tuple[str, ...] = ()
    other_owner: tuple[str, ...] = ()
    source: str = ""
    team: str = ""
    service: str = ""
    profile: str = MDC.name
    origin: Origin | None = None

    @property
    def direction(self) -> Direction:
        """Which way is better; neither where nobody said."""
        return Direction(self.better or NEITHER)

    @property
    def owners(self) -> tuple[str, ...]:
        """Every group that answers for it."""
        return (*self.digital_owner, *self.other_owner)

    @property
    def is_shared(self) -> bool:
        """Do two groups answer for it, one of them not digital (requirement 28)?"""
        return len(set(self.owners)) >= OWNER_GROUPS and bool(self.other_owner)


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """How one outcome stands by its figures: how many count, the last of them, and what the icons say.

    `unimproved` is how many figures in a row, the last among them, tell of no improvement.
    """

    outcome: str
    points: int = 0
    last_on: date | None = None
    last: float | None = None
    target: float | None = None
    variation: Variation | None = None
    assurance: Assurance | None = None
    unimproved: int = 0


def outcome_of(entry: Entry, *, starts: date, origin: Origin) -> Outcome:
    """The record an entry states; `starts` where it gives no first day."""
    return Outcome(
        name=stated_text(entry, "name"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        measure=stated_text(entry, "measure"),
        unit=stated_text(entry, "unit"),
        better=stated_text(entry, "better"),
        baseline=perhaps(entry, "baseline", Decimal),
        targets=stated_words(entry, "targets"),
        digital_owner=stated_words(entry, "digital_owner"),
        other_owner=stated_words(entry, "other_owner"),
        source=stated_text(entry, "source"),
        team=stated_text(entry, "team"),
        service=stated_text(entry, "service"),
        profile=stated_text(entry, "profile") or MDC.name,
        origin=origin,
    )


def targets_of(texts: Iterable[str]) -> tuple[Target, ...]:
    """Targets as a chart takes them."""
    return tuple(Target(float(figure), day) for figure, day in map(split_target, texts))


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one outcome in the order of their days; a missing figure is nothing."""

    days: tuple[date, ...] = ()
    values: tuple[float | None, ...] = ()
    ghosted: tuple[bool, ...] = ()
    rebased: frozenset[date] = frozenset()


def series_of(outcome: Outcome, measured: Measured) -> Series:
    """What is charted of an outcome."""
    return Series(
        measured.days,
        measured.values,
        measured.ghosted,
        measured.rebased,
        outcome.direction,
        targets_of(outcome.targets),
        PROFILES[outcome.profile],
    )


def read_outcomes(outcomes: Sequence[Outcome], measured: Sequence[Measured]) -> tuple[OutcomeReading, ...]:
    """How each outcome stands by its figures, all worked out together."""
    charts = chart_all([series_of(one, own) for one, own in zip(outcomes, measured, strict=True)])
    return tuple(reading_of(one.name, chart) for one, chart in zip(outcomes, charts, strict=True))


def reading_of(name: str, chart: Chart) -> OutcomeReading:
    """What a chart says of its outcome, in short."""
    counting = chart.counting
    if not counting:
        return OutcomeReading(name)
    last = counting[-1]
    improved = [place for place, at in enumerate(counting, 1) if chart.better[at]]
    return OutcomeReading(
        name,
        len(counting),
        chart.days[last],
        float(chart.points.value[last]),
        chart.target,
        chart.variation,
        chart.assurance,
        len(counting) - (improved[-1] if improved else 0),
    )


def missing_parts(outcome: Outcome, points: int) -> tuple[str, ...]:
    """What an objective lacks to be an outcome that can be followed (requirement 7b), in words."""
    lacks = (
        (not outcome.measure, "a measure"),
        (outcome.baseline is None, "a baseline"),
        (not outcome.better, "a direction"),
        (not outcome.targets, "a target"),
        (not outcome.owners, "an owner"),
        (points < ENOUGH, f"{ENOUGH} observations ({points} so far)"),
    )
    return tuple(words for is_lacking, words in lacks if is_lacking)


def measured_of_entries(
    sheets: Mapping[str, Sequence[Entry]], outcomes: Iterable[Outcome], on: date
) -> tuple[Measured, ...]:
    """The figures that the entries of a file state of each outcome, up to a day."""
    figures: dict[str, list[Entry]] = {}
    for entry in sheets.get(OBSERVATIONS.name, ()):
        if stated(entry, "observed_on", date) <= on:
            figures.setdefault(stated_text(entry, "outcome"), []).append(entry)
    rebased: dict[str, set[date]] = {}
    for entry in sheets.get(CHART_MARKS.name, ()):
        if stated_text(entry, "kind") == REBASE:
            rebased.setdefault(stated_text(entry, "outcome"), set()).add(stated(entry, "marked_on", date))
    return tuple(_measured(figures.get(one.name, ()), frozenset(rebased.get(one.name, ()))) for one in outcomes)


def _measured(entries: Iterable[Entry], rebased: frozenset[date]) -> Measured:
    ordered = sorted(entries, key=lambda entry: stated(entry, "observed_on", date))
    values = [perhaps(entry, "value", Decimal) for entry in ordered]
    return Measured(
        tuple(stated(entry, "observed_on", date) for entry in ordered),
        tuple(None if value is None else float(value) for value in values),
        tuple(bool(entry.values.get("left_out")) for entry in ordered),
        rebased,
    )
