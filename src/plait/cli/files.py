"""Files on the command line: read without a database, their faults shown by sheet, line and column."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from plait.cli.outcome import Ends, Exit, counted
from plait.engine.frameworks.cleaning import Cleaned
from plait.engine.intake import SHEET_TITLES, Brought, nothing_registered, understand
from plait.engine.tables import Problem
from plait.engine.workbook import Intake
from plait.files.folder import passed_over
from plait.files.instances import ENDING, book_of_instance
from plait.files.reading import read_book

FIRST = 20
NAMED = 3
"""Files passed over that are named; the rest are counted."""

path_argument = click.argument("path", type=click.Path(path_type=Path))


def read_path(path: Path) -> Brought:
    """What a file or folder states, with no database to refer to."""
    if not path.exists():
        raise Ends(Exit.USAGE, f"There is no file or folder {path}.")
    if path.suffix.casefold() == ENDING:
        return understand(book_of_instance(path), nothing_registered())
    tell_passed_over(path)
    return understand(read_book(path, expected=SHEET_TITLES), nothing_registered())


def tell_passed_over(path: Path) -> None:
    """Say which files of a folder are not read, so that nobody believes they were."""
    over = passed_over(path)
    if over:
        rest = f" and {len(over) - NAMED} more" if len(over) > NAMED else ""
        click.echo(f"Of a folder only CSV files are read, not {', '.join(over[:NAMED])}{rest}.", err=True)


def read_stated(path: Path) -> Intake:
    """As `read_path`, for a command that answers from what files state; it ends where none of them could be read."""
    intake = read_path(path).intake
    faults = intake.all_problems()
    if faults and not intake.readings:  # every answer would be that nothing was sent
        raise Ends(Exit.FAULTS, f"Nothing could be read. {faults[0].wrong}. {faults[0].remedy}.")
    return intake


def problem_lines(problems: Sequence[Problem], *, is_all: bool) -> Iterable[str]:
    """Every fault under its sheet, the first of each sheet and a count, unless all are wanted."""
    by_table: dict[str, list[Problem]] = {}
    for problem in problems:
        by_table.setdefault(problem.table, []).append(problem)
    for table, faults in by_table.items():
        yield f"{table or 'The file'}: {counted(len(faults), 'fault')}"
        for fault in faults if is_all else faults[:FIRST]:
            yield f"  {_place(fault)}{_saying(fault)}"
        if not is_all and len(faults) > FIRST:
            yield f"  … and {counted(len(faults) - FIRST, 'more fault')}."
        yield ""


def count_unlisted(problems: Sequence[Problem]) -> int:
    """How many faults `problem_lines` only counts, unless all are wanted."""
    by_table = Counter(problem.table for problem in problems)
    return sum(max(0, count - FIRST) for count in by_table.values())


def _place(fault: Problem) -> str:
    parts = [f"line {fault.line}" if fault.line else "", fault.column]
    place = ", ".join(part for part in parts if part)
    return f"{place}: " if place else ""


def _saying(fault: Problem) -> str:
    value = f"“{fault.value}”: " if fault.value else ""
    return f"{value}{fault.wrong}. {fault.remedy}."


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A fault as JSON shows it."""
    return {
        "sheet": problem.table, "line": problem.line, "column": problem.column, "value": problem.value,
        "wrong": problem.wrong, "remedy": problem.remedy,
    }  # fmt: skip


def cleaning_lines(cleaned: Sequence[Cleaned]) -> Iterable[str]:
    """What was cleaned of a published framework, kind by kind, with one place each."""
    if cleaned:
        yield "The GOV.UK capability framework was read and cleaned:"
    for kind in cleaned:
        first = kind.examples[0]
        yield f"  {kind.count:>5,}  {kind.kind.value} (first: {first.table}, line {first.line}: {first.text})"


def plain_cleaning(cleaned: Sequence[Cleaned]) -> list[dict[str, Any]]:
    """The cleaning report as JSON shows it."""
    return [
        {
            "what": kind.kind.value, "count": kind.count,
            "places": [{"table": e.table, "line": e.line, "text": e.text} for e in kind.examples],
        }
        for kind in cleaned
    ]  # fmt: skip
