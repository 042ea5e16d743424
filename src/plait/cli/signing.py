"""`--as USER`: whoever works on the command line does so with a user's rights, in one trust."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import click

from plait.cli.outcome import Ends, Exit

if TYPE_CHECKING:
    from plait.engine.permissions import Viewer
    from plait.store.writing import Act

DEMO = " The demo keeps a database of its own: docs/reference/command-line.md names its PLAIT_DATABASE_URL."

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def as_user(*, required: bool = True) -> Option:
    """The option that says in whose name a command acts."""
    return click.option("--as", "email", required=required, metavar="USER", help="The e-mail address you sign in with.")


in_trust = click.option("--trust", "code", metavar="CODE", help="The trust; needed only by those who enter several.")


@contextmanager
def signed_in(email: str, code: str | None) -> "Iterator[tuple[Viewer, Act]]":
    """Act as a user in one trust; ends with code 3 when there is no such user, trust or right."""
    from django.utils import timezone

    from plait.jobs.acting import NotAllowed, act_of, acting
    from plait.store.access import find_user_id

    at = timezone.now()
    user_id = find_user_id(email)
    if user_id is None:
        raise Ends(Exit.NOT_YOURS, f"Nobody signs in as {email}.{DEMO if email.endswith('.example') else ''}")
    code = code or _only_trust(user_id, at)
    try:
        with acting(user_id, code, on=timezone.localdate(at)) as viewer:
            yield viewer, act_of(viewer, at, request=f"cli-{uuid4().hex[:12]}")
    except NotAllowed as refusal:
        raise Ends(Exit.NOT_YOURS, str(refusal)) from refusal


@contextmanager
def reading_as(email: str, code: str | None, name: str) -> "Iterator[Viewer]":
    """Read the record of one trust with a user's rights, for the command `name`; the audit trail tells of it."""
    from plait.cli.database import database

    with database(), signed_in(email, code) as (viewer, act):
        yield viewer
        from plait.store.writing import noting

        with noting(act) as pen:
            pen.note("exported", "file", None, {"name": name})


def _only_trust(user_id: int, at: datetime) -> str:
    from django.utils import timezone

    from plait.store.access import trusts_of

    trusts = trusts_of(user_id, timezone.localdate(at))
    if not trusts:
        raise Ends(Exit.NOT_YOURS, "This user may enter no trust.")
    if len(trusts) > 1:
        named = ", ".join(f"{trust.code} ({trust.name})" for trust in trusts)
        raise Ends(Exit.USAGE, f"This user may enter {len(trusts)} trusts. Name one with --trust: {named}.")
    return trusts[0].code
