"""`plait check`: every fault of a file or folder; nothing is saved."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from plait.cli.files import (
    cleaning_lines,
    count_unlisted,
    path_argument,
    plain_cleaning,
    plain_problem,
    problem_lines,
    read_path,
)
from plait.cli.outcome import Exit, as_json, counted, print_json, table_of
from plait.engine.days_told import mixed_days, refuse_to_come
from plait.engine.intake import Brought, nothing_registered
from plait.engine.workbook import BY_NAME, Intake

LONDON = ZoneInfo("Europe/London")


@click.command("check")
@path_argument
@click.option("--all", "is_all", is_flag=True, help="Name every fault, not the first 20 of each sheet.")
@as_json
def command(path: Path, *, is_all: bool, is_json: bool) -> Exit:
    """Name every fault of FILE or a folder of CSV files, by sheet, line and column.

    It saves nothing and needs no database: names must stand in the file itself, among the competencies
    that come with Plait, or among the usual staff groups. It ends with 0 where it only warns.
    """
    brought = read_path(path)
    known = nothing_registered().known
    intake = refuse_to_come(brought.intake, known, datetime.now(LONDON).date())
    brought = replace(brought, intake=intake)
    warnings = mixed_days(intake.entries(), known)
    problems = intake.all_problems()
    if is_json:
        print_json({**_plain(brought), "warnings": list(warnings)})
    else:
        _say(brought, warnings, is_all=is_all)
    return Exit.FAULTS if problems else Exit.FINE


def _say(brought: Brought, warnings: tuple[str, ...], *, is_all: bool) -> None:
    intake = brought.intake
    for line in problem_lines(intake.all_problems(), is_all=is_all):
        click.echo(line)
    for line in cleaning_lines(brought.cleaned):
        click.echo(line)
    for warning in warnings:
        click.echo(warning)
    rows = [
        (BY_NAME[r.sheet].title, counted(len(r.entries), "good row"), _unused(r.unused_headings))
        for r in intake.readings
    ]
    if rows:
        click.echo(table_of(rows, indent=""))
    click.echo(_end(intake, 0 if is_all else count_unlisted(intake.all_problems())))


def _end(intake: Intake, unlisted: int) -> str:
    """The last line, which whoever has seen hundreds go by still reads."""
    faults = len(intake.all_problems())
    more = f" {unlisted:,} more are not listed: --all lists every fault here, --json as data." if unlisted else ""
    return f"{intake.name}: {counted(faults, 'fault') if faults else 'no fault'}. Nothing was saved.{more}"


def _unused(headings: tuple[str, ...]) -> str:
    return f"not read: {', '.join(headings)}" if headings else ""


def _plain(brought: Brought) -> dict[str, object]:
    intake = brought.intake
    return {
        "file": intake.name,
        "sha256": intake.sha256,
        "sheets": [
            {"sheet": r.sheet, "good_rows": len(r.entries), "faults": len(r.problems), "not_read": r.unused_headings}
            for r in intake.readings
        ],
        "faults": [plain_problem(problem) for problem in intake.all_problems()],
        "cleaned": plain_cleaning(brought.cleaned),
    }
