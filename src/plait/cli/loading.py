"""The trust a command speaks of: stated by files, or the record of the database as its user may read it."""

from datetime import date
from pathlib import Path

from plait.cli.files import read_path
from plait.cli.outcome import Ends, Exit
from plait.cli.signing import signed_in
from plait.engine.permissions import Action, scope_of
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake


def load_either(
    path: Path | None, email: str | None, code: str | None, *, on: date, action: Action
) -> tuple[Trust, int]:
    """The trust of the files at `path`, or else of the record for the user of this address; and the faults in files.

    Ends the command where neither is given, or where the user may not do `action`.
    """
    if path is not None:
        intake = read_path(path).intake
        return trust_of_intake(intake, code=code or "FILES", name=intake.name, on=on), len(intake.all_problems())
    if not email:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    return _of_record(email, code, on, action), 0


def _of_record(email: str, code: str | None, on: date, action: Action) -> Trust:
    from plait.cli.database import database

    with database(), signed_in(email, code) as (viewer, _):
        from plait.store.snapshot import load_trust

        if not scope_of(viewer, action):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not {action.value}.")
        return load_trust(viewer.trust_code, on=on)
