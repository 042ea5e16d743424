"""A chart as plain values, for files and programs: every figure with its limits, rules and reading."""

import math

from plait.engine.spc.charting import Chart, target_on
from plait.engine.spc.wording import rules_of, signals, variation_word

_LEVELS = ("mean", "lower", "upper")


def file_heads() -> tuple[str, ...]:
    """What heads the columns of `file_rows`."""
    return (
        "Measure", "Date", "Value", "Left out", "Mean", "Lower limit", "Upper limit", "Median", "Target", "Label",
        "Rules", "Better", "Worse",
    )  # fmt: skip


def file_rows(name: str, chart: Chart) -> list[list[str]]:
    """Every figure of a chart as a row of text; what is not there is empty."""
    return [
        [
            name,
            day.isoformat(),
            _text(chart.shown[place]),
            "Yes" if chart.ghosted[place] else "",
            *(_text(float(getattr(chart.points, level)[place])) for level in _LEVELS),
            _text(chart.median_at(place)),
            _text(target_on(chart.series.targets, day)),
            _label(chart, place),
            "; ".join(rules_of(chart, place)),
            "Yes" if chart.better[place] else "",
            "Yes" if chart.worse[place] else "",
        ]
        for place, day in enumerate(chart.days)
    ]


def plain_chart(name: str, chart: Chart) -> dict[str, object]:
    """A whole chart as JSON has it."""
    return {
        "measure": name,
        "rules": chart.series.profile.name,
        "kind": "xmr" if chart.run is None else "run",
        "better": chart.series.direction.value,
        "variation": chart.variation,
        "change": variation_word(chart.variation),
        "assurance": chart.assurance,
        "target": chart.target,
        "missing": [day.isoformat() for day in chart.missing],
        "suggested_rebase": chart.suggested.isoformat() if chart.suggested else None,
        "signals": [
            {
                "rule": one.rule, "first": one.first.isoformat(), "last": one.last.isoformat(),
                "is_better": one.is_better, "is_worse": one.is_worse,
            }
            for one in signals(chart)
        ],
        "points": [_point(chart, place) for place in range(len(chart.days))],
    }  # fmt: skip


def _point(chart: Chart, place: int) -> dict[str, object]:
    return {
        "date": chart.days[place].isoformat(),
        "value": chart.shown[place],
        "left_out": chart.ghosted[place],
        **{level: _number(float(getattr(chart.points, level)[place])) for level in _LEVELS},
        "median": chart.median_at(place),
        "target": target_on(chart.series.targets, chart.days[place]),
        "label": _label(chart, place),
        "rules": list(rules_of(chart, place)),
        "is_better": bool(chart.better[place]),
        "is_worse": bool(chart.worse[place]),
        "is_provisional": bool(chart.points.is_provisional[place]),
    }


def _label(chart: Chart, place: int) -> str:
    """The one label of an XmR chart; a run chart has none."""
    return chart.labels[place] if chart.run is None else ""


def _number(figure: float) -> float | None:
    return None if math.isnan(figure) else figure


def _text(figure: float | None) -> str:
    return "" if figure is None or math.isnan(figure) else f"{figure:.12g}"
