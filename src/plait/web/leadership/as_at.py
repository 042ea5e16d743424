"""Who led and who answered on one day: what a board asks of a day in the past, as the record tells it today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from plait.engine.cells import CannotRead, read_date
from plait.engine.litmus.wording import listed
from plait.engine.permissions import Viewer
from plait.store.accountability import TerritoryLine
from plait.store.leadership import RoleLine
from plait.web.leadership.page import KIND_WORDS, vacant_words
from plait.web.shared.entry_form import day_text, fault_words, plain_field
from plait.web.shared.forms import FormField
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

Line = TypeVar("Line", RoleLine, TerritoryLine)
HEADINGS = ("Role or territory", "What it is", "Who", "Vacant for", *PLACE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that was asked for, as typed, and what is wrong with it; today where nothing can be read."""

    day: date
    text: str
    wrong: str = ""

    @property
    def field(self) -> FormField:
        """The field of the day."""
        hint = "As the record tells it today, with what was put right since. Like: 30/06/2026"
        return replace(plain_field("on", "Day", "text", self.text), hint=hint, error=self.wrong)


def read_asked(sent: Mapping[str, str], today: date) -> Asked:
    """The day in an address."""
    text = sent.get("on", "").strip()
    try:
        return Asked(read_date(text) if text else today, text or day_text(today))
    except CannotRead as fault:
        return Asked(today, text, fault_words(fault.wrong, fault.remedy))


@dataclass(frozen=True, slots=True)
class AsAtPage:
    """One day: the sentence, who led, who answered."""

    answer: str
    field: FormField
    roles: TablePage
    territories: TablePage
    download: str


def as_at_page(
    viewer: Viewer, asked: Asked, roles: Sequence[RoleLine], territories: Sequence[TerritoryLine]
) -> AsAtPage:
    """The roles and the territories that stood on the day."""
    led, answered = standing(roles, asked.day), standing(territories, asked.day)
    vacant, unclear = sum(not one.holders for one in led), sum(len(one.people) != 1 for one in answered)
    said = (
        f"{vacant} of {plural(len(led), 'role')} {'was' if vacant == 1 else 'were'} vacant, and {unclear} of "
        f"{plural(len(answered), 'territory', 'territories')} had nobody or several people."
    )
    home = f"/t/{viewer.trust_code}"
    heads = tuple(map(ColumnHead, ("Role", "Kind", "Held by", "Vacant for", "Source")))
    lines = tuple(
        Row(
            (
                Cell(one.name, href=f"{home}/leadership/{one.id}/"),
                Cell(KIND_WORDS.get(one.kind, one.kind)),
                Cell("; ".join(one.holders) or "Nobody", look="" if one.holders else "warning"),
                Cell(vacant_words(one, asked.day)),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in led
    )
    own = tuple(
        Row(
            (
                Cell(one.name, href=f"{home}/accountability/{one.id}/"),
                _who(one),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in answered
    )
    return AsAtPage(
        f"On {full_date(asked.day)}, {said}",
        asked.field,
        TablePage("Who led", heads, lines, EmptyState("No role stood on that day."), caption_hidden=True),
        TablePage(
            "Who answered",
            tuple(map(ColumnHead, ("Territory", "Who answered", "Source"))),
            own,
            EmptyState("No territory stood on that day."),
            caption_hidden=True,
        ),
        f"?on={day_text(asked.day)}&format=csv",
    )


def _who(one: TerritoryLine) -> Cell:
    return Cell(listed(one.people) or "Nobody", look="" if len(one.people) == 1 else "warning")


def standing(lines: Sequence[Line], day: date) -> list[Line]:
    """Those that had begun by a day."""
    return [one for one in lines if one.starts <= day]


def as_at_rows(day: date, roles: Sequence[RoleLine], territories: Sequence[TerritoryLine]) -> list[list[str]]:
    """The same as a file."""
    led = [
        [
            one.name,
            KIND_WORDS.get(one.kind, one.kind),
            "; ".join(one.holders),
            vacant_words(one, day),
            *place_of(one.origin),
        ]
        for one in standing(roles, day)
    ]
    return led + [
        [one.name, "Territory", "; ".join(one.people), "", *place_of(one.origin)] for one in standing(territories, day)
    ]
