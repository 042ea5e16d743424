"""Tells at a glance whether the XML of a sheet is plain: no formula, no merged cell, nothing odd, within the limits.

Most sheets are. Then the slow watch over every element (`sheetscan`) is spared, which halves the time of reading.
Whatever is not certainly plain is not: a comment, a prefix, a cell without its place.
"""

import re
from typing import IO

from plait.files.celltext import column_place
from plait.files.limits import (
    HEADING_WINDOW,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_PART_BYTES,
    MAX_QUIET_BYTES,
    MAX_ROWS,
    MAX_SHEET_ELEMENTS,
)

CHUNK = 1 << 20
PLACES = re.compile(rb' r="([A-Z]{0,3})([1-9]\d{0,6})"')
PLACE_BEGINS = b' r="'
# Each search begins with letters seldom found, which is what makes it fast
ODD = tuple(
    re.compile(pattern)
    for pattern in (
        rb"<!",
        rb"<f[\s/>]",
        rb"mergeCell",
        rb":(?:c|row|f)[\s/>]",
        rb"""=\s*["']e["']""",
        rb'<c(?! r="[A-Z]|[A-Za-z])',
        rb'<row(?! r="[1-9]|[A-Za-z])',
    )
)


class _Sheet:
    """How far the cells seen so far stretch."""

    def __init__(self) -> None:
        self.size = self.count = self.last_line = self.last_column = 0
        self.letters: set[bytes] = set()

    def is_plain(self, text: bytes) -> bool:
        """Looks at the next stretch of the sheet, which ends where a tag ends."""
        if any(odd.search(text) for odd in ODD):
            return False
        found = PLACES.findall(text)
        if len(found) != text.count(PLACE_BEGINS):
            return False
        self.count += len(found)
        self.letters |= {letters for letters, _ in found}
        lines = {line for _, line in found}
        self.last_line = max(self.last_line, *map(int, lines), 0)
        self.last_column = max((column_place(letters.decode()) for letters in self.letters), default=0)
        return self._is_within_limits()

    def _is_within_limits(self) -> bool:
        return (
            self.last_line <= MAX_ROWS + HEADING_WINDOW
            and self.last_column < MAX_COLUMNS
            and self.last_line * (self.last_column + 1) <= MAX_CELLS
            and self.count * 2 <= MAX_SHEET_ELEMENTS
        )


def is_plain(member: IO[bytes]) -> bool:
    """Whether the sheet in `member` may be read without a closer look; reads no more of it than it must."""
    sheet = _Sheet()
    rest = b""
    while chunk := member.read(CHUNK):
        text = rest + chunk
        sheet.size += len(chunk)
        cut = text.rfind(b"<")  # a tag may go on in the next stretch
        rest = text[cut:] if cut >= 0 else text
        if (
            sheet.size > MAX_PART_BYTES
            or len(rest) > MAX_QUIET_BYTES
            or not sheet.is_plain(text[: len(text) - len(rest)])
        ):
            return False
    return sheet.is_plain(rest)
