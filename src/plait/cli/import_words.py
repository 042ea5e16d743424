"""An import in words and in JSON: what it would change, sheet by sheet, and what keeps it from being saved."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from plait.cli.files import cleaning_lines, count_unlisted, plain_cleaning, plain_problem, problem_lines
from plait.cli.outcome import counted, table_of
from plait.engine.frameworks.cleaning import Cleaned
from plait.engine.tables import Problem
from plait.engine.workbook import BY_NAME

if TYPE_CHECKING:
    from plait.store.import_views import ImportView

HEADINGS = ("Sheet", "New", "Changed", "Unchanged", "Rejected", "Absent")
OUTCOMES = tuple(heading.casefold() for heading in HEADINGS[1:])
ON_TERMINAL_ONLY = 60


def tell_progress(stage: str, done: int, total: int) -> None:
    """One line that is written over, on a terminal; nothing in a pipe or a log."""
    if sys.stderr.isatty():
        click.echo(f"\r{stage}, {done} of {total}".ljust(ON_TERMINAL_ONLY), nl=False, err=True)


def end_progress() -> None:
    """Wipe the line of progress."""
    if sys.stderr.isatty():
        click.echo("\r".ljust(ON_TERMINAL_ONLY) + "\r", nl=False, err=True)


def preview_lines(
    kept: "ImportView", problems: tuple[Problem, ...], cleaned: tuple[Cleaned, ...], said: tuple[str, ...]
) -> Iterable[str]:
    """What an import would change, as a person reads it."""
    yield from problem_lines(problems, is_all=False)
    unlisted = count_unlisted(problems)
    if unlisted:
        yield f"{counted(unlisted, 'more fault is', 'more faults are')} not listed. --json lists every fault as data."
    yield from cleaning_lines(cleaned)
    yield f"{kept.name}, true from {kept.choices.true_from:%d/%m/%Y}:"
    rows = [
        (BY_NAME[sheet.sheet].title, *(f"{sheet.counts[outcome]:,}" for outcome in OUTCOMES)) for sheet in kept.sheets
    ]
    yield table_of([HEADINGS, *rows])
    yield from (f"  {one}" for one in said)
    for sheet in kept.sheets:
        if sheet.unused_headings:
            yield f"  Not read in {sheet.table}: {', '.join(sheet.unused_headings)}"


def plain_import(
    kept: "ImportView", problems: tuple[Problem, ...], cleaned: tuple[Cleaned, ...], said: tuple[str, ...]
) -> dict[str, Any]:
    """An import as JSON shows it."""
    return {
        "import": kept.id,
        "file": kept.name,
        "sha256": kept.sha256,
        "status": kept.status,
        "true_from": kept.choices.true_from,
        "sheets": [{"sheet": sheet.sheet, **{name: sheet.counts[name] for name in OUTCOMES}} for sheet in kept.sheets],
        "faults": [plain_problem(problem) for problem in problems],
        "cleaned": plain_cleaning(cleaned),
        "remarks": list(said),
    }
