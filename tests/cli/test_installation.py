"""Looking after an installation: migrate, trust, doctor, serve, demo."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
from django.db import connections

from plait.cli.database import APPLICATION, OWNER
from plait.store.embedded import Addresses, EmbeddedServer
from plait.store.models import Access, Competency, StaffGroup, Trust
from tests.cli.commands import EMAIL, plait, rows, start
from tests.database import pointed_at

Capture = pytest.CaptureFixture[str]
WORDS = "warp and weft and loom"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _altered(addresses: Addresses, there: str, back: str) -> Iterator[None]:
    """Something of the database is wrong for a while."""
    with psycopg.connect(addresses.owner, autocommit=True) as owner:
        owner.execute(there)
        try:
            yield
        finally:
            owner.execute(back)


def _wrong(capsys: Capture) -> dict[str, str]:
    checks = json.loads(plait(capsys, "doctor", "--json").out)
    return {check["check"]: check["remedy"] for check in checks if not check["is_right"]}


@pytest.mark.usefixtures("empty_database")
def test_a_trust_is_opened_once_with_groups_competencies_and_an_administrator(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAIT_PASSWORD", WORDS)
    opening = ("trust", "rxx", "Example Trust", "--administrator", EMAIL, "--as-well", "pmo")
    first = plait(capsys, *opening)
    assert (first.code, first.out) == (0, f"RXX is open. {EMAIL} signs in and gives others access.\n")
    groups, competencies = rows(StaffGroup).count(), rows(Competency).count()
    assert groups > 10
    assert competencies > 20
    again = plait(capsys, *opening)
    assert "was open already" in again.out
    assert not json.loads(plait(capsys, *opening, "--json").out)["is_new"]
    assert (rows(StaffGroup).count(), rows(Competency).count(), rows(Access).count()) == (groups, competencies, 2)


@pytest.mark.usefixtures("empty_database")
def test_a_trust_is_not_opened_with_a_short_password_or_an_unknown_role(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAIT_PASSWORD", "short")
    assert plait(capsys, "trust", "RXX", "Example", "--administrator", EMAIL).code == 1
    assert plait(capsys, "trust", "RXX", "Example", "--administrator", EMAIL, "--as-well", "king").code == 2
    assert plait(capsys, "trust", "R X", "Example", "--administrator", EMAIL).code == 2
    assert rows(Trust).count() == 0


@pytest.mark.usefixtures("empty_database")
def test_doctor_finds_all_but_the_worker_right(capsys: Capture) -> None:
    assert _wrong(capsys) == {"Worker": "Start one: plait worker"}
    said = plait(capsys, "doctor")
    assert said.code == 1
    assert "right  Row security: on" in said.out
    assert "WRONG  Worker: none is alive" in said.out


def test_doctor_names_each_guard_that_is_off_and_the_sql_to_run(empty_database: Addresses, capsys: Capture) -> None:
    table, event = 'ALTER TABLE "store_post" {} ROW LEVEL SECURITY', "{} UPDATE ON store_event {} plait_app"
    with _altered(empty_database, table.format("DISABLE"), table.format("ENABLE")):
        assert _wrong(capsys)["Row security"] == f"{table.format('ENABLE')};"
    role = psycopg.conninfo.conninfo_to_dict(empty_database.application)["user"]
    event = f"{{}} UPDATE ON store_event {{}} {role}"
    with _altered(empty_database, event.format("GRANT", "TO"), event.format("REVOKE", "FROM")):
        assert _wrong(capsys)["History"].startswith("REVOKE UPDATE")


def test_doctor_warns_of_an_application_that_owns_the_tables(empty_database: Addresses, capsys: Capture) -> None:
    with pointed_at(Addresses(application=empty_database.owner, owner=empty_database.owner)):
        assert "Name another role" in _wrong(capsys)["Application's role"]


def test_doctor_says_what_to_run_where_a_database_cannot_be_reached(empty_database: Addresses, capsys: Capture) -> None:
    nowhere = psycopg.conninfo.make_conninfo(empty_database.application, dbname="not_there")
    owners = psycopg.conninfo.make_conninfo(empty_database.owner, dbname="not_there")
    with pointed_at(Addresses(application=nowhere, owner=owners)):
        wrong = _wrong(capsys)
        assert set(wrong) == {"Application's address", "Owner's address"}
        assert "CREATE DATABASE" in wrong["Owner's address"]
        assert plait(capsys, "import", __file__, "--as", EMAIL).code == 4
        assert plait(capsys, "migrate").code == 4


def test_doctor_says_where_no_server_answers_and_nothing_of_roles(empty_database: Addresses, capsys: Capture) -> None:
    port = _free_port()
    silent = psycopg.conninfo.make_conninfo(empty_database.application, host="127.0.0.1", port=port)
    owners = psycopg.conninfo.make_conninfo(empty_database.owner, host="127.0.0.1", port=port)
    with pointed_at(Addresses(application=silent, owner=owners)):
        wrong = _wrong(capsys)
    assert set(wrong) == {"Application's address", "Owner's address"}
    for name, variable in (("Application's address", APPLICATION), ("Owner's address", OWNER)):
        assert wrong[name] == (
            f"No server answers at 127.0.0.1, port {port}. Start it, or correct the host and port in {variable};"
            " then look again."
        )


def test_an_empty_database_is_refused_until_it_is_migrated(empty_database: Addresses, capsys: Capture) -> None:
    bare = f"{psycopg.conninfo.conninfo_to_dict(empty_database.owner)['dbname']}_bare"
    with psycopg.connect(empty_database.owner, autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{bare}"')
    addresses = Addresses(
        application=psycopg.conninfo.make_conninfo(empty_database.application, dbname=bare),
        owner=psycopg.conninfo.make_conninfo(empty_database.owner, dbname=bare),
    )
    try:
        with pointed_at(addresses):
            assert set(_wrong(capsys)) == {"Extension", "Tables"}
            refused = plait(capsys, "import", __file__, "--as", EMAIL)
            assert (refused.code, "plait migrate" in refused.err) == (4, True)
            assert "migrations applied." in plait(capsys, "migrate").out
            assert plait(capsys, "migrate").out == "The tables are up to date.\n"
            assert json.loads(plait(capsys, "migrate", "--json").out) == {"applied": []}
            assert set(_wrong(capsys)) == {"Worker"}
    finally:
        connections.close_all()
        with psycopg.connect(empty_database.owner, autocommit=True) as owner:
            owner.execute(f'DROP DATABASE "{bare}"')


def _wait_for_answer(port: int, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.usefixtures("empty_database")
def test_serve_answers_stops_when_told_and_shares_no_port(capsys: Capture) -> None:
    port = _free_port()
    server = start("serve", "--port", port)
    try:
        _wait_for_answer(port)
        with urlopen(f"http://127.0.0.1:{port}/account/login/") as page:
            assert b"Sign in" in page.read()
        taken = plait(capsys, "serve", "--port", port)
        assert (taken.code, f"answers on port {port} already" in taken.err) == (1, True)
    finally:
        server.terminate()
        server.communicate(timeout=30)
    assert server.returncode == 0


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for programs that bring their database."""
    monkeypatch.delenv(APPLICATION, raising=False)
    monkeypatch.delenv(OWNER, raising=False)
    monkeypatch.setenv("PLAIT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def _demo_until(how: signal.Signals, *, home: Path, change: str = "") -> tuple[str, str]:
    """The demo, started and stopped; what it said, and the name of its first trust before `change` was made."""
    port = _free_port()
    demo = start("demo", "--port", port, "--on", "2026-11-01")
    try:
        _wait_for_answer(port, seconds=240)
        with (
            EmbeddedServer(home / "database") as server,
            psycopg.connect(server.addresses("plait_demo").owner, autocommit=True) as owner,
        ):
            (name,) = owner.execute("SELECT name FROM store_trust WHERE code = 'PLA'").fetchone() or ("",)
            if change:
                owner.execute("UPDATE store_trust SET name = %s WHERE code = 'PLA'", [change])
        time.sleep(0.5)
    finally:
        demo.send_signal(how)
        said, fault = demo.communicate(timeout=60)
    assert (demo.returncode, f"http://127.0.0.1:{port}/" in said) == (130, True), fault
    assert not (home / "database" / "postmaster.pid").exists()
    with socket.socket() as caller:
        assert caller.connect_ex(("127.0.0.1", port)) != 0
    return said, name


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be sent Ctrl-C there")
def test_the_demo_comes_up_whole_keeps_changes_and_ends_without_orphans(own_home: Path) -> None:
    said, _ = _demo_until(signal.SIGINT, home=own_home, change="Renamed Trust")
    assert "These passwords exist only in the demo" in said
    assert said.count("PLA") >= 10
    again, name = _demo_until(signal.SIGTERM, home=own_home)
    assert (name, again.count("PLA")) == ("Renamed Trust", said.count("PLA"))


def test_plait_brings_a_database_where_none_is_named(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAIT_PASSWORD", WORDS)
    for state in ("RXX is open.", "RXX was open already"):
        command = start("trust", "RXX", "Example Trust", "--administrator", EMAIL)
        said, fault = command.communicate(timeout=120)
        assert (command.returncode, state in said) == (0, True), fault
        assert not (own_home / "database" / "postmaster.pid").exists()


def test_the_demo_keeps_away_from_a_named_database(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv(APPLICATION, "postgresql://somewhere/live")
    ended = plait(capsys, "demo")
    assert (ended.code, "Unset PLAIT_DATABASE_URL" in ended.err) == (2, True)
    assert os.environ[APPLICATION] == "postgresql://somewhere/live"
