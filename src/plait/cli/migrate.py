"""`plait migrate`: bring the tables of the database up to date, as their owner."""

import click

from plait.cli.database import NOT_THERE, database, pending_migrations
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json


@click.command("migrate")
@as_json
def command(*, is_json: bool) -> Exit:
    """Bring the tables up to date, on the owner's address (PLAIT_OWNER_DATABASE_URL)."""
    with database(is_checked=False):
        from django.core.management import call_command
        from django.db import Error

        try:
            wanted = pending_migrations()
            call_command("migrate", database="owner", verbosity=0)
        except Error as fault:
            raise Ends(Exit.NO_DATABASE, NOT_THERE.format(fault=str(fault).strip().splitlines()[0])) from fault
    if is_json:
        print_json({"applied": wanted})
    else:
        click.echo(f"{counted(len(wanted), 'migration')} applied." if wanted else "The tables are up to date.")
    return Exit.FINE
