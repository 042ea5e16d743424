"""A trust with staff groups, somebody who writes in it, and the scope to see it."""

import pytest

from plait.store.models import Trust, User
from plait.store.writing import Act
from tests.books import act_of, furnish
from tests.conftest import InScope


@pytest.fixture
def act(db: None, trust: Trust, in_scope: InScope) -> Act:  # noqa: ARG001 - the database is what `db` opens
    """An act of the transformation office in PLA, whose staff groups are there."""
    user = User.objects.create(email="pmo@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=user)
    act = act_of(user, trust)
    furnish(act)
    return act
