"""A plot of the contest as SVG: the gap each engine leaves against the seconds of the processor it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 70, 20, 190, 50
COLOURS = {
    "greedy": "#768692",
    "greedy with swaps": "#41b6e6",
    "CP-SAT": "#ae2573",
    "HiGHS, whole model": "#ed8b00",
    "Plait": "#005eb8",
    "Plait, all levels": "#003087",
}
SECONDS, GAPS = (0.01, 0.1, 1, 10, 100), (0.0001, 0.001, 0.01, 0.1, 1)


@dataclass(frozen=True, slots=True)
class Dot:
    """One row of the contest; nothing below the least gap or the fewest seconds of the axes is told apart."""

    engine: str
    size: str
    seconds: float
    gap: float


def plot(dots: Sequence[Dot]) -> str:
    """The whole picture: circles for the small size, squares for that of a trust."""
    names = [name for name in COLOURS if any(dot.engine == name for dot in dots)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        "<title>Gap to the best bound against seconds of the processor</title><style>text { font-size: 13px }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_axes(),
        *(_mark(dot.size, COLOURS[dot.engine], _x(dot.seconds), _y(dot.gap)) for dot in dots),
        *(line for place, name in enumerate(names) for line in _key(place, name)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(seconds: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * _share(seconds, SECONDS)


def _y(gap: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * _share(gap, GAPS)


def _share(value: float, ticks: Sequence[float]) -> float:
    low, high = log10(ticks[0]), log10(ticks[-1])
    return (log10(min(max(value, ticks[0]), ticks[-1])) - low) / (high - low)


def _axes() -> Iterable[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for tick in SECONDS:
        yield f'<path d="M{_x(tick):.1f} {TOP}V{bottom}" stroke="#d8dde0"/>'
        yield f'<text x="{_x(tick):.1f}" y="{bottom + 18}" text-anchor="middle">{tick:g}</text>'
    for gap in GAPS:
        yield f'<path d="M{LEFT} {_y(gap):.1f}H{right}" stroke="{"#212b32" if gap == 0.01 else "#d8dde0"}"/>'
        yield f'<text x="{LEFT - 8}" y="{_y(gap) + 4:.1f}" text-anchor="end">{gap * 100:g} %</text>'
    yield f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 10}" text-anchor="middle">CPU seconds</text>'


def _mark(size: str, colour: str, x: float, y: float) -> str:
    if size == "small":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="none" stroke="{colour}" stroke-width="2"/>'
    return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}"/>'


def _key(place: int, name: str) -> Iterable[str]:
    x, y = WIDTH - RIGHT + 20, TOP + 20 + 24 * place
    yield _mark("trust", COLOURS[name], x, y)
    yield f'<text x="{x + 14}" y="{y + 5}">{name}</text>'
