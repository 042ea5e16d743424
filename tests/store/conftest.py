"""A trust with staff groups, somebody who writes in it, and the scope to see it."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from plait.store.models import Trust, User
from plait.store.scope import scoped
from plait.store.writing import Act
from tests.books import act_of, book, furnish, imported
from tests.conftest import InScope, UserWithRole
from tests.lent import day
from tests.registers import SHEETS


@pytest.fixture
def act(db: None, trust: Trust, in_scope: InScope) -> Act:  # noqa: ARG001 - the database is what `db` opens
    """An act of the transformation office in PLA, whose staff groups are there."""
    user = User.objects.create(email="pmo@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=user)
    act = act_of(user, trust)
    furnish(act)
    return act


@pytest.fixture
def lender(trust: Trust, user_with_role: UserWithRole) -> Act:
    """PLA with its five people."""
    act = act_of(user_with_role("CDIO", trust), trust)
    with scoped(user_id=act.by, trust_ids=[trust.pk]):
        furnish(act)
        imported(act, book(**SHEETS))
    return replace(act, at=datetime.combine(day(0), time(12), UTC))


@pytest.fixture
def borrower(other_trust: Trust, user_with_role: UserWithRole) -> Act:
    """PLB, which knows one competency of PLA by another case."""
    act = act_of(user_with_role("CDIO", other_trust), other_trust)
    with scoped(user_id=act.by, trust_ids=[other_trust.pk]):
        furnish(act)
        imported(act, book(competencies="Competency|Family|Viewpoint\nclinical SAFETY|Safety|Clinical"))
    return replace(act, at=datetime.combine(day(0), time(12), UTC))
