"""The worker: takes jobs from the queue until it is told to stop, and then finishes or puts back what it holds."""

import asyncio
import sys

from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.django_connector import DjangoConnector

from plait.jobs import (
    assembly,
    consent,
    import_tasks,
    judging,
    nightly,
    packs,
    rescuing,
    second_teams,
    together,
    trying,
    worth,
)

TASKS = (
    assembly,
    consent,
    import_tasks,
    judging,
    nightly,
    packs,
    rescuing,
    second_teams,
    together,
    trying,
    worth,
)  # named, so that their tasks are known to the queue
PATIENCE_SECONDS = 10


def work(*, until_empty: bool = False, at_once: int = 2) -> None:
    """Do the jobs of the queue, `at_once` side by side; `until_empty` returns when there is none left."""
    if sys.platform == "win32":  # psycopg needs a loop of this kind there
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    nightly.judge_by_new_rules()
    with queue.replace_connector(DjangoConnector().get_worker_connector()) as app:
        app.run_worker(
            wait=not until_empty,
            concurrency=at_once,
            install_signal_handlers=True,
            delete_jobs="successful",
            shutdown_graceful_timeout=PATIENCE_SECONDS,
            update_heartbeat_interval=rescuing.SILENT_SECONDS / 3,
            stalled_worker_timeout=rescuing.SILENT_SECONDS,
        )
