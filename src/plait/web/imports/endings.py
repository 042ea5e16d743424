"""Registers of which rows end when a file is saved, and the numbers that are typed back before they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plait.engine.workbook import BY_NAME
from plait.store.import_views import ImportView
from plait.web.shared.page import Fault


@dataclass(frozen=True, slots=True)
class EndingField:
    """A register of which rows end when the file is saved; `typed` asks for the number to be typed back."""

    field: str
    count: int
    text: str
    typed: bool


def endings_of(kept: ImportView) -> tuple[EndingField, ...]:
    """The registers that are said to be whole and miss rows of the record."""
    return tuple(
        EndingField(
            f"ending-{ending.sheet.replace(' ', '-')}",
            ending.count,
            f"{ending.count:,} of {ending.of:,} in {BY_NAME[ending.sheet].title} are not in this file"
            " and end when you save it.",
            typed=ending.is_many,
        )
        for ending in kept.endings
    )


def untyped(kept: ImportView, typed: Mapping[str, str]) -> tuple[Fault, ...]:
    """A fault for each great number of rows that would end and was not typed back."""
    asked = [ending for ending in endings_of(kept) if ending.typed]
    wrong = [one for one in asked if typed.get(one.field, "").replace(",", "").strip() != str(one.count)]
    return tuple(
        Fault(f"Type {one.count} to end that many rows, or upload without the whole register", one.field)
        for one in wrong
    )
