"""`plait columns`: the columns of a trust's own report beside Plait's, as a list to correct and to import by."""

from pathlib import Path

import click

from plait.cli.outcome import Ends, Exit, as_json, counted, print_json
from plait.engine.column_list import HEADINGS, suggest_columns
from plait.engine.intake import SHEET_TITLES, nothing_registered, tables_to_map
from plait.files.reading import read_book
from plait.files.writing import write_csv


@click.command("columns")
@click.argument("path", metavar="REPORT", type=click.Path(path_type=Path, exists=True))
@click.argument("target", metavar="LIST.csv", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def command(path: Path, target: Path, *, is_json: bool) -> Exit:
    """Write LIST.csv: which columns of REPORT seem to hold which of the people sheet.

    Correct the list, then: plait import REPORT --columns LIST.csv --as USER. It needs no database.
    A list that is there already is left alone.
    """
    if target.exists():
        raise Ends(Exit.FAULTS, f"{target} is there already and was left alone. Name another file.")
    book = read_book(path, expected=SHEET_TITLES)
    reports = tables_to_map(book)
    if not reports:
        wrong = book.problems[0].wrong if book.problems else "Plait knows every table of this file by its headings"
        raise Ends(Exit.FAULTS, f"{wrong}. There are no columns to match.")
    rows = suggest_columns(reports[0], nothing_registered().known)
    try:
        target.write_bytes(write_csv(HEADINGS, rows))
    except OSError as fault:
        raise Ends(Exit.USAGE, f"{target} cannot be written: {fault.strerror}.") from fault
    if is_json:
        print_json({"file": str(target), "report": reports[0].name, "rows": rows})
    else:
        matched = sum(1 for column, heading, meant in rows if column and heading and not meant)
        click.echo(f"{target}: {counted(matched, 'row')} filled in. Look through them, correct them, then:")
        click.echo(f"plait import {path} --columns {target} --as USER")
    return Exit.FINE
