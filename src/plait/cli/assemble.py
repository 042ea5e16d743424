"""`plait assemble`: teams by competency, of a folder of files or of the database; it proposes and saves nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json, table_of
from plait.cli.signing import as_user, in_trust, signed_in
from plait.engine.assembly.asks import LONGEST_MONTHS, Policy, Window, servable
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.wording import (
    answer_words,
    brings_words,
    gap_words,
    quality_words,
    size_words,
    team_words,
    time_words,
)
from plait.engine.capacity import month_after
from plait.engine.trust import Trust, by_number
from plait.engine.trust_of_files import trust_of_intake
from plait.files.plans import plain_plan

LONDON = ZoneInfo("Europe/London")


@click.command("assemble")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--service", "services", multiple=True, help="A service to staff; again for more. All, unless given.")
@click.option("--from", "starts", type=Day(), help="The first of a month; the next one unless given.")
@click.option("--months", type=click.IntRange(3, LONGEST_MONTHS), default=6, show_default=True, help="For how long.")
@as_json
def command(path: Path | None, *, email: str | None, code: str | None, **asked: Any) -> Exit:
    """Propose a team for each service, with a reason for every member and what is not covered.

    With FOLDER (or a workbook) it reads the files and needs no database. Without, it reads the record of the trust
    that USER may enter: plait assemble --as USER. Nothing is saved.
    """
    today = datetime.now(LONDON).date()
    window = _window(asked["starts"], asked["months"], today)
    if path is not None:
        trust, faults = _of_files(path, code or "FILES", window.starts)
    elif email:
        trust, faults = _of_record(email, code, window.starts), 0
    else:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    unread = f"{counted(faults, 'fault')} in the files: `plait check {path}` names them." if faults else ""
    plan = plan_teams(trust, _chosen(trust, asked["services"], unread), window, Policy())
    if asked["is_json"]:
        print_json({"trust": trust.code, "on": trust.on, "faults_in_files": faults, **plain_plan(plan)})
    else:
        for line in _lines(plan, trust):
            click.echo(line)
    if faults:
        click.echo(unread, err=True)
    return Exit.FAULTS if faults else Exit.FINE


def _window(starts: date | None, months: int, today: date) -> Window:
    first = starts or month_after(today)
    if first.day != 1:
        raise Ends(Exit.USAGE, f"Teams begin on the first of a month: write {first:%Y-%m}-01, or a later month.")
    if months % 3:
        raise Ends(Exit.USAGE, "Teams are for whole quarters: write 3, 6, 9 or more months in threes.")
    return Window(first, months)


def _of_files(path: Path, code: str, on: date) -> tuple[Trust, int]:
    intake = read_stated(path)
    return trust_of_intake(intake, code=code, name=intake.name, on=on), len(intake.all_problems())


def _of_record(email: str, code: str | None, on: date) -> Trust:
    from plait.cli.database import database

    with database(), signed_in(email, code) as (viewer, _):
        from plait.engine.permissions import Action, scope_of
        from plait.store.snapshot import load_trust

        if not scope_of(viewer, Action.ASSEMBLE):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not {Action.ASSEMBLE.value}.")
        return load_trust(viewer.trust_code, on=on)


def _chosen(trust: Trust, services: tuple[str, ...], unread: str) -> list[str]:
    known = {name.casefold(): name for name in servable(trust)}
    if not known:
        nothing = "No service that runs says what it needs. The needs sheet is missing or empty."
        raise Ends(Exit.FAULTS, f"{nothing} {unread}".strip())
    strange = [name for name in services if name.casefold() not in known]
    if strange:
        offered = "; ".join(known.values())
        raise Ends(Exit.USAGE, f"{strange[0]} is no service with needs. These are: {offered}.")
    return [known[name.casefold()] for name in services] or list(known.values())


def _lines(plan: Plan, trust: Trust) -> Iterable[str]:
    yield answer_words(plan)
    yield quality_words(plan)
    for team in plan.teams:
        yield f"\n{team.ask.service}: {size_words(team)}. {team_words(team)}"
        if team.refusal:
            yield f"  {team.refusal}"
        yield from _tables(team, trust)


def _tables(team: ProposedTeam, trust: Trust) -> Iterable[str]:
    people = by_number(trust.people)
    if team.members:
        rows = [
            (
                f"{one.employee_number} {people[one.employee_number].name}",
                one.viewpoint.word,
                time_words(one.wte),
                brings_words(one, team),
                one.reason,
            )
            for one in team.members
        ]
        yield table_of([("Person", "Strand", "WTE", "Brings", "Why"), *rows], indent="  ")
    if team.gaps:
        gaps = [(*gap_words(gap), gap.reason) for gap in team.gaps]
        yield table_of([("Missing", "Short by", "One level below", "Why"), *gaps], indent="  ")
