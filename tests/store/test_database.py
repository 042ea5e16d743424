"""The tests' own database is what it promises to be."""

from __future__ import annotations

import socket

import pytest
import pytest_socket
from django.db import connection

from plait.store.embedded import APPLICATION_ROLE
from plait.store.models import Access, Trust
from plait.store.scope import scoped
from tests.conftest import InScope, UserWithRole

pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")


def _who_asks() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _codes() -> list[str]:
    return list(Trust.objects.order_by("id").values_list("code", flat=True))


@pytest.mark.django_db
def test_tests_connect_as_the_application_and_find_two_trusts(
    trust: Trust, other_trust: Trust, in_scope: InScope
) -> None:
    assert _who_asks().startswith(APPLICATION_ROLE)
    assert _codes() == []
    in_scope(trust, other_trust)
    assert _codes() == [trust.code, other_trust.code]


@pytest.mark.usefixtures("fresh_database")
def test_a_fresh_database_holds_the_two_trusts_and_what_is_committed_to_it(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    assert _who_asks().startswith(APPLICATION_ROLE)
    user = user_with_role("PMO", trust)
    connection.close()
    in_scope(trust)
    assert list(Access.objects.values_list("user_id", "role")) == [(user.pk, "PMO")]


@pytest.mark.usefixtures("empty_database")
def test_an_empty_database_holds_no_trust(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    in_scope(trust, other_trust)
    assert _codes() == []


@pytest.mark.django_db
def test_making_a_user_leaves_the_scope_as_it_was(
    trust: Trust, other_trust: Trust, user_with_role: UserWithRole
) -> None:
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        user_with_role("PMO", trust)
        assert _codes() == [other_trust.code]


def test_the_store_reaches_no_network() -> None:
    with pytest.raises(pytest_socket.SocketBlockedError):
        socket.create_connection(("127.0.0.1", 9))
