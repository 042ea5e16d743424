"""What the pages of visits show: the list of all of them, and one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.area_sheets import PURPOSE_CHOICES, PURPOSES
from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Scope, Viewer, reaches, scope_of
from plait.store.areas import VisitLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.areas.forms import home_of
from plait.web.areas.page import visit_state
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Area", "Site", "Day", "Who", "Purpose", "State", "Counts", *PLACE)
UNNAMED = "Your role reads no names"


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """Every visit: the answer, the list, the ways to a new one."""

    answer: str
    table: TablePage
    log: Link | None
    plan: Link | None


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit, its history and the way to change it."""

    name: str
    answer: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None


def names_visitors(viewer: Viewer) -> bool:
    """May this viewer read who went?"""
    return Scope.TRUST in scope_of(viewer, Action.READ_AREAS)


def offer(viewer: Viewer) -> Listing:
    """What the list offers; nobody sorts by names they do not read."""
    return Listing(
        columns=(
            Column("area", "Area"),
            Column("day", "Day"),
            Column("name", "Who", sortable=names_visitors(viewer)),
            Column("purpose", "Purpose", sortable=False),
            Column("state", "State", sortable=False),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("purpose", "Purpose", tuple((purpose, words) for words, purpose in PURPOSE_CHOICES.items())),
            Filter("state", "State", (("made", "Took place"), ("planned", "Not yet")), "All"),
        ),
        search_label="Find a visit",
        sort="day",
        descending=True,
    )


def visits_page(viewer: Viewer, table: TablePage, overdue: int) -> VisitsPage:
    """Every visit as this viewer sees it; `overdue` are planned ones whose day has passed."""
    home, may_log = home_of(viewer), scope_of(viewer, Action.LOG_VISITS)
    late = many(overdue, "planned visit is", "planned visits are")
    return VisitsPage(
        answer=f"{late} over, and nobody said whether it took place." if overdue else "No planned visit is overdue.",
        table=table,
        log=Link("Log a visit", f"{home}visits/add/") if may_log else None,
        plan=Link("Plan a visit", f"{home}visits/plan/") if may_log else None,
    )


def visits_table(viewer: Viewer, query: Query, found: Page[VisitLine], today: date) -> TablePage:
    """The list, the latest first; a search finds names for those who read them alone."""
    empty = EmptyState("No visit is recorded yet. Without them nobody can tell which areas were reached.")
    rows = [visit_row(viewer, one, today) for one in found.rows]
    return show_table(offer(viewer), query, ListWords("Visits", "visits", empty), rows=rows, total=found.total)


def bare_table(viewer: Viewer, found: Page[VisitLine], today: date) -> TablePage:
    """The visits to one area, as its page lists them."""
    heads = tuple(map(ColumnHead, ("Area", "Day", "Who", "Purpose", "State", "Source")))
    rows = tuple(visit_row(viewer, one, today) for one in found.rows)
    return TablePage("Visits to this area", heads, rows, EmptyState("No visit is recorded."), caption_hidden=True)


def visit_row(viewer: Viewer, one: VisitLine, today: date) -> Row:
    """One visit in a table, by whom for those who read names."""
    state = visit_state(one, today)
    is_odd = one.took_place is (one.visited_on > today)
    return Row(
        (
            Cell(one.area, href=f"{home_of(viewer)}visits/{one.id}/", note=one.site),
            Cell(short_date(one.visited_on)),
            Cell(one.name if names_visitors(viewer) else UNNAMED, note="" if one.leads else "Does not count"),
            Cell(PURPOSES[one.purpose]),
            Cell(state, look="warning" if is_odd and state != "Planned" else ""),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"visit-{one.id}",
    )


def visit_rows(viewer: Viewer, found: Page[VisitLine], today: date) -> list[list[str]]:
    """The filtered rows as a file, without names for those who read none."""
    return [
        [
            one.area,
            one.site,
            one.visited_on.isoformat(),
            one.name if names_visitors(viewer) else "",
            PURPOSES[one.purpose],
            visit_state(one, today),
            "Yes" if one.leads and one.took_place and one.visited_on <= today else "No",
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def visit_page(viewer: Viewer, one: VisitLine, history: Iterable[HistoryLine], today: date) -> VisitPage:
    """One visit; who went for those who read names."""
    home = f"/t/{viewer.trust_code}"
    reads = names_visitors(viewer)
    may_edit = reaches(viewer, Action.LOG_VISITS, employee_number=one.employee_number)
    counts = "Yes: a CCIO, a CNIO or a champion that day" if one.leads else "No: neither CCIO, CNIO nor champion then"
    return VisitPage(
        name=f"{one.area}, {full_date(one.visited_on)}",
        answer=f"{visit_state(one, today)}.",
        about=(
            Definition("Area", one.area, f"{home}/areas/{one.area_id}/"),
            Definition(
                "Who", one.name if reads else UNNAMED, f"{home}/people/{one.employment_id}/" if reads else ""
            ),
            Definition("Purpose", PURPOSES[one.purpose]),
            Definition("Counts once it took place", counts),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        edit=Link("Change this visit", f"{home}/areas/visits/{one.id}/edit/") if may_edit else None,
    )  # fmt: skip
