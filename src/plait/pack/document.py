"""A board pack as a document: what stands on each page, in words, tables and pictures, before anybody draws it.

It is kept as JSON, and every drawing is made of that JSON alone: what was printed once can be printed again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any

FORM = 1
"""The number of this form of a snapshot; a later form says another, and reads this one as well."""

NOT_JSON = "It is no JSON, or not the whole of it."
CHANGED = "A day or a part of it is not as Plait writes it: it was changed by hand."


class NotKept(ValueError):
    """This text is no snapshot of a pack; the words say why, and name nothing of how it was read."""


Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `small` is what stands beneath the facts."""

    text: str
    small: bool = False
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Points:
    """A short list under its own title; `asks` is the one the board is asked to act on."""

    title: str
    items: tuple[str, ...]
    empty: str = ""
    asks: bool = False
    kind: str = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a caption; `verdict` are the columns that hold a verdict, `shares` how wide each column is.

    Without a row, `empty` says what is not known and why that matters.
    """

    caption: str
    heads: tuple[str, ...]
    rows: Rows
    empty: str
    shares: tuple[int, ...]
    verdict: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Test:
    """One of the five tests on the first page."""

    __test__ = False  # a record, whatever its name makes pytest think

    name: str
    verdict: str
    change: str
    sentence: str
    counts: str
    next_title: str
    next: str


@dataclass(frozen=True, slots=True)
class Tests:
    """The five tests, one under the other."""

    __test__ = False

    tests: tuple[Test, ...]
    kind: str = "tests"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: what it says in full for whoever cannot see it, and the words that stand beneath it."""

    title: str
    alt: str
    svg: str
    answer: str
    more: str = ""
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands in one cell of a grid; `is_hot` where the board should look."""

    items: tuple[str, ...]
    is_hot: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid: what heads it, and a cell for each column."""

    head: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Things by two questions at once; each column and row says in words what it means. `hot` says so of a cell."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    hot: str
    kind: str = "grid"


Block = Grid | Words | Points | Table | Tests | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack: its title, the answer in a sentence, and what shows it.

    It begins on a page of its own, unless it `follows` a short one.
    """

    id: str
    title: str
    answer: str
    blocks: tuple[Block, ...]
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows behind one question, or the figures of one outcome, as a sheet of a workbook."""

    name: str
    about: str
    heads: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole pack: of which trust, for which board, from the record of which day, by which rules."""

    trust: str
    code: str
    board: str
    on: date
    rules: str
    release: str
    is_invented: bool
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    title: str = "Where we stand as a digital organisation"


def snapshot_of(pack: Pack) -> str:
    """The pack as text to keep: the same pack gives the same text, to the letter."""
    plain = {"form": FORM, **asdict(pack), "on": pack.on.isoformat()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_snapshot(snapshot: str) -> dict[str, Any]:
    """What a snapshot holds, with the mark by which the printed pack names it; NotKept where it is none.

    One that an earlier release kept reads as its release printed it: what it does not say yet stands as it stood then.
    """
    try:
        plain: Any = json.loads(snapshot)
    except json.JSONDecodeError as fault:
        raise NotKept(NOT_JSON) from fault
    if not isinstance(plain, dict) or plain.get("form") != FORM:
        raise NotKept(f"It is not of form {FORM}, the one this release of Plait reads.")
    whole = _whole(Pack, plain)
    try:
        return {
            **whole,
            "on": date.fromisoformat(whole["on"]).isoformat(),
            "sections": [_section(one) for one in whole["sections"]],
            "evidence": [_whole(Evidence, one) for one in whole["evidence"]],
            "mark": mark_of(snapshot),
        }
    except NotKept:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise NotKept(CHANGED) from fault


def _section(plain: Mapping[str, Any]) -> dict[str, Any]:
    whole = _whole(Section, plain)
    return {**whole, "blocks": [_block(one) for one in whole["blocks"]]}


def _block(plain: Mapping[str, Any]) -> dict[str, Any]:
    if plain.get("kind") not in _BLOCKS:
        raise NotKept(f"It has a part of a kind not known here: {plain.get('kind')}.")
    return _whole(_BLOCKS[plain["kind"]], plain)


def _whole(record: type[Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of a record: as it was kept, or where a later release added it, as it is when nobody says."""
    usual = {field.name: field.default for field in fields(record) if field.default is not MISSING}
    given: dict[str, Any] = {**usual, **plain}
    if lacking := {field.name for field in fields(record)} - given.keys():
        raise NotKept(f"It lacks {', '.join(sorted(lacking))}.")
    return given


_BLOCKS: Mapping[str, type[Any]] = {
    "words": Words,
    "points": Points,
    "table": Table,
    "tests": Tests,
    "picture": Picture,
    "grid": Grid,
}


def mark_of(snapshot: str) -> str:
    """The first eight digits of the hash of a snapshot, in two groups, as a page names it."""
    digits = sha256(snapshot.encode()).hexdigest()
    return f"{digits[:4]} {digits[4:8]}"


def evidence_of(snapshot: str) -> Sequence[Evidence]:
    """The sheets of evidence a snapshot holds."""
    return [
        Evidence(one["name"], one["about"], tuple(one["heads"]), tuple(map(tuple, one["rows"])))
        for one in read_snapshot(snapshot)["evidence"]
    ]
