"""How it stands with an asking for one paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from plait.engine.paper_openings import LASTS, Opening, Standing, standing_of

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ASKED = Opening(1, 1, 7, "Ola Bright", NOON, "The winter plan", "Beds close today")
AGREED = replace(ASKED, paper_id=3, title="Winter plan", agreed_by="Ann Frost", agreed_at=NOON, until=NOON + LASTS)


def test_an_asking_waits_until_it_is_answered_or_taken_back() -> None:
    assert standing_of(ASKED, NOON) is Standing.WAITS
    ended = replace(ASKED, ended_at=NOON, ended_by="Ola Bright")
    assert standing_of(ended, NOON) is Standing.TAKEN_BACK
    assert standing_of(replace(ended, ended_by="Ann Frost"), NOON) is Standing.DECLINED


def test_a_paper_is_open_for_a_day_and_no_moment_longer() -> None:
    assert timedelta(hours=24) == LASTS
    assert standing_of(AGREED, NOON) is Standing.OPEN
    assert standing_of(AGREED, NOON + LASTS - timedelta(microseconds=1)) is Standing.OPEN
    assert standing_of(AGREED, NOON + LASTS) is Standing.OVER
    assert standing_of(replace(AGREED, ended_at=NOON, ended_by="Ann Frost"), NOON) is Standing.SHUT
