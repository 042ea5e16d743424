"""Competencies: what people can do, at four levels, and who holds what."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from plait.engine.cells import CannotRead
from plait.engine.origins import Origin
from plait.engine.viewpoints import Viewpoint

# The four levels of the Government Digital and Data framework, so that its rows fit unchanged.
LEVELS = ("awareness", "working", "practitioner", "expert")


class Level(IntEnum):
    """How well somebody can do something; a higher level does for a lower one."""

    AWARENESS = 1
    WORKING = 2
    PRACTITIONER = 3
    EXPERT = 4

    @property
    def word(self) -> str:
        """The level as a page shows it."""
        return self.name.capitalize()


def read_level(text: str) -> Level:
    """The level a cell names, in any case."""
    for level in Level:
        if text.strip().casefold() == level.word.casefold():
            return level
    raise CannotRead("Not a level", "Write Awareness, Working, Practitioner or Expert")


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency: what it is, what each level means, and whose words these are.

    A competency is its name: holdings and needs name it, and a name stands once whatever its capitals.
    `levels` are four texts, Awareness first; a text the publisher left out says so.
    """

    name: str
    family: str
    viewpoint: Viewpoint
    description: str
    levels: tuple[str, str, str, str]
    framework: str
    also_called: tuple[str, ...] = ()
    origin: Origin | None = None

    def meaning(self, level: int) -> str:
        """What somebody at `level` can do."""
        return self.levels[level - 1]


@dataclass(frozen=True, slots=True)
class Holding:
    """A competency somebody holds at a level: claimed, or confirmed by someone on a day.

    `since` is the first day at this level; `starts` the first day on which this row holds, where that is later.
    """

    employee_number: str
    competency: str
    level: Level
    since: date
    confirmed_by: str = ""
    confirmed_on: date | None = None
    starts: date | None = None
    ends: date | None = None
    origin: Origin | None = None

    def is_held(self, on: date) -> bool:
        """Does this row hold on that day?"""
        return (self.starts or self.since) <= on and (self.ends is None or on < self.ends)

    def is_confirmed(self, on: date) -> bool:
        """Has somebody confirmed it by that day?"""
        return self.confirmed_on is not None and self.confirmed_on <= on
