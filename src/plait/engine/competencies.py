"""Competencies: what people can do, at four levels, and who holds what."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from plait.engine.cells import CannotRead, read_choice, read_code, read_date, read_list, read_text
from plait.engine.origins import Origin
from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.sheets import Column, Sheet, last_day
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


LEVEL_CHOICES = {level.word: level for level in Level}


def read_level(text: str) -> Level:
    """The level a cell names, in any case."""
    for level in Level:
        if text.strip().casefold() == level.word.casefold():
            return level
    raise CannotRead("Not a level", "Write Awareness, Working, Practitioner or Expert")


def _level_column(level: Level) -> Column:
    text = "Can run a hazard workshop alone and write up the hazard log."
    return Column(
        level.name.lower(), level.word, f"What somebody at {level.word} can do.", text, read_text(4000), default=""
    )


COMPETENCIES = Sheet(
    name="competencies",
    title="Competencies",
    help="One line for each competency beside those that come with Plait. A name stands once, whatever its capitals.",
    key=("name",),
    columns=(
        Column("name", "Competency", "What people call it.", "Clinical safety", read_text(), required=True),
        Column("family", "Family", "The family it belongs to.", "Safety and quality", read_text(), required=True),
        Column(
            "viewpoint", "Viewpoint", "Whose strand it is: digital, clinical or operational.", "Clinical",
            read_choice(VIEWPOINT_CHOICES), choices=tuple(VIEWPOINT_CHOICES), required=True,
        ),
        Column(
            "description", "Description", "What it is, in a sentence.", "Finding and controlling hazards",
            read_text(4000), default="",
        ),
        *(_level_column(level) for level in Level),
        Column("framework", "Framework", "Whose words these are.", "Our trust", read_text(80), default=""),
        Column(
            "also_called", "Also called", "Other names of it, separated by semicolons.", "Clinical risk management",
            read_list, default=(),
        ),
    ),
)  # fmt: skip

HOLDINGS = Sheet(
    name="holdings",
    title="Holdings",
    help="One line for each competency somebody holds: claimed by them, confirmed by someone who can tell.",
    key=("employee_number", "competency"),
    columns=(
        Column(
            "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column(
            "competency", "Competency", "A competency of the framework.", "Clinical safety", read_text(),
            required=True, refers_to="competencies",
        ),
        Column(
            "level", "Level", "The level held today.", "Practitioner", read_level,
            choices=tuple(LEVEL_CHOICES), required=True,
        ),
        Column(
            "since", "Since", "The day it was first held at this level; empty means the first day below.",
            "01/04/2025", read_date,
        ),
        Column(
            "confirmed_by", "Confirmed by", "Employee number of the line manager or community lead who confirmed it.",
            "1000", read_code, refers_to="people",
        ),
        Column(
            "confirmed_on", "Confirmed on", "The day they did; empty means it is claimed only.", "30/04/2025", read_date
        ),
        Column(
            "starts", "Starts", "First day this line holds; empty means the day the file is true from.",
            "01/04/2025", read_date,
        ),
        last_day("Last day it is held; empty means no end is known."),
    ),
)  # fmt: skip


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
