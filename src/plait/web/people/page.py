"""What the list of people shows, column by column as the viewer may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.permissions import Action, Scope, Viewer, editable_fields, scope_of
from plait.engine.shifts import SHIFTS
from plait.store.paging import Page
from plait.store.people import Headcount, PeopleFilters, PersonLine
from plait.web.shared.jinja import plural, wte
from plait.web.shared.leave import reads_leave
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

WORDS = {value: word for word, value in VIEWPOINT_CHOICES.items()}


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The register: a sentence, the list (or counts, for those who read no names), and the way to a new person."""

    answer: str
    table: TablePage
    add: Link | None
    note: str = ""
    leave: Link | None = None


def reads_all(viewer: Viewer, action: Action) -> bool:
    """Does this permission reach every person of the trust? Only then is its column in the list."""
    return Scope.TRUST in scope_of(viewer, action)


def finds_numbers(viewer: Viewer) -> bool:
    """May this viewer find people by employee number?"""
    return reads_all(viewer, Action.READ_CAPACITY) or reads_all(viewer, Action.EDIT_PERSON)


def may_add(viewer: Viewer) -> bool:
    """May this viewer take somebody into the register?"""
    return "employee_number" in editable_fields(viewer) and bool(scope_of(viewer, Action.EDIT_PERSON))


def offer(viewer: Viewer, filters: PeopleFilters) -> Listing:
    """What the list of people offers this viewer: no column, order or filter tells what they may not read."""
    columns = [Column("name", "Name"), Column("staff_group", "Staff group"), Column("department", "Department")]
    columns.append(Column("teams", "Teams", sortable=False))
    plans = reads_all(viewer, Action.READ_CAPACITY)
    if plans:
        columns.append(Column("shifts", "Shifts", sortable=False))
        columns += [Column("wte", "WTE", number=True), Column("free", "Free", number=True)]
    if reads_all(viewer, Action.READ_BAND):
        columns.append(Column("band", "Band", sortable=False))
    columns.append(Column("source", "Source", sortable=False))
    return Listing(
        columns=tuple(columns),
        filters=(
            _filter("department", "Department", filters.departments),
            _filter("staff_group", "Staff group", filters.staff_groups),
            Filter("viewpoint", "Viewpoint", tuple((value, word) for word, value in VIEWPOINT_CHOICES.items())),
            _filter("site", "Site", filters.sites),
            *((_filter("shift", "Shift", SHIFTS),) if plans else ()),
            Filter("team", "Team", (("with", "In a team"), ("without", "In no team")), "In or out of a team"),
        ),
        search_label="Find a person",
        sort="name",
    )


def _filter(name: str, label: str, choices: Iterable[str]) -> Filter:
    return Filter(name, label, tuple((choice, choice) for choice in choices))


def people_page(viewer: Viewer, offered: Listing, query: Query, found: Page[PersonLine]) -> PeoplePage:
    """The register as this viewer may read it."""
    home = f"/t/{viewer.trust_code}"
    words = ListWords("People employed today", "people", _nobody(viewer))
    rows = [_row(home, offered, line) for line in found.rows]
    narrowed = bool(query.q or query.chosen)
    return PeoplePage(
        answer=_answer(found.total, narrowed=narrowed),
        table=show_table(offered, query, words, rows=rows, total=found.total),
        add=Link("Add a person", f"{home}/people/add/") if may_add(viewer) else None,
        leave=Link("Long leave: who is away, from when to when", f"{home}/people/leave/")
        if reads_leave(viewer)
        else None,
    )


def _answer(total: int, *, narrowed: bool) -> str:
    if narrowed:
        return f"{plural(total, 'person matches', 'people match')}."
    return f"{plural(total, 'person is', 'people are')} employed today."


def _nobody(viewer: Viewer) -> EmptyState:
    may_import = bool(scope_of(viewer, Action.IMPORT))
    return EmptyState(
        "No people are recorded yet. Without them no team can be judged or put together.",
        Link("Bring the People sheet", f"/t/{viewer.trust_code}/imports/") if may_import else None,
    )


def _row(home: str, offered: Listing, line: PersonLine) -> Row:
    cells = {
        "name": Cell(line.name, href=f"{home}/people/{line.id}/", note=_name_note(offered, line)),
        "staff_group": Cell(line.staff_group, note=WORDS.get(line.viewpoint, line.viewpoint)),
        "department": Cell(line.department, note=line.site),
        "teams": Cell("; ".join(line.teams) or "–"),
        "shifts": Cell(", ".join(line.shifts) or "–"),
        "wte": Cell(wte(line.wte)),
        "free": Cell(wte(line.free_wte), look="warning" if line.free_wte < 0 else ""),
        "band": Cell(band_words(line.band, line.point) or "–"),
        "source": Cell(source_words(line.origin), look="source"),
    }
    return Row(tuple(cells[column.key] for column in offered.columns), id=f"person-{line.id}")


def _name_note(offered: Listing, line: PersonLine) -> str:
    """The job title; before it, for those who plan by it, the number under which a form knows the person."""
    with_number = any(column.key == "free" for column in offered.columns)
    return " · ".join(part for part in (line.employee_number if with_number else "", line.job_title) if part)


def band_words(band: str, point: int | None) -> str:
    """Band and point as people say them."""
    return f"{band}, point {point}" if band and point is not None else band


COUNTED = "Viewpoint counted"
"""Their own or their staff group's; not the sheet's heading, so that a list brought back gives nobody their own."""


def people_rows(viewer: Viewer, found: Page[PersonLine]) -> tuple[list[str], list[list[str]]]:
    """The filtered rows as a file, with the columns this viewer may read."""
    headings = ["Name", "Job title", "Profession", "Staff group", COUNTED, "Department", "Site", "Teams"]
    numbers, capacity = finds_numbers(viewer), reads_all(viewer, Action.READ_CAPACITY)
    bands = reads_all(viewer, Action.READ_BAND)
    headings = [
        *(["Employee number"] if numbers else []),
        *headings,
        *(["Shifts", "WTE", "Free WTE"] if capacity else []),
        *(["Band", "Point"] if bands else []),
        *PLACE,
    ]
    rows = [
        [
            *([one.employee_number] if numbers else []),
            *(one.name, one.job_title, one.profession, one.staff_group, WORDS.get(one.viewpoint, one.viewpoint)),
            *(one.department, one.site, "; ".join(one.teams)),
            *(["; ".join(one.shifts), str(one.wte), str(one.free_wte)] if capacity else []),
            *([one.band, "" if one.point is None else str(one.point)] if bands else []),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
    return headings, rows


def counts_page(viewer: Viewer, counts: tuple[Headcount, ...]) -> PeoplePage:
    """How many people there are and where, for those who read no names."""
    heads = (ColumnHead("Department"), *(ColumnHead(text, number=True) for text in ("People", *VIEWPOINT_CHOICES)))
    rows = tuple(
        Row((Cell(one.department), *(Cell(f"{n:,}") for n in (one.people, one.digital, one.clinical, one.operational))))
        for one in counts
    )
    return PeoplePage(
        answer=_answer(sum(one.people for one in counts), narrowed=False),
        table=TablePage("People by department", heads, rows, _nobody(viewer)),
        add=None,
        note="Your role shows how many people there are, not who they are.",
    )


def count_rows(counts: tuple[Headcount, ...]) -> tuple[list[str], list[list[str]]]:
    """The counts as a file."""
    rows = [
        [one.department, *(str(n) for n in (one.people, one.digital, one.clinical, one.operational))] for one in counts
    ]
    return ["Department", "People", *VIEWPOINT_CHOICES], rows
