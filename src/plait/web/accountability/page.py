"""What the list of territories shows: who answers for each today, and the overlaps and gaps of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY, Interval
from plait.engine.accountability_sheets import KINDS
from plait.engine.litmus.wording import CANNOT_TELL, listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.accountability import AnswerLine, TerritoryLine
from plait.store.paging import Page
from plait.web.accountability.chart import by_territory, intervals
from plait.web.shared.jinja import number, plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_of, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.span_chart import SpanChart
from plait.web.shared.table import ListWords, show_table

NOBODY = "Nobody"
STATES = (("one", "One person"), ("several", "Two people or more"), ("nobody", NOBODY))
HEADINGS = ("Territory", "Kind", "Answers today", "People", "Settled on whom", "Starts", "Last day", *PLACE)
OFFER = Listing(
    columns=(
        Column("name", "Territory"),
        Column("kind", "Kind"),
        Column("answers", "Answers today"),
        Column("settled", "Settled on whom", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("kind", "Kind", tuple(KINDS.items())),
        Filter("answers", "Answers today", STATES, "Anybody or nobody"),
    ),
    search_label="Find a territory or a person",
    sort="answers",
)
RULE = (
    "One person should answer for each territory on every day, by the claims. Settling it here ends the claims of "
    "others and records the decision; a settlement that a file brings ends no claim."
)
MOST_NAMED = 3
"""Territories that the sentence at the top names; of more it says how many they are."""
Listed = tuple[Query, Page[TerritoryLine]]
"""What was asked of the list, and what was found."""


@dataclass(frozen=True, slots=True)
class AccountabilityPage:
    """The territories: the answer, the list, the overlaps and gaps of the last 12 months, the way to a new one."""

    answer: str
    table: TablePage
    unclear: TablePage
    chart: SpanChart | None
    add: Link | None
    rule: str = RULE


def accountability_page(
    viewer: Viewer, asked: Listed, unclear: TablePage, chart: SpanChart | None, answer: str
) -> AccountabilityPage:
    """The list as this viewer sees it; who answers for what, everybody may know."""
    home, (query, found) = f"/t/{viewer.trust_code}", asked
    empty = EmptyState(
        "No territory is recorded yet. Without them nobody can tell who answers for what, and where nobody does.",
        Link("Bring the Territories sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Territories", "territories", empty)
    may_edit = scope_of(viewer, Action.EDIT_LEADERSHIP)
    return AccountabilityPage(
        answer=answer,
        table=show_table(OFFER, query, words, rows=[_row(home, one) for one in found.rows], total=found.total),
        unclear=unclear,
        chart=chart,
        add=Link("Add a territory", f"{home}/accountability/add/") if may_edit else None,
    )


def answer_words(every: Iterable[TerritoryLine], today: date) -> str:
    """For which territories nobody answers today, and for which more than one person."""
    begun = [one for one in every if one.starts <= today]
    if not begun:
        return f"{CANNOT_TELL} No territory is recorded."
    nobody = [one.name for one in begun if not one.people]
    several = [one.name for one in begun if len(one.people) > 1]
    of = plural(len(begun), "territory", "territories")
    if nobody or several:
        said = (("nobody answers", nobody), ("two people or more answer", several))
        return f"Of {of}, {listed([f'{who} for {_which(names)}' for who, names in said if names])}."
    return f"Today, one person answers for {'the only territory' if len(begun) == 1 else f'each of {of}'}."


def _which(names: list[str]) -> str:
    return listed(names) if len(names) <= MOST_NAMED else str(len(names))


def _row(home: str, one: TerritoryLine) -> Row:
    return Row(
        (
            Cell(
                one.name,
                href=f"{home}/accountability/{one.id}/",
                note=f"Last day {last_day_words(one.ends)}" if one.ends else "",
            ),
            Cell(KINDS.get(one.kind, one.kind)),
            who_cell(one.people),
            Cell(one.settled_on or "–"),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"territory-{one.id}",
    )


def who_cell(people: tuple[str, ...]) -> Cell:
    """Who answers, by name; nobody and several stand out."""
    if len(people) == 1:
        return Cell(people[0])
    return Cell(f"{len(people)} people: {listed(people)}" if people else NOBODY, look="warning")


def unclear_table(
    viewer: Viewer, every: Iterable[TerritoryLine], claims: Iterable[AnswerLine], today: date
) -> TablePage:
    """When nobody answered for a territory, or more than one person, in the last 12 months; the latest first."""
    held = by_territory(claims)
    own = [(one, held.get(one.name, [])) for one in every]
    found = [(one, mine, i) for one, mine in own for i in intervals(one, mine, today) if not i.is_clear]
    found.sort(key=lambda each: (each[2].ends, each[2].starts, each[0].name), reverse=True)
    home = f"/t/{viewer.trust_code}/accountability"
    may_propose = bool(scope_of(viewer, Action.EDIT_LEADERSHIP))
    rows = []
    for one, mine, interval in found:
        way = f"{home}/{one.id}/settlements/add/" if interval.ends > today else ""
        propose = Cell("Propose" if way else "", href=way, of=f" a settlement of {one.name}" if way else "")
        cells = (Cell(one.name, href=f"{home}/{one.id}/"), *interval_cells(interval, one, mine, today))
        rows.append(Row((*cells, *((propose,) if may_propose else ()))))
    heads = (*map(ColumnHead, ("Territory", *INTERVAL_HEADS)), *((ColumnHead("Settle", onscreen=True),) * may_propose))
    empty = EmptyState("There was none: one person answered for each territory on every day.")
    return TablePage("Overlaps and gaps of the last 12 months", heads, tuple(rows), empty, caption_hidden=True)


INTERVAL_HEADS = ("Who answers", "From", "To", "Days", "Source")


def interval_cells(
    interval: Interval, of: TerritoryLine, claims: Iterable[AnswerLine], today: date
) -> tuple[Cell, ...]:
    """Who, from when to when, for how many days; from the latest claim, or where there is none from the territory."""
    counts = [one for one in claims if one.overruled_on is None]
    held = [one for one in counts if one.starts <= interval.starts and (not one.ends or one.ends > interval.starts)]
    names: Mapping[str, str] = {str(one.person_id): one.name for one in held}
    latest = max(held, key=lambda one: (one.starts, one.stay), default=None)
    return (
        who_cell(tuple(sorted(names.values()))),
        Cell(short_date(interval.starts)),
        Cell("Today" if interval.ends > today else short_date(interval.ends - DAY)),
        Cell(number(interval.days)),
        Cell(source_words(latest.origin if latest else of.origin), look="source"),
    )


def territory_rows(found: Page[TerritoryLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            KINDS.get(one.kind, one.kind),
            "; ".join(one.people),
            str(len(one.people)),
            one.settled_on,
            one.starts.isoformat(),
            last_day_of(one.ends),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
