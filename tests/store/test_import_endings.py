"""Whole registers: what a file would end is shown, counted over its tables, and ended only as it was shown."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.import_views import Ending, load_import
from plait.store.imports import Choices, no_progress
from plait.store.models import Employment
from plait.store.staging import RecordMoved, approve, stage
from plait.store.writing import Act
from tests.books import PEOPLE, book, imported, staged, understood

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2025, 9, 1)
WHOLE = Choices(SEPTEMBER, whole_registers=frozenset({"people", "teams"}))
LINES = PEOPLE.strip().splitlines()
ALL_BUT_DI = "\n".join(LINES[:-1])
EVE = LINES[0] + "\n1004|Eve Dunn|Managers|Medicine|1|1000|01/05/2025|Annexe"


def endings(act: Act, import_id: int) -> tuple[Ending, ...]:
    kept = load_import(act.trust_id, import_id)
    assert kept is not None
    return kept.endings


def test_what_ends_is_counted_over_all_tables_of_a_register(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    halves = {"people": "\n".join(LINES[:2]), "staff": "\n".join([LINES[0], *LINES[2:4]])}
    whole = staged(act, book(**halves), WHOLE)
    assert endings(act, whole) == (Ending("people", 1, 4),)
    assert endings(act, whole)[0].is_many
    assert endings(act, staged(act, book(people=PEOPLE), WHOLE)) == ()
    assert endings(act, staged(act, book(people=ALL_BUT_DI), Choices(SEPTEMBER))) == ()


def test_nobody_who_came_meanwhile_is_ended_unseen(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    waiting = book(people=ALL_BUT_DI)
    import_id = staged(act, waiting, WHOLE)
    imported(act, book(people=EVE))
    with pytest.raises(RecordMoved):
        approve(act, import_id, progress=no_progress)
    assert Employment.objects.get(employee_number="1004").ends is None
    stage(act.trust_id, import_id, understood(act, waiting), progress=no_progress)
    assert endings(act, import_id) == (Ending("people", 2, 5),)
    approve(act, import_id, progress=no_progress)
    assert Employment.objects.get(employee_number="1004").ends == SEPTEMBER


def test_an_ending_as_it_was_shown_is_not_held_up_by_other_changes(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    import_id = staged(act, book(people=ALL_BUT_DI), WHOLE)
    imported(act, book(competencies="Competency|Family|Viewpoint\nTriage|Care|Clinical"))
    approve(act, import_id, progress=no_progress)
    assert Employment.objects.get(employee_number="1003").ends == SEPTEMBER


def test_who_came_meanwhile_does_not_hold_up_a_file_that_ends_nobody(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    import_id = staged(act, book(people=ALL_BUT_DI), Choices(SEPTEMBER))
    imported(act, book(people=EVE))
    approve(act, import_id, progress=no_progress)
    assert Employment.objects.get(employee_number="1004").ends is None
