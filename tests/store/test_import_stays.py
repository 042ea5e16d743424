"""Stays that several files tell of: where they end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plait.store.import_views import load_import
from plait.store.imports import Choices
from plait.store.models import Event, Membership
from plait.store.writing import Act
from tests.books import JUNE, PEOPLE, SERVICES, TEAMS, book, imported

SEPTEMBER, JULY = date(2025, 9, 1), date(2025, 7, 1)
MEMBERS = "Team|Employee number|WTE|Last day\nAccess team|1001|{}|{}"


def _times() -> list[tuple[Decimal, date, date | None]]:
    rows = Membership.objects.filter(employment__employee_number="1001").order_by("starts")
    return [(row.wte, row.starts, row.ends) for row in rows]


@pytest.fixture
def split(act: Act) -> Act:
    """PLA where 1001 gives a team 0.4 from June and 0.5 from September."""
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS))
    imported(act, book(members=MEMBERS.format("0.4", "")))
    imported(act, book(members=MEMBERS.format("0.5", "")), Choices(SEPTEMBER))
    return act


def test_same_file_again_changes_no_row_though_a_later_one_changed_the_time(split: Act) -> None:
    before, events = _times(), Event.objects.filter(kind="membership").count()
    kept = load_import(split.trust_id, imported(split, book(members=MEMBERS.format("0.4", ""))))
    assert kept is not None
    assert (kept.count("unchanged"), kept.count("changed")) == (1, 0)
    assert (_times(), Event.objects.filter(kind="membership").count()) == (before, events)


def test_last_day_of_an_earlier_file_ends_the_whole_stay(split: Act) -> None:
    imported(split, book(members=MEMBERS.format("0.3", "31/12/2025")), Choices(JULY))
    ends = date(2026, 1, 1)
    times = [("0.4", JUNE, JULY), ("0.3", JULY, SEPTEMBER), ("0.5", SEPTEMBER, ends)]
    assert _times() == [(Decimal(wte), *days) for wte, *days in times]
    imported(split, book(members=MEMBERS.format("0.2", "31/12/2025")), Choices(JULY))
    assert [end for _, _, end in _times()] == [JULY, SEPTEMBER, ends]
