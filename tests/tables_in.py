"""The tables of a page as its reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class TableRead:
    """One table: its caption, its headings, and the words of each cell, row by row."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def tables_in(page: str) -> list[TableRead]:
    """Every table of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.tables


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[TableRead] = []
        self._inside: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "table":
            self.tables.append(TableRead())
        elif tag == "tr" and "tbody" in self._inside:
            self.tables[-1].rows.append([])
        if tag in ("table", "thead", "tbody"):
            self._inside.append(tag)
        if tag in ("caption", "th", "td"):
            self._words = []

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._words).split())
        if tag == "caption":
            self.tables[-1].caption = words
        elif tag in ("th", "td"):
            into = self.tables[-1].rows[-1] if self._inside[-1] == "tbody" else self.tables[-1].heads
            into.append(words)
        elif tag in ("table", "thead", "tbody"):
            self._inside.remove(tag)
