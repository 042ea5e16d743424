"""Two boards on one day: when they want the same person at once."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.sharing import Clash, Sitting, clash_of, worst

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("09:30", "12:30"), ("12:00", "15:00"), Clash.CLASH),
        (("09:30", "12:30"), ("12:30", "15:00"), Clash.NONE),
        (("09:30", "12:30"), ("09:30", ""), Clash.CLASH),
        (("09:30", ""), ("13:00", "15:00"), Clash.MAY),
        (("09:30", "12:30"), ("13:00", ""), Clash.NONE),
        (("09:30", "12:30"), ("", ""), Clash.MAY),
        (("", ""), ("", ""), Clash.MAY),
    ],
)
def test_meetings_of_one_day_clash_by_their_times(one: tuple[str, str], other: tuple[str, str], found: Clash) -> None:
    assert clash_of(Sitting(DAY, *one), Sitting(DAY, *other)) is found
    assert clash_of(Sitting(DAY, *other), Sitting(DAY, *one)) is found


def test_meetings_of_two_days_never_clash() -> None:
    assert clash_of(Sitting(DAY), Sitting(date(2026, 11, 6))) is Clash.NONE


def test_the_worst_of_several_is_told() -> None:
    assert worst([Clash.MAY, Clash.CLASH, Clash.NONE]) is Clash.CLASH
    assert worst([]) is Clash.NONE
