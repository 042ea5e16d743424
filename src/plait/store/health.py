"""What an installation lacks: its two roles, its tables, its guards, its worker, its disk."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import Error, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

EXTENSION = "btree_gist"
OLDEST = 150_000
"""PostgreSQL 15, as the server counts."""
LEAST_BYTES = 1_000_000_000
SILENT_SECONDS = 60
PATIENCE = 5
"""Seconds a server has to answer at all."""
ADDRESSES = {"default": "PLAIT_DATABASE_URL", "owner": "PLAIT_OWNER_DATABASE_URL"}
WRITES = ("insert", "update")
AGAIN = (
    "What is missing is made again as the owner, by the SQL of the migration that made it:\n"
    "python -m django sqlmigrate store 0002 --settings plait.config.settings\n"
    "and so on to the last."
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is right, what was seen, and what to do where it is not."""

    name: str
    is_right: bool
    words: str
    remedy: str = ""


def examine() -> list[Check]:
    """Every check, in the order in which things are put right; without a connection, nothing beyond it."""
    reached = [_reach("Application's address", "default"), _reach("Owner's address", "owner")]
    if not all(check.is_right for check in reached):
        return [*reached, _disk()]
    looks: tuple[Callable[[], Check], ...] = (_version, _role, _extension, _migrations)
    found = [*reached, *(look() for look in looks)]
    if found[-1].is_right:
        found += [_row_security(), _triggers(), _history(), _worker()]
    return [*found, _disk()]


def _ask(question: str, *values: Any, alias: str = "default") -> tuple[object, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(question, values)
        return tuple(cursor.fetchone() or ())


def _reach(name: str, alias: str) -> Check:
    address = settings.DATABASES[alias]
    where = f"{address['USER']} at {address['HOST'] or 'this machine'}, database {address['NAME']}"
    try:
        _ask("SELECT 1", alias=alias)
    except Error as fault:
        remedy = _make(alias) if _answers(alias) else _start(alias)
        return Check(name, is_right=False, words=f"{where} cannot be reached: {_first_line(fault)}", remedy=remedy)
    return Check(name, is_right=True, words=where)


def _first_line(fault: Error) -> str:
    return (str(fault).strip().splitlines() or ["no reason given"])[0]


def _answers(alias: str) -> bool:
    """Does a server take connections there at all, whoever asks?"""
    address = settings.DATABASES[alias]
    asked = make_conninfo(host=address["HOST"] or None, port=address["PORT"] or None, connect_timeout=PATIENCE)
    return PGconn.ping(asked.encode()) == Ping.OK


def _start(alias: str) -> str:
    address, variable = settings.DATABASES[alias], ADDRESSES[alias]
    place = f"{address['HOST'] or 'this machine'}, port {address['PORT'] or 5432}"
    return f"No server answers at {place}. Start it, or correct the host and port in {variable}; then look again."


def _make(alias: str) -> str:
    owner, database = settings.DATABASES["owner"]["USER"], settings.DATABASES["owner"]["NAME"]
    if alias == "owner":
        return (
            "As the server's superuser, with a password of your own:\n"
            f"CREATE ROLE \"{owner}\" LOGIN CREATEROLE NOSUPERUSER PASSWORD '...';\n"
            f'CREATE DATABASE "{database}" OWNER "{owner}";\n'
            "Then write both addresses: PLAIT_OWNER_DATABASE_URL and PLAIT_DATABASE_URL."
        )
    role = settings.DATABASES["default"]["USER"]
    return (
        "`plait migrate` makes this role where it is missing. Then give it a password, as the owner:\n"
        f"ALTER ROLE \"{role}\" PASSWORD '...';"
    )


def _version() -> Check:
    number, words = _ask("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
    is_right = int(str(number)) >= OLDEST
    return Check("Server", is_right, f"PostgreSQL {words}", "" if is_right else "Plait needs PostgreSQL 15 or later.")


def _role() -> Check:
    name, is_super, passes, owns = _ask(
        "SELECT rolname, rolsuper, rolbypassrls, EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid"
        " AND c.relname LIKE 'store_%%') FROM pg_roles r WHERE rolname = current_user"
    )
    if not (is_super or passes or owns):
        return Check("Application's role", is_right=True, words=f"{name} is bound by row security")
    why = "is a superuser" if is_super else "passes row security" if passes else "owns the tables"
    remedy = f'ALTER ROLE "{name}" NOSUPERUSER NOBYPASSRLS;'
    if owns:
        remedy = "Name another role in PLAIT_DATABASE_URL than in PLAIT_OWNER_DATABASE_URL, then run `plait migrate`."
    return Check("Application's role", is_right=False, words=f"{name} {why}: it would see every trust", remedy=remedy)


def _extension() -> Check:
    there, offered = _ask(
        "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = %s),"
        " EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = %s)",
        EXTENSION,
        EXTENSION,
    )
    if there:
        return Check("Extension", is_right=True, words=f"{EXTENSION} is there")
    if offered:
        remedy = f"`plait migrate` makes it. If the owner may not, as the superuser:\nCREATE EXTENSION {EXTENSION};"
    else:
        remedy = "Install PostgreSQL's contrib packages on the server."
    return Check("Extension", is_right=False, words=f"{EXTENSION} is missing", remedy=remedy)


def _migrations() -> Check:
    executor = MigrationExecutor(connections["owner"])
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return Check("Tables", is_right=True, words="up to date")
    return Check("Tables", is_right=False, words=f"{len(pending)} migrations are not applied", remedy="plait migrate")


def _row_security() -> Check:
    bound = sorted([*_bound(), "store_person", "store_trust"])
    off, bare = _ask(
        "SELECT string_agg(relname, ', ' ORDER BY relname) FILTER (WHERE NOT relrowsecurity),"
        " string_agg(relname, ', ' ORDER BY relname) FILTER (WHERE NOT EXISTS"
        " (SELECT 1 FROM pg_policy WHERE polrelid = c.oid AND polname = relname || '_scope'))"
        " FROM pg_class c WHERE relname = ANY(%s) AND relkind = 'r'",
        bound,
    )
    if off:
        remedy = "\n".join(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;' for table in str(off).split(", "))
        return Check("Row security", is_right=False, words=f"off on {off}", remedy=remedy)
    if bare:
        return Check("Row security", is_right=False, words=f"no policy on {bare}", remedy=AGAIN)
    return Check("Row security", is_right=True, words=f"on {len(bound)} tables")


def _bound() -> dict[str, bool]:
    """The tables bound to a trust, each with whether it names rows of another such table."""
    metas = [model._meta for model in apps.get_app_config("store").get_models()]
    of_trust = {meta.model: meta for meta in metas if any(field.column == "trust_id" for field in meta.concrete_fields)}
    return {
        meta.db_table: any(field.related_model in of_trust for field in meta.concrete_fields)
        for meta in of_trust.values()
    }


def _triggers() -> Check:
    wanted = [("store_event", "store_event_append_only"), ("store_employment", "store_employment_known_person")]
    wanted += [(table, f"{table}_own_{name}") for table, names in _bound().items() if names for name in WRITES]
    (missing,) = _ask(
        "SELECT string_agg(w.name, ', ' ORDER BY w.name) FROM unnest(%s::text[], %s::text[]) AS w(of_table, name)"
        " WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relname = w.of_table AND t.tgname = w.name AND t.tgenabled IN ('O', 'A'))",
        *map(list, zip(*wanted, strict=True)),
    )
    if not missing:
        return Check("Triggers", is_right=True, words=f"{len(wanted)} keep the history and the trusts apart")
    remedy = f"One that is off is switched on by ALTER TABLE … ENABLE TRIGGER. {AGAIN}"
    return Check("Triggers", is_right=False, words=f"missing or off: {missing}", remedy=remedy)


def _history() -> Check:
    role = settings.DATABASES["default"]["USER"]
    (may,) = _ask("SELECT has_table_privilege('store_event', 'UPDATE, DELETE, TRUNCATE')")
    if not may:
        return Check("History", is_right=True, words=f"{role} can only add to it")
    remedy = f'REVOKE UPDATE, DELETE, TRUNCATE ON store_event FROM "{role}";'
    return Check("History", is_right=False, words=f"{role} can change it", remedy=remedy)


def _worker() -> Check:
    alive, waiting = _ask(
        "SELECT (SELECT count(*) FROM procrastinate_workers"
        " WHERE last_heartbeat > now() - make_interval(secs => %s)),"
        " (SELECT count(*) FROM procrastinate_jobs"
        " WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()))",
        SILENT_SECONDS,
    )
    jobs = f"{waiting} job{'' if waiting == 1 else 's'} waiting"
    if alive:
        return Check("Worker", is_right=True, words=f"{alive} alive, {jobs}")
    return Check("Worker", is_right=False, words=f"none is alive, {jobs}", remedy="Start one: plait worker")


def _disk() -> Check:
    folder = settings.PLAIT_HOME
    free = shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists())).free
    words = f"{free / 1_000_000_000:.1f} GB free at {folder}"
    return Check("Disk", free >= LEAST_BYTES, words, "" if free >= LEAST_BYTES else "Free 1 GB or more.")
