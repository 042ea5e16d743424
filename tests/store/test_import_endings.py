"""Whole registers: what a file would end is shown, counted over its tables, and ended only as it was shown."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.import_views import Ending, load_import
from plait.store.imports import Choices, no_progress
from plait.store.models import Employment, Event, Team
from plait.store.staging import RecordMoved, approve, stage
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, TEAMS, book, imported, staged, understood

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2025, 9, 1)
DECEMBER = date(2025, 12, 1)
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


def test_whole_register_sent_twice_leaves_every_end_where_it_was(act: Act) -> None:
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS + "Old team|||"))
    fewer = {"people": ALL_BUT_DI, "teams": TEAMS.replace("; 1003 0.1", "")}
    imported(act, book(**fewer), WHOLE)
    ended = Event.objects.filter(kind__in=("employment", "team")).count()
    again = staged(act, book(**fewer), Choices(DECEMBER, whole_registers=WHOLE.whole_registers))
    assert endings(act, again) == ()
    approve(act, again, progress=no_progress)
    assert Employment.objects.get(employee_number="1003").ends == SEPTEMBER
    assert Team.objects.get(name="Old team").ends == SEPTEMBER
    assert Event.objects.filter(kind__in=("employment", "team")).count() == ended


def test_who_has_not_begun_by_that_day_is_left_alone(act: Act) -> None:
    later = "1005|Gil Ives|Managers|Medicine|1|1000|01/05/2027|"
    imported(act, book(people=f"{PEOPLE}{later}"))
    whole = staged(act, book(people=ALL_BUT_DI), WHOLE)
    assert endings(act, whole) == (Ending("people", 1, 4),)
    approve(act, whole, progress=no_progress)
    assert Employment.objects.get(employee_number="1005").ends is None
    assert Employment.objects.get(employee_number="1003").ends == SEPTEMBER


def test_who_ended_before_is_no_part_of_the_register_that_ends(act: Act) -> None:
    left = "".join(f"20{n:02}|Lee Vers|Managers|Medicine|1||01/04/2025||30/06/2025\n" for n in range(30))
    stated = "\n".join([f"{LINES[0]}|Last day", *(f"{line}|" for line in LINES[1:]), left])
    imported(act, book(people=stated))
    without_di = stated.replace(f"{LINES[-1]}|\n", "")
    [ending] = endings(act, staged(act, book(people=without_di), WHOLE))
    assert (ending, ending.is_many) == (Ending("people", 1, 4), True)
