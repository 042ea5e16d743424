"""What is left out of a file because the one who brings it may not write it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from plait.engine.people import PEOPLE
from plait.engine.permissions import COST_FIELDS
from plait.engine.sheets import Entry, Reading
from plait.engine.tables import Problem
from plait.engine.workbook import Intake

UNKNOWN = "Nobody of this number is in the record, and your role adds nobody"
ADD_FIRST = "Ask the transformation office to import this person first, then import the file again"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A file without what its bringer may not write, and what was left out, in words."""

    intake: Intake
    left_out: tuple[str, ...] = ()


def narrow_intake(intake: Intake, fields: Collection[str], known: Collection[str]) -> Narrowed:
    """The file with only those columns of people in `fields`; other sheets stay as they are.

    It never looks at the record's values: saying which of them differ would let somebody guess a band.
    A role that names nobody adds nobody: numbers not among `known`, folded, become problems.
    """
    readings, left_out = [], list[str]()
    for reading in intake.readings:
        if reading.sheet != PEOPLE.name:
            readings.append(reading)
            continue
        left_out += _words(_stated(reading) - set(fields) - set(PEOPLE.key))
        narrowed = replace(reading, entries=tuple(_narrow(entry, fields) for entry in reading.entries))
        readings.append(narrowed if "name" in fields else _without_new(narrowed, known))
    return Narrowed(replace(intake, readings=tuple(readings)), tuple(left_out))


def _stated(reading: Reading) -> set[str]:
    """The columns in which some row holds a value."""
    return {name for entry in reading.entries for name, value in entry.values.items() if value not in (None, "", ())}


def _narrow(entry: Entry, fields: Collection[str]) -> Entry:
    values = {name: value for name, value in entry.values.items() if name in fields or name in PEOPLE.key}
    return replace(entry, values=values)


def _words(columns: set[str]) -> list[str]:
    cost, other = columns & COST_FIELDS, columns - COST_FIELDS
    asked = ((cost, "A finance partner"), (other, "The transformation office"))
    return [f"{_listed(some)} left out: your role may not write {_them(some)}. {who} can import the same file."
            for some, who in asked if some]  # fmt: skip


def _listed(columns: set[str]) -> str:
    """“Band and point are”: in the order of the sheet."""
    names = [column.heading for column in PEOPLE.columns if column.name in columns]
    names[1:] = [name if name.isupper() else name[0].lower() + name[1:] for name in names[1:]]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{listed} {'is' if len(names) == 1 else 'are'}"


def _them(columns: set[str]) -> str:
    return "it" if len(columns) == 1 else "them"


def _without_new(reading: Reading, known: Collection[str]) -> Reading:
    new = [entry for entry in reading.entries if entry.key[0] not in known]
    heading = PEOPLE.columns[0].heading
    problems = [
        Problem(entry.table, entry.line, heading, str(entry.values[PEOPLE.key[0]]), UNKNOWN, ADD_FIRST) for entry in new
    ]
    left = tuple(entry for entry in reading.entries if entry.key[0] in known)
    lines = reading.rejected_lines | {entry.line for entry in new if entry.line is not None}
    return replace(reading, entries=left, problems=(*reading.problems, *problems), rejected_lines=lines)
