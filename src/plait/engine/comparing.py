"""What a file would change: each entry beside what the record says now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.cells import Value
from plait.engine.sheets import Entry, Key, Sheet, Values, fold
from plait.engine.tables import Problem

MANY_PERCENT = 5
"""Ending more than this share of a register asks for the number to be typed back."""


def is_many(ends: int, *, of: int) -> bool:
    """Is this so much of a register that whoever ends it types the number back? Exactly 5 % is not yet."""
    return ends * 100 > of * MANY_PERCENT


@dataclass(frozen=True, slots=True)
class Change:
    """An entry whose key the record knows, with the values that differ: as they stand, by column name."""

    entry: Entry
    before: Values


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries of one sheet by what they would do, the keys it should have named, and what does not fit."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    absent: tuple[Key, ...] = ()
    rejected: tuple[Problem, ...] = ()


def compare(sheet: Sheet, entries: Iterable[Entry], standing: Mapping[Key, Values], *, on: date) -> Comparison:
    """Which entries are new, which change something and what, which say what the record says already.

    A column the file does not have changes nothing; an empty cell clears, save for `starts`,
    where it means “as it is”. Absent is only what holds on that day: what ended before it has its last day
    already, and what begins later is not yet missed.
    """
    new: list[Entry] = []
    changed: list[Change] = []
    unchanged: list[Entry] = []
    named: set[Key] = set()
    for entry in entries:
        named.add(entry.key)
        now = standing.get(entry.key)
        if now is None:
            new.append(entry)
        elif before := differing(sheet, entry.values, now):
            changed.append(Change(entry, before))
        else:
            unchanged.append(entry)
    absent = tuple(key for key, now in standing.items() if key not in named and holds_on(now, on))
    return Comparison(tuple(new), tuple(changed), tuple(unchanged), absent)


def holds_on(values: Values, on: date) -> bool:
    """Has what these values state begun by that day, and not ended? A day nobody wrote is no bound."""
    starts, ends = values.get("starts"), values.get("ends")
    return not (isinstance(starts, date) and starts > on) and not (isinstance(ends, date) and ends <= on)


def differing(sheet: Sheet, stated: Values, now: Values) -> dict[str, Value]:
    """The columns in which an entry differs from the record, with what the record says."""
    columns = [column for column in sheet.columns if column.name in stated]
    return {
        column.name: now.get(column.name)
        for column in columns
        if not (column.name == "starts" and stated["starts"] is None)
        and _bare(stated[column.name], folded=column.may_be_new)
        != _bare(now.get(column.name), folded=column.may_be_new)
    }


def _bare(value: Value, *, folded: bool) -> Value:
    """A value as it is compared: empty text, an empty list and nothing at all are one."""
    if value in ("", ()):
        return None
    return fold(value) if folded else value
