"""A trust for the command line: RXX, empty but for what every trust starts with."""

from __future__ import annotations

import pytest
from django.utils import timezone

from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.embedded import Addresses
from tests.cli.commands import EMAIL


@pytest.fixture
def rxx(empty_database: Addresses) -> int:  # noqa: ARG001 - asked for, so that there is one
    """The id of an open trust whose administrator is in the transformation office as well."""
    opening = Opening("RXX", "Example Trust", EMAIL, (Role.ADM, Role.PMO))
    assert open_trust(opening, lambda: "warp and weft and loom", at=timezone.now())
    return 1
