"""Saved mappings: kept with an event, found by the headings, seen by no other trust."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plait.engine.mapping import ColumnMapping
from plait.store.mappings import load_mapped, load_mappings, note_mapped, save_mapping
from plait.store.models import Event, Trust
from plait.store.writing import Act
from tests.conftest import InScope

pytestmark = pytest.mark.django_db
OURS = ColumnMapping("Ours", "people", {"name": ("First Name", "Surname")}, {"staff_group": {"mangers": "Managers"}})


def act_in(trust: Trust) -> Act:
    return Act(trust.pk, None, "The test", datetime(2026, 11, 2, 9, tzinfo=UTC))


def test_a_mapping_comes_back_as_it_was_saved_and_leaves_an_event(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    save_mapping(act_in(trust), "a" * 64, OURS)
    assert load_mappings(trust.pk, ["a" * 64, "b" * 64]) == {"a" * 64: OURS}
    save_mapping(act_in(trust), "a" * 64, ColumnMapping("Later", "people", {}))
    assert load_mappings(trust.pk, ["a" * 64])["a" * 64].name == "Later"
    actions = Event.objects.filter(kind="columnmap").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["added", "changed"]


def test_a_mapping_is_its_own_trusts(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    save_mapping(act_in(trust), "a" * 64, OURS)
    in_scope(other_trust)
    assert load_mappings(trust.pk, ["a" * 64]) == {}


def test_which_mapping_a_file_was_read_with_is_noted(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    assert load_mapped(trust.pk, 1) == ()
    note_mapped(act_in(trust), 1, [])
    note_mapped(act_in(trust), 1, ["Staff: columns matched by “Ours”."])
    assert load_mapped(trust.pk, 1) == ("Staff: columns matched by “Ours”.",)
    note_mapped(act_in(trust), 1, [])
    assert load_mapped(trust.pk, 1) == ()
