"""`plait undo`: put every row of an import back as it was."""

import click

from plait.cli.database import database
from plait.cli.outcome import Ends, Exit, as_json, print_json
from plait.cli.signing import as_user, in_trust, signed_in


@click.command("undo")
@click.argument("import_id", metavar="IMPORT", type=int)
@as_user()
@in_trust
@click.option("--leave-edited", is_flag=True, help="Leave rows alone that somebody changed since.")
@as_json
def command(import_id: int, *, email: str, code: str | None, leave_edited: bool, is_json: bool) -> Exit:
    """Put every row of IMPORT back as it was, in one transaction.

    Where somebody changed a row since, it is named and nothing is undone, unless --leave-edited says to
    leave such rows as they are.
    """
    with database(), signed_in(email, code) as (viewer, act):
        from plait.jobs.imports import undo_import
        from plait.store.staging import Refused
        from plait.store.undoing import NeedsAnswer

        try:
            left = undo_import(viewer, act, import_id, leave_edited=leave_edited)
        except NeedsAnswer as question:
            named = "\n".join(f"  {one.sheet}: {one.label}, by {one.by}" for one in question.edited)
            words = f"{question} Nothing was undone. Add --leave-edited to leave these as they are:\n{named}"
            raise Ends(Exit.FAULTS, words) from question
        except Refused as refusal:
            raise Ends(Exit.FAULTS, str(refusal)) from refusal
    if is_json:
        labels = [one.label for one in left.named]
        print_json({"import": import_id, "status": "undone", "left": labels, "needed": left.needed})
    else:
        click.echo(f"Import {import_id} is undone. {left.words}".rstrip())
    return Exit.FINE
