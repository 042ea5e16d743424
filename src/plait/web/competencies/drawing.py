"""Pictures of competencies: a bar for what is there, a mark for what is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from plait.engine.quarters import QuarterLine
from plait.web.shared.jinja import wte

LEFT, WIDTH, STEP = 2, 420, 70
MOST_BARS = 8
"""The tightest are shown: the table beneath has all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture: its words, where the bar of teams ends, where that of free time does, the mark."""

    y: int
    text: str
    level: str
    figures: str
    in_teams: float
    there: float
    needed: float
    is_short: bool


@dataclass(frozen=True, slots=True)
class SupplyChart:
    """The drawing of one unit, people or WTE, with what it says in words."""

    id: str
    title: str
    words: str
    width: int
    height: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Amounts:
    line: QuarterLine
    needed: float
    in_teams: float
    there: float


def draw_supply(lines: Iterable[QuarterLine], *, by_quarter: bool = False) -> tuple[SupplyChart, ...]:
    """A chart of people and one of WTE: the lines with least to spare, the tightest first; none of what none needs.

    With `by_quarter` the lines are those of one competency, and stand by quarter and level.
    """
    every = tuple(lines)
    people = [_Amounts(one, one.people, one.in_teams, one.in_teams + one.free) for one in every if one.people]
    time = [
        _Amounts(one, float(one.wte), float(one.in_teams_wte), float(one.in_teams_wte + one.free_wte + one.beside_wte))
        for one in every
        if one.wte
    ]
    charts = (
        _chart(
            "people",
            "People needed and there",
            _in_order(people, by_quarter=by_quarter),
            lambda amount: f"{amount:.0f}",
        ),
        _chart("wte", "WTE needed and there", _in_order(time, by_quarter=by_quarter), wte),
    )
    return tuple(chart for chart in charts if chart.bars)


def _in_order(amounts: Sequence[_Amounts], *, by_quarter: bool) -> list[tuple[str, _Amounts]]:
    if by_quarter:
        order = sorted(amounts, key=lambda one: (one.line.quarter, one.line.level))
        return [(one.line.quarter.words, one) for one in order]
    tight = sorted(amounts, key=lambda one: (one.there / one.needed, one.line.competency, one.line.level))
    return [(one.line.competency, one) for one in tight[:MOST_BARS]]


def _chart(id: str, title: str, amounts: Sequence[tuple[str, _Amounts]], word: Callable[[float], str]) -> SupplyChart:
    most = max((max(one.needed, one.there) for _, one in amounts), default=1.0)

    def x(amount: float) -> float:
        return round(LEFT + (WIDTH - 2 * LEFT) * amount / most, 1)

    bars = tuple(_bar(place, text, one, x, word) for place, (text, one) in enumerate(amounts))
    words = "; ".join(f"{bar.text}, {bar.level}, {bar.figures}" for bar in bars)
    return SupplyChart(f"supply-{id}", title, words, WIDTH, STEP * len(bars) + 6, bars)


def _bar(place: int, text: str, one: _Amounts, x: Callable[[float], float], word: Callable[[float], str]) -> Bar:
    line = one.line
    return Bar(
        STEP * place + 18,
        text,
        line.level.word,
        f"{word(one.there)} of {word(one.needed)}",
        x(one.in_teams),
        x(one.there),
        x(one.needed),
        one.there < one.needed,
    )
