"""The form that gives somebody a role, read and drawn."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plait.engine.cells import CannotRead, read_date, read_last_day
from plait.engine.permissions import Role, Viewer
from plait.files.celltext import fault_in, tidy
from plait.store.giving import Giving
from plait.web.access.page import OFFERED_ROLES, capital
from plait.web.shared.editing import EditPage, submission_of
from plait.web.shared.entry_form import day_text, fault_words, plain_field
from plait.web.shared.forms import FormField, FormPage
from plait.web.shared.page import Choice, Fault, Link

LONGEST = 200
FIELDS: Mapping[str, tuple[str, str, str]] = {
    "email": ("E-mail address", "email", "The address they sign in with. Like: ann.frost@trust.example"),
    "name": ("Name", "text", "Opens an account for an address that has none. Who has one keeps the name they have."),
    "role": ("Role", "select", "What each role may do is on the page of permissions in the documentation."),
    "starts": ("From", "text", "The first day they may enter. Like: 30/06/2026"),
    "ends": ("Last day (optional)", "text", "Without one it stays until somebody closes it. Like: 30/06/2027"),
    "employee_number": (
        "Employee number (optional)",
        "text",
        "Links the role to their post: it ends with the employment, and shows them their own teams and competencies.",
    ),
}
"""Label, kind and hint of each field."""


@dataclass(frozen=True, slots=True)
class GivingForm:
    """What was typed, what it gives where all can be read, and what is wrong by field."""

    texts: Mapping[str, str]
    submission: uuid.UUID
    giving: Giving | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def first_form(today: date) -> GivingForm:
    """The form as it opens."""
    return GivingForm({"starts": day_text(today)}, uuid.uuid4())


def read_form(posted: Mapping[str, str], today: date) -> GivingForm:
    """What a form states: a role to give, or what is wrong with it."""
    texts, wrong = read_texts(posted, FIELDS)
    starts = read_day("starts", texts, wrong, read_date) if texts["starts"] else today
    ends = read_day("ends", texts, wrong, read_last_day) if texts["ends"] else None
    if starts and ends and ends <= starts:
        wrong["ends"] = f"The last day is before the first. Write {texts['starts'] or day_text(today)} or a later day."
    elif ends and ends <= today:
        wrong["ends"] = f"This day has passed. Write {day_text(today)} or a later day."
    role = next((role for role in OFFERED_ROLES if role.value == texts["role"]), None)
    if role is None:
        wrong.setdefault("role", "Choose the role they are to have.")
    if not texts["name"]:
        wrong["name"] = "Enter their name, like Ann Frost."
    if "email" not in wrong and not _is_address(texts["email"]):
        wrong["email"] = "Write an e-mail address, like ann.frost@trust.example."
    form = GivingForm(texts, submission_of(posted.get("submission", "")), wrong=wrong)
    if wrong or role is None or starts is None:
        return form
    number = texts["employee_number"]
    return replace(form, giving=Giving(texts["email"], texts["name"], role, starts, ends, number))


def read_texts(posted: Mapping[str, str], names: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of these fields, and what is wrong with those that hold what no cell of a file may."""
    texts = {name: posted.get(name, "").strip() for name in names}
    wrong = {name: fault_words(*fault) for name, text in texts.items() if (fault := fault_in(text))}
    return {name: tidy(text)[:LONGEST] for name, text in texts.items()}, wrong


def read_day(name: str, texts: Mapping[str, str], wrong: dict[str, str], read: Callable[[str], date]) -> date | None:
    """The day written in a field; None where none can be read, and `wrong` then says why."""
    if name in wrong:
        return None
    try:
        return read(texts[name])
    except CannotRead as fault:
        wrong[name] = fault_words(fault.wrong, fault.remedy)
        return None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def giving_page(viewer: Viewer, form: GivingForm) -> EditPage:
    """The form, ready for its template."""
    fields = tuple(_field(name, form) for name in FIELDS)
    faults = tuple(Fault(one.error, one.id) for one in fields if one.error)
    key = plain_field("submission", "", "hidden", str(form.submission))
    back = Link("Users and access", f"/t/{viewer.trust_code}/access/")
    return EditPage("Give somebody a role", FormPage((*fields, key), faults), back, "Give the role", "access", "users")


def _field(name: str, form: GivingForm) -> FormField:
    label, kind, hint = FIELDS[name]
    text = form.texts.get(name, "")
    made = plain_field(name, label, kind, text)
    choices = role_choices(text) if kind == "select" else ()
    return replace(made, hint=hint, error=form.wrong.get(name, ""), choices=choices)


def role_choices(chosen: str) -> tuple[Choice, ...]:
    """The roles somebody may be given, with the chosen one marked."""
    roles = tuple(Choice(role.value, capital(role.words), role.value == chosen) for role in OFFERED_ROLES)
    return (Choice("", "Choose", selected=not chosen), *roles)


def done_words(name: str, role: Role, starts: date, today: date) -> str:
    """What was done, for the next page."""
    when = "" if starts <= today else f" from {day_text(starts)}"
    return f"{name} may enter as {role.words}{when}."
