"""What an entry states, with the type its sheet promises."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from plait.engine.cells import Value
from plait.engine.sheets import Entry

Kind = TypeVar("Kind", str, int, bool, date, Decimal)


def stated(entry: Entry, name: str, kind: type[Kind]) -> Kind:
    """The value of a column that is never empty; a TypeError where it is, or holds another kind of value."""
    value = perhaps(entry, name, kind)
    if value is None:
        raise _unexpected(entry, name, value)
    return value


def perhaps(entry: Entry, name: str, kind: type[Kind]) -> Kind | None:
    """The value of a column, or nothing where the entry says nothing."""
    value = entry.values.get(name)
    if value is None or isinstance(value, kind):
        return value
    raise _unexpected(entry, name, value)


def stated_text(entry: Entry, name: str) -> str:
    """The text of a column; empty where the entry says nothing."""
    return perhaps(entry, name, str) or ""


def stated_words(entry: Entry, name: str) -> tuple[str, ...]:
    """The parts of a column that lists several; none where the entry says nothing."""
    value = entry.values.get(name)
    if value is None or isinstance(value, tuple):
        return value or ()
    raise _unexpected(entry, name, value)


def _unexpected(entry: Entry, name: str, value: Value) -> TypeError:
    # The readers of a sheet promise the kind of each column, so this is a fault of a sheet, never of a file.
    return TypeError(f"{entry.sheet}.{name} states {type(value).__name__} “{value}”")
