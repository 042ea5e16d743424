"""One executive of two trusts: what one person has to give, and when the boards of both want them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

WHOLE = Decimal(1)
"""What one person has to give."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting somebody should be at: its day, and from when to when, or nothing where nobody said."""

    held_on: date
    begins: str = ""
    finishes: str = ""


class Clash(Enum):
    """How two meetings stand to each other."""

    NONE = "no clash"
    MAY = "may clash"
    CLASH = "clash"


def clash_of(one: Sitting, other: Sitting) -> Clash:
    """Do two meetings want the same person at once? One that ends as the other begins does not.

    On one day, whatever the times that are known leave open may clash.
    """
    if one.held_on != other.held_on:
        return Clash.NONE
    if not one.begins or not other.begins:
        return Clash.MAY
    first, then = sorted((one, other), key=lambda of: of.begins)
    if first.begins == then.begins or then.begins < first.finishes:
        return Clash.CLASH
    return Clash.NONE if first.finishes else Clash.MAY


def worst(found: Iterable[Clash]) -> Clash:
    """The worst of several; none where there is none."""
    return max(found, key=tuple(Clash).index, default=Clash.NONE)
