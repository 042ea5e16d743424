"""Two workers share one search of two trusts; and one that dies in the middle of it leaves it to another to end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.store.models import Event
from tests.cli.commands import rows, start
from tests.jobs.test_together import ask, runs, two

__all__ = ["two"]
pytestmark = [
    pytest.mark.kills,
    pytest.mark.usefixtures("two"),
    pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows"),
]


@pytest.fixture(autouse=True)
def _soon_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker counts as dead after a second of silence."""
    monkeypatch.setenv("PLAIT_SILENT_SECONDS", "1")


def _queue() -> list[tuple[str, str]]:
    """What waits or is done, but for what is done at certain times anyhow."""
    waiting = rows(ProcrastinateJob).filter(status__in=("todo", "doing"), scheduled_at=None)
    return list(waiting.exclude(task_name="plait.rescue").values_list("task_name", "status"))


def _wait_for(is_so: Callable[[], bool], *, told: Callable[[], object] = str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"it did not happen in time: {told()}"
        time.sleep(0.01)


@contextmanager
def _working(count: int) -> Iterator[list[subprocess.Popen[str]]]:
    """So many workers, each of which does one job at once, and nothing left for them to do."""
    workers = [start("worker", "--at-once", 1) for _ in range(count)]
    try:
        _wait_for(lambda: _alive() >= count and not _queue(), told=_queue)
        yield workers
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.communicate(timeout=60)


def _alive() -> int:
    with connections["owner"].cursor() as owner:
        owner.execute("SELECT count(*) FROM procrastinate_workers")
        return int(owner.fetchone()[0])


def _are_ready() -> bool:
    found = [(one.status, one.failure) for one in runs()]
    assert not any(failure for _, failure in found), found
    return {status for status, _ in found} == {"ready"}


def test_two_workers_share_one_search() -> None:
    with _working(2):
        ask()
        _wait_for(_are_ready)
    did = {told["by"] for run in runs() for told in (run.prices or {}, run.part or {})}
    assert len(did) == 2, "each of them did a part"
    assert [(run.plan or {})["together"]["workers"] for run in runs()] == [2, 2]


def test_the_search_of_a_worker_killed_in_the_middle_has_one_result() -> None:
    with _working(1) as [first]:
        ask()
        _wait_for(lambda: any(run.prices for run in runs()))
        first.kill()
        first.wait(30)
    assert not any(run.plan for run in runs())
    with _working_again():
        _wait_for(_are_ready)
    assert all(run.plan for run in runs())
    assert rows(Event).filter(kind="assemblyrun").count() == 2, "asked for once in each trust, and nothing else"


@contextmanager
def _working_again() -> Iterator[None]:
    second = start("worker")
    try:
        yield
    finally:
        second.terminate()
        second.communicate(timeout=60)
