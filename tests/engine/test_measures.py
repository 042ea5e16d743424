"""A plain table of days and figures."""

from __future__ import annotations

from plait.engine.measures import Asked, read_measures
from plait.engine.tables import Table


def test_a_table_without_rows_has_no_figure() -> None:
    read = read_measures(Table("calls", ("Date", "Value"), 1, ()), Asked())
    assert read.series == ()
    assert [one.wrong for one in read.problems] == ["There is no figure in this table"]
