"""`plait worker`: does long jobs until it is told to stop."""

import click

from plait.cli.database import database
from plait.cli.outcome import Exit


@click.command("worker")
@click.option("--until-empty", is_flag=True, help="Stop when the queue is empty.")
@click.option("--at-once", type=click.IntRange(1, 32), default=2, show_default=True, help="Jobs done side by side.")
def command(*, until_empty: bool, at_once: int) -> Exit:
    """Do the jobs of the queue: judging after each change, large imports.

    Told to stop (Ctrl-C, or SIGTERM), it finishes what it is doing, or puts it back for another worker.
    """
    with database():
        from plait.jobs.worker import work

        work(until_empty=until_empty, at_once=at_once)
    return Exit.FINE
