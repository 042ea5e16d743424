"""`plait trust`: open a trust on this installation, with its first administrator and what every trust starts with."""

import os

import click

from plait.cli.database import database
from plait.cli.outcome import Ends, Exit, as_json, print_json

SHORTEST = 12


@click.command("trust")
@click.argument("code")
@click.argument("name")
@click.option("--administrator", "email", required=True, metavar="E-MAIL", help="Who will manage users and access.")
@click.option("--as-well", "roles", multiple=True, metavar="ROLE", help="A further role of theirs, like PMO.")
@as_json
def command(code: str, name: str, *, email: str, roles: tuple[str, ...], is_json: bool) -> Exit:
    """Open trust CODE, called NAME, on this installation.

    It needs the owner's address (PLAIT_OWNER_DATABASE_URL) and gives the trust the usual staff groups and
    the competencies that come with Plait. It asks for the administrator's first password, unless
    PLAIT_PASSWORD holds it.
    """
    if not code.isalnum() or len(code) > 10:
        raise Ends(Exit.USAGE, "A trust's code has up to 10 letters and digits, like RXX.")
    if not email.isascii():
        raise Ends(Exit.USAGE, "An e-mail address is written with the letters a to z, like ann.frost@trust.example.")
    with database():
        from django.utils import timezone

        from plait.engine.permissions import Role
        from plait.jobs.trusts import Opening, TrustRefused, open_trust

        unknown = [role for role in roles if role.upper() not in Role.__members__]
        if unknown:
            raise Ends(Exit.USAGE, f"There is no role {unknown[0]}. Roles: {', '.join(Role)}.")
        held = (Role.ADM, *(Role(role.upper()) for role in roles))
        try:
            is_new = open_trust(Opening(code.upper(), name, email, held), _password, at=timezone.now())
        except TrustRefused as refusal:
            raise Ends(Exit.FAULTS, str(refusal)) from refusal
    if is_json:
        print_json({"trust": code.upper(), "name": name, "administrator": email, "is_new": is_new})
    elif is_new:
        click.echo(f"{code.upper()} is open. {email} signs in and gives others access.")
    else:
        click.echo(f"{code.upper()} was open already; {email} may enter it as {', '.join(r.words for r in held)}.")
    return Exit.FINE


def _password() -> str:
    """The first password, asked twice unless the environment holds it."""
    word = os.environ.get("PLAIT_PASSWORD") or str(
        click.prompt("First password of the administrator", hide_input=True, confirmation_prompt=True, err=True)
    )
    if len(word) < SHORTEST:
        raise Ends(Exit.FAULTS, f"A password has {SHORTEST} letters or more. Nothing was made.")
    return word
