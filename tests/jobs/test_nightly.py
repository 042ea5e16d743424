"""Each night every trust is judged again, also when no worker was awake at midnight."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from plait.store.models import Finding
from tests.cli.commands import do_jobs, rows

DUE = "UPDATE procrastinate_jobs SET scheduled_at = now() - interval '9 hours' WHERE task_name = 'plait.judge_nightly'"
PLANNED = "SELECT scheduled_at FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'plait.judge_nightly'"


def _planned() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PLANNED)
        return list(cursor.fetchall())


def _wake_after_midnight() -> None:
    with connection.cursor() as cursor:
        cursor.execute(DUE)
    do_jobs()
    do_jobs()  # the night's job asks for the judging, which a worker that ends with an empty queue may just miss


def test_a_worker_that_slept_through_the_night_judges_when_it_starts(rxx: int) -> None:
    today = timezone.localdate()
    do_jobs()
    count = rows(Finding).filter(trust_id=rxx).count()
    assert count
    (planned,) = _planned()
    midnight = timezone.localtime(planned[0])  # type: ignore[arg-type] # a cursor tells no types
    assert (midnight.date(), midnight.hour, midnight.minute) == (today + timedelta(days=1), 0, 5)

    rows(Finding).update(on=today - timedelta(days=1))
    _wake_after_midnight()
    assert rows(Finding).filter(on=today).count() == rows(Finding).exclude(on=today).count() == count
    assert len(_planned()) == 1

    _wake_after_midnight()  # on the same day again: nothing is added
    assert rows(Finding).count() == 2 * count
    assert len(_planned()) == 1


def test_a_worker_that_starts_with_new_rules_judges_again(rxx: int) -> None:
    do_jobs()
    count = rows(Finding).filter(trust_id=rxx).count()
    rows(Finding).update(rules="before", judged_at=timezone.now() - timedelta(days=1))
    do_jobs()
    assert rows(Finding).count() == count
    assert not rows(Finding).filter(rules="before").exists()
    judged = set(rows(Finding).values_list("judged_at", flat=True))
    do_jobs()  # by the same rules nothing is judged again
    assert set(rows(Finding).values_list("judged_at", flat=True)) == judged
