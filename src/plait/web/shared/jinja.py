"""The Jinja environment of Plait's pages: filters for dates and figures, and misspelt names that raise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment, PackageLoader
from jinja2.loaders import BaseLoader, ChoiceLoader

from plait.web.shared.forms import show_form
from plait.web.shared.middleware import current_request_id
from plait.web.shared.notice import undo_address
from plait.web.shared.page import Choice, Fault
from plait.web.shared.plait_mark import draw_plait


class RecordUndefined(ChainableUndefined):
    """Nothing, as the NHS macros expect; but a field that a page's record does not have raises."""

    def _raise_for_record(self) -> None:
        if is_dataclass(self._undefined_obj):
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._raise_for_record()
        return super().__str__()

    def __html__(self) -> str:
        return str(self)

    def __bool__(self) -> bool:
        self._raise_for_record()
        return super().__bool__()

    def __iter__(self) -> Any:
        self._raise_for_record()
        return super().__iter__()

    def __len__(self) -> int:
        self._raise_for_record()
        return super().__len__()

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):
            self._raise_for_record()
        return super().__getattr__(name)


def full_date(day: dt.date) -> str:
    """30 September 2026."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: dt.date) -> str:
    """9 Jun 2025."""
    return f"{day.day} {day:%b %Y}"


def number(value: float | Decimal) -> str:
    """12,400: whole numbers with commas; others as they are written."""
    return f"{value:,}"


def wte(value: float | Decimal) -> str:
    """0.4, 1.0: whole-time equivalents in tenths; hundredths only where they were recorded."""
    hundredths = round(Decimal(str(value)), 2)
    return f"{hundredths:,.1f}" if hundredths == round(hundredths, 1) else f"{hundredths:,.2f}"


def plural(count: int, one: str, many: str = "") -> str:
    """1 team, 7 teams: the number with the word that fits it."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def environment(**options: Any) -> Environment:
    """What Django calls to make the environment; letters (.txt) are not escaped, all else is."""
    given: BaseLoader = options.pop("loader")
    options.update(
        loader=ChoiceLoader([given, PackageLoader("nhsuk_frontend_jinja")]),
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        undefined=RecordUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made = Environment(**options)  # noqa: S701 # autoescape is on, see above
    made.filters.update(date=full_date, short_date=short_date, number=number, wte=wte, plural=plural)
    made.globals.update(static=cache(static), url=address, draw_plait=draw_plait)
    made.globals.update(
        get_messages=get_messages, undo_address=undo_address, fault_list=fault_list, request_id=current_request_id
    )
    made.globals.update(show_form=show_form, choice_items=choice_items)
    return made


def address(name: str, **parts: object) -> str:
    """The address of a named page."""
    return reverse(name, kwargs=parts or None)


def fault_list(faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Faults as the NHS error summary takes them."""
    return [{"text": fault.text, **({"href": f"#{fault.field}"} if fault.field else {})} for fault in faults]


def choice_items(choices: Iterable[Choice]) -> list[dict[str, object]]:
    """Choices as the NHS select takes them."""
    return [{"value": choice.value, "text": choice.text, "selected": choice.selected} for choice in choices]
