"""The day of a figure in words: of monthly figures that stand on the first, the month."""

from __future__ import annotations

from datetime import date

from plait.engine.litmus.wording import day as full
from plait.engine.spc.charting import Chart
from plait.engine.spc.rhythm import Rhythm


def is_of_months(chart: Chart) -> bool:
    """Do the figures come month by month, each on the first of its own?"""
    return chart.rhythm is Rhythm.MONTH and all(day.day == 1 for day in chart.days)


def figure_day(chart: Chart, day: date) -> str:
    """The day of one figure of a chart, in full."""
    return f"{day:%B %Y}" if is_of_months(chart) else full(day)


def short_figure_day(chart: Chart, day: date) -> str:
    """The same, written short."""
    return f"{day:%b %Y}" if is_of_months(chart) else f"{day.day} {day:%b %Y}"
