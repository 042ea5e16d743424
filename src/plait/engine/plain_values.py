"""Values of an entry as plain JSON, and back to the very same values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from plait.engine.cells import Value
from plait.engine.sheets import Values


def to_plain(values: Values) -> dict[str, Any]:
    """What JSON can hold: a date and a decimal say what they are."""
    return {name: _plain(value) for name, value in values.items()}


def from_plain(values: Mapping[str, Any]) -> dict[str, Value]:
    """The values `to_plain` was given."""
    return {name: _value(value) for name, value in values.items()}


def _plain(value: Value) -> Any:  # JSON has no narrower type
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": format(value, "f")}
    return list(value) if isinstance(value, tuple) else value


def _value(plain: Any) -> Value:  # JSON has no narrower type
    if isinstance(plain, dict):
        return date.fromisoformat(plain["date"]) if "date" in plain else Decimal(plain["number"])
    if isinstance(plain, list):
        return tuple(str(part) for part in plain)
    return plain  # type: ignore[no-any-return]  # text, whole number, yes/no or nothing
