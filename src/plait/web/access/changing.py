"""The form that gives an access another role or another last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from plait.engine.cells import read_date, read_last_day
from plait.engine.permissions import Role, Viewer
from plait.store.users import AccessLine
from plait.web.access.giving import FIELDS, read_day, read_texts, role_choices
from plait.web.access.page import OFFERED_ROLES, capital, role_words
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import day_text, plain_field
from plait.web.shared.forms import FormField, FormPage
from plait.web.shared.page import Change, Fault, Link

CHANGEABLE = ("role", "starts", "ends")
HINTS = {
    "role": FIELDS["role"][2],
    "starts": "The first day of the new role; the one before ends the day before. A new last day counts at once.",
    "ends": "Without one it stays until somebody closes it. Like: 30/06/2027",
}


@dataclass(frozen=True, slots=True)
class Changing:
    """What an access is to be: this role from `starts` on, until the day before `ends`."""

    role: Role
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ChangingForm:
    """What was typed, what it changes where all can be read, and what is wrong by field."""

    texts: Mapping[str, str]
    changing: Changing | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def form_of_line(line: AccessLine, today: date) -> ChangingForm:
    """The form as it opens: the access as it stands."""
    starts = max(today, line.starts)
    return ChangingForm({"role": line.role, "starts": day_text(starts), "ends": _last_day(line.own_ends)})


def _last_day(ends: date | None) -> str:
    return day_text(ends - timedelta(days=1)) if ends else ""


def read_change(line: AccessLine, posted: Mapping[str, str], today: date) -> ChangingForm:
    """What a form states: how an access is to be, or what is wrong with it."""
    texts, wrong = read_texts(posted, CHANGEABLE)
    starts = read_day("starts", texts, wrong, read_date) if texts["starts"] else max(today, line.starts)
    ends = read_day("ends", texts, wrong, read_last_day) if texts["ends"] else None
    role = next((role for role in OFFERED_ROLES if role.value == texts["role"]), None)
    if role is None:
        wrong.setdefault("role", "Choose the role they are to have.")
    if starts and starts < today:
        wrong["starts"] = f"This day has passed. Write {day_text(today)} to change it at once, or a later day."
    if ends and ends <= today:
        wrong["ends"] = f"This day has passed. Write {day_text(today)} or a later day."
    elif starts and ends and ends <= starts and texts["role"] != line.role:
        wrong["ends"] = f"The last day is before the first. Write {day_text(starts)} or a later day."
    if wrong or role is None or starts is None:
        return ChangingForm(texts, wrong=wrong)
    return ChangingForm(texts, Changing(role, starts, ends))


def changing_page(viewer: Viewer, line: AccessLine, form: ChangingForm) -> EditPage:
    """The form, ready for its template."""
    fields = tuple(_field(name, form) for name in CHANGEABLE)
    faults = tuple(Fault(one.error, one.id) for one in fields if one.error)
    version = plain_field("version", "", "hidden", str(line.version))
    back = Link("Users and access", f"/t/{viewer.trust_code}/access/")
    title = f"Change {line.name}’s access"
    return EditPage(title, FormPage((*fields, version), faults), back, "Save", "access", "users", lead=_lead(line))


def _lead(line: AccessLine) -> str:
    number = f", and ends with employee number {line.employee_number} at the latest" if line.employee_number else ""
    return f"{line.email} is {role_words(line.role)} from {day_text(line.starts)}{number}."


def _field(name: str, form: ChangingForm) -> FormField:
    label, kind, _ = FIELDS[name]
    text = form.texts[name]
    made = plain_field(name, label, kind, text)
    choices = role_choices(text) if kind == "select" else ()
    return replace(made, hint=HINTS[name], error=form.wrong.get(name, ""), choices=choices)


def differences(line: AccessLine, changing: Changing) -> tuple[Change, ...]:
    """An access as it stands beside what was to be saved."""
    return (
        Change("Role", capital(role_words(line.role)), capital(changing.role.words)),
        Change("Last day", _last_day(line.own_ends), _last_day(changing.ends)),
    )


def changed_words(line: AccessLine, changing: Changing, today: date) -> str:
    """What was done, for the next page."""
    last = f", until {_last_day(changing.ends)}" if changing.ends else ""
    first = max(changing.starts, line.starts)
    when = f" from {day_text(first)}" if changing.role != line.role and first > today else ""
    return f"{line.name} may enter as {changing.role.words}{when}{last}."


def letter_page(viewer: Viewer, line: AccessLine) -> EditPage:
    """The question before a new first letter."""
    lead = f"It goes to {line.email} and works once, for 3 days. The link of an earlier letter then leads nowhere."
    back = Link("Users and access", f"/t/{viewer.trust_code}/access/")
    title = f"Send {line.name} a new letter?"
    return EditPage(title, FormPage((), ()), back, "Send the letter", "access", "users", lead=lead)
