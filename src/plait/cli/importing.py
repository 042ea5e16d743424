"""`plait import`: bring a file with a user's rights, look at what it would change, then save all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plait.cli.database import database
from plait.cli.days import Day
from plait.cli.files import path_argument, problem_lines, tell_passed_over
from plait.cli.import_words import end_progress, plain_import, preview_lines, tell_progress
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json
from plait.cli.signing import as_user, in_trust, signed_in
from plait.engine.tables import Problem
from plait.engine.workbook import BY_NAME

if TYPE_CHECKING:
    from plait.engine.permissions import Viewer
    from plait.store.import_views import ImportView
    from plait.store.imports import Choices
    from plait.store.writing import Act


@dataclass(frozen=True, slots=True)
class Manner:
    """How the command was asked to go about it."""

    is_sure: bool
    is_json: bool
    ending: int | None
    columns: Path | None


@click.command("import")
@path_argument
@as_user()
@in_trust
@click.option(
    "--true-from", type=Day(), help="The day from which the file is true, like 2026-11-01; today unless given."
)
@click.option("--correct-the-past", "corrects_past", is_flag=True, help="Overwrite values instead of ending them.")
@click.option("--leave-out", "leaves_out", is_flag=True, help="Save the good rows and leave the rejected ones out.")
@click.option("--whole-register", "whole", multiple=True, metavar="SHEET", help="What SHEET does not name ends then.")
@click.option(
    "--ending", type=int, metavar="COUNT", help="How many rows may end, where that is over 5 % of a register."
)
@click.option(
    "--columns", type=click.Path(path_type=Path), metavar="LIST.csv", help="Match the columns of a report by this list."
)
@click.option("--yes", "is_sure", is_flag=True, help="Save without asking.")
@as_json
def command(path: Path, *, email: str, code: str | None, **asked: object) -> Exit:
    """Bring FILE, or a folder of CSV files, into the record.

    It shows what is new, changed, unchanged, rejected and absent in each sheet and asks before it saves.
    All is saved or nothing; a second import of the same file changes no row and dates its feed.
    """
    name, data = _load(path)
    columns = asked["columns"] if isinstance(asked["columns"], Path) else None
    manner = Manner(bool(asked["is_sure"]), bool(asked["is_json"]), _count(asked["ending"]), columns)
    with (
        database(),
        signed_in(email, code) as (viewer, act),
        _kept(viewer, act, (name, data), _choices(asked)) as import_id,
    ):
        return _bring(viewer, act, import_id, manner)


def _load(path: Path) -> tuple[str, bytes]:
    from plait.files.folder import load_path
    from plait.files.limits import Refused

    tell_passed_over(path)
    try:
        return load_path(path)
    except OSError as fault:
        raise Ends(Exit.USAGE, f"{path} cannot be read: {fault.strerror}.") from fault
    except Refused as refusal:
        raise Ends(Exit.FAULTS, f"{refusal.wrong}. {refusal.remedy}.") from refusal


def _count(asked: object) -> int | None:
    return asked if isinstance(asked, int) else None


def _choices(asked: dict[str, object]) -> "Choices":
    from django.utils import timezone

    from plait.store.imports import Choices

    whole, given = asked["whole"], asked["true_from"]
    names = [str(name).casefold() for name in whole] if isinstance(whole, tuple) else []
    unknown = [name for name in names if name not in BY_NAME]
    if unknown:
        raise Ends(Exit.USAGE, f"Plait has no sheet called {unknown[0]}. Its sheets: {', '.join(BY_NAME)}.")
    endless = [BY_NAME[name].title for name in names if not BY_NAME[name].has_last_day]
    if endless:
        raise Ends(Exit.USAGE, f"Rows of {endless[0]} have no last day, so a file cannot end them.")
    true_from = given if isinstance(given, date) else timezone.localdate()
    return Choices(true_from, bool(asked["corrects_past"]), bool(asked["leaves_out"]), frozenset(names))


@contextmanager
def _kept(viewer: "Viewer", act: "Act", file: tuple[str, bytes], choices: "Choices") -> Iterator[int]:
    """A kept file, put aside again when it is not saved in the end: by a refusal, a “no” or Ctrl-C."""
    from plait.jobs.imports import Upload, keep_upload
    from plait.store.staging import Refused

    import_id = keep_upload(viewer, act, Upload(*file), choices)
    try:
        yield import_id
    except BaseException as end:
        is_saved = _was_saved(viewer, act, import_id)
        if isinstance(end, Refused):
            raise Ends(Exit.FAULTS, str(end)) from end
        if isinstance(end, KeyboardInterrupt) and is_saved:
            words = f"Stopped, but the file was saved before that, as import {import_id}. {_take_back(import_id)}"
            raise Ends(Exit.INTERRUPTED, words) from end
        raise


def _was_saved(viewer: "Viewer", act: "Act", import_id: int) -> bool:
    """Put the file aside, unless it was saved a moment before."""
    from django.db import Error, connection

    from plait.store.progress import discard
    from plait.store.scope import scoped
    from plait.store.staging import Refused

    try:
        connection.close()  # Ctrl-C may have left it in the middle of an answer
        with scoped(user_id=viewer.user_id, trust_ids=[viewer.trust_id]):
            discard(act, import_id)
    except Refused:
        return True
    except Error:  # the database may have gone
        return False
    return False


def _take_back(import_id: int) -> str:
    return f"To take it back: plait undo {import_id} --as {_email()}"


def _bring(viewer: "Viewer", act: "Act", import_id: int, manner: Manner) -> Exit:
    from plait.jobs.imports import approve_now, find_import, stage_now
    from plait.store.import_views import load_overwritten
    from plait.store.mappings import load_mapped

    if manner.columns:
        _match(viewer, act, import_id, manner.columns)
    cleaned = stage_now(viewer, act, import_id, progress=tell_progress)
    end_progress()
    kept, problems = find_import(viewer, import_id), _problems(viewer.trust_id, import_id)
    said = (*load_mapped(viewer.trust_id, import_id), *load_overwritten(viewer.trust_id, import_id))
    if not manner.is_json:
        for line in preview_lines(kept, problems, cleaned, said):
            click.echo(line)
    _refuse_rejected(kept, manner, plain_import(kept, problems, cleaned, said))
    _ask(kept, manner)
    approve_now(viewer, act, import_id, progress=tell_progress)
    end_progress()
    saved = find_import(viewer, import_id)
    if manner.is_json:
        print_json(plain_import(saved, problems, cleaned, said))
    else:
        click.echo(f"Saved as import {import_id}. {_take_back(import_id)}")
    return Exit.FINE


def _match(viewer: "Viewer", act: "Act", import_id: int, path: Path) -> None:
    """Have the report's columns read as a list says, this month and every next one."""
    from plait.files.reading import read_book
    from plait.jobs.imports import match_columns

    book = read_book(path)
    problems = match_columns(viewer, act, import_id, book.tables[0]) if book.tables else book.problems
    if problems:
        said = "\n".join(problem_lines(problems, is_all=True))
        raise Ends(Exit.FAULTS, f"{said}\nThe columns were not matched, so nothing was saved. Correct {path}.")


def _problems(trust_id: int, import_id: int) -> tuple[Problem, ...]:
    from plait.store.import_views import load_staged
    from plait.store.paging import Wanted
    from plait.store.staging import REJECTED

    lines = load_staged(trust_id, import_id, REJECTED, Wanted(limit=None)).rows
    return tuple(problem for line in lines for problem in line.problems)


def _refuse_rejected(kept: "ImportView", manner: Manner, plain: dict[str, object]) -> None:
    if kept.rejected and not kept.choices.leaves_out:
        if manner.is_json:
            print_json(plain)
        rows = counted(kept.rejected, "row is", "rows are")
        hint = "" if kept.sheets else " If the file is a report with headings of its own: plait columns --help"
        raise Ends(Exit.FAULTS, f"{rows} rejected, so nothing was saved. Correct them, or add --leave-out.{hint}")


def _ask(kept: "ImportView", manner: Manner) -> None:
    """Come back only when the user agrees to the changes, and to every great number of rows that would end."""
    for ending in kept.endings:
        if ending.is_many:
            said = f"{ending.count:,} of {ending.of:,} in {ending.sheet} are not in the file and would end"
            _ask_number(said, ending.count, manner)
    if not manner.is_sure:
        click.confirm("Save these changes?", abort=True, err=manner.is_json)


def _ask_number(words: str, ends: int, manner: Manner) -> None:
    typed = manner.ending
    if typed is None and not manner.is_sure:
        typed = click.prompt(f"{words}. Type {ends} to end them", type=int, err=manner.is_json)
    if typed != ends:
        raise Ends(Exit.FAULTS, f"{words}. Nothing was saved. If that is right, add --ending {ends}.")


def _email() -> str:
    return str(click.get_current_context().params["email"])
