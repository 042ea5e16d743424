"""A form for one record of a sheet: shown, checked like a row of a file, saved, or back with what is wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.sheets import Column, Entry, Sheet, Values
from plait.store.editing import (
    AlreadyThere,
    Conflict,
    Editable,
    NoSuchRecord,
    add_entry,
    check_form,
    load_editable,
    load_last_saving,
    save_edit,
)
from plait.store.imports import BY_SHEET, Choices
from plait.store.promised_time import PROMISED_TIME
from plait.web.shared.access import TrustRequest
from plait.web.shared.acting import act_of
from plait.web.shared.entry_form import (
    TRUE_FROM,
    Typed,
    column_field,
    day_text,
    fault_words,
    in_a_form,
    plain_field,
    read_typed,
    text_of,
    when_fields,
)
from plait.web.shared.forms import FormPage
from plait.web.shared.naming import find_named, tell_names
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, Choice, ConflictPage, Fault, Link
from plait.web.shared.saved_first import who_saved
from plait.web.shared.undo import undo_of
from plait.web.shared.views import conflict

GO_ON = "go_on"
"""The field of the conflict page that asks for the form with one's own words against the record as it stands."""
NOTHING_SAVED = "Nothing was different, so nothing was saved."
OVERLAPS = "These dates overlap another time of the same record. Choose days outside it; its history shows them."
PROMISED = (
    "An accepted plan promised time of this person to a team, and with this all teams together would ask for more than"
    " they have. Write less time or other days, or first change the promised membership."
)
HAS_ENDED = "The record has ended by that day. Write a day before its end."


@dataclass(frozen=True, slots=True)
class FormTask:
    """What one form is for: a record of a sheet to change, or (without `record_id`) one to add.

    `fields` are the columns this viewer may write; whatever else a request brings is left aside.
    `given` are values the page itself decides, like the team of a new member. `offered` lists what may
    be chosen in a column that names another register, `people` whom a typed name may mean; `suggested` fills
    the fields of a new record at first. `on` is a day on which a record that has ended still stood. `after`
    gives the address to go to from the id, `warn` what to mind of what was saved, `removal` the address that asks
    whether to take the record away. `refused` says by field why this
    viewer may not save what is stated, where that hangs on the values.
    """

    sheet: Sheet
    title: str
    fields: tuple[str, ...]
    back: Link
    after: Callable[[int], str]
    done: str
    record_id: int | None = None
    given: Values = field(default_factory=dict)
    offered: Mapping[str, tuple[str | Choice, ...]] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    on: date | None = None
    section: str = "teams"
    subject: str = ""
    lead: str = ""
    warn: Callable[[int], str] = lambda _id: ""
    removal: str = ""
    refused: Callable[[Entry], Mapping[str, str]] = lambda _entry: {}

    @property
    def day(self) -> date:
        """The day as of which the record is shown: today, unless it stands no more."""
        return self.on or timezone.localdate()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the form, in the order of the sheet."""
        return tuple(column for column in self.sheet.columns if column.name in self.fields)

    @property
    def fields_shown(self) -> tuple[Column, ...]:
        """The columns in the words of a form, which its faults use too."""
        return tuple(in_a_form(column, is_new=self.record_id is None) for column in self.columns)

    @property
    def dated_headings(self) -> tuple[str, ...]:
        """Headings of the columns that hold from a day on; none for a new record, which has its first day."""
        dated = BY_SHEET[self.sheet.name].dated
        return tuple(one.heading for one in self.columns if one.name in dated and self.record_id is not None)


@dataclass(frozen=True, slots=True)
class EditPage:
    """A form, ready for its template; `lead` says what it is about where the title does not.

    `also` is another thing to do, by a button of its own, `removal` the address that asks whether to take it away.
    """

    title: str
    form: FormPage
    back: Link
    button: str
    section: str
    subject: str
    lead: str = ""
    also: Link | None = None
    removal: str = ""


def handle_form(request: TrustRequest, task: FormTask) -> HttpResponse:
    """Show the form, or take it: back with what is wrong, 409 when somebody saved first, else save and go on.

    Nothing here asks whether the viewer may write these fields: that is for the view that made the task.
    """
    today = task.day
    editable = _editable(request, task, today)
    if request.method != "POST":
        return _show(request, task, _first(task, editable, today), _token(editable))
    named = find_named(request.viewer, task.columns, request.POST.dict(), today)
    task = replace(task, people=named.offered)
    posted = {**request.POST.dict(), **named.numbers}
    typed = read_typed(task.fields_shown, posted, today, asks_when=bool(task.dated_headings))
    if editable is not None and GO_ON in request.POST:
        return _go_on(request, task, typed, editable)
    if typed.wrong or named.wrong:
        return _back(request, task, typed, named.wrong)
    return _add(request, task, typed) if editable is None else _save(request, task, typed, editable)


def _editable(request: TrustRequest, task: FormTask, on: date) -> Editable | None:
    if task.record_id is None:
        return None
    try:
        return load_editable(request.viewer.trust_id, task.sheet.name, task.record_id, on=on)
    except NoSuchRecord as missing:
        raise Http404 from missing


def _first(task: FormTask, editable: Editable | None, today: date) -> Typed:
    values: Values = editable.values if editable else {}
    texts = {column.name: text_of(column, values.get(column.name)) for column in task.columns}
    return Typed({**texts, **task.suggested, TRUE_FROM: day_text(today)}, Choices(today))


def _token(editable: Editable | None) -> tuple[str, str]:
    """The hidden field that goes with the form: the stamp of the record, or the key of a new one."""
    return ("stamp", editable.stamp) if editable else ("submission", str(uuid.uuid4()))


def _posted_token(request: TrustRequest, task: FormTask) -> tuple[str, str]:
    name = "submission" if task.record_id is None else "stamp"
    return name, request.POST.get(name, "")


def _checked(request: TrustRequest, task: FormTask, values: Values) -> tuple[Entry | None, dict[str, str]]:
    """The entry all values make, or what is wrong by field; what belongs to no field stands under nothing."""
    entry, problems = check_form(request.viewer.trust_id, task.sheet.name, values)
    if entry is not None and (refused := task.refused(entry)):
        return None, dict(refused)
    by_heading = {column.heading: column.name for column in task.columns}
    return entry, {by_heading.get(p.column, ""): fault_words(p.wrong, p.remedy) for p in problems}


def _add(request: TrustRequest, task: FormTask, typed: Typed) -> HttpResponse:
    values = {**typed.values, **task.given}
    if values.get("starts") is None and any(column.name == "starts" for column in task.sheet.columns):
        values["starts"] = typed.choices.true_from  # as it would be saved, so that a last day is held against it
    entry, wrong = _checked(request, task, values)
    if entry is None:
        return _back(request, task, typed, wrong)
    submission = submission_of(_posted_token(request, task)[1])
    try:
        record_id = add_entry(act_of(request), entry, choices=typed.choices, submission=submission)
    except AlreadyThere:
        return _back(request, task, typed, _taken(task))
    except IntegrityError as clash:
        return _back(request, task, typed, _clashed(request, task, values, clash))
    notice(request, _said(task, record_id), undo=undo_of(request, task.back.href))
    return redirect(task.after(record_id))


def _clashed(request: TrustRequest, task: FormTask, values: Values, clash: IntegrityError) -> dict[str, str]:
    """What the record says by now against what was typed, as somebody else wrote it; else the rule that refused it."""
    _, wrong = _checked(request, task, values)
    return wrong or {"": _clash_in_words(clash)}


def _clash_in_words(clash: IntegrityError) -> str:
    """Which of two rules of the database stands against what was typed; every other one was asked before."""
    rule = getattr(getattr(clash.__cause__, "diag", None), "constraint_name", None)
    return PROMISED if rule == PROMISED_TIME else OVERLAPS


def _save(request: TrustRequest, task: FormTask, typed: Typed, editable: Editable) -> HttpResponse:
    entry, wrong = _checked(request, task, {**editable.values, **typed.values})
    if entry is None:
        return _back(request, task, typed, wrong)
    stated = _changed(task, editable, entry)
    try:
        trust_id, on = request.viewer.trust_id, typed.choices.true_from
        opened = load_editable(trust_id, task.sheet.name, editable.id, on=on)
        # Last, so that whoever saves from here on is found by the stamp of what was opened.
        now = load_editable(trust_id, task.sheet.name, editable.id, on=task.day)
        if _posted_token(request, task)[1] != now.stamp:
            return _conflict(request, task, typed, now)
        changed = save_edit(act_of(request), opened, stated, choices=typed.choices)
    except Conflict as clash:
        return _conflict(request, task, typed, clash.now)
    except NoSuchRecord:
        return _back(request, task, typed, {TRUE_FROM: HAS_ENDED})
    except AlreadyThere:
        return _back(request, task, typed, _taken(task))
    except IntegrityError as clash:
        return _back(request, task, typed, _clashed(request, task, {**now.values, **typed.values}, clash))
    here = task.after(editable.id)
    said = _said(task, editable.id) if changed else NOTHING_SAVED
    notice(request, said, undo=undo_of(request, here) if changed else "")
    return redirect(here)


def _said(task: FormTask, record_id: int) -> str:
    return f"{task.done} {task.warn(record_id)}".rstrip()


def _changed(task: FormTask, editable: Editable, entry: Entry) -> Entry:
    """Only what the form changed, and the key: saved as of another day, all else keeps what was true then."""
    different = {
        column.name
        for column in task.columns
        if text_of(column, entry.values.get(column.name)) != text_of(column, editable.values.get(column.name))
    }
    kept = different | set(task.sheet.key)
    return replace(entry, values={name: value for name, value in entry.values.items() if name in kept})


def _taken(task: FormTask) -> dict[str, str]:
    columns = [column for column in task.columns if column.name in task.sheet.key]
    named = " and ".join(column.heading.lower() for column in columns) or "name"
    place = columns[0].name if len(columns) == 1 else ""
    return {place: f"There is one with this {named} already. Write another, or change that one."}


def submission_of(text: str) -> uuid.UUID:
    """The key of a form; one that is not from our form counts as sent for the first time."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _conflict(request: TrustRequest, task: FormTask, typed: Typed, now: Editable) -> HttpResponse:
    """Both versions of the fields this viewer may write, where they differ, and the way on with one's own words."""
    sent = (*typed.texts.items(), _token(now), (GO_ON, "yes"))
    again = Link("Open the form again", request.path)
    first = who_saved(load_last_saving(request.viewer.trust_id, now.sheet, now.id))
    return conflict(request, ConflictPage(first, _differences(task, typed, now), again, sent))


def _differences(task: FormTask, typed: Typed, now: Editable) -> tuple[Change, ...]:
    return tuple(
        Change(column.heading, saved, typed.texts[column.name])
        for column in task.columns
        if (saved := text_of(column, now.values.get(column.name))) != typed.texts[column.name]
    )


def _go_on(request: TrustRequest, task: FormTask, typed: Typed, now: Editable) -> HttpResponse:
    """The form once more, with what was written; nothing is saved until it is sent."""
    headings = ", ".join(change.column for change in _differences(task, typed, now))
    lead = f"It holds what you wrote. Saving it replaces what is saved now in: {headings}." if headings else ""
    return _show(request, replace(task, lead=lead), typed, _posted_token(request, task))


def _back(request: TrustRequest, task: FormTask, typed: Typed, wrong: Mapping[str, str]) -> HttpResponse:
    """The form as it was sent, with what is wrong; it keeps its token, so that sending it again is the same form."""
    faulty = replace(typed, wrong={**typed.wrong, **wrong})
    return _show(request, task, faulty, _posted_token(request, task), status=422)


def _show(
    request: TrustRequest, task: FormTask, typed: Typed, token: tuple[str, str], *, status: int = 200
) -> HttpResponse:
    is_new = task.record_id is None
    fields = [column_field(column, typed, task.offered.get(column.name, ())) for column in task.fields_shown]
    fields = tell_names(request.viewer, task.columns, fields, task.people)
    if task.dated_headings:
        fields += when_fields(typed, task.dated_headings)
    fields.append(plain_field(token[0], "", "hidden", token[1]))
    whole = tuple(Fault(text) for name, text in typed.wrong.items() if name not in {one.name for one in fields})
    faults = whole + tuple(Fault(one.error, one.id) for one in fields if one.error)
    button = "Add" if is_new else "Save"
    form = FormPage(tuple(fields), faults)
    page = EditPage(task.title, form, task.back, button, task.section, task.subject, task.lead, removal=task.removal)
    return render(request, "shared/edit.jinja", {"page": page}, status=status)
