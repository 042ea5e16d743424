"""The changes of one programme as its page shows them: the days, and what each touches."""

from __future__ import annotations

from collections.abc import Iterable

from plait.engine.change_windows import ChangeWindow
from plait.store.programmes import Kept
from plait.web.programmes.clashing import days_words
from plait.web.shared.origins import source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage


def windows_table(home: str, windows: Iterable[Kept[ChangeWindow]]) -> TablePage:
    """The changes by their first day; with `home` the way to change each."""
    heads = ("Change", "Days", "What it touches", "May overlap with", "Source")
    every = (*map(ColumnHead, heads), *((ColumnHead("Change", onscreen=True),) if home else ()))
    rows = tuple(_window(home, one) for one in windows)
    nothing = EmptyState(
        "No change is recorded with its days. Without them nobody can tell where this programme meets another."
    )
    return TablePage("Changes", every, rows, nothing, caption_hidden=True)


def _window(home: str, kept: Kept[ChangeWindow]) -> Row:
    one = kept.record
    person = "One person" if one.employee_number else ""
    change = Cell("Change", of=one.name, href=f"{home}/programmes/windows/{kept.id}/edit/")
    return Row(
        (
            Cell(one.name),
            Cell(days_words(one.first_on, one.last_on)),
            Cell("; ".join(filter(None, (one.department, one.site, one.team, person, one.outcome)))),
            Cell(one.accepted_with or "–", note=one.accepted_because),
            Cell(source_words(one.origin), look="source"),
            *((change,) if home else ()),
        )
    )
