"""How much of a register may end before its number is typed back."""

from __future__ import annotations

import pytest

from plait.engine.comparing import is_many


@pytest.mark.parametrize(
    ("ends", "of", "many"),
    [(0, 0, False), (0, 9, False), (1, 20, False), (1, 19, True), (5, 100, False), (6, 100, True), (1, 1, True)],
)
def test_more_than_five_in_a_hundred_are_many(ends: int, of: int, many: bool) -> None:
    assert is_many(ends, of=of) is many
