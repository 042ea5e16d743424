"""Who came to one meeting, recorded together: all of it, or nothing where a line is wrong or somebody was first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.attendance import ATTENDANCE
from plait.engine.comparing import compare
from plait.engine.sheets import Entry, Key, Reading, key_of
from plait.engine.tables import Problem
from plait.engine.workbook import check_readings
from plait.store.imports import BY_SHEET, Choices, Saving, SheetPlan, save_plans
from plait.store.names import Names, load_managers
from plait.store.registers import Standing
from plait.store.writing import Act, StaleRecord, kind_of, writing


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether one member came, by name; `stamp` tells which record of it was seen, empty where there was none."""

    member: str
    presence: str
    deputy: str = ""
    stamp: str = ""


class Unfit(Exception):
    """What is stated cannot be: a problem each, whose line is the place of the member, from 0."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("Who came cannot be recorded so")
        self.problems = tuple(problems)


def load_attended(trust_id: int, meeting: str, *, on: date) -> dict[str, Attended]:
    """What is recorded of a meeting, by the name of the member."""
    standing = BY_SHEET[ATTENDANCE.name].load_standing(trust_id, on, Names(trust_id))
    found = [stood for stood in standing.values() if stood.values["meeting"] == meeting]
    return {str(stood.values["member"]): _attended(stood) for stood in found}


def _attended(stood: Standing) -> Attended:
    member, presence, deputy = (str(stood.values[name] or "") for name in ("member", "presence", "deputy"))
    return Attended(member, presence, deputy, _stamp(stood))


def _stamp(stood: Standing | None) -> str:
    return ".".join(f"{row['id']}v{row['version']}" for row in stood.rows) if stood else ""


def record_attendance(act: Act, meeting: str, said: Sequence[Attended]) -> int:
    """Record who came to a meeting, and say of how many members it is new or different.

    Raises Unfit for a line that cannot be, and StaleRecord where somebody recorded one of these members since.
    """
    names, register = Names(act.trust_id), BY_SHEET[ATTENDANCE.name]
    entries = tuple(_entry(meeting, one, place) for place, one in enumerate(said))
    [checked] = check_readings([Reading(ATTENDANCE.name, entries)], names.known(), load_managers(act.trust_id))
    if checked.problems:
        raise Unfit(checked.problems)
    every: Mapping[Key, Standing] = register.load_standing(act.trust_id, act.day, names)
    seen = zip(entries, said, strict=True)
    if stale := [entry.key for entry, one in seen if _stamp(every.get(entry.key)) != one.stamp]:
        ids = [row["id"] for key in stale if key in every for row in every[key].rows]
        raise StaleRecord(kind_of(register.model), ids)
    standing = {entry.key: every[entry.key] for entry in entries if entry.key in every}
    stood = {key: one.values for key, one in standing.items()}
    found = compare(ATTENDANCE, entries, stood, on=act.day)
    different = len(found.new) + len(found.changed)
    if different:
        with writing(act) as pen:
            save_plans(pen, [SheetPlan(register, found, standing)], Saving(Choices(act.day), names))
    return different


def _entry(meeting: str, one: Attended, place: int) -> Entry:
    values = {"meeting": meeting, "member": one.member, "presence": one.presence, "deputy": one.deputy or None}
    return Entry(ATTENDANCE.name, values, "form", place, key_of(ATTENDANCE, values))
