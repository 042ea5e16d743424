"""Stays and levels that several files tell of: where they end, when they began, and who confirmed them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plait.store.import_views import load_import
from plait.store.imports import Choices
from plait.store.models import Employment, Event, Holding, Membership
from plait.store.writing import Act
from tests.books import JUNE, PEOPLE, SERVICES, TEAMS, book, imported, staged

SEPTEMBER, JULY = date(2025, 9, 1), date(2025, 7, 1)
MEMBERS = "Team|Employee number|WTE|Last day\nAccess team|1001|{}|{}"
FRAME = "Competency|Family|Viewpoint\nTriage|Care|Clinical"
HELD = "Employee number|Competency|Level|Confirmed by|Confirmed on\n1002|Triage|{}|1000|02/06/2025"


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


@pytest.fixture
def confirmed(act: Act) -> Act:
    """PLA where 1000 confirmed that 1002 is working at a competency."""
    imported(act, book(people=PEOPLE, competencies=FRAME, holdings=HELD.format("Working")))
    return act


BARE = "Employee number|Competency|Level\n1002|Triage|Expert"


def _levels() -> list[tuple[int, date, date, bool]]:
    return [(row.level, row.starts, row.since, row.confirmed_on is not None) for row in Holding.objects.order_by("id")]


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        (BARE, Choices(SEPTEMBER), [(2, JUNE, JUNE, True), (4, SEPTEMBER, SEPTEMBER, False)]),
        (BARE, Choices(SEPTEMBER, corrects_past=True), [(4, JUNE, JUNE, False)]),
        (BARE, Choices(JUNE), [(4, JUNE, JUNE, False)]),
        (
            "Employee number|Competency|Level|Since\n1002|Triage|Expert|01/07/2025",
            Choices(SEPTEMBER),
            [(2, JUNE, JUNE, True), (4, SEPTEMBER, JULY, False)],
        ),
        (
            HELD.format("Expert"),
            Choices(SEPTEMBER),
            [(2, JUNE, JUNE, True), (4, SEPTEMBER, SEPTEMBER, True)],
        ),
    ],
)
def test_another_level_begins_anew_and_nobody_has_confirmed_it(
    confirmed: Act, text: str, choices: Choices, expected: list[tuple[int, date, date, bool]]
) -> None:
    imported(confirmed, book(holdings=text), choices)
    assert _levels() == expected
    assert (Holding.objects.latest("id").confirmed_by is not None) == expected[-1][-1]


def test_same_level_keeps_who_confirmed_it(confirmed: Act) -> None:
    kept = load_import(confirmed.trust_id, staged(confirmed, book(holdings=BARE.replace("Expert", "Working"))))
    assert kept is not None
    assert kept.count("unchanged") == 1
    imported(confirmed, book(holdings="Employee number|Competency|Level|Since\n1002|Triage|Working|01/07/2025"))
    assert Holding.objects.values_list("since", "confirmed_by").get() == (
        JULY,
        Employment.objects.get(employee_number="1000").pk,
    )
