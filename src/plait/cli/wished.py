"""Wishes that come as a file or in an instance, and the answer where no plan keeps them."""

from pathlib import Path

import click

from plait.cli.files import problem_lines
from plait.cli.outcome import Ends, Exit, print_json
from plait.engine.assembly.conflict import Conflict
from plait.engine.assembly.wish_sheet import read_wishes
from plait.engine.assembly.wishes import Wish
from plait.engine.assembly.wording import conflict_words
from plait.engine.tables import Table
from plait.engine.trust import Trust
from plait.files.conflicts import plain_conflict
from plait.files.reading import read_book


def wishes_in(path: Path | None, of_instance: Table | None, trust: Trust) -> tuple[Wish, ...]:
    """The wishes of an instance and of a file, CSV or a workbook of one sheet; it ends where a line states none."""
    if path is not None and not path.is_file():
        raise Ends(Exit.USAGE, f"There is no file {path}.")
    book = read_book(path, expected=["Wishes"]) if path else None
    tables = [of_instance] if of_instance else []
    read = [read_wishes(table, trust) for table in (*tables, *(book.tables if book else ()))]
    problems = (*(book.problems if book else ()), *(problem for _, faults in read for problem in faults))
    if problems:
        raise Ends(Exit.FAULTS, "\n".join(problem_lines(problems, is_all=False)).strip())
    return tuple(wish for wishes, _ in read for wish in wishes)


def say_conflict(conflict: Conflict, trust: Trust, *, is_json: bool) -> Exit:
    """Which wishes cannot be had, and the smallest change that makes the others possible."""
    words = conflict_words(conflict, {one.employee_number: one.name for one in trust.people})
    if is_json:
        print_json({"trust": trust.code, "on": trust.on, "conflict": {**plain_conflict(conflict), "words": words}})
    else:
        for sentence in words:
            click.echo(sentence)
    return Exit.FAULTS
