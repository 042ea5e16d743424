"""Jobs of a worker that died: put back in the queue, for another worker to do."""

import os

from procrastinate import JobContext, exceptions
from procrastinate.contrib.django import app as queue
from procrastinate.jobs import Status

SILENT_SECONDS = float(os.environ.get("PLAIT_SILENT_SECONDS") or 30)
"""A worker silent for longer than this is dead; a live one gives a sign every third of it."""


@queue.periodic(cron="* * * * * */10")
@queue.task(name="plait.rescue", queueing_lock="plait.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given it
    """Put back every job whose worker is silent, and forget such workers."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        try:
            await manager.retry_job(job)
        except exceptions.UniqueViolation:
            # The same work waits in the queue already and will see all this one would have seen.
            await manager.finish_job(job, Status.FAILED, delete_job=True)
    await manager.prune_stalled_workers(SILENT_SECONDS)
