"""What the list of design decisions shows: who took part in the last ones of each live service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plait.engine.design import LAST_DECISIONS
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.viewpoints import Viewpoint
from plait.store.design import DecisionLine
from plait.store.paging import Page
from plait.web.shared.decided import missing_of, wrote_words
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, Strands, TablePage
from plait.web.shared.table import ListWords, show_table

YES_NO = {True: "Yes", False: "No"}
HEADINGS = (
    "Decision", "Service", "Team", "Decided on", "Reason", "Digital", "Clinical", "Operational", "Written by",
    "With users", *PLACE,
)  # fmt: skip
Listed = tuple[Listing, Query, Page[DecisionLine]]
"""What the list offers, what was asked of it, and what was found."""


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """The answer, the last decisions of each live service, every decision, the way to a new one."""

    answer: str
    together: str
    services: TablePage
    table: TablePage
    add: Link | None
    rule: str = (
        "A viewpoint is what was stated of the decision, or what the person brings today; of whoever has left without "
        "one it is not known. Who wrote a decision shaped it; who took part was there."
    )


def offer(every: Iterable[DecisionLine]) -> Listing:
    """What the list offers, with the services there are decisions of."""
    services = {one.service: str(one.service_id) for one in every}
    return Listing(
        columns=(
            Column("name", "Decision"),
            Column("service", "Service"),
            Column("decided", "Decided on"),
            Column("viewpoints", "Who took part", sortable=False),
            Column("wrote", "Written by", sortable=False),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("service", "Service", tuple((id, name) for name, id in sorted(services.items()))),
            Filter("whole", "Viewpoints", (("yes", "All three"), ("no", "One is missing")), "All three or not"),
            Filter("users", "Users", (("yes", "With users"), ("no", "Without")), "With users or not"),
        ),
        search_label="Find a decision",
        sort="decided",
        descending=True,
    )


def decisions_page(
    viewer: Viewer, asked: Listed, every: Sequence[DecisionLine], live: Mapping[str, int]
) -> DecisionsPage:
    """The page as this viewer sees it; `every` decision, the latest first, is what the sentences speak of."""
    home = f"/t/{viewer.trust_code}"
    offered, query, found = asked
    empty = EmptyState(
        "No design decision is recorded yet. Without them nobody can tell who shapes a service.",
        Link("Bring the Design decisions sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Design decisions", "decisions", empty)
    last = {name: [one for one in every if one.service == name][:LAST_DECISIONS] for name in live}
    may_add = scope_of(viewer, Action.RECORD_RELEASE)
    return DecisionsPage(
        answer=_answer(last),
        together=_together(every),
        services=_services(home, last, live),
        table=show_table(offered, query, words, rows=[_row(home, one) for one in found.rows], total=found.total),
        add=Link("Record a design decision", f"{home}/design/add/") if may_add else None,
    )


def _answer(last: Mapping[str, Sequence[DecisionLine]]) -> str:
    if not any(last.values()):
        return f"{CANNOT_TELL} No decision of a live service is recorded."
    whole = sum(bool(made) and not any(map(missing_of, made)) for made in last.values())
    return f"{whole} of {many(len(last), 'live service', 'live services')} took their last decisions with all three."


def _together(every: Sequence[DecisionLine]) -> str:
    if not every:
        return ""
    shared = sum(one.with_users or bool(set(one.wrote) - {Viewpoint.DIGITAL.value}) for one in every)
    users = sum(one.with_users for one in every)
    return (
        f"Of {many(len(every), 'decision', 'decisions')}, {shared} were written with clinicians, operations or users, "
        f"and {users} with users."
    )


def _services(home: str, last: Mapping[str, Sequence[DecisionLine]], live: Mapping[str, int]) -> TablePage:
    def place(name: str) -> tuple[bool, str]:
        made = last[name]
        return bool(made) and not any(map(missing_of, made)), name

    rows = tuple(
        Row((Cell(name, href=f"{home}/services/{live[name]}/"), *_cells(home, last[name])))
        for name in sorted(last, key=place)
    )
    heads = tuple(map(ColumnHead, ("Service", "Latest decision", "The one before", "And before")))
    empty = EmptyState("No service is live.")
    return TablePage("The last decisions of live services", heads, rows, empty, caption_hidden=True)


def _cells(home: str, made: Sequence[DecisionLine]) -> list[Cell]:
    cells = []
    for one in made:
        missing = missing_of(one)
        said = f"Nobody {listed(missing, joined_by='or')}" if missing else "All three"
        cells.append(
            Cell(
                said,
                href=f"{home}/design/{one.id}/",
                look="warning" if missing else "",
                note=f"{one.name}, {short_date(one.decided_on)}",
            )
        )
    if not made:
        cells.append(Cell("None recorded", look="warning"))
    return [*cells, *(Cell("–") for _ in range(LAST_DECISIONS - len(cells)))]


def _row(home: str, one: DecisionLine) -> Row:
    return Row(
        (
            Cell(one.name, href=f"{home}/design/{one.id}/", note=one.reason),
            Cell(one.service, note=one.team if one.team != one.service else ""),
            Cell(short_date(one.decided_on)),
            Cell("", strands=Strands(one.digital, one.clinical, one.operational)),
            Cell(wrote_words(one)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"decision-{one.id}",
    )


def decision_rows(found: Page[DecisionLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.service,
            one.team,
            one.decided_on.isoformat(),
            one.reason,
            *map(str, (one.digital, one.clinical, one.operational)),
            "; ".join(one.wrote),
            YES_NO[one.with_users],
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
