"""The forms of a programme: itself, its reports, milestones and outcomes, and what people said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plait.engine.accountability import DAY
from plait.engine.change_windows import CHANGE_WINDOWS
from plait.engine.permissions import Action
from plait.engine.programme_sheets import MILESTONES, MOVES, PAST_DAYS, PROGRAMMES, REMARKS, REPORTS, THEMES
from plait.engine.sheets import Entry, Sheet
from plait.store.programmes import ProgrammeLine
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.page import Link
from plait.web.shared.removing import RemovalTask

Offered = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Something that belongs to a programme: its sheet, its words, who may write it, what is asked of a new one."""

    sheet: Sheet
    word: str
    action: Action
    quick: tuple[str, ...]
    today: str = ""
    lead: str = ""

    @property
    def address(self) -> str:
        """The word of its addresses."""
        return f"{self.word}s"

    @property
    def called(self) -> str:
        """What people call it."""
        return {"window": "change"}.get(self.word, self.word)


PARTS = {
    "milestones": Part(MILESTONES, "milestone", Action.EDIT_PROGRAMMES, ("name", "planned_on")),
    "reports": Part(
        REPORTS, "report", Action.EDIT_PROGRAMMES,
        ("reported_on", "status", "says", "written_by", "improving", "in_time"), "reported_on",
        "Name an outcome or a milestone only where the report vouches for it: it is held against that row.",
    ),
    "outcomes": Part(MOVES, "outcome", Action.EDIT_PROGRAMMES, ("outcome", "due_on")),
    "windows": Part(
        CHANGE_WINDOWS, "window", Action.EDIT_PROGRAMMES,
        ("name", "first_on", "last_on", "department", "site", "team", "employee_number", "outcome"), "",
        "Name what it closes, whom it needs and what it changes: at least one of them.",
    ),
    "themes": Part(THEMES, "theme", Action.LISTEN, ("name",)),
    "remarks": Part(
        REMARKS, "remark", Action.LISTEN, ("said_on", "remark", "session", "user_group", "theme"), "said_on",
        "This takes a minute. Write nothing that tells who spoke. When they have got an answer, open the remark again.",
    ),
}  # fmt: skip
"""By the word of their addresses."""


def programme_task(home: str, line: ProgrammeLine | None, *, offered: Offered) -> FormTask:
    """The form that changes a programme, or adds one; a relaunch is part of it, and never without its reason."""
    asked = [column.name for column in PROGRAMMES.columns if line or not column.name.startswith("relaunch")]
    return FormTask(
        sheet=PROGRAMMES,
        title=f"Change {line.programme.name}" if line else "Add a programme",
        fields=tuple(asked),
        back=Link(line.programme.name, f"{home}{line.id}/") if line else Link("Programmes", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The programme is saved." if line else "The programme is recorded.",
        record_id=line.id if line else None,
        offered=offered,
        on=line.programme.ends - DAY if line and line.programme.ends else None,
        section="outcomes",
        subject="programmes",
        lead="Say why it is launched again: without the reason nobody can tell later what was changed." if line else "",
    )


def part_task(home: str, line: ProgrammeLine, part: Part, offered: Offered, id: int | None) -> FormTask:
    """The form of something that belongs to a programme: quick for a new one, everything for one that is there."""
    here, today = f"{home}{line.id}/", timezone.localdate()
    columns = tuple(column.name for column in part.sheet.columns if column.name != "programme")
    return FormTask(
        sheet=part.sheet,
        title=f"Edit a {part.called}" if id else _adds(part),
        fields=columns if id else part.quick,
        back=Link(line.programme.name, here),
        after=lambda _id: here,
        done=f"The {part.called} is saved.",
        record_id=id,
        given={"programme": line.programme.name},
        offered=offered,
        suggested={part.today: day_text(today)} if part.today and not id else {},
        section="outcomes",
        subject="programmes",
        lead="" if id else part.lead,
        refused=lambda entry: _to_come(entry, today),
        removal=f"{home}{part.address}/{id}/remove/" if id else "",
    )


def _adds(part: Part) -> str:
    return {"remark": "Log a remark", "outcome": "Name an outcome it should move"}.get(
        part.word, f"Add a {part.called}"
    )


def _to_come(entry: Entry, today: date) -> Mapping[str, str]:
    late = {name: entry.values.get(name) for name in PAST_DAYS.get(entry.sheet, ())}
    words = f"A day to come. Write a day up to {day_text(today)}."
    return {name: words for name, day in late.items() if isinstance(day, date) and day > today}


def removal_task(home: str, line: ProgrammeLine, part: Part, id: int, says: str) -> RemovalTask:
    """The question before something that belongs to a programme is taken away."""
    here = f"{home}{line.id}/"
    return RemovalTask(
        sheet=part.sheet,
        record_id=id,
        name=f"this {part.called}",
        what=f"{says} Remove it only if it was never so. The history of {line.programme.name} keeps it.",
        button=f"this {part.called}",
        back=Link("The form", f"{home}{part.address}/{id}/edit/"),
        after=here,
        section="outcomes",
        subject="programmes",
    )
