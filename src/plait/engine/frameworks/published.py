"""The two tables in which the GOV.UK capability framework is published: known by their headings, read cell by cell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from plait.engine.cells import CannotRead, Value, read_text
from plait.engine.competencies import LEVELS, Level, read_level
from plait.engine.frameworks.cleaning import Example
from plait.engine.sheets import Column, Sheet, Values, match_headings, plain, read_cell
from plait.engine.tables import Line, Problem, Table

NOT_IN_USE = "not in use"
# Zero-width space, joiners and the byte-order mark: they show nothing, yet make two names of one.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def tidy_text(text: str) -> str:
    """A text without spaces that do not show or stand twice; its lines stay lines."""
    lines = (" ".join(line.split()) for line in text.translate(INVISIBLE).splitlines())
    return "\n".join(lines).strip("\n")


def tidy_name(text: str) -> str:
    """A name on one line, without spaces that do not show or stand twice."""
    return " ".join(text.translate(INVISIBLE).split())


def _read_long(text: str) -> str:
    tidy = tidy_text(text)
    read_text(4000)(tidy)
    return tidy


def _read_level_in_use(text: str) -> Level | None:
    """The level a role asks for, or None where the publisher wrote NOT IN USE."""
    return None if text.casefold() == NOT_IN_USE else read_level(text)


_read_name = read_text()


def _needed(name: str, heading: str, example: str, read: Callable[[str], Value] = _read_name) -> Column:
    return Column(name, heading, "", example, read, required=True)


def _text(name: str, heading: str) -> Column:
    return Column(name, heading, "", "", _read_long, default="")


ROLES = Sheet(
    "published roles", "Roles", "One line for each skill a role level asks for.", (),
    (
        _needed("family", "Role Family", "Data"),
        _needed("role", "Role", "Data analyst"),
        _needed("role_level", "Role Level", "Senior data analyst"),
        _needed("skill", "Skill Name", "Data modelling"),
        _text("description", "Skill Description"),
        _needed("level", "Skill Level", "Working", _read_level_in_use),
        _text("text", "Skill Level Description"),
    ),
)  # fmt: skip

SKILLS = Sheet(
    "published skills", "Skills", "One line for each skill.", (),
    (
        _needed("skill", "Skill Name", "Data modelling"),
        _text("description", "Skill Description"),
        *(_text(level, level.capitalize()) for level in LEVELS),
    ),
)  # fmt: skip

SIGNS = {
    "roles": frozenset(("rolelevel", "skillname", "skilllevel")),
    "skills": frozenset(("skillname", *LEVELS)),
}


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One good line of either table: where it stood and what it says."""

    table: str
    line: int
    values: Values

    def text(self, name: str) -> str:
        """The text of one column, empty where there is none."""
        return str(self.values.get(name) or "")

    @property
    def level(self) -> Level | None:
        """The level it asks for, where it is a line of the roles table that is in use."""
        level = self.values.get("level")
        return level if isinstance(level, Level) else None

    def example(self, text: str) -> Example:
        """This line as the place of an act of cleaning."""
        return Example(self.table, self.line, text)


@dataclass(frozen=True, slots=True)
class Published:
    """One table read: good rows by line, named faults, and each cell whose spaces were tidied."""

    rows: tuple[PublishedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    tidied: tuple[Example, ...] = ()


def framework_part(table: Table) -> Literal["roles", "skills", ""]:
    """Which of the two published tables this is, by its headings; nothing when it is neither."""
    headings = frozenset(plain(heading) for heading in table.headings)
    if headings >= SIGNS["roles"]:
        return "roles"
    return "skills" if headings >= SIGNS["skills"] else ""


def is_framework(table: Table) -> bool:
    """Is this one of the two tables in which the GOV.UK framework is published?"""
    return bool(framework_part(table))


def read_published(sheet: Sheet, table: Table) -> Published:
    """Every good line of one published table, and every bad one by line, column and remedy."""
    places, missing = match_headings(sheet, table)
    if missing:
        return Published(problems=missing)
    rows: list[PublishedRow] = []
    problems: list[Problem] = []
    tidied: list[Example] = []
    for line in sorted(table.lines, key=lambda line: line.number):
        values: dict[str, Value] = {}
        faults: list[Problem] = []
        for column in sheet.columns:
            raw = line.cells[places[column.name]] if column.name in places else ""
            try:
                values[column.name] = read_cell(column, tidy_text(raw))
            except CannotRead as fault:
                faults.append(_fault(table, line, column, raw, fault))
            if column.name in places and _is_odd(column, raw):
                tidied.append(Example(table.name, line.number, f"{column.heading}: {_short(raw)}"))
        problems.extend(faults)
        if not faults:
            rows.append(PublishedRow(table.name, line.number, values))
    return Published(tuple(rows), tuple(problems), tuple(tidied))


def _is_odd(column: Column, raw: str) -> bool:
    tidy = tidy_text(raw) if column.read is _read_long else tidy_name(raw)
    return tidy != raw.replace("\r\n", "\n")


def _short(text: str) -> str:
    tidy = tidy_name(text)
    return tidy if len(tidy) <= 80 else tidy[:77] + "…"


def _fault(table: Table, line: Line, column: Column, raw: str, fault: CannotRead) -> Problem:
    return Problem(table.name, line.number, column.heading, _short(raw), fault.wrong, fault.remedy)
