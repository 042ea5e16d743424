"""A form as a page shows it: fields with their labels and faults, and the faults once more for the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from plait.web.shared.page import Choice, Fault

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.PasswordInput, "password"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.HiddenInput, "hidden"),
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: `kind` says which NHS component draws it; `suggestions` are offered to whoever types a text."""

    id: str
    name: str
    label: str
    kind: str
    value: str
    hint: str
    error: str
    autocomplete: str
    choices: tuple[Choice, ...]
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPage:
    """The fields in order, and every fault with the field it belongs to."""

    fields: tuple[FormField, ...]
    faults: tuple[Fault, ...]


def show_form(form: forms.BaseForm, labels: Mapping[str, str] | None = None) -> FormPage:
    """The fields of `form`, under `labels` where given; an empty required field says "Enter the" and its label."""
    named = labels or {}
    fields = tuple(_field(bound, named.get(bound.name) or str(bound.label)) for bound in form)
    whole = tuple(Fault(_words(error, "")) for error in form.errors.as_data().get("__all__", []))
    return FormPage(fields, whole + tuple(Fault(field.error, field.id) for field in fields if field.error))


def _field(bound: BoundField, label: str) -> FormField:
    errors = bound.form.errors.as_data().get(bound.name, [])
    attributes: Mapping[str, Any] = bound.field.widget.attrs
    kind = _kind(bound.field.widget)
    return FormField(
        id=bound.id_for_label or bound.auto_id,
        name=bound.html_name,
        label=label,
        kind=kind,
        value="" if kind in {"password", "file"} else _text(bound.value()),
        hint=str(bound.help_text) if kind != "password" else "",
        error=_words(errors[0], label) if errors else "",
        autocomplete=str(attributes.get("autocomplete", "")),
        choices=_choices(bound),
    )


def _kind(widget: forms.Widget) -> str:
    if getattr(widget, "input_type", "") == "email":
        return "email"
    return next((name for kind, name in _KINDS if isinstance(widget, kind)), "text")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _words(error: ValidationError, label: str) -> str:
    if error.code == "required" and label:
        return f"Enter the {label if label[1:2].isupper() else label[0].lower() + label[1:]}"
    return " ".join(str(message) for message in error.messages)


def _choices(bound: BoundField) -> tuple[Choice, ...]:
    offered = getattr(bound.field, "choices", ())
    chosen = _text(bound.value())
    return tuple(Choice(str(value), str(text), str(value) == chosen) for value, text in offered)
