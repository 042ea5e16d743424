"""How the gap between what is needed and what is there has moved, quarter by quarter: a step line and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.quarters import Quarter, QuarterLine
from plait.web.shared.jinja import wte
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

LEFT, RIGHT, TOP, FLOOR = 34, 410, 46, 140
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Gap:
    """One quarter: how many competencies are needed, how many of them are short, and by how much in all."""

    quarter: Quarter
    needed: int
    short: int
    people: int
    wte: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """One quarter of the picture."""

    x: float
    y: float
    width: float
    figure: str
    label: str
    year: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """The step line, where today divides it, and what it says in words."""

    words: str
    path: str
    steps: tuple[Step, ...]
    today: float
    floor: int


def gaps_of(lines: Iterable[QuarterLine], quarters: Iterable[Quarter]) -> tuple[Gap, ...]:
    """The gap of each quarter. Of a competency short at several levels the worst level counts: it holds the others."""
    worst: dict[Quarter, dict[str, tuple[int, Decimal]]] = {}
    for line in lines:
        seen = worst.setdefault(line.quarter, {})
        people, time = seen.get(line.competency, (0, NOTHING))
        seen[line.competency] = max(people, line.short_people), max(time, line.short_wte)
    return tuple(_gap(quarter, worst.get(quarter, {}).values()) for quarter in quarters)


def _gap(quarter: Quarter, worst: Iterable[tuple[int, Decimal]]) -> Gap:
    found = list(worst)
    people, time = sum(one for one, _ in found), sum((one for _, one in found), NOTHING)
    return Gap(quarter, len(found), sum(1 for one in found if any(one)), people, time)


def draw_trend(gaps: Sequence[Gap], now: Quarter) -> TrendChart:
    """Competencies short of people or time, from the past into the quarters ahead."""
    wide = (RIGHT - LEFT) / len(gaps)
    most = max(1, *(one.short for one in gaps))
    steps = tuple(
        Step(
            round(LEFT + place * wide, 1),
            round(FLOOR - (FLOOR - TOP) * one.short / most, 1),
            round(wide, 1),
            f"{one.short}",
            f"{one.quarter.starts:%b}",
            f"{one.quarter.starts:%Y}" if place == 0 or one.quarter.starts.month == 1 else "",
        )
        for place, one in enumerate(gaps)
    )
    path = " ".join(f"{'L' if place else 'M'}{one.x} {one.y} h{one.width}" for place, one in enumerate(steps))
    words = "; ".join(f"{one.quarter.words}: {one.short} of {one.needed}" for one in gaps)
    past = sum(1 for one in gaps if one.quarter <= now)
    return TrendChart(words, path, steps, round(LEFT + past * wide, 1), FLOOR)


def trend_table(gaps: Iterable[Gap], *, time: bool) -> TablePage:
    """The same as a table; how much is short for those who read people's time."""
    more = ("People short", "WTE short") if time else ()
    heads = ("Quarter", "Competencies needed", "Short", *more)
    rows = tuple(
        Row(
            (
                Cell(one.quarter.words),
                Cell(f"{one.needed:,}"),
                Cell(f"{one.short:,}"),
                *((Cell(f"{one.people:,}"), Cell(wte(one.wte))) if time else ()),
            )
        )
        for one in gaps
    )
    empty = EmptyState("Nothing was needed.")
    shown = tuple(ColumnHead(text, number=place > 0) for place, text in enumerate(heads))
    return TablePage("How the gap moves", shown, rows, empty, caption_hidden=True)
