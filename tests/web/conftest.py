"""Pages are drawn with the site's own stylesheets, of a small recorded trust for those who ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from plait.store.models import Trust, User
from tests.assets import collected_assets
from tests.conftest import InScope, UserWithRole
from tests.registers import Site, make_site

__all__ = ["collected_assets"]


@pytest.fixture
def site(
    db: None,  # noqa: ARG001 - the database is what `db` opens
    trust: Trust,
    in_scope: InScope,
    user_with_role: UserWithRole,
    signed_in_as: Callable[[User], Client],
) -> Site:
    """PLA with five people, a service and a team."""
    user = user_with_role("PMO", trust)
    in_scope(trust, user=user)
    return make_site(trust, user, user_with_role, signed_in_as)
