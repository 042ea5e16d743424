"""`plait split`: a second team, beside one that runs or of its people; it proposes and saves nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from plait.cli.assemble import of_record
from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json, table_of
from plait.cli.signing import as_user, in_trust
from plait.engine.assembly.another import build_another
from plait.engine.assembly.asks import Window
from plait.engine.assembly.second_team import Another, How, Place, Way
from plait.engine.assembly.second_words import SERVED_BY, answer_words, lineage_words, served_words
from plait.engine.assembly.wording import gap_words, time_words
from plait.engine.capacity import month_after
from plait.engine.litmus.wording import day
from plait.engine.teams import Team
from plait.engine.trust import Trust, by_number
from plait.engine.trust_of_files import trust_of_intake
from plait.files.second_teams import plain_another

LONDON = ZoneInfo("Europe/London")
MONTHS = 6
WORDS = {How.STAYS: "Stays", How.MOVES: "Moves", How.SHARES: "In both", How.JOINS: "New"}


@click.command("split")
@click.argument("team")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--beside", is_flag=True, help="Leave the team as it is, and find a second one for the same needs.")
@click.option("--from", "starts", type=Day(), help="The first of a month; the next one unless given.")
@as_json
def command(team: str, path: Path | None, *, email: str | None, code: str | None, **asked: Any) -> Exit:
    """Propose a second team for TEAM: two teams of its people, or with --beside another one for the same needs.

    With FOLDER (or a workbook) it reads the files and needs no database. Without, it reads the record of the trust
    that USER may enter: plait split TEAM --as USER. Nothing is saved. Without a release that people can see, there is
    no second team; an exception that a director recorded counts where it is built, on the page of the team.
    """
    window = Window(asked["starts"] or month_after(datetime.now(LONDON).date()), MONTHS)
    if window.starts.day != 1:
        raise Ends(
            Exit.USAGE, f"Teams begin on the first of a month: write {window.starts:%Y-%m}-01, or a later month."
        )
    trust, faults = _trust(path, email, code, window.starts)
    made = build_another(trust, _named(team, trust), Way.BESIDE if asked["beside"] else Way.HALVES, window)
    if asked["is_json"]:
        print_json({"trust": trust.code, "on": trust.on, "faults_in_files": faults, **plain_another(made)})
    else:
        for line in _lines(made, trust):
            click.echo(line)
    if faults:
        click.echo(f"{counted(faults, 'fault')} in the files: `plait check {path}` names them.", err=True)
    return Exit.FAULTS if faults or made.refused else Exit.FINE


def _trust(path: Path | None, email: str | None, code: str | None, on: date) -> tuple[Trust, int]:
    if path is not None:
        intake = read_stated(path)
        trust = trust_of_intake(intake, code=code or "FILES", name=intake.name, on=on)
        return trust, len(intake.all_problems())
    if not email:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    return of_record(email, code, on, command="plait split"), 0


def _named(name: str, trust: Trust) -> Team:
    for team in trust.teams:
        if team.name.casefold() == name.casefold():
            return team
    known = "; ".join(sorted(team.name for team in trust.teams)) or "none"
    raise Ends(Exit.USAGE, f"{name} is no team of this trust. These are: {known}.")


def _lines(made: Another, trust: Trust) -> Iterable[str]:
    if made.refused:
        yield f"No second team of {made.parent.name} can begin on {day(made.window.starts)}."
        yield from (f"  {one}" for one in made.refused)
    else:
        yield answer_words(made, made.name)
        yield from lineage_words(made, made.name)
        yield from _table(made.parent.name, made.first, trust)
        yield from _table(made.name, made.second, trust)
    if made.served:
        yield "\nServed part-time, without a place in a team"
        yield table_of([SERVED_BY, *served_words(made)], indent="  ")
    if made.gaps:
        gaps = [(*gap_words(gap), gap.reason) for gap in made.gaps]
        yield table_of([("Missing", "Short by", "One level below", "Why"), *gaps], indent="  ")


def _table(name: str, places: Iterable[Place], trust: Trust) -> Iterable[str]:
    people = by_number(trust.people)
    rows = [
        (
            f"{one.employee_number} {people[one.employee_number].name}",
            one.viewpoint.word,
            time_words(one.wte),
            "; ".join(one.brings) or "Nothing this service asks for",
            WORDS[one.how],
        )
        for one in places
    ]
    yield f"\n{name}"
    yield table_of([("Person", "Strand", "WTE", "Brings", "How"), *rows], indent="  ")
