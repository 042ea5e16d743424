"""`plait doctor`: what this installation lacks, and how to put it right."""

import platform
from importlib import metadata

import click

from plait.cli.database import database
from plait.cli.outcome import Exit, as_json, print_json

PACKAGES = ("plait", "Django", "psycopg", "procrastinate", "granian")


@click.command("doctor")
@as_json
def command(*, is_json: bool) -> Exit:
    """Look at versions, database, roles, tables, row security, worker and disk, and say what to do.

    For a real server it prints the SQL to run where something is lacking.
    """
    with database(is_checked=False):
        from plait.store.health import Check, examine

        checks = [Check("Versions", is_right=True, words=_versions()), *examine()]
    if is_json:
        print_json([{"check": c.name, "is_right": c.is_right, "words": c.words, "remedy": c.remedy} for c in checks])
    else:
        for check in checks:
            click.echo(f"{'right' if check.is_right else 'WRONG'}  {check.name}: {check.words}")
            if check.remedy:
                click.echo("\n".join(f"         {line}" for line in check.remedy.splitlines()))
    return Exit.FINE if all(check.is_right for check in checks) else Exit.FAULTS


def _versions() -> str:
    named = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return f"Python {platform.python_version()}, {named}"
