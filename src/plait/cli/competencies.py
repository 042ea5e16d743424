"""`plait competencies`: needs against whose time is there, quarter by quarter, of files or of the database."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json, table_of
from plait.cli.signing import as_user, in_trust, reading_as
from plait.engine.competencies import Level
from plait.engine.pace import Wait, waits_for_teams
from plait.engine.quarters import (
    Quarter,
    QuarterLine,
    Staffing,
    quarter_of,
    quarters_ahead,
    supply_by_quarter,
)
from plait.engine.trust_of_files import staffing_of_intake

LONDON = ZoneInfo("Europe/London")


@click.command("competencies")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--on", "day", type=Day(), help="The day to ask for; today unless given.")
@click.option("--all", "is_all", is_flag=True, help="List what is not short too.")
@as_json
def command(path: Path | None, *, email: str | None, code: str | None, **asked: Any) -> Exit:
    """Say which competencies will be short in the next four quarters, and how long needs wait for a team.

    With FOLDER (or a workbook, or an instance in JSON) it reads the files and needs no database. Without, it reads the
    record of the trust that USER may enter: plait competencies --as USER. No name is told, and nothing is saved.
    """
    on = asked["day"] or datetime.now(LONDON).date()
    quarters = (quarter_of(on), *quarters_ahead(on))
    staffing, faults = _staffing(path, email, code, quarters)
    lines = supply_by_quarter(staffing, quarters)
    waits = waits_for_teams(staffing.needs, staffing.holdings, staffing.given, on)
    if asked["is_json"]:
        print_json(_plain(on, quarters, lines, waits))
    else:
        for line in _words(lines, waits, quarters, is_all=asked["is_all"]):
            click.echo(line)
    if faults:
        click.echo(f"{counted(faults, 'fault')} in the files: `plait check {path}` names them.", err=True)
    return Exit.FAULTS if faults else Exit.FINE


def _staffing(
    path: Path | None, email: str | None, code: str | None, quarters: Sequence[Quarter]
) -> tuple[Staffing, int]:
    if path is not None:
        intake = read_stated(path)
        return staffing_of_intake(intake, on=quarters[0].starts), len(intake.all_problems())
    if not email:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    return _of_record(email, code, quarters[-1]), 0


def _of_record(email: str, code: str | None, until: Quarter) -> Staffing:
    with reading_as(email, code, "plait competencies") as viewer:
        from plait.engine.permissions import Action, Scope, scope_of
        from plait.store.quarters import load_staffing

        if Scope.TRUST not in scope_of(viewer, Action.READ_CAPACITY):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not {Action.READ_CAPACITY.value}.")
        return load_staffing(viewer.trust_id, (Quarter(date.min), until))


def _words(
    lines: Sequence[QuarterLine], waits: Sequence[Wait], quarters: Sequence[Quarter], *, is_all: bool
) -> Iterable[str]:
    ahead = [line for line in lines if line.quarter != quarters[0]]
    needed, short = ({line.competency for line in some} for some in (ahead, [one for one in ahead if one.is_short]))
    yield (
        f"{len(short):,} of {counted(len(needed), 'competency', 'competencies')} needed in the next four quarters "
        f"{'is' if len(short) == 1 else 'are'} short of people or time."
    )
    shown = [line for line in ahead if is_all or line.is_short]
    if shown:
        yield table_of([("Quarter", "Competency", "Level", "Needed", "In teams", "Free", "Short"), *map(_row, shown)])
    alone = [line for line in lines if line.single_holder]
    first = {(line.competency, line.level): line for line in reversed(alone)}
    for line in sorted(first.values(), key=lambda one: (one.competency.casefold(), one.level)):
        since = "now" if line.quarter == quarters[0] else f"from {line.quarter.starts:%B %Y}"
        yield f"Held by one person alone {since}: {line.competency} at {line.level.word}."
    covered = sum(1 for wait in waits if wait.covered_on)
    yield f"{covered:,} of {counted(len(waits), 'need')} covered by a team of its service."


def _row(line: QuarterLine) -> tuple[str, ...]:
    return (
        line.quarter.words,
        line.competency,
        line.level.word,
        _amount(line.people, line.wte),
        f"{line.in_teams} people, {line.in_teams_wte:.1f} WTE",
        f"{line.free} people, {line.free_wte:.1f} WTE",
        _amount(line.short_people, line.short_wte) if line.is_short else "",
    )


def _amount(people: int, wte: Any) -> str:
    return ", ".join([counted(people, "person", "people")] * bool(people) + [f"{wte:.1f} WTE"] * bool(wte))


def _plain(
    on: date, quarters: Sequence[Quarter], lines: Iterable[QuarterLine], waits: Iterable[Wait]
) -> dict[str, Any]:
    return {
        "on": on,
        "quarters": [{"starts": one.starts, "last_day": one.ends - timedelta(days=1)} for one in quarters],
        "lines": [
            {
                "quarter": line.quarter.starts, "competency": line.competency, "level": line.level.word,
                "people": line.people, "wte": line.wte, "holders": len(line.holders), "in_teams": line.in_teams,
                "in_teams_wte": line.in_teams_wte, "free": line.free, "free_wte": line.free_wte,
                "offered_wte": line.offered_wte, "beside_wte": line.beside_wte,
                "short_people": line.short_people, "short_wte": line.short_wte,
            }
            for line in lines
        ],
        "waits": [
            {
                "service": wait.need.service, "competency": wait.need.competency, "level": Level(wait.need.level).word,
                "since": wait.need.starts, "covered_on": wait.covered_on, "days": wait.days,
            }
            for wait in waits
        ],
    }  # fmt: skip
