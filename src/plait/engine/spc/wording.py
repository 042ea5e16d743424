"""What a chart says, in words for tired board members: whether something changed, by which rule, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.spc.charting import Chart
from plait.engine.spc.profiles import Profile
from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.engine.spc.runs import RUN_SHIFT, RUN_TREND, RunChart

TOO_FEW = "Too few points"
_CHANGES = {
    Variation.COMMON_CAUSE: "No real change",
    Variation.IMPROVEMENT_HIGH: "Improving",
    Variation.IMPROVEMENT_LOW: "Improving",
    Variation.CONCERN_HIGH: "Getting worse",
    Variation.CONCERN_LOW: "Getting worse",
    Variation.NEUTRAL_HIGH: "Changed: higher",
    Variation.NEUTRAL_LOW: "Changed: lower",
}
_ASSURED = {
    Assurance.PASSES: "Meets its target",
    Assurance.FAILS: "Misses its target",
    Assurance.INCONSISTENT: "Hit and miss",
}


def variation_word(variation: Variation | None) -> str:
    """What the icon of variation says."""
    return _CHANGES[variation] if variation else TOO_FEW


def assurance_word(assurance: Assurance | None) -> str:
    """What the icon of assurance says, of a measure with a target."""
    return _ASSURED[assurance] if assurance else "Cannot be told"


@dataclass(frozen=True, slots=True)
class Signal:
    """Figures in a row that one rule marks: the first and the last day, and whether better or worse."""

    rule: str
    first: date
    last: date
    is_better: bool
    is_worse: bool
    is_latest: bool


def rules_of(chart: Chart, place: int) -> tuple[str, ...]:
    """Every rule that marks the figure in this place, in words."""
    if chart.run is not None:
        return _run_rules(chart.run, place)
    points, profile = chart.points, chart.series.profile
    side = "above" if points.side[place] > 0 else "below"
    limit = "upper" if points.side[place] > 0 else "lower"
    goes = "rising" if points.trend_sign[place] > 0 else "falling"
    marked = (
        (points.outside[place], f"{side} the {limit} limit"),
        (points.trend[place], f"{profile.trend} or more in a row {goes}"),
        (points.two_in_three[place], f"2 of 3 close to the {limit} limit"),
        (points.shift[place], f"{profile.shift} or more in a row {side} the mean"),
    )
    return tuple(words for is_marked, words in marked if is_marked)


def _run_rules(run: RunChart, place: int) -> tuple[str, ...]:
    side = "above" if run.side[place] > 0 else "below"
    goes = "rising" if run.trend_sign[place] > 0 else "falling"
    marked = (
        (run.trend[place], f"{RUN_TREND} or more in a row {goes}"),
        (run.shift[place], f"{RUN_SHIFT} or more in a row {side} the median"),
    )
    return tuple(words for is_marked, words in marked if is_marked)


def signals(chart: Chart) -> tuple[Signal, ...]:
    """Which rule fired and when, the latest first: figures in a row that the same rule marks are one signal.

    Where several rules mark the same figures each is a signal, the one that weighs most first.
    """
    counting = chart.counting
    found: list[tuple[str, list[int]]] = []
    running: dict[str, list[int]] = {}
    for place in counting:
        running = {rule: running.get(rule, []) for rule in rules_of(chart, place)}
        for rule, places in running.items():
            if not places:
                found.append((rule, places))
            places.append(place)
    found.sort(key=lambda one: (-one[1][-1], rules_of(chart, one[1][-1]).index(one[0])))
    return tuple(_signal(chart, rule, places, counting[-1]) for rule, places in found)


def changed_since(chart: Chart) -> date | None:
    """From when rules have marked every figure up to the latest in its sense; nothing where none marks the latest."""
    since: date | None = None
    for place in reversed(chart.counting):
        if not rules_of(chart, place) or _sense(chart, place) != _sense(chart, chart.counting[-1]):
            break
        since = chart.days[place]
    return since


def _sense(chart: Chart, place: int) -> tuple[bool, bool, int]:
    """Better, worse, or, where neither is told, on which side of the mean."""
    better, worse = bool(chart.better[place]), bool(chart.worse[place])
    return better, worse, 0 if better or worse else int(chart.points.side[place])


def _signal(chart: Chart, rule: str, places: Sequence[int], last: int) -> Signal:
    end = places[-1]
    return Signal(
        rule,
        chart.days[places[0]],
        chart.days[end],
        bool(chart.better[end]),
        bool(chart.worse[end]),
        end == last,
    )


RUN_WORDS = (
    f"Run chart, without limits: {RUN_SHIFT} in a row on one side of the median; {RUN_TREND} in a row rising or "
    "falling (Perla, Provost and Murray 2011)."
)


def rules_words(profile: Profile) -> str:
    """The rules a chart is made by, as they stand beneath it."""
    name = "as NHSRplotthedots" if profile.is_reference else "Making Data Count"
    least = f" Limits from {profile.least} points." if profile.least else ""
    screens = " Moving ranges of 3.267 times their mean or more are left out of the limits." if profile.screens else ""
    runs = f"{profile.shift} in a row on one side of the mean; {profile.trend} in a row rising or falling"
    rules = f"outside the limits; {runs}; 2 of 3 close to a limit"
    return f"Rules: {name} (profile {profile.name}): {rules}.{least}{screens}"


def chart_rules(chart: Chart) -> str:
    """The rules this very chart is read by: those of a run chart while there are no limits."""
    rules = rules_words(chart.series.profile)
    return rules if chart.run is None else f"{RUN_WORDS} {rules.replace('Rules:', 'With limits:', 1)}"


def better_words(direction: Direction) -> str:
    """Which way is better."""
    return {1: "Higher is better", -1: "Lower is better"}.get(direction.sign, "Neither direction is better")
