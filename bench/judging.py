"""From a write to verdicts that follow it: the job on the queue, done by a worker of its own process."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from bench.database import filled_trust, gather_statistics
from bench.timing import Row

GOAL_SECONDS, PATIENCE_SECONDS = 5, 120


def rows(people: int, rounds: int) -> Iterator[Row]:
    """One line: seconds from the end of a write until the kept findings are those of its revision."""
    from plait.store.models import Team
    from plait.store.writing import read_rows_by, writing

    trust, act = filled_trust(people)
    gather_statistics()
    took = []
    with _worker():
        _wait_for_verdicts(trust.pk)
        for number in range(rounds):
            [row, *_] = read_rows_by(Team, trust_id=trust.pk)
            with writing(act) as pen:
                pen.change(Team, [(row, {"purpose": f"Round {number}"})])
            start = time.perf_counter()
            _wait_for_verdicts(trust.pk)
            took.append(time.perf_counter() - start)
    words = f"{median(took):.2f} s, {max(took):.2f} s at most"
    name = f"A write judged again by a worker, {people:,} people"
    yield Row(name, words, goal=f"{GOAL_SECONDS} s", is_met=max(took) <= GOAL_SECONDS)


@contextmanager
def _worker() -> Iterator[None]:
    command = [sys.executable, "-m", "plait.cli", "worker"]
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(20)


def _wait_for_verdicts(trust_id: int) -> None:
    """Until what is kept was judged from the record as it is."""
    from plait.store.findings import load_revision
    from plait.store.models import Finding

    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        judged = Finding.objects.filter(trust_id=trust_id).order_by("-revision").values_list("revision", flat=True)
        if judged[:1] and judged[0] == load_revision(trust_id):
            return
        time.sleep(0.02)
    raise SystemExit("No worker judged the trust.")
