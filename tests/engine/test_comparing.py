"""What a file misses of a register, and how much of it may end before its number is typed back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.comparing import compare, is_many
from plait.engine.sheets import Key, Values
from plait.engine.teams import TEAMS

ON = date(2025, 9, 1)
DAYS = st.dates(ON - timedelta(days=3), ON + timedelta(days=3))


@pytest.mark.parametrize(
    ("ends", "of", "many"),
    [(0, 0, False), (0, 9, False), (1, 20, False), (1, 19, True), (5, 100, False), (6, 100, True), (1, 1, True)],
)
def test_more_than_five_in_a_hundred_are_many(ends: int, of: int, many: bool) -> None:
    assert is_many(ends, of=of) is many


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6))
def test_only_what_holds_on_the_day_is_absent(times: list[tuple[date, date | None]]) -> None:
    standing: dict[Key, Values] = {
        (f"team {number}",): {"starts": starts, "ends": ends} for number, (starts, ends) in enumerate(times)
    }
    absent = compare(TEAMS, (), standing, on=ON).absent
    held = [(f"team {number}",) for number, (starts, ends) in enumerate(times) if starts <= ON < (ends or date.max)]
    assert list(absent) == held
