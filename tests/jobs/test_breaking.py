"""Jobs on an import that do not come to their end: what the import becomes, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job

from plait.files.folder import load_path
from plait.jobs.acting import act_of, acting
from plait.jobs.import_tasks import BROKE, GAVE_UP, MOST_TRIES, save_import, stage_import, undo_saved
from plait.jobs.imports import Errand, Upload, bring_file, keep_upload
from plait.store.access import find_user_id
from plait.store.embedded import Addresses
from plait.store.imports import Choices
from plait.store.models import Employment, Event, Finding, Import, StagedRow
from plait.store.progress import discard
from plait.store.writing import JUDGING
from tests.cli.commands import EMAIL, do_jobs, rows, write_people
from tests.database import full_disk

Task = Callable[[JobContext, dict[str, Any]], None]


def _errand(import_id: int) -> Errand:
    user_id = find_user_id(EMAIL)
    assert user_id
    return Errand("RXX", 1, user_id, import_id, "test")


def _kept(folder: Path, *, is_staged: bool = False) -> Errand:
    """A file of three people that waits to be staged, or was."""
    at, told = timezone.now(), _errand(0)
    upload, choices = Upload(*load_path(write_people(folder, 3))), Choices(timezone.localdate(at))
    with acting(told.user_id, told.code, on=timezone.localdate(at)) as viewer:
        bring = bring_file if is_staged else keep_upload
        return _errand(bring(viewer, act_of(viewer, at), upload, choices))


def _do(task: Task, told: Errand, *, attempts: int = 0, why_abort: AbortReason | None = None) -> None:
    """What a worker does with a job that began `attempts` times before."""
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=task.__name__, attempts=attempts)
    task(JobContext(app=queue, job=job, start_timestamp=0, abort_reason=lambda: why_abort), asdict(told))


def _left() -> tuple[str, str, int, int]:
    kept = rows(Import).get()
    assert kept.stage == ""
    return kept.status, kept.failure, rows(StagedRow).count(), rows(Employment).count()


@pytest.mark.usefixtures("rxx")
def test_a_job_whose_worker_ended_too_often_is_given_up(tmp_path: Path) -> None:
    told = _kept(tmp_path)
    _do(stage_import.func, told, attempts=MOST_TRIES)
    assert _left() == ("failed", GAVE_UP, 0, 0)


@pytest.mark.usefixtures("rxx")
def test_a_job_is_not_given_up_before_its_last_try(tmp_path: Path) -> None:
    told = _kept(tmp_path)
    _do(stage_import.func, told, attempts=MOST_TRIES - 1)
    assert _left() == ("staged", "", 3, 0)


@pytest.mark.usefixtures("rxx")
def test_a_worker_told_to_stop_puts_the_job_back_as_it_was(tmp_path: Path) -> None:
    told = _kept(tmp_path)
    with pytest.raises(JobAborted):
        _do(stage_import.func, told, why_abort=AbortReason.SHUTDOWN)
    kept = rows(Import).get()
    assert (kept.status, kept.failure, rows(StagedRow).count()) == ("waiting", "", 0)
    _do(stage_import.func, told, attempts=1)
    assert _left() == ("staged", "", 3, 0)


@pytest.mark.usefixtures("rxx")
def test_a_file_put_aside_while_its_job_waited_is_not_staged(tmp_path: Path) -> None:
    told, at = _kept(tmp_path), timezone.now()
    with acting(told.user_id, told.code, on=timezone.localdate(at)) as viewer:
        discard(act_of(viewer, at), told.import_id)
    _do(stage_import.func, told)
    assert _left() == ("discarded", "", 0, 0)


@pytest.mark.usefixtures("rxx")
def test_a_file_that_a_dead_worker_had_saved_is_not_saved_twice(tmp_path: Path) -> None:
    told = _kept(tmp_path, is_staged=True)
    _do(save_import.func, told)
    saved, events = _left(), rows(Event).count()
    _do(save_import.func, told, attempts=1)
    assert (saved, rows(Event).count()) == (_left(), events)
    assert saved[0] == "approved"
    assert saved[3] == 3


@pytest.mark.usefixtures("rxx")
def test_an_undo_is_done_once_however_often_its_job_begins(tmp_path: Path) -> None:
    told = _kept(tmp_path, is_staged=True)
    _do(save_import.func, told)
    _do(undo_saved.func, told)
    undone, events = _left(), rows(Event).count()
    _do(undo_saved.func, told, attempts=1)
    assert (undone, rows(Event).count()) == (_left(), events)
    assert (undone[0], undone[3]) == ("undone", 0)


@pytest.mark.usefixtures("rxx")
def test_an_undo_that_cannot_be_finished_leaves_what_was_saved(empty_database: Addresses, tmp_path: Path) -> None:
    told = _kept(tmp_path, is_staged=True)
    _do(save_import.func, told)
    with full_disk(empty_database, "store_event", after=2), pytest.raises(DatabaseError):
        _do(undo_saved.func, told)
    assert _left() == ("approved", BROKE, 3, 3)
    _do(undo_saved.func, told, attempts=MOST_TRIES)
    assert _left() == ("approved", GAVE_UP, 3, 3)


@pytest.mark.usefixtures("rxx")
def test_staging_on_a_full_disk_fails_and_says_where_the_reason_is(empty_database: Addresses, tmp_path: Path) -> None:
    told = _kept(tmp_path)
    with full_disk(empty_database, "store_stagedrow", after=2), pytest.raises(DatabaseError):
        _do(stage_import.func, told)
    assert _left() == ("failed", BROKE, 0, 0)


@pytest.mark.usefixtures("rxx")
def test_saving_on_a_full_disk_saves_nothing_and_can_be_done_again(empty_database: Addresses, tmp_path: Path) -> None:
    told = _kept(tmp_path, is_staged=True)
    with full_disk(empty_database, "store_assignment", after=2), pytest.raises(DatabaseError):
        _do(save_import.func, told)
    assert _left() == ("staged", BROKE, 3, 0)
    _do(save_import.func, told)
    assert _left()[0] == "approved"
    assert rows(Employment).count() == 3


@pytest.mark.usefixtures("rxx")
def test_work_of_a_dead_worker_that_waits_already_is_done_once(empty_database: Addresses, tmp_path: Path) -> None:
    with psycopg.connect(empty_database.owner, autocommit=True) as owner:
        owner.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
        owner.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
        )
        _do(save_import.func, _kept(tmp_path, is_staged=True))  # a write, so that the trust is to be judged again
        judgings = "SELECT status FROM procrastinate_jobs WHERE task_name = %s ORDER BY id"
        assert owner.execute(judgings, [JUDGING]).fetchall() == [("doing",), ("todo",)]
        queue.configure_task("plait.rescue", queueing_lock="plait.rescue").defer(timestamp=0)
        do_jobs()
        assert owner.execute(judgings, [JUDGING]).fetchall() in ([("todo",)], [])  # a quick worker has judged already
        assert owner.execute("SELECT id FROM procrastinate_workers").fetchall() == []
        do_jobs()
        assert owner.execute(judgings, [JUDGING]).fetchall() == []
    assert rows(Finding).exists()
