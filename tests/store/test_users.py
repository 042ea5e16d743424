"""The users of a trust: how they are found, and who may enter it as what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.store.giving import Given
from plait.store.models import Access, Trust, User
from plait.store.paging import Wanted
from plait.store.users import AccessLine, list_accesses, load_access
from plait.store.writing import Act
from tests.books import book
from tests.conftest import LONG_AGO, InScope, UserWithRole

pytestmark = pytest.mark.usefixtures("db")

TODAY = date(2026, 11, 2)
QUIET_SINCE = datetime(2026, 8, 4, tzinfo=UTC)
PEOPLE = book(
    people="""
Employee number|Name     |Job title|Staff group                     |Department|WTE|Starts    |Last day
1000           |Ann Frost|Director |Senior managers                 |Office    |1  |01/04/2025|
1001           |Bo Price |Developer|Digital, data and technology    |Digital   |1  |01/04/2025|30/11/2026
"""
)


def line_of(given: Given, act: Act, *, ends: date | None) -> AccessLine:
    """What an access that was just given to somebody new looks like, linked to the post 1001."""
    user = User.objects.get(email=given.email)
    assert act.trust_id
    return AccessLine(
        id=given.access_id,
        version=1,
        user_id=user.pk,
        name=given.name,
        email=given.email,
        is_active=True,
        role="CL",
        starts=TODAY,
        own_ends=None,
        ends=ends,
        employee_number="1001",
        last_sign_in=None,
        awaits_password=True,
    )


@pytest.fixture
def enter(trust: Trust, in_scope: InScope, user_with_role: UserWithRole) -> Trust:
    """A trust with users: one who came lately, one long ago, one never, one who may no longer, one from tomorrow."""
    dates: list[tuple[str, str, dict[str, date], datetime | None]] = [
        ("Ada", "PMO", {}, datetime(2026, 10, 30, tzinfo=UTC)),
        ("bo", "ADM", {}, datetime(2026, 8, 1, tzinfo=UTC)),
        ("Cy", "TL", {}, None),
        ("Di", "ME", {"ends": TODAY}, datetime(2026, 10, 30, tzinfo=UTC)),
        ("Ed", "ME", {"starts": TODAY + timedelta(days=1)}, None),
    ]
    for name, role, days, seen in dates:
        user = user_with_role(role, trust, starts=days.get("starts", LONG_AGO), ends=days.get("ends"))
        User.objects.filter(id=user.pk).update(name=name, email=f"{name.lower()}@trust.example", last_login=seen)
    in_scope(trust)
    return trust


def names(trust: Trust, wanted: Wanted | None = None, **filters: str) -> list[str]:
    """Who is on the list."""
    found = list_accesses(trust.pk, wanted or Wanted(filters=filters), on=TODAY, quiet_since=QUIET_SINCE)
    return [line.name for line in found.rows]


def test_a_user_is_found_whatever_the_capitals_of_the_address() -> None:
    User.objects.create(email="ann@trust.example", name="Ann Frost", password="!")
    assert str(User.objects.get_by_natural_key("Ann@Trust.Example")) == "Ann Frost"


def test_a_trust_reads_as_its_name(trust: Trust) -> None:
    assert str(trust) == trust.name


def test_the_list_holds_those_of_today_and_to_come(enter: Trust) -> None:
    assert names(enter) == ["Ada", "bo", "Cy", "Ed"]
    assert names(enter, state="never") == ["Cy", "Ed"]
    assert names(enter, state="quiet") == ["bo"]
    assert names(enter, state="ended") == ["Di"]
    assert names(enter, state="all") == ["Ada", "bo", "Cy", "Di", "Ed"]
    assert names(enter, state="nonsense") == ["Ada", "bo", "Cy", "Ed"]


def test_the_list_is_searched_filtered_sorted_and_cut(enter: Trust) -> None:
    assert names(enter, role="ME") == ["Ed"]
    assert names(enter, Wanted(search="BO@trust")) == ["bo"]
    assert names(enter, Wanted(search="%")) == []
    assert names(enter, Wanted(sort="role")) == ["bo", "Ed", "Ada", "Cy"]
    assert names(enter, Wanted(sort="last_sign_in", descending=True))[:2] == ["Ada", "bo"]
    assert names(enter, Wanted(sort="starts", descending=True))[0] == "Ed"
    assert names(enter, Wanted(offset=2, limit=2)) == ["Cy", "Ed"]
    assert names(enter, Wanted(offset=90, limit=3)) == ["Ed"]


def test_the_list_takes_one_query_however_long(enter: Trust, user_with_role: UserWithRole) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            names(enter)
        counts.append(len(queries))
        for _ in range(20):
            user_with_role("ME", enter)
    assert counts == [1, 1]


def test_another_trust_s_access_is_none(
    enter: Trust, other_trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    stranger = user_with_role("ADM", other_trust)
    in_scope(enter, other_trust)
    access = Access.objects.get(user=stranger)
    assert load_access(enter.pk, access.pk) is None
    assert load_access(enter.pk, 0) is None
    assert stranger.name not in names(enter, state="all")
