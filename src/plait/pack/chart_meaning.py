"""What a chart means, in words for a tired board member: the answer, the reason, what is left to know."""

from __future__ import annotations

from collections.abc import Iterator

from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.outcomes import ENOUGH, Outcome
from plait.engine.spc.charting import Chart
from plait.engine.spc.reading import Assurance, Variation
from plait.engine.spc.wording import Signal, changed_since, signals, variation_word
from plait.pack.chart_days import figure_day
from plait.pack.chart_scale import figure_words

FOLLOWED = "What followed a mark is not said to be caused by it."

IMPROVED = frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})
WORSENED = frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})
WITHIN = {
    Assurance.PASSES: "lies on the good side of the limits, by which it would be met every time",
    Assurance.INCONSISTENT: "lies inside the limits, by which it would sometimes be met",
}
"""Where the target lies beside limits that figures of before made, where the latest get worse."""


def answer_words(outcome: Outcome, chart: Chart) -> tuple[str, str]:
    """The finding, and what stands behind it."""
    if chart.mixed:
        common, other = chart.mixed
        return f"{CANNOT_TELL} The figures mix {common.words} and {other.words}.", "Give each its own outcome."
    if not chart.counting and not outcome.measure:
        return "This counts what is made, not what changed.", "Name a measure that it should change."
    if not chart.counting:
        return f"{CANNOT_TELL} {_nothing_counts(chart)}", ""
    if chart.variation is None:
        return _few_words(chart)
    return f"{variation_word(chart.variation)}{_since(chart)}.", assured_words(outcome, chart)


def _few_words(chart: Chart) -> tuple[str, str]:
    """Of figures too few for limits: what a run chart tells of them, and how many more limits want."""
    count, latest = len(chart.counting), _latest_signal(chart)
    wanted = f"Limits are worked out from {ENOUGH}: {ENOUGH - count} more to come." if count < ENOUGH else ""
    if latest is None and count >= ENOUGH:
        return f"{CANNOT_TELL} The limits start again too soon: no stretch has {ENOUGH} figures.", ""
    if latest is None:
        return f"{CANNOT_TELL} {many(count, 'figure is', 'figures are')} too few.", wanted
    since = figure_day(chart, changed_since(chart) or latest.first)
    return f"A first sign of {signal_words(latest).lower()}, since {since}.", wanted


def _nothing_counts(chart: Chart) -> str:
    if not chart.days:
        return "No figure is recorded."
    return "Every figure is missing." if all(one is None for one in chart.shown) else "Every figure is left out."


def _since(chart: Chart) -> str:
    if chart.variation is Variation.COMMON_CAUSE:
        return ": ups and downs only"
    since = changed_since(chart)
    return f" since {figure_day(chart, since)}" if since else ""


def changed_words(chart: Chart) -> str:
    """Which rules say that it changed, or that none does."""
    rules = [one.rule for one in signals(chart) if one.is_latest]
    if chart.variation is None and not rules:
        return f"Limits are worked out from {ENOUGH} figures"
    return "; ".join(rules).capitalize() if rules else "No rule marks the latest figure"


def _latest_signal(chart: Chart) -> Signal | None:
    return next((one for one in signals(chart) if one.is_latest), None)


def assured_words(outcome: Outcome, chart: Chart) -> str:
    """What can be expected of the target as things stand."""
    if chart.target is None:
        return "No target holds on the day of the latest figure." if outcome.targets else "No target is set."
    target = figure_words(chart.target, outcome.unit)
    if chart.assurance is Assurance.FAILS and chart.variation in IMPROVED:
        held = "by which it would be missed every time; but the latest figures improve, so they may hold no longer"
        return f"The target of {target} lies beyond the limits, {held}."
    if chart.assurance in WITHIN and chart.variation in WORSENED:
        held = f"{WITHIN[chart.assurance]}; but the latest figures get worse, so they may hold no longer"
        return f"The target of {target} {held}."
    told = {
        Assurance.PASSES: "lies on the good side of the limits: it will be met every time, as things stand",
        Assurance.FAILS: "lies beyond the limits: it will be missed every time, as things stand",
        Assurance.INCONSISTENT: "lies inside the limits: sometimes it will be met, sometimes not",
    }
    return f"The target of {target} {told[chart.assurance]}." if chart.assurance else f"The target is {target}."


def chart_words(outcome: Outcome, chart: Chart) -> Iterator[str]:
    """What else there is to know of the chart, sentence by sentence."""
    if not chart.counting:
        return
    last, points = chart.counting[-1], chart.points
    if chart.has_limits:
        mean, lower, upper = (
            figure_words(float(one[last]), outcome.unit) for one in (points.mean, points.lower, points.upper)
        )
        yield f"The mean is {mean}; figures usually fall between {lower} and {upper}."
    if (median := chart.median_at(last)) is not None:
        yield f"The median is {figure_words(median, outcome.unit)}. {_run_words(chart)}"
    if points.is_provisional[last]:
        yield f"The limits are those of before, until {ENOUGH} figures stand after the last new start."
    if chart.missing:
        are = "is" if len(chart.missing) == 1 else "are"
        yield f"{_beats(chart, len(chart.missing))} {are} missing between the first and the last."
    if ghosted := sum(chart.ghosted):
        yield f"{many(ghosted, 'figure is', 'figures are')} left out, with the reason in the table."
    if any(one.is_better and one.is_worse for one in signals(chart)):
        yield "Some figures tell of improvement by one rule and of concern by another: both are shown."


def _beats(chart: Chart, count: int) -> str:
    """“1 month”, “2 months”."""
    return many(count, chart.rhythm.word, f"{chart.rhythm.word}s")


def _run_words(chart: Chart) -> str:
    """What the rules of a run chart tell of the latest figure."""
    latest = _latest_signal(chart)
    if latest is None:
        return "No rule of a run chart marks the latest figure."
    return f"A run chart, which needs no limits, tells of {signal_words(latest).lower()}: {latest.rule}."


def signal_words(one: Signal) -> str:
    """What a signal tells of."""
    if one.is_better and one.is_worse:
        return "Improvement and concern"
    return "Improvement" if one.is_better else "Concern" if one.is_worse else "A change"
