"""How far the work on an import is, what became of it, and the wish to stop it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from plait.store.imports import Progress, Stopped
from plait.store.models import Import, StagedRow
from plait.store.staging import DISCARDED, STAGED, WAITING, Refused, held
from plait.store.writing import Act, noting

REPORT = """
    UPDATE store_import SET stage = %s, done = %s, total = %s WHERE trust_id = %s AND id = %s RETURNING wants_stop"""


@contextmanager
def own_connection(*trust_ids: int) -> Iterator[BaseDatabaseWrapper]:
    """A connection of one's own within the rows of these trusts: what it writes is seen at once, outside other work."""
    own = connections.create_connection("default")
    try:
        with own.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('plait.trusts', %s, false)", [f"{{{','.join(str(int(one)) for one in trust_ids)}}}"]
            )
        yield own
    finally:
        own.close()


@contextmanager
def reporting(trust_id: int, import_id: int) -> Iterator[Progress]:
    """A progress that others see at once: it writes on a connection of its own, outside the transaction of the work.

    Telling it raises Stopped once somebody has asked to stop.
    """
    with own_connection(trust_id) as own:

        def report(stage: str, done: int, total: int) -> None:
            with own.cursor() as cursor:
                cursor.execute(REPORT, [stage, done, total, trust_id, import_id])
                wants_stop = cursor.fetchone()
            if wants_stop and wants_stop[0]:
                raise Stopped

        yield report


def begin(trust_id: int, import_id: int, stage: str) -> None:
    """Long work on an import is about to begin: nothing is done of it, and nobody has asked to stop it."""
    _imports(trust_id, import_id).update(stage=stage, done=0, total=0, wants_stop=False, failure="")


def finish(trust_id: int, import_id: int, *, status: str | None = None, failure: str = "") -> None:
    """The work on an import is over; with a `failure`, in words, where it came to nothing."""
    _imports(trust_id, import_id).update(stage="", wants_stop=False, failure=failure[:500])
    if status:  # not of a file that was saved or put aside meanwhile
        _imports(trust_id, import_id).filter(status__in=(WAITING, STAGED)).update(status=status)


def leave_out(trust_id: int, import_id: int, *, leaves_out: bool) -> None:
    """Say whether the rows of a staged file that cannot be read are left out when it is saved."""
    with held(trust_id, import_id):
        _imports(trust_id, import_id).filter(status=STAGED).update(leaves_out=leaves_out)


def ask_to_stop(act: Act, import_id: int) -> bool:
    """Ask the work on an import to stop; it does at its next report, and nothing of it is saved.

    False when no work on it is under way.
    """
    with noting(act) as pen:
        is_asked = bool(_imports(act.trust_id, import_id).exclude(stage="").update(wants_stop=True))
        if is_asked:
            pen.note("stopped", "import", import_id)
    return is_asked


def discard(act: Act, import_id: int) -> None:
    """Put a file aside that was brought and not saved; its bytes and rows go, that it was brought stays told."""
    with held(act.trust_id, import_id), noting(act) as pen:
        waiting = _imports(act.trust_id, import_id).filter(status__in=(WAITING, STAGED))
        if not waiting.update(status=DISCARDED, stage="", data=b""):
            raise Refused("Only a file that waits for approval can be discarded. Undo an import that is saved.")
        StagedRow.objects.filter(sheet__imported_id=import_id).delete()
        pen.note("discarded", "import", import_id)


def _imports(trust_id: int, import_id: int) -> "models.QuerySet[Import]":
    return Import.objects.filter(trust_id=trust_id, id=import_id)
