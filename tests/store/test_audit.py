"""The audit trail: newest first, as far as somebody may read, found by person, kind and day."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.engine.permissions import Role
from plait.store.audit import SECURITY_KINDS, AuditLine, AuditReach, list_events, rows_about_number
from plait.store.giving import Giving, give_role
from plait.store.models import Trust, User
from plait.store.paging import Page, Wanted
from plait.store.writing import Act, noting
from tests.books import AT, act_of, book, imported
from tests.conftest import InScope
from tests.store.test_users import PEOPLE

pytestmark = pytest.mark.django_db

ALL = AuditReach(everything=True)
SECURITY = AuditReach(kinds=SECURITY_KINDS)
_keys = itertools.count(1)


@pytest.fixture
def told(act: Act) -> Act:
    """PLA with two people imported and one given access."""
    imported(act, PEOPLE)
    give(act, "Ann Snow", "ann.snow@trust.example")
    return act


def give(act: Act, name: str, email: str) -> None:
    giving = Giving(email, name, Role.TL, date(2026, 11, 2))
    give_role(act, giving, submission=UUID(int=next(_keys)))


def trail(
    act: Act, wanted: Wanted | None = None, *, reach: AuditReach = ALL, day: date | None = None
) -> Page[AuditLine]:
    return list_events(act.trust_id, reach, wanted or Wanted(limit=None), day=day)


def said(page: Page[AuditLine]) -> list[tuple[str, str, str]]:
    return [(line.event.kind, line.event.action, line.about) for line in page.rows]


def test_events_come_newest_first_with_who_and_whom(told: Act) -> None:
    page = trail(told)
    assert said(page)[:2] == [("access", "granted", "Ann Snow"), ("user", "opened", "Ann Snow")]
    assert ("employment", "added", "Ann Frost") in said(page)
    assert ("assignment", "added", "Bo Price") in said(page)
    assert page.total == len(page.rows)
    assert {line.event.by for line in page.rows} == {"Pat Moss"}


def test_an_event_of_a_file_names_file_table_and_line(told: Act) -> None:
    [line] = [one for one in trail(told).rows if one.event.kind == "employment" and one.about == "Bo Price"]
    assert (line.event.file[:5], line.event.table, line.event.line) == ("file-", "people", 3)


def test_security_reads_access_and_accounts_only(told: Act) -> None:
    assert said(trail(told, reach=SECURITY)) == [("access", "granted", "Ann Snow"), ("user", "opened", "Ann Snow")]
    assert trail(told, reach=AuditReach()).total == 0


def test_somebody_reads_what_concerns_their_own_rows(told: Act) -> None:
    own = AuditReach(about=rows_about_number(told.trust_id, "1001"))
    kinds = {(kind, about) for kind, _, about in said(trail(told, reach=own))}
    assert ("employment", "Bo Price") in kinds
    assert {about for _, about in kinds} == {"Bo Price"}
    assert rows_about_number(told.trust_id, None) == {}
    assert rows_about_number(told.trust_id, "9") == {}


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("bo price", {"Bo Price"}),
        ("1001", {"Bo Price"}),
        ("ann snow", {"Ann Snow"}),
        ("ann.snow@trust.example", {"Ann Snow"}),
        ("nobody", set()),
        ("%", set()),
    ],
)
def test_the_search_finds_whom_an_event_is_about(told: Act, words: str, about: set[str]) -> None:
    assert {line.about for line in trail(told, Wanted(search=words)).rows} == about


def test_the_search_finds_who_did_it(told: Act) -> None:
    other = User.objects.create(email="di@trust.example", name="Di Sykes", password="!")
    with noting(replace(told, by=other.pk, by_name=other.name)) as pen:
        pen.note("exported", "import", None, {"name": "people.csv"})
    assert said(trail(told, Wanted(search="sykes"))) == [("import", "exported", "people.csv")]


def test_one_kind_and_one_day(told: Act) -> None:
    assert {kind for kind, _, _ in said(trail(told, Wanted(filters={"kind": "person"})))} == {"person"}
    midnight = datetime(2026, 11, 3, tzinfo=UTC)
    with noting(replace(told, at=midnight)) as pen:
        pen.note("noted", "import", None, {"name": "midnight"})
    assert said(trail(told, day=midnight.date())) == [("import", "noted", "midnight")]
    assert trail(told, day=AT.date()).total == trail(told).total - 1
    assert trail(told, day=AT.date() - timedelta(days=1)).total == 0


def test_what_happened_is_chosen(told: Act) -> None:
    page = trail(told, Wanted(filters={"action": "granted"}, limit=None))
    assert said(page) == [("access", "granted", "Ann Snow")]


def test_a_page_past_the_end_is_the_last(told: Act) -> None:
    everything = said(trail(told))
    size = len(everything) - 1
    assert said(trail(told, Wanted(limit=size))) == everything[:size]
    assert said(trail(told, Wanted(limit=size, offset=50 * size))) == everything[size:]
    assert said(trail(told, Wanted(limit=size, search="nobody", offset=size))) == []


def test_the_trail_takes_as_many_queries_however_long(told: Act) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            trail(told, Wanted(search="a"))
        counts.append(len(queries))
        rows = "\n".join(f"20{n}|Amy {n}|Nurse|Senior managers|Office|1|01/04/2025" for n in range(20))
        imported(told, book(people=f"Employee number|Name|Job title|Staff group|Department|WTE|Starts\n{rows}"))
        give(told, f"Amy {number}", f"amy{number}@trust.example")
    assert counts[0] == counts[1]


def test_another_trust_s_events_are_not_there(told: Act, trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    user = User.objects.create(email="eve@other.example", name="Eve Hall", password="!")
    in_scope(trust, other_trust, user=user)
    with noting(act_of(user, other_trust)) as pen:
        pen.note("opened", "user", user.pk, {"name": "Ann Snow"})
    assert "Eve Hall" not in {line.event.by for line in trail(told).rows}
    assert trail(told, Wanted(search="Eve Hall")).total == 0
