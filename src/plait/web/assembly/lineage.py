"""How a second team grew out of the first, drawn: one line that becomes two on a day."""

from __future__ import annotations

from dataclasses import dataclass

from plait.engine.assembly.second_team import Another, Way
from plait.web.shared.jinja import full_date, plural

LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class LineageChart:
    """The drawing, in its own units, with what it says in words; `is_beside` draws the second line as an offshoot."""

    title: str
    day: str
    first: str
    before: str
    after: str
    second: str
    second_people: str
    is_beside: bool


def draw_lineage(parent: str, name: str, made: Another, before: int) -> LineageChart:
    """The chart of a proposal; the words beside it say the same."""
    on = full_date(made.window.starts)
    return LineageChart(
        title=f"{name} grows out of {parent} on {on}",
        day=on,
        first=_short(parent),
        before=plural(before, "person", "people"),
        after=plural(len(made.first), "person", "people"),
        second=_short(name),
        second_people=plural(len(made.second), "person", "people"),
        is_beside=made.way is Way.BESIDE,
    )


def _short(name: str) -> str:
    """Enough of a long name to know it by: its end tells a second team from the first."""
    return name if len(name) <= LONGEST_NAME else f"{name[:14]}…{name[-9:]}"
