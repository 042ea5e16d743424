"""Whom a form means: people are typed by number or by name, and chosen from a list where a name is not enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.sheets import Column
from plait.store.paging import Wanted
from plait.store.people import PersonLine, has_number, list_people, name_numbers
from plait.web.shared.forms import FormField
from plait.web.shared.page import Choice

MOST = 20
"""How many people a list offers; of more, part of a name says too little."""


@dataclass(frozen=True, slots=True)
class Named:
    """Employee numbers by the field somebody named, and where a name is not enough: what is wrong, whom it may mean."""

    numbers: Mapping[str, str]
    wrong: Mapping[str, str]
    offered: Mapping[str, tuple[Choice, ...]]


UNNAMED = "Recorded; your role reads no names"
"""What stands in place of a name that is recorded, for those who read none."""


def reads_names(viewer: Viewer) -> bool:
    """May this viewer read who people are, as in the directory?"""
    return Scope.TRUST in scope_of(viewer, Action.READ_PEOPLE)


def find_named(viewer: Viewer, columns: Iterable[Column], posted: Mapping[str, str], today: date) -> Named:
    """Whom the texts in the fields of people mean, of those employed today; an employee number means its holder."""
    numbers: dict[str, str] = {}
    wrong: dict[str, str] = {}
    offered: dict[str, tuple[Choice, ...]] = {}
    for column in _of_people(viewer, columns):
        text = " ".join(posted.get(column.name, "").replace("\0", "").split())
        if not text or has_number(viewer.trust_id, text):
            continue
        found = list_people(viewer.trust_id, Wanted(search=text, limit=MOST + 1), on=today, by_number=False).rows
        exact = [one for one in found if one.name.casefold() == text.casefold()]
        if len(exact) == 1:
            numbers[column.name] = exact[0].employee_number
        elif len(found) > MOST:
            wrong[column.name] = f"More than {MOST} people match “{text}”. Write more of the name."
        elif found:
            count = "1 person matches" if len(found) == 1 else f"{len(found)} people match"
            wrong[column.name] = f"{count} “{text}”. Choose from the list."
            offered[column.name] = (Choice("", "None of them: look again"), *map(_choice, found))
    return Named(numbers, wrong, offered)


def tell_names(
    viewer: Viewer, columns: Iterable[Column], fields: list[FormField], offered: Mapping[str, tuple[Choice, ...]]
) -> list[FormField]:
    """The fields, those of people with the name of who stands in them or with the list to choose from."""
    people = {column.name for column in _of_people(viewer, columns)}
    names = name_numbers(viewer.trust_id, [one.value for one in fields if one.name in people and one.value])
    return [
        _told(one, names.get(one.value.casefold(), ""), offered.get(one.name, ())) if one.name in people else one
        for one in fields
    ]


def _told(field: FormField, name: str, offered: tuple[Choice, ...]) -> FormField:
    if offered:
        return replace(field, kind="select", value="", choices=offered)
    now = f" {field.value} is {name}." if name else ""
    return replace(field, hint=f"{field.hint}, or a name.{now}")


def _of_people(viewer: Viewer, columns: Iterable[Column]) -> list[Column]:
    """The columns that name somebody; none for who may not read names, so that a form finds nobody out."""
    return [one for one in columns if one.refers_to == "people"] if reads_names(viewer) else []


def _choice(person: PersonLine) -> Choice:
    does = ", ".join(word for word in (person.job_title, person.department) if word)
    return Choice(person.employee_number, f"{person.name}, {does} ({person.employee_number})")
