"""Counts, lists and days that read aloud."""

from datetime import date

import pytest

from plait.engine.litmus.wording import Claim, day, listed, many

CLAIM = Claim("team", "teams", "has a nurse", "have a nurse")


@pytest.mark.parametrize(
    ("good", "of", "words"),
    [
        (7, 7, "All 7 teams have a nurse"),
        (2, 2, "Both teams have a nurse"),
        (1, 1, "The only team has a nurse"),
        (6, 7, "6 of 7 teams have a nurse"),
        (1, 7, "1 of 7 teams has a nurse"),
        (0, 7, "0 of 7 teams have a nurse"),
        (0, 1, "0 of 1 team has a nurse"),
        (999, 1200, "999 of 1,200 teams have a nurse"),
        (1200, 1200, "All 1,200 teams have a nurse"),
    ],
)
def test_counts_read_aloud(good: int, of: int, words: str) -> None:
    assert CLAIM.counted(good, of) == words


def test_lists_days_and_numbers_read_aloud() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["digital", "clinical"], joined_by="or") == "digital or clinical"
    assert day(date(2026, 3, 3)) == "3 March 2026"
    assert (many(1, "day", "days"), many(51, "day", "days")) == ("1 day", "51 days")
