"""The records that pages are made of; templates print them and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Look = Literal["", "strong", "code", "was", "now", "source", "verdict", "warning", "day"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or with `current` the place where the reader is."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure came from: file, sheet and line, and the way to it when the viewer may follow."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strands:
    """How many people bring each viewpoint."""

    digital: int
    clinical: int
    operational: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The viewpoints nobody brings."""
        counts = {"digital": self.digital, "clinical": self.clinical, "operational": self.operational}
        return tuple(name for name, people in counts.items() if not people)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table. `look` says how it is shown; `note` is a second, smaller line, `icon` a drawing.

    `of` follows the words of a link for those who hear the page, where the row says it to those who see it.
    """

    text: str
    href: str = ""
    look: Look = ""
    note: str = ""
    strands: Strands | None = None
    icon: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; the first cell is its heading."""

    cells: tuple[Cell, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A heading; with `href` it sorts, and `sorted` says how it is sorted now; on paper none is `onscreen`."""

    text: str
    number: bool = False
    href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    onscreen: bool = False


CHANGE = "Change"
"""The heading over links to a form, which lead nowhere on paper."""


def plain_heads(texts: Iterable[str]) -> tuple[ColumnHead, ...]:
    """Headings that do not sort; the column of links to a form stays off paper."""
    return tuple(ColumnHead(text, onscreen=text == CHANGE) for text in texts)


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What is not known, why it matters, and one thing to do about it."""

    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where the reader is among the pages of a list."""

    summary: str
    previous: Link | None = None
    next: Link | None = None
    pages: tuple[Link | None, ...] = ()  # None stands for pages left out


@dataclass(frozen=True, slots=True)
class SelectField:
    """One filter: its name in the address, its label, and the choices with the chosen one marked."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a list."""

    value: str
    text: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class FilterCard:
    """The form above a list; it sends a GET, so that every view has its own address."""

    search_label: str
    search: str
    selects: tuple[SelectField, ...]
    kept: tuple[tuple[str, str], ...]
    clear: str
    active: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table with what belongs to it: form, pages, download and what to say when it is empty."""

    caption: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[Row, ...]
    empty: EmptyState
    filters: FilterCard | None = None
    pagination: Pagination | None = None
    download: Link | None = None
    caption_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the few facts at the head of a page."""

    label: str
    value: str
    note: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means or holds."""

    term: str
    text: str
    href: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found on one question of a litmus test, and the way to its rows."""

    verdict: str
    sentence: str
    question: str
    href: str


@dataclass(frozen=True, slots=True)
class ProvedMove:
    """A move that was tried and betters a question: what it is, what the question becomes, and what else is to say.

    `when` says from which day, where that is a later one.
    """

    title: str
    becomes: str
    when: str
    small: tuple[str, ...]
    all: Link


@dataclass(frozen=True, slots=True)
class TestRow:
    """One litmus test on Where we stand: verdict and change, name and finding, what comes next."""

    __test__ = False  # a record, whatever its name makes pytest think

    name: str
    href: str
    sentence: str
    evidence: Link | None
    aside_title: str
    aside: str
    verdict: str = ""
    change: str = ""
    earlier: str = ""
    answers: tuple[Answer, ...] = ()
    move: ProvedMove | None = None


@dataclass(frozen=True, slots=True)
class ImportCount:
    """How many rows of a file met one fate."""

    count: int
    text: str
    href: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after."""

    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change to a record: when, who, what, from which file."""

    when: str
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class LockedAction:
    """An action that cannot be taken now, and why, in words beside it."""

    id: str
    text: str
    reason: str
    instead: Link | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right on a form: what to say, and the id of the field."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Someone else saved the record first: both versions, side by side; `sent` opens the form with one's own words."""

    sentence: str
    changes: tuple[Change, ...]
    again: Link
    sent: tuple[tuple[str, str], ...] = ()
