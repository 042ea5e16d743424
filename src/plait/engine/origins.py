"""Where a row came from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Origin:
    """The file, sheet and line a row was read from, or nothing but the day when a person typed it."""

    file: str
    sheet: str
    line: int | None
    on: date | None = None
