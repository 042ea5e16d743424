"""What a file holds before anyone has understood it: tables of text, and what is wrong with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: `number` as the reader of the file counts it (headings are usually line 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or one CSV file: headings as written, lines of text as long as the headings.

    `rejected` are the lines kept out of `lines` because a cell of theirs is no safe text; each has a Problem.
    """

    name: str
    headings: tuple[str, ...]
    heading_line: int
    lines: tuple[Line, ...]
    rejected: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it is, what is wrong, and what to write instead."""

    table: str
    line: int | None
    column: str
    value: str
    wrong: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Book:
    """A file or folder as text: its name, the SHA-256 of its bytes, its tables, and what could not be read."""

    name: str
    sha256: str
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
