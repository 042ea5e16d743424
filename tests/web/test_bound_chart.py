"""The picture of how good a plan is: round figures on its axis, and the plan never beyond its ends."""

from __future__ import annotations

import pytest

from plait.web.assembly.bound import LEFT, RIGHT, draw_bound


@pytest.mark.parametrize(
    ("value", "ticks"),
    [
        (0.961, ["90%", "95%", "100%"]),
        (0.7, ["60%", "70%", "80%", "90%", "100%"]),
        (0.289, ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (0.0, ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (1.0, ["95%", "100%"]),
    ],
)
def test_the_axis_has_round_figures_and_holds_the_plan(value: float, ticks: list[str]) -> None:
    chart = draw_bound(value, min(1.0, value + 0.01))
    assert [tick.text for tick in chart.ticks] == ticks
    assert LEFT <= chart.plan_x <= chart.bound_x <= RIGHT
    assert (chart.ticks[0].x, chart.ticks[-1].x) == (LEFT, RIGHT)
