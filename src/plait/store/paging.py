"""What a page asks of a list, and what a list gives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One view of a list: words to find, filters, order, and which rows; `limit` None means all of them."""

    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int | None = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Record]):
    """The rows of one view, and how many there are in all."""

    rows: tuple[Record, ...]
    total: int
