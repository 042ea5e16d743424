"""Values of an entry as plain JSON, and back to the very same values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from plait.engine.cells import Value
from plait.engine.sheets import Values

Plain = str | int | bool | None | list[str] | dict[str, str]
"""What JSON holds for one value: a date is {"date": …}, a decimal {"number": …}."""


def to_plain(values: Values) -> dict[str, Plain]:
    """What JSON can hold: a date and a decimal say what they are."""
    return {name: _plain(value) for name, value in values.items()}


def from_plain(values: Mapping[str, Plain]) -> dict[str, Value]:
    """The values `to_plain` was given."""
    return {name: _value(value) for name, value in values.items()}


def _plain(value: Value) -> Plain:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": format(value, "f")}
    return list(value) if isinstance(value, tuple) else value


def _value(plain: Plain) -> Value:
    if isinstance(plain, dict):
        return date.fromisoformat(plain["date"]) if "date" in plain else Decimal(plain["number"])
    if isinstance(plain, list):
        return tuple(plain)
    return plain
