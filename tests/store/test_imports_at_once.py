"""Two acts on one import in the same moment: the second waits, is refused in words, or sees what the first left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections

from plait.engine.workbook import Intake
from plait.store.imports import Choices, no_progress
from plait.store.models import Import, StagedRow, Trust, User
from plait.store.progress import discard, finish, leave_out
from plait.store.scope import scoped
from plait.store.staging import Refused, approve, keep_file, load_file, stage
from plait.store.undoing import Left, undo
from plait.store.writing import Act
from tests.books import JUNE, PEOPLE, act_of, book, furnish, imported, understood
from tests.conftest import InScope

OTHER = Choices(JUNE, corrects_past=True, leaves_out=True, whole_registers=frozenset({"people"}))
SHA = "a" * 64
NOTHING = Intake("people.xlsx", SHA, (), (), {})
WAITING_HERE = """SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"""
Deed = Callable[[Act, int], object]


def _brings_again(act: Act, _: int) -> object:
    return keep_file(act, "people.xlsx", b"bytes", SHA, OTHER)


DEEDS: dict[str, Deed] = {
    "brought again": _brings_again,
    "checked again": lambda act, id: stage(act.trust_id, id, NOTHING, progress=no_progress),
    "put aside": discard,
    "left out": lambda act, id: leave_out(act.trust_id, id, leaves_out=True),
    "saved": lambda act, id: approve(act, id, progress=no_progress),
    "undone": undo,
}


def _kept(act: Act) -> int:
    """A file that waits; the test itself has it not in hand, as it would have from checking it on."""
    return keep_file(act, "people.xlsx", b"bytes", SHA, Choices(JUNE))


@pytest.fixture
def _soon_tired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.store.staging.PATIENCE", "50ms")


@pytest.fixture
def others() -> Iterator[Callable[[int], None]]:
    """Somebody on a connection of their own, who has an import in hand until the test ends."""
    own = connections.create_connection("default")

    def take(import_id: int) -> None:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [import_id])

    yield take
    own.close()


@pytest.mark.usefixtures("_soon_tired")
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_an_import_somebody_has_in_hand_is_left_alone(act: Act, others: Callable[[int], None], deed: Deed) -> None:
    import_id = _kept(act)
    others(import_id)
    before = list(Import.objects.values())
    with pytest.raises(Refused, match="working on this file at this moment"):
        deed(act, import_id)
    assert list(Import.objects.values()) == before


def test_a_database_that_breaks_off_is_not_taken_for_somebody_at_work(act: Act, others: Callable[[int], None]) -> None:
    import_id = _kept(act)
    others(import_id)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    with pytest.raises(OperationalError, match="statement timeout"):
        discard(act, import_id)


def test_a_saved_file_is_not_checked_again(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE))
    with pytest.raises(Refused, match="approved and cannot be checked again"):
        stage(act.trust_id, import_id, NOTHING, progress=no_progress)
    assert (Import.objects.get().status, StagedRow.objects.count()) == ("approved", 4)


def test_work_that_broke_does_not_unsay_that_a_file_was_saved(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE))
    finish(act.trust_id, import_id, status="failed", failure="It broke.")
    assert Import.objects.get().status == "approved"


@pytest.fixture
def office(fresh_database: object, trust: Trust, in_scope: InScope) -> Act:  # noqa: ARG001 - asked for, so that there is one
    """An act of the transformation office, in a database where others see what it commits."""
    user = User.objects.create(email="pmo@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=user)
    act = act_of(user, trust)
    furnish(act)
    return act


def _meanwhile(act: Act, deed: Callable[[], object]) -> object:
    """What came of a deed of somebody on another connection."""
    try:
        with scoped(user_id=act.by, trust_ids=[act.trust_id]):
            return deed()
    except Refused as refusal:
        return str(refusal)
    finally:
        connection.close()


def _wait_for_one_who_waits() -> None:
    deadline = time.monotonic() + 30
    waiting = False
    while not waiting:
        assert time.monotonic() < deadline, "nobody came to wait"
        with connection.cursor() as cursor:
            cursor.execute(WAITING_HERE)
            waiting = bool((cursor.fetchone() or [False])[0])


@pytest.mark.parametrize("name", ["put aside", "checked again", "brought again", "saved"])
def test_what_comes_during_a_save_waits_and_sees_it_saved(office: Act, name: str) -> None:
    import_id = _kept(office)
    stage(office.trust_id, import_id, understood(office, book(people=PEOPLE)), progress=no_progress)
    came: list[Future[object]] = []

    with ThreadPoolExecutor(1) as pool:

        def saving(_stage: str, done: int, _total: int) -> None:
            if not done and not came:
                came.append(pool.submit(_meanwhile, office, lambda: DEEDS[name](office, import_id)))
                _wait_for_one_who_waits()

        approve(office, import_id, progress=saving)
        answer = came[0].result(timeout=30)
    saved = Import.objects.get(id=import_id)
    chosen = (saved.corrects_past, saved.leaves_out, saved.whole_registers)
    assert (saved.status, chosen, load_file(office.trust_id, import_id)[1]) == (
        "approved",
        (False, False, []),
        b"bytes",
    )
    assert StagedRow.objects.filter(sheet__imported_id=import_id).count() == 4
    if name == "brought again":
        assert answer == Import.objects.exclude(id=import_id).get().pk
    else:
        assert "waits for approval" in str(answer) or "This file is approved" in str(answer)
    assert undo(office, import_id) == Left()
