"""What counts beside coverage, on the page of a plan and in its workbook."""

from __future__ import annotations

from plait.engine.assembly.level_wording import level_lines
from plait.engine.assembly.plan import Plan
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

HEADS = ("What counts", "This plan", "Any plan", "One more is worth")


def level_table(plan: Plan) -> TablePage:
    """Each level beside what no plan can pass, and at which rate it was exchanged for coverage."""
    rows = tuple(Row(tuple(map(Cell, one))) for one in level_rows(plan))
    return TablePage("What else counts", tuple(map(ColumnHead, HEADS)), rows, EmptyState("Only coverage was weighed."))


def level_rows(plan: Plan) -> list[list[str]]:
    """The same as rows of text."""
    return [[one.name, one.value, one.bound, one.rate] for one in level_lines(plan)]
