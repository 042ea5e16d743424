"""`plait columns`: the columns of a trust's own report beside Plait's, as a list to correct and to import by."""

from pathlib import Path

import click

from plait.cli.files import problem_lines
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json
from plait.engine.ae_mapping import ae_list
from plait.engine.ae_returns import is_ae_return
from plait.engine.column_list import HEADINGS, Row, read_columns, stated_rows, suggest_columns, suggest_words
from plait.engine.intake import SHEET_TITLES, nothing_registered, tables_to_map
from plait.engine.sheets import Known
from plait.engine.tables import Table
from plait.files.reading import read_book
from plait.files.writing import write_csv


@click.command("columns")
@click.argument("path", metavar="REPORT", type=click.Path(path_type=Path, exists=True))
@click.argument("target", metavar="LIST.csv", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def command(path: Path, target: Path, *, is_json: bool) -> Exit:
    """Write LIST.csv: which columns of REPORT seem to hold which of the people sheet.

    Correct the list, then: plait import REPORT --columns LIST.csv --as USER. It needs no database.
    A list that is there already keeps what it says; words of the columns in it that Plait does not know are added.
    """
    book = read_book(path, expected=SHEET_TITLES)
    reports = tables_to_map(book)
    if not reports:
        wrong = book.problems[0].wrong if book.problems else "Plait knows every table of this file by its headings"
        raise Ends(Exit.FAULTS, f"{wrong}. There are no columns to match.")
    rows = _rows_of(target, reports[0], nothing_registered().known)
    try:
        target.write_bytes(write_csv(HEADINGS, rows))
    except OSError as fault:
        raise Ends(Exit.USAGE, f"{target} cannot be written: {fault.strerror}.") from fault
    if is_json:
        print_json({"file": str(target), "report": reports[0].name, "rows": rows})
    else:
        filled = sum(1 for column, text, _ in rows if column and text)
        click.echo(f"{target}: {counted(filled, 'row')} filled in. Look through them, correct them, then:")
        click.echo(f"plait import {path} --columns {target} --as USER")
    return Exit.FINE


def _rows_of(target: Path, report: Table, known: Known) -> tuple[Row, ...]:
    if is_ae_return(report):
        if target.exists():
            raise Ends(Exit.FAULTS, f"{target} is there already and was left alone. Name another file.")
        return ae_list(report, known)
    return _completed(target, report, known) if target.exists() else suggest_columns(report, known)


def _completed(target: Path, report: Table, known: Known) -> tuple[Row, ...]:
    """The rows of a list that is there, and the words it does not speak of yet; Ends where nothing can be added."""
    book = read_book(target)
    left = f"{target} is there already and was left alone"
    if not book.tables or target.suffix.casefold() != ".csv":
        raise Ends(Exit.FAULTS, f"{left}: it is no list of columns. Name another file.")
    said = read_columns(book.tables[0], report, name=target.stem)
    if said.problems:
        faults = "\n".join(problem_lines(said.problems, is_all=True))
        raise Ends(Exit.FAULTS, f"{faults}\n{left}. Correct it, or name another file.")
    more = suggest_words(report, said.mapping, known)
    if not more:
        raise Ends(Exit.FAULTS, f"{left}: it speaks of every word of its columns.")
    return (*stated_rows(book.tables[0]), *more)
