"""One long leave: its table on the page of its person, its own page, and its forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.long_leave import LONG_LEAVE, LongLeave, days_words
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text
from plait.store.history import HistoryLine
from plait.store.leave_held import Held
from plait.store.long_leave import LeaveLine, find_overlap, load_leave
from plait.store.people import PersonDetail, find_employment, name_numbers
from plait.web.people.held import held_for, held_table, held_words, left_without
from plait.web.people.leave_list import NOT_KNOWN
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import fault_words
from plait.web.shared.jinja import full_date, plural, short_date
from plait.web.shared.leave import reads_leave
from plait.web.shared.origins import show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.removing import RemovalTask

LEAD = "Only the days are kept. Do not write down anywhere in Plait why somebody is away."
APART = "Write days outside that leave, or put that one right"


@dataclass(frozen=True, slots=True)
class LeaveKnown:
    """What is known of a leave: whose, its days, what they hold meanwhile, and what happened to the record."""

    person: PersonDetail
    leave: LeaveLine
    held: Sequence[Held]
    history: Iterable[HistoryLine]


@dataclass(frozen=True, slots=True)
class LeavePage:
    """One leave: its days, what nobody covers meanwhile where it is not over, and its history."""

    title: str
    name: str
    answer: str
    says: str
    held: TablePage | None
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    crumbs: tuple[Mapping[str, str], ...]


def leave_page(viewer: Viewer, known: LeaveKnown, today: date) -> LeavePage:
    """The page of one leave, for whoever may read it."""
    home, one, name = f"/t/{viewer.trust_code}", known.leave, known.person.name
    is_over = one.last_on is not None and one.last_on < today
    listed = {"text": "Long leave", "href": f"{home}/people/leave/"}
    may_edit = bool(scope_of(viewer, Action.EDIT_LEAVE))
    return LeavePage(
        title=f"Leave of {name}",
        name=name,
        answer=_answer(one, today),
        says=held_words(name, known.held),
        held=None if is_over else held_table(home, name, known.held),
        about=(
            Definition("Whose", name, href=f"{home}/people/{one.employment_id}/"),
            Definition("Starts", full_date(one.first_on)),
            Definition("Last day", full_date(one.last_on) if one.last_on else NOT_KNOWN),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(known.history),
        edit=Link("Change this leave", f"{home}/people/leave/{one.id}/edit/") if may_edit else None,
        crumbs=({"text": "People", "href": f"{home}/people/"}, *((listed,) if reads_leave(viewer) else ())),
    )


def _answer(one: LeaveLine, today: date) -> str:
    first = full_date(one.first_on)
    if one.last_on is None:
        return f"{'From' if one.first_on > today else 'Since'} {first}; the last day is not known yet."
    over = " It is over." if one.last_on < today else ""
    return f"From {first} to {full_date(one.last_on)}, {plural((one.last_on - one.first_on).days + 1, 'day')}.{over}"


def leave_table(home: str, leaves: Iterable[LeaveLine], *, may_edit: bool) -> TablePage:
    """The leaves of one person, the latest first; with the way to change each for those who may."""
    heads = (ColumnHead("Starts"), ColumnHead("Last day"), ColumnHead("Source"))
    change = (ColumnHead("Change", onscreen=True),) if may_edit else ()
    rows = tuple(_row(home, one, may_edit=may_edit) for one in leaves)
    return TablePage("Long leave", (*heads, *change), rows, EmptyState("No leave is recorded."), caption_hidden=True)


def _row(home: str, one: LeaveLine, *, may_edit: bool) -> Row:
    cells = (
        Cell(short_date(one.first_on), href=f"{home}/people/leave/{one.id}/", of=": what is held meanwhile"),
        Cell(short_date(one.last_on) if one.last_on else NOT_KNOWN),
        Cell(source_words(one.origin), look="source"),
    )
    of = f"the leave of {short_date(one.first_on)}"
    change = (Cell("Change", of=of, href=f"{home}/people/leave/{one.id}/edit/"),) if may_edit else ()
    return Row((*cells, *change), id=f"leave-{one.id}")


def leave_task(viewer: Viewer, person: PersonDetail, one: LeaveLine | None) -> FormTask:
    """The form that adds a leave of somebody, or changes one; whose it is the page knows, and why is not asked."""
    home = f"/t/{viewer.trust_code}/people/"
    new = replace(
        any_leave_task(viewer),
        title=f"Add a leave of {person.name}",
        fields=("first_on", "last_on"),
        back=Link(person.name, f"{home}{person.id}/"),
        given={"employee_number": person.employee_number},
    )
    if one is None:
        return new
    return replace(
        new,
        title=f"Change the leave of {person.name}",
        back=Link(f"Leave of {person.name}", f"{home}leave/{one.id}/"),
        done="The leave is saved.",
        record_id=one.id,
        removal=f"{home}leave/{one.id}/remove/",
        refused=_overlapping(viewer.trust_id, one.id),
    )


def any_leave_task(viewer: Viewer) -> FormTask:
    """The form that adds a leave of anybody; once it is saved, its page tells what it leaves without anybody."""
    home = f"/t/{viewer.trust_code}/people/leave/"
    return FormTask(
        sheet=LONG_LEAVE,
        title="Add a long leave",
        fields=LONG_LEAVE.fields,
        back=Link("Long leave", home),
        after=lambda leave_id: f"{home}{leave_id}/",
        done="The leave is recorded.",
        subject="people",
        lead=LEAD,
        warn=lambda leave_id: _left_words(viewer, leave_id),
        refused=_overlapping(viewer.trust_id, None),
    )


def _left_words(viewer: Viewer, leave_id: int) -> str:
    """How much of what the person holds has nobody in the leave that was saved; nothing where all is covered."""
    one = load_leave(viewer.trust_id, leave_id)
    if one is None:
        return ""
    left = left_without(held_for(viewer, one))
    if not left:
        return "Nothing that is recorded is left without anybody."
    return f"{plural(len(left), 'thing has', 'things have')} nobody meanwhile: see below what to do."


def _overlapping(trust_id: int, but: int | None) -> Callable[[Entry], Mapping[str, str]]:
    """Tells of an entry which other leave of the same person shares a day with it, naming both with their days."""

    def refused(entry: Entry) -> Mapping[str, str]:
        number, first = stated_text(entry, "employee_number"), stated(entry, "first_on", date)
        last, employment = perhaps(entry, "last_on", date), find_employment(trust_id, number)
        clash = find_overlap(trust_id, employment, first, last, but=but) if employment else None
        if clash is None:
            return {}
        name = name_numbers(trust_id, [number]).get(number.casefold(), number)
        stands, asked = (
            days_words(LongLeave(number, *days)) for days in ((clash.first_on, clash.last_on), (first, last))
        )
        wrong = f"{name} ({number}) is already recorded as on leave {stands}; this one, {asked}, shares days with it"
        return {"first_on": fault_words(wrong, APART)}

    return refused


def leave_removal(viewer: Viewer, person: PersonDetail, one: LeaveLine) -> RemovalTask:
    """The question before a leave that never was is taken away."""
    home = f"/t/{viewer.trust_code}/people/"
    return RemovalTask(
        sheet=LONG_LEAVE,
        record_id=one.id,
        name="this leave",
        what=f"The leave that starts on {short_date(one.first_on)}. Remove it only if it was never so. The history of "
        f"{person.name} keeps it.",
        button="this leave",
        back=Link("The form", f"{home}leave/{one.id}/edit/"),
        after=f"{home}{person.id}/",
        section="teams",
        subject="people",
    )
