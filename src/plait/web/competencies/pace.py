"""What the page from need to team shows: days until a team covers each need, who waits yet, and who moved teams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from plait.engine.competencies import Level
from plait.engine.pace import Move, Wait
from plait.engine.quarters import Quarter
from plait.web.shared.days_chart import DaysChart, Subject, draw_days
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage
from plait.web.shared.table import ListWords, show_table

PACE = Listing(
    columns=(
        Column("competency", "Competency", sortable=False),
        Column("service", "Service", sortable=False),
        Column("since", "Needed since", sortable=False),
        Column("covered", "Covered on", sortable=False),
        Column("days", "Days", number=True),
    ),
    filters=(Filter("state", "State", (("waiting", "Still waiting"), ("covered", "Covered"))),),
    search_label="Find a competency or service",
)
HEADINGS = ("Competency", "Level", "Service", "Needed since", "Covered on", "Days")
DAYS = Subject(
    "Days from need to team", "each need by the day it was covered", "need", "in the order in which they were covered"
)
WORDS = ListWords("Needs, and when a team covered them", "needs", EmptyState("No running service says what it needs."))


@dataclass(frozen=True, slots=True)
class PacePage:
    """The answer, the chart of those covered, every need, and who moved by quarter."""

    answer: str
    chart: DaysChart | None
    table: TablePage
    moved: str
    moves: TablePage


def choose_waits(waits: Iterable[Wait], query: Query) -> tuple[Wait, ...]:
    """Those that match; who waits yet first, the longest before the others, unless sorted by days."""
    state, word = query.filter("state"), query.q.casefold()
    found = [
        wait
        for wait in waits
        if (not state or (wait.covered_on is None) == (state == "waiting"))
        and word in f"{wait.need.competency} {wait.need.service}".casefold()
    ]
    if query.sort == "days":
        return tuple(sorted(found, key=lambda wait: wait.days, reverse=query.descending))
    return tuple(sorted(found, key=lambda wait: (wait.covered_on is not None, -wait.days)))


def pace_page(waits: Sequence[Wait], moves: Sequence[Move], quarters: Sequence[Quarter], query: Query) -> PacePage:
    """The page, the same for everybody who reads needs and teams."""
    chosen = choose_waits(waits, query)
    rows = [_row(wait) for wait in chosen[query.offset : query.offset + PAGE_SIZE]]
    return PacePage(
        answer=_answer(waits),
        chart=draw_waits([wait for wait in waits if wait.covered_on is not None and wait.days]),
        table=show_table(PACE, query, WORDS, rows=rows, total=len(chosen)),
        moved=_moved(moves, quarters),
        moves=_moves(moves, quarters),
    )


def draw_waits(covered: Sequence[Wait]) -> DaysChart | None:
    """Days that covered needs waited, in the order in which they were covered."""
    ended = [wait.covered_on for wait in covered if wait.covered_on is not None]
    return draw_days([wait.days for wait in covered], ended, DAYS)


def _answer(waits: Sequence[Wait]) -> str:
    covered = [wait.days for wait in waits if wait.covered_on is not None]
    waiting = [wait.days for wait in waits if wait.covered_on is None]
    if not waits:
        return "No running service says what it needs."
    verb = "is" if len(covered) == 1 else "are"
    said = f"{len(covered):,} of {plural(len(waits), 'need')} {verb} covered by a team."
    at_once = covered.count(0)
    if at_once:
        said = f"{said[:-1]}, {at_once:,} of them from the first day."
    later = [days for days in covered if days]
    middle = f" Of those that had to wait the middle one took {plural(median_low(later), 'day')}." if later else ""
    return said + middle + (f" The longest still waiting has waited {plural(max(waiting), 'day')}." if waiting else "")


def _row(wait: Wait) -> Row:
    need = wait.need
    return Row(
        (
            Cell(need.competency, note=Level(need.level).word),
            Cell(need.service),
            Cell(short_date(need.starts)),
            Cell(short_date(wait.covered_on)) if wait.covered_on else Cell(_open(need.ends), look="warning"),
            Cell(f"{wait.days:,}"),
        )
    )


def _open(ends: date | None) -> str:
    return "Never: no longer needed" if ends else "Still waiting"


def _moved(moves: Sequence[Move], quarters: Sequence[Quarter]) -> str:
    since = [one for one in moves if one.on >= quarters[0].starts]
    if not since:
        return f"Nobody has moved from one team to another since {quarters[0].starts:%B %Y}."
    did = plural(len(since), "time", "times")
    return f"Since {quarters[0].starts:%B %Y} people have moved from one team to another {did}."


def _moves(moves: Sequence[Move], quarters: Sequence[Quarter]) -> TablePage:
    rows = tuple(
        Row((Cell(quarter.words), Cell(f"{sum(1 for one in moves if quarter.starts <= one.on < quarter.ends):,}")))
        for quarter in quarters
    )
    heads = (ColumnHead("Quarter"), ColumnHead("Moves", number=True))
    return TablePage("Moves between teams, by quarter", heads, rows, EmptyState(""), caption_hidden=True)


def pace_rows(waits: Iterable[Wait]) -> list[list[str]]:
    """Needs as a file."""
    return [
        [
            wait.need.competency,
            Level(wait.need.level).word,
            wait.need.service,
            wait.need.starts.isoformat(),
            wait.covered_on.isoformat() if wait.covered_on else "",
            str(wait.days),
        ]
        for wait in waits
    ]
