"""How a command ends, and how it says what it found: words for people, JSON for programs."""

import json
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import click


class Exit(IntEnum):
    """What the exit code of a command says; docs/reference/command-line.md explains each."""

    FINE = 0
    FAULTS = 1
    USAGE = 2
    NOT_YOURS = 3
    NO_DATABASE = 4
    INTERRUPTED = 130


class Ends(click.ClickException):
    """A command that cannot go on: the code it ends with, and why, in words that say what to do."""

    def __init__(self, code: Exit, words: str) -> None:
        super().__init__(words)
        self.code = code

    def show(self, file: Any = None) -> None:
        """The words alone; they need no “Error” before them."""
        click.echo(self.format_message(), file=file, err=file is None)


as_json = click.option("--json", "is_json", is_flag=True, help="Answer in JSON, for a program to read.")


def print_json(value: Any) -> None:
    """One JSON document on the standard output; days as ISO text."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table_of(rows: Sequence[Sequence[str]], *, indent: str = "  ") -> str:
    """Rows under one another, each column as wide as its widest cell."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(f"{indent}{line}".rstrip() for line in lines)


def counted(count: int, thing: str, things: str = "") -> str:
    """“1 row”, “2,000 rows”."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
