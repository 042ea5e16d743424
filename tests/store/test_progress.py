"""Long work tells how far it is, for others to see at once, and stops when it is asked to."""

from __future__ import annotations

import pytest

from plait.store.embedded import Addresses
from plait.store.imports import Choices, Stopped
from plait.store.models import Import, Trust
from plait.store.progress import ask_to_stop, reporting
from plait.store.staging import keep_file
from tests.books import JUNE, act_of
from tests.conftest import InScope, UserWithRole


def test_work_tells_how_far_it_is_and_stops_when_asked(
    fresh_database: Addresses,  # noqa: ARG001 - asked for, so that there is one
    trust: Trust,
    user_with_role: UserWithRole,
    in_scope: InScope,
) -> None:
    act = act_of(user_with_role("PMO", trust), trust)
    in_scope(trust)
    import_id = keep_file(act, "people.xlsx", b"bytes", "a" * 64, Choices(JUNE))
    with reporting(trust.pk, import_id) as report:
        report("reading", 1, 3)
        told = Import.objects.get(id=import_id)
        assert (told.stage, told.done, told.total) == ("reading", 1, 3)
        assert ask_to_stop(act, import_id)
        with pytest.raises(Stopped):
            report("reading", 2, 3)
