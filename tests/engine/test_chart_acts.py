"""What was done to the charts, as the entries of a file state it."""

from __future__ import annotations

from datetime import date

from plait.engine.chart_acts import LEFT_OUT, ChartAct, acts_of_entries
from plait.engine.sheets import Entry
from plait.engine.workbook import read_workbook
from tests.books import book

FILE = book(
    outcomes="Outcome|Measure\nB|Share\nA|Share",
    observations="Outcome|Date|Value|Left out because\nA|01/01/2026|5|\nA|01/02/2026|9|Wards shut\nA|01/03/2026|5|Late",
    chart_marks="Outcome|Date|Mark|What happened\nB|05/01/2026|Note|Relaunch\nA|01/01/2026|Limits start again|New rota",
)


def test_acts_come_by_outcome_and_day_with_their_reason_and_place() -> None:
    sheets: dict[str, list[Entry]] = {}
    for entry in read_workbook(FILE, {}).entries():
        sheets.setdefault(entry.sheet, []).append(entry)
    acts = acts_of_entries(sheets, date(2026, 2, 1))
    assert acts == (
        ChartAct("A", date(2026, 1, 1), "rebase", "New rota", "chart marks, line 3"),
        ChartAct("A", date(2026, 2, 1), LEFT_OUT, "Wards shut", "observations, line 3"),
        ChartAct("B", date(2026, 1, 5), "note", "Relaunch", "chart marks, line 2"),
    )
    assert [one.what for one in acts] == ["Limits start again", "Figure left out", "Note"]
    assert acts_of_entries({}, date(2026, 2, 1)) == ()
