"""What the words of the database must not carry to those who read a refusal."""

from __future__ import annotations

import pytest

from plait.store.staging import Refused
from plait.store.undoing import _kind_of_table, undo
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, TEAMS, book, imported


def test_a_refused_undo_tells_the_kind_of_rows_and_no_ids(act: Act) -> None:
    people = imported(act, book(people=PEOPLE))
    imported(act, book(services=SERVICES, teams=TEAMS))
    with pytest.raises(Refused) as refusal:
        undo(act, people)
    said = "Rows added since (of kind {}) depend on rows of this import. Remove those first."
    assert str(refusal.value) in {said.format(kind) for kind in ("membership", "service")}


def test_a_fault_of_a_table_that_is_not_ours_is_told_without_it() -> None:
    assert _kind_of_table("") == _kind_of_table("pg_class") == ""
