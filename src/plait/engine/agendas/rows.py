"""The rows of an agenda drawn as a table: by its headings, or by what its columns hold where it has none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plait.engine.agendas.times import leading_time
from plait.engine.sheets import plain
from plait.engine.tables import Line

NUMBERED = r"\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?"
ONLY_A_NUMBER = re.compile(rf"(?:{NUMBERED})[.)]?", re.ASCII)
NUMBER, TIME, TITLE, LENGTH, PURPOSE = "number", "time", "title", "length", "purpose"
KINDS = {
    TITLE: ("title", "subject", "topic", "agendaitem", "description", "business", "itemtitle", "itemofbusiness"),
    NUMBER: ("item", "no", "number", "ref", "itemno", "itemnumber", "agendano", "agendaref"),
    TIME: ("time", "start", "starttime", "timing", "starts", "startsat"),
    LENGTH: ("minutes", "mins", "duration", "length", "timeallowed", "allocatedtime"),
    PURPOSE: ("purpose", "action", "for", "actionrequired", "type", "decision", "purposeofitem"),
}
KIND_OF = {heading: kind for kind, headings in KINDS.items() for heading in headings}
ITEM = "item"
"""Over the numbers where another column is the title; else over the titles."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an agenda, by what its columns hold."""

    line: int
    title: str
    number: str = ""
    time: str = ""
    length: str = ""
    purpose: str = ""


def rows_of(lines: Iterable[Line]) -> Iterator[Row]:
    """The rows of every table that is an agenda, without headings; one with as many columns goes on over a page."""
    kinds: tuple[str, ...] = ()
    for width, group in groupby((line for line in lines if len(line.cells) > 1), key=lambda line: len(line.cells)):
        table = tuple(group)
        kinds = kinds if len(kinds) == width else ()
        kinds = next((found for line in table if (found := _headed(line.cells))), kinds or _held(table))
        for line in table if kinds else ():
            if not _headed(line.cells) and len({cell.strip() for cell in line.cells}) > 1:  # else across all columns
                yield _row(line, kinds)


def _row(line: Line, kinds: Sequence[str]) -> Row:
    cells = {kind: " ".join(cell.split()) for kind, cell in zip(kinds, line.cells, strict=True) if kind}
    number = "".join(cells.pop(NUMBER, "").split()).rstrip(".):")
    return Row(line.number, number=number if ONLY_A_NUMBER.fullmatch(number) else "", **cells)


def _headed(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column holds, by the headings of an agenda; nothing where these are none."""
    headings = [plain(cell) for cell in cells]
    kinds = [KIND_OF.get(heading, "") for heading in headings]
    if TITLE not in kinds and ITEM in headings:
        kinds[headings.index(ITEM)] = TITLE
    return _once(kinds)


def _held(table: Sequence[Line]) -> tuple[str, ...]:
    """What each column holds, by its cells: times or numbers in most, and the longest text in the title."""
    columns = list(zip(*(line.cells for line in table), strict=True))
    kinds = [_kind(column) for column in columns]
    if not set(kinds) & {NUMBER, TIME} or "" not in kinds:
        return ()
    lengths = [sum(map(len, column)) if not kind else -1 for kind, column in zip(kinds, columns, strict=True)]
    kinds[lengths.index(max(lengths))] = TITLE
    return _once(kinds)


def _kind(column: Sequence[str]) -> str:
    filled = [cell.strip() for cell in column if cell.strip()]
    times = sum(1 for cell in filled if (told := leading_time(cell)).starts and not told.rest)
    numbers = sum(1 for cell in filled if ONLY_A_NUMBER.fullmatch(cell))
    purposes = sum(1 for cell in filled if cell.casefold().startswith(("for ", "to ")))
    for kind, count in ((TIME, times), (NUMBER, numbers), (PURPOSE, purposes)):
        if 0 < len(filled) < 2 * count:
            return kind
    return ""


def _once(kinds: Sequence[str]) -> tuple[str, ...]:
    """Each kind for the first column that has it; nothing without a title and one more."""
    once = tuple(kind if kind not in kinds[:place] else "" for place, kind in enumerate(kinds))
    return once if TITLE in once and len(set(once) - {""}) > 1 else ()
