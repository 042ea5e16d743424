"""One executive of two trusts: what one person has to give, and when the boards of both want them at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from plait.engine.attendance import APOLOGIES, DEPUTY, PRESENT

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


@dataclass(frozen=True, slots=True)
class Came:
    """A board that met: whose, empty for that of this trust; when; whether the executive came, empty where not known.

    `clash` is how it stood to the board of the other trust.
    """

    of: str
    held_on: date
    presence: str
    clash: Clash = Clash.NONE

    @property
    def was_kept_away(self) -> bool:
        """Did the executive not come, on a day on which the other board met or may have met at once?"""
        return self.presence in {APOLOGIES, DEPUTY} and self.clash is not Clash.NONE


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an executive came to one board: in person, with apologies, with a deputy in place, and not recorded.

    A deputy who came is the deputy's attendance, and not the executive's.
    """

    present: int
    apologies: int
    deputy: int
    unknown: int

    @property
    def known(self) -> int:
        """Of how many meetings it is recorded."""
        return self.present + self.apologies + self.deputy


def tally(came: Iterable[Came]) -> Tally:
    """Counts who came to the meetings of one board."""
    found = [one.presence for one in came]
    present, apologies, deputy = (found.count(presence) for presence in (PRESENT, APOLOGIES, DEPUTY))
    return Tally(present, apologies, deputy, unknown=len(found) - present - apologies - deputy)


def by_month(came: Iterable[Came]) -> tuple[tuple[date, tuple[Came, ...]], ...]:
    """The meetings of each month in which any board met, by its first day, the latest first."""
    months: dict[date, list[Came]] = {}
    for one in sorted(came, key=lambda of: (of.held_on, of.of)):
        months.setdefault(one.held_on.replace(day=1), []).append(one)
    return tuple((month, tuple(months[month])) for month in sorted(months, reverse=True))


def kept_away(came: Sequence[Came]) -> tuple[Came, ...]:
    """The meetings from which the other board kept the executive, the latest first."""
    return tuple(sorted((one for one in came if one.was_kept_away), key=lambda of: of.held_on, reverse=True))
