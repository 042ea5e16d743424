"""Long leave in the record: never twice, of one trust only, and pages that agree with judging on each day of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plait.engine.long_leave import LEAVES, MEMBERS
from plait.store.acting_up import list_deputies
from plait.store.long_leave import list_leave_of, load_leave
from plait.store.models import Employment, LongLeave
from plait.store.names import Names
from plait.store.paging import Wanted
from plait.store.snapshot import load_trust
from plait.store.writing import Act
from tests.books import PEOPLE, book, imported
from tests.store import test_acting_up as acting

pytestmark = pytest.mark.django_db
LEAVE = """
Employee number|Starts    |Last day
1001           |05/06/2025|30/06/2025
1000           |01/08/2025|
"""
HELD = f"{acting.HELD}Data head       |1000           |Interim    |0.1|01/06/2025|\n"
SEATED = """
Member   |Office          |Kind     |Votes|Employee number|Starts
Bo Price |Medical director|Executive|Yes  |1001           |01/05/2025
Cy Otieno|Chair           |Non-executive|Yes|           |01/05/2025
"""


@pytest.fixture
def led(act: Act) -> Act:
    """PLA as the tests of acting up have it, its digital head on leave in June, the chief executive from August on."""
    imported(act, book(people=PEOPLE, leadership_roles=acting.ROLES, role_holders=HELD, deputies=acting.DEPUTIES))
    imported(act, book(territories=acting.TERRITORIES, accountability_claims=acting.CLAIMS))
    imported(act, book(long_leave=LEAVE, board_members=SEATED))
    return act


DAYS = [date(2025, 6, 4), date(2025, 6, 5), date(2025, 6, 25), date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_pages_agree_with_judging_on_each_day(led: Act, on: date) -> None:
    acting.test_pages_agree_with_judging_on_each_day(led, on)


def test_it_is_loaded_by_person_and_by_row(led: Act) -> None:
    assert {(one.employee_number, one.last_on) for one in load_trust("PLA", on=DAYS[0]).leave} == {
        ("1001", date(2025, 6, 30)), ("1000", None),
    }  # fmt: skip
    bo = Employment.objects.get(employee_number="1001")
    [line] = list_leave_of(led.trust_id, bo.pk)
    assert (line.employment_id, line.first_on, line.last_on) == (bo.pk, date(2025, 6, 5), date(2025, 6, 30))
    assert load_leave(led.trust_id, line.id) == line
    assert load_leave(led.trust_id, 0) is None


def test_files_are_held_to_the_leave_of_the_record(led: Act) -> None:
    known = Names(led.trust_id).known()
    assert sorted(known[LEAVES].values()) == ["", "2025-06-30"]
    assert known[MEMBERS] == {"bo price": "1001"}
    again = imported(led, book(long_leave="Employee number|Starts|Last day\n1001|05/06/2025|15/06/2025"))
    assert again is not None
    assert LongLeave.objects.get(employment__employee_number="1001").last_on == date(2025, 6, 15)


def test_a_deputy_on_leave_covers_nobody(led: Act) -> None:
    rows = list_deputies(led.trust_id, Wanted(limit=None), on=date(2025, 8, 5)).rows
    assert {(one.name, one.covers) for one in rows} == {("Ann Frost", False), ("Bo Price", False)}


@pytest.mark.parametrize(
    ("first", "last"), [(date(2025, 6, 30), None), (date(2025, 7, 9), date(2025, 7, 8))], ids=["overlap", "order"]
)
def test_the_database_lets_no_two_leaves_share_a_day_and_none_end_before_it_begins(
    led: Act, first: date, last: date | None
) -> None:
    bo = Employment.objects.get(employee_number="1001")
    with pytest.raises(IntegrityError), transaction.atomic():
        LongLeave.objects.create(trust_id=led.trust_id, employment=bo, first_on=first, last_on=last)
    assert LongLeave.objects.create(trust_id=led.trust_id, employment=bo, first_on=date(2025, 7, 1)).pk
