"""A plain table of days and figures."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plait.engine.measures import Asked, read_measures
from plait.engine.tables import Line, Table


def test_a_table_without_rows_has_no_figure() -> None:
    read = read_measures(Table("calls", ("Date", "Value"), 1, ()), Asked())
    assert read.series == ()
    assert [one.wrong for one in read.problems] == ["There is no figure in this table"]


@given(st.permutations(range(20)))
def test_the_order_of_rows_says_nothing(order: list[int]) -> None:
    figures = [60.0 + (place * 7 % 5) + (20 if place > 15 else 0) for place in range(20)]
    days = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(20)]
    lines = [Line(number, (f"{days[one]:%d/%m/%Y}", f"{figures[one]}")) for number, one in enumerate(order, 2)]
    [(_, series)] = read_measures(Table("calls", ("Date", "Value"), 1, tuple(lines)), Asked()).series
    assert series.days == tuple(days)
    assert series.values == tuple(figures)
