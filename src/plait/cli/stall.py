"""`plait stall`: where what programmes report and what their record shows contradict each other."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json
from plait.cli.signing import as_user, in_trust, reading_as
from plait.engine.permissions import Action, scope_of
from plait.engine.stall import Account
from plait.engine.stall_of_files import account_lines, accounts_of_intake, plain_account

LONDON = ZoneInfo("Europe/London")


@click.command("stall")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--on", "on", type=Day(), help="The day to look from; today unless given.")
@as_json
def command(path: Path | None, *, email: str | None, code: str | None, on: date | None, is_json: bool) -> Exit:
    """Hold the reports of programmes against what is recorded: outcomes, milestones, remarks without an answer.

    With FOLDER (or a workbook) it reads the files and needs no database. Without, it reads the record of the trust
    that USER may enter: plait stall --as USER. Nothing is saved.
    """
    day = on or datetime.now(LONDON).date()
    accounts, faults = _accounts(path, email, code, day)
    if is_json:
        print_json({"on": day, "faults_in_files": faults, "programmes": [plain_account(one) for one in accounts]})
    else:
        click.echo("\n".join(line for one in accounts for line in account_lines(one)) or "No programme is recorded.")
    if faults:
        click.echo(f"{counted(faults, 'fault')} in the files: `plait check {path}` names them.", err=True)
    return Exit.FAULTS if faults else Exit.FINE


def _accounts(path: Path | None, email: str | None, code: str | None, on: date) -> tuple[tuple[Account, ...], int]:
    if path is not None:
        intake = read_stated(path)
        return accounts_of_intake(intake, on=on), len(intake.all_problems())
    if not email:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    return _of_record(email, code, on), 0


def _of_record(email: str, code: str | None, on: date) -> tuple[Account, ...]:
    with reading_as(email, code, "plait stall") as viewer:
        from plait.store.programmes import list_programmes

        if not scope_of(viewer, Action.READ_PROGRAMMES):
            raise Ends(Exit.NOT_YOURS, "Your role reads no programmes.")
        return tuple(line.account(on) for line in list_programmes(viewer.trust_id, on=on))
