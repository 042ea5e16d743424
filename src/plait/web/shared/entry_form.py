"""The fields of a form that is made from the columns of a sheet: drawn, read, and written out as people type them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.cells import CannotRead, Value, read_date
from plait.engine.sheets import Column, Values, read_cell
from plait.files.celltext import fault_in, tidy
from plait.store.imports import Choices
from plait.web.shared.forms import FormField
from plait.web.shared.page import Choice

LONG_TEXTS = frozenset(
    (
        "asked",
        "learnt",
        "changes",
        "quote",
        "description",
        "purpose",
        "outcome",
        "reason",
        "awareness",
        "working",
        "practitioner",
        "expert",
        "text",
    )
)
TRUE_FROM, CORRECTS_PAST = "true_from", "corrects_past"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: texts by field, values of those that can be read, what is wrong with the others.

    A fault that belongs to no field stands under the empty name.
    """

    texts: Mapping[str, str]
    choices: Choices
    values: Values = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_typed(columns: Iterable[Column], posted: Mapping[str, str], today: date, *, asks_when: bool) -> Typed:
    """What was typed into these columns, by the readers of the sheet; nothing else a request brings is looked at."""
    columns = tuple(columns)
    names = [column.name for column in columns] + ([TRUE_FROM, CORRECTS_PAST] if asks_when else [])
    texts = {name: posted.get(name, "").strip() for name in names}
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for column in columns:
        try:
            values[column.name] = read_cell(column, _sound(texts[column.name]))
        except CannotRead as fault:
            wrong[column.name] = fault_words(fault.wrong, fault.remedy)
    choices = Choices(today)
    try:
        true_from = read_date(texts[TRUE_FROM]) if texts.get(TRUE_FROM) else today
        choices = Choices(true_from, corrects_past=bool(texts.get(CORRECTS_PAST)))
    except CannotRead as fault:
        wrong[TRUE_FROM] = fault_words(fault.wrong, fault.remedy)
    return Typed(texts, choices, values, wrong)


def _sound(text: str) -> str:
    """The text, as long as a cell of a file may hold it."""
    if found := fault_in(text):
        raise CannotRead(*found)
    return tidy(text)


def fault_words(wrong: str, remedy: str) -> str:
    """What is wrong and what to write, as two sentences."""
    return f"{wrong}. {remedy}." if remedy else f"{wrong}."


def in_a_form(column: Column, *, is_new: bool) -> Column:
    """The column as a form speaks of it: the words of a sheet tell of its file, and of other sheets."""
    if column.name == "starts" and not column.required:
        what, empty = column.help.partition(";")[0], "today" if is_new else "the day that is recorded"
        return replace(column, help=f"{what}; empty means {empty}.")
    if column.name == "employee_number" and column.refers_to:
        return replace(column, heading="Person", help="Who it is, by employee number.")
    return column


def column_field(column: Column, typed: Typed, offered: tuple[str | Choice, ...]) -> FormField:
    """The field of one column: a list where there is one to choose from, else a text with an example."""
    text = typed.texts.get(column.name, "")
    options = column.choices or offered
    label = column.heading if column.required else f"{column.heading} (optional)"
    kind = "select" if options else "textarea" if column.name in LONG_TEXTS else "text"
    hint = column.help if options else f"{column.help} Like: {column.example}"
    made = plain_field(column.name, label, kind, text)
    choices = _choices(options, text, "Choose" if column.required else "None given") if options else ()
    known = column.suggests if kind == "text" else ()
    return replace(made, hint=hint, error=typed.wrong.get(column.name, ""), choices=choices, suggestions=known)


def _choices(options: tuple[str | Choice, ...], text: str, nothing: str) -> tuple[Choice, ...]:
    called = (option if isinstance(option, Choice) else Choice(option, option) for option in options)
    known = tuple(replace(one, selected=one.value.casefold() == text.casefold()) for one in called)
    # What is recorded stays to be chosen, though the list has moved on.
    lost = (Choice(text, text, selected=True),) if text and not any(one.selected for one in known) else ()
    return (Choice("", nothing, selected=not text), *lost, *known)


def when_fields(typed: Typed, headings: Iterable[str]) -> list[FormField]:
    """From which day a change holds, and whether it corrects the past instead."""
    hint = f"The first day of the change. It counts for: {', '.join(headings)}. Like: 30/06/2026"
    when = plain_field(TRUE_FROM, "True from", "text", typed.texts.get(TRUE_FROM, ""))
    past = plain_field(CORRECTS_PAST, "Correct the past", "checkbox", typed.texts.get(CORRECTS_PAST, ""))
    return [
        replace(when, hint=hint, error=typed.wrong.get(TRUE_FROM, "")),
        replace(past, hint="For a mistake: overwrites what was recorded. The history keeps both."),
    ]


def plain_field(name: str, label: str, kind: str, value: str) -> FormField:
    """A field with nothing but its label and value."""
    return FormField(f"field-{name}", name, label, kind, value, hint="", error="", autocomplete="off", choices=())


def text_of(column: Column, value: Value) -> str:
    """A value as somebody would type it into its column: last days, words of the closed list, plain numbers."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, date):
        return day_text(value - timedelta(days=1) if column.name == "ends" else value)
    if column.choices:
        return next((word for word in column.choices if column.read(word) == value), str(value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def day_text(day: date) -> str:
    """30/06/2026."""
    return f"{day:%d/%m/%Y}"
