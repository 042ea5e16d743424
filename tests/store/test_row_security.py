"""The application's role, by plain SQL: it sees the trusts in scope, writes there only, and never rewrites history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model

from plait.store.models import Department, Employment, Person, Trust, User
from plait.store.row_security import guard, keep_apart, let_mix, unguard
from plait.store.scope import scoped
from plait.store.writing import draw_ids
from tests.conftest import InScope, UserWithRole

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {"store_user"}  # who signs in belongs to no trust
EVENT = (
    "INSERT INTO store_event (trust_id, at, actor_name, action, kind, request) "
    "VALUES (%s, now(), 'A test', 'added', 'team', '')"
)
TODAY = date(2026, 1, 1)
SEEN_EMPLOYMENTS = "SELECT employee_number FROM store_employment ORDER BY employee_number"


def _sql(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def _count(statement: str, *parameters: Any) -> int:
    """How many rows an update or a delete touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def _refused(statement: str, *parameters: Any, words: str) -> None:
    with pytest.raises(ProgrammingError, match=words):
        _sql(statement, *parameters)


@pytest.fixture
def departments(trust: Trust, other_trust: Trust) -> None:
    """One department in each trust."""
    for owner in (trust, other_trust):
        with scoped(user_id=None, trust_ids=[owner.pk]):
            Department.objects.create(trust=owner, name=f"Ward of {owner.code}")


def _employ(person: int, trusts: Sequence[Trust]) -> None:
    for trust in trusts:
        Employment.objects.create(
            trust=trust, person_id=person, employee_number=f"{trust.code}-{person}", starts=date(2025, 4, 1)
        )


def _add_person(name: str, trusts: Sequence[Trust]) -> int:
    """A person employed by some trusts; inserted without RETURNING, which would need to see them first."""
    (number,) = draw_ids(Person, 1)
    with scoped(user_id=None, trust_ids=[trust.pk for trust in trusts]):
        _sql(
            "INSERT INTO store_person (id, name, email, registration_body, registration_number, version) "
            "VALUES (%s, %s, '', '', '', 1)",
            number,
            name,
        )
        _employ(number, trusts)
    return number


@pytest.mark.usefixtures("departments")
def test_without_scope_nothing_is_seen() -> None:
    assert _sql("SELECT * FROM store_department") == []
    assert _sql("SELECT * FROM store_trust") == []


@pytest.mark.usefixtures("departments")
def test_a_foreign_row_is_not_seen_changed_or_removed(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    assert _sql("SELECT name FROM store_department") == [("Ward of PLA",)]
    assert _count("UPDATE store_department SET name = 'Taken' WHERE name = 'Ward of PLB'") == 0
    assert _count("DELETE FROM store_department WHERE name = 'Ward of PLB'") == 0
    assert _count("UPDATE store_department SET name = 'Renamed'") == 1


@pytest.mark.usefixtures("departments")
def test_a_row_is_not_added_to_or_moved_into_a_foreign_trust(
    trust: Trust, other_trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    new = "INSERT INTO store_department (trust_id, name, version) VALUES (%s, 'New', 1)"
    _refused(new, other_trust.pk, words="row-level security")
    _refused("UPDATE store_department SET trust_id = %s", other_trust.pk, words="row-level security")
    _sql(new, trust.pk)


def test_of_somebody_employed_by_two_trusts_the_other_employment_stays_unseen(
    trust: Trust, other_trust: Trust, in_scope: InScope
) -> None:
    shared = _add_person("Shared Person", [trust, other_trust])
    foreign = _add_person("Foreign Person", [other_trust])
    in_scope(trust)
    assert _sql("SELECT id FROM store_person") == [(shared,)]
    assert _sql(SEEN_EMPLOYMENTS) == [(f"PLA-{shared}",)]
    joined = "SELECT e.employee_number FROM store_person p JOIN store_employment e ON e.person_id = p.id"
    assert _sql(joined) == [(f"PLA-{shared}",)]
    assert _count("UPDATE store_employment SET employee_number = 'x' WHERE trust_id = %s", other_trust.pk) == 0
    assert _count("DELETE FROM store_employment WHERE trust_id = %s", other_trust.pk) == 0
    assert _count("UPDATE store_person SET name = 'x' WHERE id = %s", foreign) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        _employ(shared, [Trust(id=other_trust.pk, code="AGAIN")])


def test_somebody_another_trust_employs_is_not_deleted(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    shared = _add_person("Shared Person", [trust, other_trust])
    in_scope(trust)
    _sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError):
        _sql("DELETE FROM store_person WHERE id = %s", shared)


def test_a_user_sees_their_own_access_everywhere_and_that_of_others_in_scope_only(
    trust: Trust, other_trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    user, colleague = user_with_role("PMO", other_trust), user_with_role("ME", other_trust)
    neighbour = user_with_role("ME", trust)
    in_scope(user=user)
    assert _sql("SELECT user_id FROM store_access") == [(user.pk,)]
    assert _sql("SELECT code FROM store_trust") == [("PLB",)]
    in_scope(trust, user=user)
    assert set(_sql("SELECT user_id FROM store_access")) == {(user.pk,), (neighbour.pk,)}
    assert (colleague.pk,) not in _sql("SELECT user_id FROM store_access")


def test_somebody_employed_elsewhere_is_not_taken_over_by_their_number(
    trust: Trust, other_trust: Trust, in_scope: InScope
) -> None:
    foreign, own = _add_person("Foreign Person", [other_trust]), _add_person("Own Person", [trust])
    in_scope(trust)
    with pytest.raises(ProgrammingError, match="No such person"), transaction.atomic():
        _employ(foreign, [trust])
    _refused("UPDATE store_employment SET person_id = %s", foreign, words="No such person")
    assert _sql("SELECT id FROM store_person") == [(own,)]
    second = Trust(id=trust.pk, code="SECOND")
    _employ(own, [second])
    assert _sql(SEEN_EMPLOYMENTS) == [(f"PLA-{own}",), (f"SECOND-{own}",)]


def test_somebody_new_is_employed_and_moved_to_nobody_else(trust: Trust, in_scope: InScope) -> None:
    first, second = _add_person("First Person", [trust]), _add_person("Second Person", [trust])
    in_scope(trust)
    assert _count("UPDATE store_employment SET person_id = %s WHERE person_id = %s", first, second) == 1
    assert _sql("SELECT id FROM store_person") == [(first,)]


def test_no_detour_leads_to_somebody_employed_elsewhere(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    foreign, own = _add_person("Foreign Person", [other_trust]), _add_person("Own Person", [trust])
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        [(there,)] = _sql("SELECT id FROM store_employment")
    in_scope(trust)
    employ = (
        "INSERT INTO store_employment (id, trust_id, person_id, employee_number, starts, version) "
        "VALUES (%s, %s, %s, 'Taken', '2025-04-01', 1)"
    )
    with pytest.raises(IntegrityError):
        _sql(employ, there, trust.pk, foreign)
    with pytest.raises(IntegrityError):
        _sql("UPDATE store_employment SET id = %s, person_id = %s", there, foreign)
    taken = f"{employ} ON CONFLICT (id) DO UPDATE SET person_id = EXCLUDED.person_id"
    _refused(taken, there, trust.pk, foreign, words="row-level security")
    _refused(taken, there + 100, trust.pk, foreign, words="No such person")
    _sql("CREATE TEMPORARY TABLE store_employment_hidden (LIKE store_employment)")
    _sql("ALTER TABLE store_employment_hidden RENAME TO store_employment")
    _refused(employ.replace("store_", "public.store_", 1), there + 100, trust.pk, foreign, words="No such person")
    assert _sql("SELECT id FROM store_person") == [(own,)]


def test_a_user_changes_their_own_access_only_in_the_trust_in_scope(
    trust: Trust, other_trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    user = user_with_role("ME", other_trust)
    for scope in ((), (trust,)):
        in_scope(*scope, user=user)
        assert _sql("SELECT user_id FROM store_access") == [(user.pk,)]
        assert _count("UPDATE store_access SET role = 'ADM'") == 0
        assert _count("UPDATE store_access SET ends = NULL") == 0
        assert _count("DELETE FROM store_access") == 0
    in_scope(other_trust, user=user)
    assert _count("UPDATE store_access SET ends = '2030-01-01'") == 1


def test_nobody_lets_themselves_into_a_foreign_trust(
    trust: Trust, other_trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    user = user_with_role("ADM", trust)
    in_scope(trust, user=user)
    grant = (
        "INSERT INTO store_access (trust_id, user_id, role, starts, version) VALUES (%s, %s, 'ADM', '2026-01-01', 1)"
    )
    _refused(grant, other_trust.pk, user.pk, words="row-level security")
    _refused("UPDATE store_access SET trust_id = %s", other_trust.pk, words="row-level security")


def test_history_is_only_added_to(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    _sql(EVENT, trust.pk)
    _refused(EVENT, other_trust.pk, words="row-level security")
    for change in (
        "UPDATE store_event SET actor_name = 'x'",
        "DELETE FROM store_event",
        "TRUNCATE store_event",
        "TRUNCATE store_event CASCADE",
        "ALTER TABLE store_event DISABLE TRIGGER store_event_append_only",
        "DROP TRIGGER store_event_append_only ON store_event",
    ):
        _refused(change, words="permission denied|must be owner")
    assert _sql("SELECT actor_name FROM store_event") == [("A test",)]


def test_the_application_makes_and_removes_no_trust(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Trust.objects.create(code="NEW", name="New")
    _refused("DELETE FROM store_trust", words="permission denied")
    _refused("ALTER TABLE store_team DISABLE ROW LEVEL SECURITY", words="must be owner")


def test_every_table_of_a_trust_is_guarded() -> None:
    guarded = "SELECT relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
    safe = {name for (name,) in _sql(guarded)}
    tables = {model._meta.db_table for model in apps.get_app_config("store").get_models()}
    assert tables - safe == OPEN_TO_ALL


def test_every_column_that_names_a_trust_is_in_a_guarded_table() -> None:
    bound = "SELECT table_name FROM information_schema.columns WHERE column_name = 'trust_id'"
    unguarded = (
        f"SELECT c.relname FROM pg_class c WHERE c.relname IN ({bound}) AND NOT (c.relrowsecurity AND EXISTS "
        "(SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))"
    )
    assert len(_sql(bound)) > 20
    assert _sql(unguarded) == []


def test_every_column_that_names_a_row_of_a_trust_is_held_to_that_trust() -> None:
    triggers = """
        SELECT c.relname, t.tgname, encode(t.tgargs, 'escape') FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE p.proname = 'plait_refuse_foreign_rows' AND t.tgenabled = 'O'"""
    held = {(table, name): arguments for table, name, arguments in _sql(triggers)}
    models = apps.get_app_config("store").get_models()
    named = {model._meta.db_table: _named(model) for model in models if "trust_id" in _columns(model)}
    assert len(named["store_assignment"]) == 7
    for table, columns in named.items():
        for when in ("insert", "update") if columns else ():
            words = held[table, f"{table}_own_{when}"].split("\\000")[:-1]
            assert dict(zip(words[::2], words[1::2], strict=True)) == columns, (table, when)


def _named(model: type[Model]) -> dict[str, str]:
    """The columns of a table that name rows bound to a trust, and the table each names."""
    return {
        str(field.column): target._meta.db_table
        for field in model._meta.concrete_fields
        if isinstance(target := field.related_model, type) and "trust_id" in _columns(target)
    }


def _columns(model: type[Model]) -> set[str | None]:
    return {field.column for field in model._meta.concrete_fields}


def test_a_row_names_no_row_of_another_trust(trust: Trust, other_trust: Trust, in_scope: InScope) -> None:
    _add_person("Foreign Person", [other_trust])
    _add_person("Own Person", [trust])
    team = "INSERT INTO store_team (trust_id, name, purpose, starts, version) VALUES (%s, %s, '', %s, 1) RETURNING id"
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        [(there,)] = _sql(team, other_trust.pk, "Theirs", TODAY)
        [(employed,)] = _sql("SELECT id FROM store_employment")
    in_scope(trust)
    [(own,)] = _sql(team, trust.pk, "Ours", TODAY)
    [(known,)] = _sql("SELECT id FROM store_employment")
    release = (
        "INSERT INTO store_release (trust_id, team_id, name, released_on, visible, accepted_by, version) "
        "VALUES (%s, %s, 'R', %s, true, '', 1)"
    )
    member = (
        "INSERT INTO store_membership "
        "(trust_id, team_id, employment_id, viewpoint, part, reason, wte, joined, starts, version) "
        "VALUES (%s, %s, %s, '', '', '', 1, '2026-01-01', %s, 1)"
    )
    words = "No such row in this trust"
    _refused(release, trust.pk, there, TODAY, words=words)
    _refused(release, trust.pk, there + 1_000, TODAY, words=words)
    _refused(member, trust.pk, own, employed, TODAY, words=words)
    _refused(member, trust.pk, there, known, TODAY, words=words)
    _refused("UPDATE store_team SET parent_id = %s", there, words=words)
    _refused("UPDATE store_team SET parent_id = %s WHERE id = %s", there, own, words=words)
    _sql(release, trust.pk, own, TODAY)
    _sql(member, trust.pk, own, known, TODAY)
    _refused("UPDATE store_membership SET employment_id = %s", employed, words=words)


def test_the_migrations_that_were_made_stay_told() -> None:
    _refused("DELETE FROM django_migrations", words="permission denied")
    assert _sql("SELECT 1 FROM django_migrations WHERE app = 'store' LIMIT 1") == [(1,)]


def test_an_address_is_one_user_s_whatever_its_capitals(trust: Trust, user_with_role: UserWithRole) -> None:
    address = user_with_role("ME", trust).email
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=address.upper(), name="Another")


def test_the_application_owns_nothing_and_rules_nothing() -> None:
    role = "SELECT oid FROM pg_roles WHERE rolname = current_user"
    assert _sql(f"SELECT relname FROM pg_class WHERE relowner = ({role})") == []
    assert _sql(f"SELECT proname FROM pg_proc WHERE proowner = ({role})") == []
    powers = "rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
    assert _sql(f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") == [(False,) * 5]
    assert _sql(f"SELECT 1 FROM pg_auth_members WHERE member = ({role})") == []
    assert _sql("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]


def test_scope_ends_when_an_error_flies(trust: Trust) -> None:
    def fail() -> None:
        assert _sql("SELECT code FROM store_trust") == [("PLA",)]
        raise LookupError

    with pytest.raises(LookupError), scoped(user_id=None, trust_ids=[trust.pk]):
        fail()
    assert _sql("SELECT code FROM store_trust") == []


@pytest.mark.parametrize("user", [None, 7])
def test_scope_is_what_the_connection_is_told(user: int | None, trust: Trust, other_trust: Trust) -> None:
    question = "SELECT current_setting('plait.user'), current_setting('plait.trusts')"
    with scoped(user_id=user, trust_ids=[trust.pk, other_trust.pk]):
        assert _sql(question) == [(str(user or ""), "{1,2}")]
    assert _sql(question) == [("", "{}")]


def test_guarding_can_be_taken_back() -> None:
    assert "ENABLE ROW LEVEL SECURITY" in guard("store_x")
    assert unguard("store_x").count("store_x") == 3
    assert keep_apart("store_x", {"y_id": "store_y"}).count("('y_id', 'store_y')") == 2
    assert let_mix("store_x").count("DROP TRIGGER") == 2


def test_users_are_open_to_be_signed_in_without_scope(trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("ME", trust)
    assert list(User.objects.values_list("id", flat=True)) == [user.pk]


def test_scope_holds_no_words_of_others() -> None:
    with pytest.raises(ValueError, match="invalid literal"), scoped(user_id=None, trust_ids=["1},{2"]):  # type: ignore[list-item] # on purpose
        pass
