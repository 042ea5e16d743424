"""Registers of which rows end when a file is saved, and the numbers that are typed back before they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.workbook import BY_NAME
from plait.store.import_views import ImportView
from plait.store.staging import ABSENT, CHANGED, UNCHANGED
from plait.web.shared.page import Fault

MANY = Decimal("0.05")
"""Ending more than this share of a register asks for the number to be typed back."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A register of which rows end when the file is saved; `typed` asks for the number to be typed back."""

    field: str
    count: int
    text: str
    typed: bool


def endings_of(kept: ImportView) -> tuple[Ending, ...]:
    """The registers that are said to be whole and miss rows of the record."""
    found = []
    for name in sorted(kept.choices.whole_registers):
        sheets = [sheet.counts for sheet in kept.sheets if sheet.sheet == name]
        ends = sum(counts[ABSENT] for counts in sheets)
        stand = ends + sum(counts[CHANGED] + counts[UNCHANGED] for counts in sheets)
        if ends:
            text = f"{ends:,} of {stand:,} in {BY_NAME[name].title} are not in this file and end when you save it."
            found.append(Ending(f"ending-{name.replace(' ', '-')}", ends, text, typed=ends > stand * MANY))
    return tuple(found)


def untyped(kept: ImportView, typed: Mapping[str, str]) -> tuple[Fault, ...]:
    """A fault for each great number of rows that would end and was not typed back."""
    asked = [ending for ending in endings_of(kept) if ending.typed]
    wrong = [one for one in asked if typed.get(one.field, "").replace(",", "").strip() != str(one.count)]
    return tuple(
        Fault(f"Type {one.count} to end that many rows, or upload without the whole register", one.field)
        for one in wrong
    )
