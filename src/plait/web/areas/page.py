"""What the pages of clinical areas show: how many were reached, which were not, and what is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from plait.engine.areas import REACHED_DAYS
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.areas import AreaLine, VisitLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.areas.forms import home_of
from plait.web.shared.jinja import number, plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, runs_words, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Area", "Site", "Last visit that counts", "Visits that count", "Remarks in 90 days", "Starts", *PLACE)
RULE = (
    f"An area is reached when a CCIO, a CNIO or a champion was there in the last {REACHED_DAYS} days (our default). "
    "Planned visits and those of other people count in nothing. Remarks are those of listening logs whose place begins "
    "with the name of the area."
)


@dataclass(frozen=True, slots=True)
class AreasPage:
    """The areas: the answer, how each site stands, the list, and the ways to log and plan a visit."""

    answer: str
    sites: TablePage
    table: TablePage
    log: Link | None
    plan: Link | None
    add: Link | None
    visits: Link
    question: Link | None
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area: when it was last reached, its visits, its history."""

    name: str
    answer: str
    about: tuple[Definition, ...]
    visits: TablePage
    history: tuple[HistoryEntry, ...]
    plan: Link | None
    edit: Link | None
    rule: str = RULE


def offer(every: Iterable[AreaLine]) -> Listing:
    """What the list of areas offers, with the sites there are."""
    sites = tuple((site, site) for site in sorted({one.site for one in every} - {""}))
    return Listing(
        columns=(
            Column("name", "Area"),
            Column("site", "Site"),
            Column("last", "Last visit"),
            Column("visits", "Visits", number=True),
            Column("remarks", "Remarks in 90 days", number=True, sortable=False),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("site", "Site", sites),
            Filter("reached", "Reached", (("yes", "Reached"), ("no", "Not reached")), "Reached or not"),
        ),
        search_label="Find an area",
        sort="last",
    )


def is_reached(one: AreaLine, today: date) -> bool:
    """Was a visit that counts within the last 90 days?"""
    return one.last is not None and (today - one.last).days <= REACHED_DAYS


def areas_page(viewer: Viewer, every: tuple[AreaLine, ...], table: TablePage, today: date) -> AreasPage:
    """The areas as this viewer sees them; no name of a person stands here."""
    home = home_of(viewer)
    may_log, may_edit = (scope_of(viewer, each) for each in (Action.LOG_VISITS, Action.EDIT_AREAS))
    asked = Link("Which areas were reached, with every row", f"/t/{viewer.trust_code}/questions/{QUESTION}/")
    return AreasPage(
        answer=_answer(every, today),
        sites=_sites(every, today),
        table=table,
        log=Link("Log a visit", f"{home}visits/add/") if may_log and every else None,
        plan=Link("Plan a visit", f"{home}visits/plan/") if may_log and every else None,
        add=Link("Add an area", f"{home}add/") if may_edit else None,
        visits=Link("Every visit", f"{home}visits/"),
        question=asked if scope_of(viewer, Action.READ_FINDINGS) else None,
    )


QUESTION = "clinical-areas-are-reached"


def _answer(every: tuple[AreaLine, ...], today: date) -> str:
    if not every:
        return f"{CANNOT_TELL} No clinical area is recorded."
    reached = sum(is_reached(one, today) for one in every)
    never = sum(one.last is None for one in every)
    areas = many(len(every), "clinical area was", "clinical areas were")
    said = f"{reached} of {areas} reached in the last {REACHED_DAYS} days."
    return said + (f" {many(never, 'area has', 'areas have')} never been reached." if never else "")


def _sites(every: tuple[AreaLine, ...], today: date) -> TablePage:
    """Site by site, the areas that were not reached by name, the longest first: where to go next."""
    rows = []
    for site in sorted({one.site for one in every}):
        here = [one for one in every if one.site == site]
        away = [one for one in here if not is_reached(one, today)]
        away.sort(key=lambda one: (one.last is not None, one.last or today, one.name))
        reached = f"{len(here) - len(away)} of {len(here)}"
        names = Cell("; ".join(one.name for one in away), look="warning") if away else Cell("None")
        rows.append(Row((Cell(site or "No site recorded"), Cell(reached), names)))
    heads = tuple(map(ColumnHead, ("Site", "Reached", "Not reached, the longest first")))
    return TablePage("Areas by site", heads, tuple(rows), EmptyState("No area is recorded."), caption_hidden=True)


def list_table(viewer: Viewer, offered: Listing, query: Query, found: Page[AreaLine], today: date) -> TablePage:
    """The list, the longest unreached first."""
    empty = EmptyState(
        "No clinical area is recorded yet. Without them nobody can tell which wards a clinical leader never sees.",
        Link("Bring the Clinical areas sheet", f"/t/{viewer.trust_code}/imports/")
        if scope_of(viewer, Action.IMPORT)
        else None,
    )
    rows = [_row(viewer, one, today) for one in found.rows]
    return show_table(offered, query, ListWords("Clinical areas", "areas", empty), rows=rows, total=found.total)


def _row(viewer: Viewer, one: AreaLine, today: date) -> Row:
    return Row(
        (
            Cell(one.name, href=f"{home_of(viewer)}{one.id}/"),
            Cell(one.site or "–"),
            last_cell(one, today),
            Cell(number(one.visits)),
            Cell(number(one.remarks)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"area-{one.id}",
    )


def last_cell(one: AreaLine, today: date) -> Cell:
    """When an area was last visited; it stands out where that is too long ago."""
    if one.last is None:
        return Cell("Never", look="warning")
    ago = f"{plural((today - one.last).days, 'day')} ago"
    return Cell(short_date(one.last), note=ago, look="" if is_reached(one, today) else "warning")


def area_rows(found: Page[AreaLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.site,
            one.last.isoformat() if one.last else "",
            str(one.visits),
            str(one.remarks),
            one.starts.isoformat(),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def area_page(
    viewer: Viewer, one: AreaLine, visits: TablePage, history: Iterable[HistoryLine], today: date
) -> AreaPage:  # fmt: skip
    """One area, as everybody in the trust reads it."""
    home = home_of(viewer)
    plan = f"{home}visits/plan/?{urlencode({'area': one.name})}"
    return AreaPage(
        name=one.name,
        answer=_when(one, today),
        about=(
            Definition("Site", one.site or "Not recorded"),
            Definition("Open", runs_words(one.starts, one.ends)),
            Definition("Remarks in 90 days", number(one.remarks)),
            Definition("Where it came from", source_words(one.origin)),
        ),
        visits=visits,
        history=show_history(history),
        plan=Link("Plan a visit here", plan) if scope_of(viewer, Action.LOG_VISITS) else None,
        edit=Link("Change this area", f"{home}{one.id}/edit/") if scope_of(viewer, Action.EDIT_AREAS) else None,
    )


def _when(one: AreaLine, today: date) -> str:
    if one.last is None:
        return "No clinical leader or champion has been here."
    ago = f"{plural((today - one.last).days, 'day')} ago"
    return f"Last reached {ago}." if is_reached(one, today) else f"Not reached: the last visit was {ago}."


def visit_state(one: VisitLine, today: date) -> str:
    """What a visit is: made, planned, waiting for somebody to say that it took place, or impossible."""
    if one.took_place:
        return "Took place" if one.visited_on <= today else "Said to have taken place on a day to come: not counted"
    return "Planned" if one.visited_on >= today else "Planned: nobody said that it took place"
