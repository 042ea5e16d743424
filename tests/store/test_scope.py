"""A scope never outlives its request, even on a connection that broke."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from plait.store.models import Trust
from plait.store.scope import scoped


def _codes() -> list[str]:
    return list(Trust.objects.values_list("code", flat=True))


@pytest.mark.usefixtures("fresh_database")
def test_a_scope_set_before_a_transaction_that_fails_is_cleared(trust: Trust) -> None:
    with (
        pytest.raises(ProgrammingError),
        scoped(user_id=None, trust_ids=[trust.pk]),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT no_such_column")
    assert _codes() == []


def _commit_and_fail() -> None:
    transaction.commit()
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column")


@pytest.mark.usefixtures("fresh_database")
def test_a_connection_that_cannot_be_cleared_is_closed(trust: Trust) -> None:
    """Inside a transaction that failed PostgreSQL refuses every word, that of clearing too."""
    connection.ensure_connection()
    transaction.set_autocommit(False)
    with pytest.raises(ProgrammingError), scoped(user_id=None, trust_ids=[trust.pk]):
        _commit_and_fail()
    assert connection.connection is None
    assert _codes() == []
    transaction.set_autocommit(True)


@pytest.mark.usefixtures("fresh_database")
def test_a_scope_inside_another_leaves_nothing_in_view(trust: Trust, other_trust: Trust) -> None:
    with scoped(user_id=None, trust_ids=[trust.pk]):
        with scoped(user_id=None, trust_ids=[other_trust.pk]):
            assert _codes() == ["PLB"]
        assert _codes() == []
