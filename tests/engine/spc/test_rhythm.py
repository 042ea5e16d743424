"""How often something is measured, told from its days, and what is missing between them."""

from datetime import date, timedelta

import pytest

from plait.engine.spc.rhythm import Rhythm, missing_days, mixed_rhythms, next_day, rhythm_of

MONDAY = date(2026, 1, 5)


def every(days: int, count: int) -> tuple[date, ...]:
    return tuple(MONDAY + timedelta(days=days * n) for n in range(count))


def monthly(count: int, step: int = 1, day: int = 1) -> tuple[date, ...]:
    return tuple(date(2024 + n * step // 12, n * step % 12 + 1, day) for n in range(count))


@pytest.mark.parametrize(
    ("days", "rhythm", "following"),
    [
        (every(1, 5), Rhythm.DAY, date(2026, 1, 10)),
        (every(7, 5), Rhythm.WEEK, date(2026, 2, 9)),
        (monthly(5), Rhythm.MONTH, date(2024, 6, 1)),
        (monthly(5, 3), Rhythm.QUARTER, date(2025, 4, 1)),
        (monthly(3, 12), Rhythm.YEAR, date(2027, 1, 1)),
        ((date(2024, 1, 31), date(2024, 2, 29)), Rhythm.MONTH, date(2024, 3, 29)),
        ((date(2024, 12, 31), date(2025, 1, 31)), Rhythm.MONTH, date(2025, 2, 28)),
        (every(13, 5), Rhythm.IRREGULAR, None),
        ((MONDAY,), Rhythm.IRREGULAR, None),
        ((date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 3, 30)), Rhythm.IRREGULAR, None),
    ],
)
def test_the_rhythm_and_the_next_day(days: tuple[date, ...], rhythm: Rhythm, following: date | None) -> None:
    assert rhythm_of(days) is rhythm
    assert next_day(days) == following


def test_beats_without_a_figure_are_missing() -> None:
    assert missing_days((*monthly(3), date(2024, 6, 1)), Rhythm.MONTH) == (date(2024, 4, 1), date(2024, 5, 1))
    weeks = every(7, 6)
    assert missing_days(weeks[:2] + weeks[3:], Rhythm.WEEK) == (weeks[2],)
    assert missing_days(every(13, 5), Rhythm.IRREGULAR) == ()


def test_weekends_are_not_missing_where_nothing_is_measured_on_one() -> None:
    working = tuple(day for day in every(1, 14) if day.weekday() < 5)
    assert missing_days(working, Rhythm.DAY) == ()
    assert missing_days((*every(1, 6), MONDAY + timedelta(days=7)), Rhythm.DAY) == (MONDAY + timedelta(days=6),)


def test_two_rhythms_in_one_series_are_told_from_a_slip() -> None:
    assert mixed_rhythms((*every(7, 5), *(date(2026, month, 5) for month in range(3, 9)))) == (
        Rhythm.MONTH,
        Rhythm.WEEK,
    )
    assert mixed_rhythms((*monthly(12), date(2024, 12, 8))) is None
    assert mixed_rhythms(monthly(12)) is None
    assert mixed_rhythms(()) is None
    assert [one.words for one in Rhythm][:3] == ["days", "weeks", "months"]
