"""Meetings of a community that somebody ended meanwhile, or that never was."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.communities import add_meeting
from plait.store.editing import NoSuchRecord
from plait.store.writing import Act


def test_a_meeting_of_no_community_is_refused(act: Act) -> None:
    with pytest.raises(NoSuchRecord):
        add_meeting(act, 404, date(2026, 6, 1), version=1)
