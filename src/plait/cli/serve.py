"""`plait serve`: the web server."""

import socket

import click

from plait.cli.database import database
from plait.cli.outcome import Ends, Exit

APPLICATION = "plait.config.wsgi:application"


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
def command(*, host: str, port: int, processes: int) -> Exit:
    """Serve the site until it is told to stop (Ctrl-C, or SIGTERM); requests under way are answered first."""
    refuse_taken(port)
    with database():
        from django.core.management import call_command
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        call_command("collectstatic", interactive=False, verbosity=0)
        click.echo(f"Plait answers at http://{host}:{port}/", err=True)
        server = Granian(
            APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=4,
            workers_kill_timeout=10,
            log_level=LogLevels.warning,
        )
        server.serve()
    return Exit.FINE


def refuse_taken(port: int) -> None:
    """End with a word about it when something answers on this port: two servers would share it, request by request."""
    with socket.socket() as caller:
        caller.settimeout(1)
        if caller.connect_ex(("127.0.0.1", port)) == 0:
            other = f"--port {port + 1}, with make PORT={port + 1}"
            raise Ends(Exit.FAULTS, f"Something answers on port {port} already. Stop it, or use another: {other}.")
