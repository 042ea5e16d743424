"""Long leave on the page of a person: the table for those who read it, and the forms for those who write it."""

from __future__ import annotations

from collections.abc import Iterable

from plait.engine.long_leave import LONG_LEAVE
from plait.store.long_leave import LeaveLine
from plait.store.people import PersonDetail
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import short_date
from plait.web.shared.origins import source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.removing import RemovalTask

NOT_KNOWN = "Not known yet"


def leave_table(home: str, leaves: Iterable[LeaveLine], *, may_edit: bool) -> TablePage:
    """The leaves of one person, the latest first; with the way to change each for those who may."""
    heads = (ColumnHead("Starts"), ColumnHead("Last day"), ColumnHead("Source"))
    change = (ColumnHead("Change", onscreen=True),) if may_edit else ()
    rows = tuple(_row(home, one, may_edit=may_edit) for one in leaves)
    return TablePage("Long leave", (*heads, *change), rows, EmptyState("No leave is recorded."), caption_hidden=True)


def _row(home: str, one: LeaveLine, *, may_edit: bool) -> Row:
    cells = (
        Cell(short_date(one.first_on)),
        Cell(short_date(one.last_on) if one.last_on else NOT_KNOWN),
        Cell(source_words(one.origin), look="source"),
    )
    of = f"the leave of {short_date(one.first_on)}"
    change = (Cell("Change", of=of, href=f"{home}/people/leave/{one.id}/edit/"),) if may_edit else ()
    return Row((*cells, *change), id=f"leave-{one.id}")


def leave_task(home: str, person: PersonDetail, one: LeaveLine | None) -> FormTask:
    """The form that adds a leave, or changes one; whose it is the page knows, and why is not asked."""
    here = f"{home}/people/{person.id}/"
    return FormTask(
        sheet=LONG_LEAVE,
        title=f"Change the leave of {person.name}" if one else f"Add a leave of {person.name}",
        fields=("first_on", "last_on"),
        back=Link(person.name, here),
        after=lambda _id: here,
        done="The leave is saved." if one else "The leave is recorded.",
        record_id=one.id if one else None,
        given={"employee_number": person.employee_number},
        subject="people",
        lead="Only the days are kept. Do not write down anywhere in Plait why somebody is away.",
        removal=f"{home}/people/leave/{one.id}/remove/" if one else "",
    )


def leave_removal(home: str, person: PersonDetail, one: LeaveLine) -> RemovalTask:
    """The question before a leave that never was is taken away."""
    here = f"{home}/people/{person.id}/"
    return RemovalTask(
        sheet=LONG_LEAVE,
        record_id=one.id,
        name="this leave",
        what=f"The leave that starts on {short_date(one.first_on)}. Remove it only if it was never so. The history of "
        f"{person.name} keeps it.",
        button="this leave",
        back=Link("The form", f"{home}/people/leave/{one.id}/edit/"),
        after=here,
        section="teams",
        subject="people",
    )
