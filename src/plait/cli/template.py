"""`plait template`: an empty workbook to fill in."""

from io import BytesIO
from pathlib import Path

import click

from plait.cli.outcome import Ends, Exit, as_json, print_json
from plait.engine.litmus.judging import questions
from plait.engine.staff_groups import STAFF_GROUPS, USUAL_STAFF_GROUPS
from plait.engine.workbook import SHEETS
from plait.files.template import write_template


@click.command("template")
@click.argument("path", metavar="FILE.xlsx", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def command(path: Path, *, is_json: bool) -> Exit:
    """Write a workbook with one sheet for each kind of record: help and an example on each column, and lists.

    A file that is there already is left alone.
    """
    if path.suffix.casefold() != ".xlsx":
        raise Ends(Exit.USAGE, f"Name the workbook with .xlsx at the end, like {path.stem or 'trust'}.xlsx.")
    if path.exists():
        raise Ends(Exit.FAULTS, f"{path} is there already and was left alone. Name another file.")
    book = BytesIO()
    usual = tuple(group.name for group in USUAL_STAFF_GROUPS)
    write_template(SHEETS, book, unlocks=_unlocks(), offered={STAFF_GROUPS.name: usual})
    try:
        path.write_bytes(book.getvalue())
    except OSError as fault:
        raise Ends(Exit.USAGE, f"{path} cannot be written: {fault.strerror}.") from fault
    if is_json:
        print_json({"file": str(path), "sheets": [sheet.title for sheet in SHEETS]})
    else:
        first = ", ".join(sheet.title for sheet in SHEETS[:3])
        start = f"Start with three: {first} (with its columns Members and Releases)"
        click.echo(f"{path} has {len(SHEETS)} sheets. {start}. Then: plait check {path}")
    return Exit.FINE


def _unlocks() -> dict[str, str]:
    """What each sheet helps to answer: the questions that rest on it."""
    asked = {sheet.name: [one.question for one in questions() if sheet.name in one.feeds] for sheet in SHEETS}
    return {name: " ".join(texts) for name, texts in asked.items() if texts}
