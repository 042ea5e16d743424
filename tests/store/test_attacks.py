"""Where two trusts meet: somebody both employ, and the words of the database about rows of the other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from plait.store.editing import check_form, load_editable, save_edit
from plait.store.imports import Choices
from plait.store.models import Employment, Person, Trust
from plait.store.scope import scoped
from plait.store.staging import Refused, kind_in_words
from plait.store.undoing import undo
from plait.store.writing import Act, draw_ids, insert_rows
from tests.books import PEOPLE, SERVICES, TEAMS, book, imported
from tests.conftest import InScope

TODAY = date(2026, 1, 1)


@pytest.fixture
def shared(act: Act, trust: Trust, other_trust: Trust, in_scope: InScope) -> int:
    """An employment of PLA whose person PLB employs as well."""
    imported(act, book(people=PEOPLE))
    here = Employment.objects.get(employee_number="1002")
    with scoped(user_id=None, trust_ids=[trust.pk, other_trust.pk]):
        there = {"trust_id": other_trust.pk, "person_id": here.person_id, "employee_number": "B7", "starts": TODAY}
        insert_rows(Employment, [there])
    in_scope(trust)
    return here.pk


def test_an_employment_ends_though_another_trust_employs_the_person(act: Act, shared: int) -> None:
    opened = load_editable(act.trust_id, "people", shared, on=TODAY)
    ended, _ = check_form(act.trust_id, "people", {**opened.values, "ends": TODAY})
    assert ended
    save_edit(act, opened, ended, choices=Choices(TODAY, corrects_past=True))
    assert Employment.objects.get(id=shared).ends == TODAY


def test_an_import_that_ends_it_is_taken_back(act: Act, shared: int) -> None:
    without = "\n".join(line for line in PEOPLE.splitlines() if not line.startswith(("1002", "1003")))
    leaves = imported(act, book(people=without), Choices(TODAY, whole_registers=frozenset(("people",))))
    assert Employment.objects.get(id=shared).ends == TODAY
    undo(act, leaves)
    assert Employment.objects.get(id=shared).ends is None


@pytest.mark.django_db
def test_a_table_of_the_session_does_not_fool_the_guard(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    (theirs,) = draw_ids(Person, 1)
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        insert_rows(Person, [{"id": theirs, "name": "Somebody of PLB"}])
        insert_rows(
            Employment, [{"trust_id": other_trust.pk, "person_id": theirs, "employee_number": "B8", "starts": TODAY}]
        )
    in_scope(trust)
    taking = "INSERT INTO public.store_employment (trust_id, person_id, employee_number, starts, version) "
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE store_employment (id bigint, person_id bigint, trust_id bigint) ON COMMIT DROP"
        )
        with pytest.raises(ProgrammingError, match="No such person in the trusts in scope"):
            cursor.execute(taking + "VALUES (%s, %s, 'A9', now(), 1)", [trust.pk, theirs])


@pytest.mark.django_db
def test_functions_with_the_owner_s_eyes_look_where_they_were_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, array_to_string(proconfig, ';') FROM pg_proc"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())
        cursor.execute(
            "SELECT has_schema_privilege('public', 'CREATE'), has_database_privilege(current_database(), 'CREATE')"
        )
        makes = cursor.fetchone()
    assert "plait_refuse_foreign_person" in found
    assert set(found.values()) == {"search_path=pg_catalog, public, pg_temp"}
    assert makes == (False, False)


def test_a_refused_undo_tells_the_kind_of_rows_and_no_ids(act: Act) -> None:
    people = imported(act, book(people=PEOPLE))
    imported(act, book(services=SERVICES, teams=TEAMS))
    with pytest.raises(Refused) as refusal:
        undo(act, people)
    said = "Rows added since (of kind {}) depend on rows of this import. Remove those first."
    assert str(refusal.value) in {said.format(kind) for kind in ("membership", "service")}


def test_a_fault_of_a_table_that_is_not_ours_is_told_without_it() -> None:
    assert kind_in_words(IntegrityError("of no table")) == ""
