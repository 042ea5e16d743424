"""`plait evidence`: what a trust can show for each success measure of What Good Looks Like, as a workbook."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json
from plait.cli.signing import as_user, in_trust, reading_as
from plait.engine.litmus.assessment import NOTHING, Sheet, by_measure, evidence_sheets
from plait.engine.litmus.judging import Judged, judge_all
from plait.engine.litmus.showing import Shown, ShownRow
from plait.engine.trust_of_files import trust_of_intake
from plait.files.figures import evidence_grid
from plait.files.writing import write_book

LONDON = ZoneInfo("Europe/London")
Case = tuple[str, tuple[Judged, ...], tuple[Sheet, ...], int]
"""The code of the trust, what was judged of it, the sheets of the export, and how many faults its files have."""


@click.command("evidence")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--on", type=Day(), help="The day to judge, like 2026-11-01; today unless given.")
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder to write into."
)
@as_json
def command(path: Path | None, *, email: str | None, code: str | None, on: date | None, **given: Path | bool) -> Exit:
    """Write a workbook: by success measure every question with its verdict, threshold and source, and its rows.

    With FOLDER (or a workbook) it reads the files and needs no database. Without, it judges the record of the trust
    that USER may enter, as USER may read it: plait evidence --as USER. No measure gets a score.
    """
    today = on or datetime.now(LONDON).date()
    if path is not None:
        trust, judged, sheets, faults = _of_files(path, code or "FILES", today)
    elif email:
        trust, judged, sheets, faults = _of_record(email, code, today)
    else:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    written = _write(sheets, Path(str(given["to"])) / f"evidence-{trust}-{today}.xlsx", today)
    _tell(judged, written, is_json=bool(given["is_json"]))
    if faults:
        click.echo(f"{counted(faults, 'fault')} in the files: `plait check {path}` names them.", err=True)
    return Exit.FAULTS if faults else Exit.FINE


def _of_files(path: Path, code: str, on: date) -> Case:
    intake = read_stated(path)
    judged = judge_all(trust_of_intake(intake, code=code, name=intake.name, on=on))
    shown = {
        one.slug: Shown(one.finding.columns, tuple(ShownRow(row, "") for row in one.finding.evidence), has_who=False)
        for one in judged
    }
    return code, judged, evidence_sheets(judged, shown, on), len(intake.all_problems())


def _of_record(email: str, code: str | None, on: date) -> Case:
    with reading_as(email, code, "plait evidence") as viewer:
        from plait.engine.permissions import Action, scope_of
        from plait.jobs.packs import content_for

        if not scope_of(viewer, Action.READ_FINDINGS):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not read verdicts.")
        content = content_for(viewer, on=on)
        return viewer.trust_code, content.judged, evidence_sheets(content.judged, content.shown, on), 0


def _write(sheets: tuple[Sheet, ...], path: Path, on: date) -> Path:
    """The whole workbook is made before anything is written."""
    made = BytesIO()
    day = datetime(on.year, on.month, on.day)  # noqa: DTZ001 # the day alone
    write_book((evidence_grid(one.name, one.heads, one.rows) for one in sheets), made, made=day)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.getvalue())
    except OSError as fault:
        raise Ends(Exit.USAGE, f"Nothing could be written into {path.parent}: {fault.strerror}.") from fault
    return path


def _tell(judged: tuple[Judged, ...], path: Path, *, is_json: bool) -> None:
    measures = by_measure(judged)
    if is_json:
        plain = {one.name: {each.slug: each.finding.verdict.value for each in one.judged} for one in measures}
        print_json({"file": str(path), "measures": plain})
        return
    for one in measures:
        said = f"{one.can_show} of {counted(len(one.judged), 'question')} can be answered from the record."
        click.echo(f"{one.name}: {said if one.judged else NOTHING}")
    click.echo(f"Written: {path}")
