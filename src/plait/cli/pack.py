"""`plait pack`: the board pack of a folder of files, of the record, or of what was printed before."""

from datetime import date, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json
from plait.cli.signing import as_user, in_trust, reading_as
from plait.engine.board_sheets import MEETINGS
from plait.engine.chart_acts import acts_of_entries
from plait.engine.litmus.earlier import NO_EARLIER_MEETING, NO_MEETING
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.showing import Shown, ShownRow
from plait.engine.litmus.since_board import compare_with_last_board, since_last_board
from plait.engine.outcomes import measured_of_entries
from plait.engine.sheets import Entry
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from plait.engine.workbook import Intake
from plait.jobs.printing import print_pack
from plait.pack.board_pack import put_together
from plait.pack.content import Content
from plait.pack.document import NOT_JSON, NotKept, read_snapshot, snapshot_of

LONDON = ZoneInfo("Europe/London")
NOT_KEPT = "{path} is not the kept snapshot of a pack: {fault}. It is the .json that `plait pack` writes."


@click.command("pack")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--on", type=Day(), help="The day to report, like 2026-11-01; today unless given.")
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder to write into."
)
@click.option("--again", type=click.Path(path_type=Path), metavar="FILE", help="Print again what this snapshot keeps.")
@as_json
def command(
    path: Path | None, *, email: str | None, code: str | None, on: date | None, **given: Path | bool | None
) -> Exit:
    """Make the board pack: HTML to read, PDF to print, XLSX of the rows, and the snapshot it can be made of again.

    With FOLDER (or a workbook) it reads the files and needs no database. Without, it reports the record of the trust
    that USER may enter, as USER may read it: plait pack --as USER.
    """
    today, faults, again = on or datetime.now(LONDON).date(), 0, given["again"]
    if isinstance(again, Path):
        snapshot = _kept(again)
    elif path is not None:
        intake = read_stated(path)
        faults = len(intake.all_problems())
        snapshot = snapshot_of(put_together(_of_files(intake, code or "FILES", today)))
    elif email:
        snapshot = _of_record(email, code, today)
    else:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    _tell(_write(snapshot, Path(str(given["to"]))), is_json=bool(given["is_json"]))
    if faults:
        click.echo(f"{counted(faults, 'fault')} in the files: `plait check {path}` names them.", err=True)
    return Exit.FAULTS if faults else Exit.FINE


def _kept(path: Path) -> str:
    try:
        snapshot = path.read_text(encoding="utf-8")
        read_snapshot(snapshot)
    except OSError as fault:
        raise Ends(Exit.USAGE, f"{path} cannot be read: {fault.strerror}.") from fault
    except ValueError as fault:
        why = str(fault) if isinstance(fault, NotKept) else NOT_JSON  # what is no text is no JSON either
        raise Ends(Exit.FAULTS, NOT_KEPT.format(path=path, fault=why.rstrip("."))) from fault
    return snapshot


def _of_files(intake: Intake, code: str, on: date) -> Content:
    def stood_on(day: date) -> Trust:
        return trust_of_intake(intake, code=code, name=intake.name, on=day)

    trust = stood_on(on)
    judged = compare_with_last_board(trust, with_moves(trust, judge_all(trust)), stood_on)
    sheets: dict[str, list[Entry]] = {}
    for entry in intake.entries():
        sheets.setdefault(entry.sheet, []).append(entry)
    nothing = NO_EARLIER_MEETING if MEETINGS.name in trust.feeds else NO_MEETING
    return Content(
        trust,
        judged,
        since_last_board(judged) or nothing,
        {
            one.slug: Shown(
                one.finding.columns, tuple(ShownRow(row, "") for row in one.finding.evidence), has_who=False
            )
            for one in judged
        },
        tuple(zip(trust.outcomes, measured_of_entries(sheets, trust.outcomes, on), strict=True)),
        metadata.version("plait"),
        acts=acts_of_entries(sheets, on),
    )


def _of_record(email: str, code: str | None, on: date) -> str:
    with reading_as(email, code, "plait pack") as viewer:
        from plait.engine.permissions import Action, scope_of
        from plait.jobs.packs import content_for

        if not scope_of(viewer, Action.READ_FINDINGS):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not read verdicts.")
        return snapshot_of(put_together(content_for(viewer, on=on)))


def _write(snapshot: str, folder: Path) -> dict[Path, bytes]:
    """Every file is made before the first is written, so that a fault leaves none of them behind."""
    plain = read_snapshot(snapshot)
    name = f"board-pack-{plain['code']}-{plain['on']}"
    files = {folder / f"{name}.{ending}": content for ending, content in print_pack(snapshot).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_bytes(content)
    except OSError as fault:
        raise Ends(Exit.USAGE, f"Nothing could be written into {folder}: {fault.strerror}.") from fault
    return files


def _tell(files: dict[Path, bytes], *, is_json: bool) -> None:
    hashes = {str(path): sha256(content).hexdigest() for path, content in files.items()}
    if is_json:
        print_json({"files": hashes})
        return
    for path, mark in hashes.items():
        click.echo(f"{path}  ({len(files[Path(path)]):,} bytes, SHA-256 {mark[:12]})")
