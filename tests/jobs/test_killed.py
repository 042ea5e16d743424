"""Programs that die in the middle of an import: all of it is there, or nothing; and another finishes what one began.

`make soak` makes the full test of it, 30 rounds that were really cut; each change runs three. A round that ended
before it could be cut counts for nothing and is made again.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from plait.engine.assembly.asks import first_window
from plait.files.folder import load_path
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import ask_for_teams
from plait.jobs.imports import Upload, bring_file, take_back
from plait.store.access import find_user_id
from plait.store.assembly import Wish
from plait.store.imports import Choices
from plait.store.models import AssemblyRun, Assignment, Employment, Event, Import, Person, StagedRow
from tests.cli.commands import EMAIL, rows, start, write_people
from tests.planned import write_planned

pytestmark = [
    pytest.mark.kills,
    pytest.mark.usefixtures("rxx"),
    pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows"),
]
ROUNDS = int(os.environ.get("PLAIT_TEST_KILLS") or 3)
HERE = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
MOST_TRIES = 3 * ROUNDS + 5
COUNT = 1_500


def _wait_for(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def _import(folder: Path) -> subprocess.Popen[str]:
    return start("import", folder, "--as", EMAIL, "--yes")


def _is_saving(before: int) -> Callable[[], bool]:
    """Has a new import been staged, so that it is being saved now?"""
    return lambda: rows(Import).filter(id__gt=before).exclude(status="waiting").exists()


def _last_import() -> int:
    return rows(Import).order_by("-id").values_list("id", flat=True).first() or 0


def _saved(prefix: str) -> tuple[int, int, int]:
    numbers = rows(Employment).filter(employee_number__startswith=prefix)
    names = rows(Person).filter(name__startswith=f"Person {prefix}")
    return numbers.count(), rows(Assignment).filter(employment__in=numbers).count(), names.count()


def _time_to_save(folder: Path) -> float:
    """How long the saving alone takes on this machine, of a file like those to come."""
    child = _import(folder)
    _wait_for(_is_saving(0))
    began = time.monotonic()
    assert child.wait(60) == 0
    return time.monotonic() - began


def _nobody_saves() -> bool:
    """Has the database noticed that whoever was saving is dead?"""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND {HERE}")
        return bool(cursor.fetchone() == (0,))


def test_kill_9_in_an_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    shortest = _time_to_save(write_people(tmp_path / "first", COUNT, prefix="F"))
    draw = random.Random(20261102)
    cut = 0
    for turn in range(MOST_TRIES):
        prefix = f"K{turn}-"
        folder, before = write_people(tmp_path / prefix, COUNT, prefix=prefix), _last_import()
        child = _import(folder)
        _wait_for(_is_saving(before))
        seconds = draw.uniform(0, 0.6 * shortest)
        time.sleep(seconds)
        child.kill()
        child.wait(30)
        _wait_for(_nobody_saves)
        saved = _saved(prefix)
        assert saved in {(0, 0, 0), (COUNT, COUNT, COUNT)}, saved
        events = rows(Event).filter(kind="employment", after__employee_number__startswith=prefix).count()
        assert events == saved[0]
        again = _import(folder)
        assert again.wait(60) == 0
        assert _saved(prefix) == (COUNT, COUNT, COUNT)
        if child.returncode == -signal.SIGKILL and not saved[0]:
            cut += 1
        else:  # it took no longer than this, so the next is aimed at sooner
            shortest = min(shortest, seconds)
        if cut == ROUNDS:
            return
    pytest.fail(f"only {cut} of {MOST_TRIES} rounds were really cut, not {ROUNDS}")


@pytest.fixture
def _heeds_ctrl_c() -> Iterator[None]:
    """A shell that runs the tests in its background has them ignore Ctrl-C, and what they start would too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeds_ctrl_c")
def test_ctrl_c_in_an_import_leaves_nothing_half_saved(tmp_path: Path) -> None:
    draw = random.Random(20261102)
    for turn in range(ROUNDS):
        prefix, before = f"C{turn}-", _last_import()
        child = _import(write_people(tmp_path / prefix, COUNT, prefix=prefix))
        _wait_for(_is_saving(before))
        time.sleep(draw.uniform(0, 0.3))
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
        kept = rows(Import).order_by("-id")[0]
        if child.returncode == 0:  # it was quicker than Ctrl-C
            assert (kept.status, _saved(prefix)) == ("approved", (COUNT, COUNT, COUNT))
            continue
        assert child.returncode == 130
        if "the file was saved before that" in said:
            assert (kept.status, _saved(prefix)) == ("approved", (COUNT, COUNT, COUNT))
            continue
        assert (said.strip(), kept.status, _saved(prefix)) == ("Stopped.", "discarded", (0, 0, 0))
        assert not rows(StagedRow).filter(sheet__imported=kept).exists()


@pytest.fixture
def _soon_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker counts as dead after a second of silence."""
    monkeypatch.setenv("PLAIT_SILENT_SECONDS", "1")


@pytest.mark.usefixtures("_soon_dead")
def test_the_job_of_a_killed_worker_is_done_by_another(tmp_path: Path) -> None:
    user_id = find_user_id(EMAIL)
    assert user_id
    at = timezone.now()
    name, data = load_path(write_people(tmp_path, 6_000))
    with acting(user_id, "RXX", on=timezone.localdate(at)) as viewer:
        bring_file(viewer, act_of(viewer, at), Upload(name, data), Choices(timezone.localdate(at)))
    first = start("worker")
    _wait_for(lambda: rows(Import).get().stage.startswith(("Reading", "Comparing")))
    first.kill()
    first.wait(30)
    assert (rows(Import).get().status, rows(StagedRow).count()) == ("waiting", 0)
    second = start("worker")
    try:
        _wait_for(lambda: rows(Import).get().status == "staged")
        _wait_for(lambda: rows(Import).get().stage == "")
    finally:
        second.terminate()
        _, said = second.communicate(timeout=30)
    assert (second.returncode, rows(StagedRow).count()) == (0, 6_000), said


@pytest.mark.usefixtures("_soon_dead")
def test_kill_9_in_an_undo_leaves_all_or_nothing_and_another_worker_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _import(write_people(tmp_path, COUNT)).wait(60) == 0
    monkeypatch.setattr("plait.jobs.imports.MOST_ROWS", COUNT - 1)
    user_id, at, import_id = find_user_id(EMAIL), timezone.now(), _last_import()
    assert user_id
    with acting(user_id, "RXX", on=timezone.localdate(at)) as viewer:
        assert take_back(viewer, act_of(viewer, at), import_id, leave_edited=False) is None
    first = start("worker")
    _wait_for(lambda: rows(Import).get().stage.startswith("Putting") or rows(Import).get().status == "undone")
    time.sleep(random.Random(20261102).uniform(0, 0.2))
    first.kill()
    first.wait(30)
    assert (_saved(""), rows(Import).get().status) in {((COUNT,) * 3, "approved"), ((0,) * 3, "undone")}
    second = start("worker")
    try:
        _wait_for(lambda: (rows(Import).get().status, rows(Import).get().stage) == ("undone", ""))
    finally:
        second.terminate()
        _, said = second.communicate(timeout=30)
    assert (second.returncode, _saved("")) == (0, (0, 0, 0)), said


@pytest.mark.usefixtures("_soon_dead")
def test_the_search_of_a_killed_worker_is_ended_by_another(tmp_path: Path) -> None:
    user_id, at = find_user_id(EMAIL), timezone.now()
    assert user_id
    assert start("import", write_planned(tmp_path), "--as", EMAIL, "--yes").wait(60) == 0
    with acting(user_id, "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(["Flow board", "Booking"], first_window(timezone.localdate(at)).starts, 6)
        ask_for_teams(viewer, act_of(viewer, at), wish)
    first = start("worker")
    _wait_for(lambda: rows(AssemblyRun).get().stage != "Waiting for a worker")
    first.kill()
    first.wait(30)
    second = start("worker")
    try:
        _wait_for(lambda: rows(AssemblyRun).get().status == "ready")
    finally:
        second.terminate()
        second.communicate(timeout=30)
    assert rows(Event).filter(kind="assemblyrun").count() == 1
