"""What a trust may set as the size of its teams."""

import pytest

from plait.engine.sizes import COLUMNS, fault_of_sizes
from plait.engine.trust import TeamSizes


@pytest.mark.parametrize(
    ("least", "most", "reason", "at_fault"),
    [(5, 9, "", ""), (4, 9, "Why", ""), (6, 6, "Why", ""), (6, 5, "Why", "most"), (4, 9, "", "reason")],
)
def test_sizes_go_together_and_another_size_has_its_reason(least: int, most: int, reason: str, at_fault: str) -> None:
    column, remedy = fault_of_sizes(TeamSizes(least=least, most=most), reason)
    assert column == at_fault
    assert bool(remedy) == bool(at_fault)


def test_the_example_of_each_column_can_be_read() -> None:
    assert [column.read(column.example) for column in COLUMNS][:2] == [5, 9]
