"""What the list of teams shows: strands and size of each at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.trust import TeamSizes
from plait.store.paging import Page
from plait.store.teams import TeamLine
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, Strands, TablePage
from plait.web.shared.table import ListWords, show_table

OFFER = Listing(
    columns=(
        Column("name", "Team"),
        Column("service", "Service"),
        Column("strands", "Strands", sortable=False),
        Column("people", "People", number=True),
        Column("released", "Last release"),
        Column("starts", "Since"),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("state", "Running", (("ended", "Ended"), ("later", "Not yet started"), ("all", "All of them")), "Today"),
        Filter(
            "missing",
            "Strands",
            (
                ("none", "All three present"),
                ("digital", "Digital missing"),
                ("clinical", "Clinical missing"),
                ("operational", "Operational missing"),
            ),
            "Present or missing",
        ),
        Filter("size", "Size", (("small", "Too few"), ("fits", "Within the limits"), ("large", "Too many")), "Any"),
    ),
    search_label="Find a team",
    sort="name",
)


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """The list of teams: a sentence, the list, the limits it speaks of, and the way to a new team."""

    answer: str
    table: TablePage
    note: str
    add: Link | None


def teams_page(viewer: Viewer, query: Query, found: Page[TeamLine], sizes: TeamSizes, today: date) -> TeamsPage:
    """The list of teams as this viewer may read it."""
    home = f"/t/{viewer.trust_code}"
    may_import = bool(scope_of(viewer, Action.IMPORT))
    empty = EmptyState(
        "No team runs today. Without teams the questions on new services cannot be judged.",
        Link("Bring the Teams sheet", f"{home}/imports/") if may_import else None,
    )
    words = ListWords("Teams", "teams", empty)
    rows = [_row(home, line, sizes, today) for line in found.rows]
    may_create = bool(scope_of(viewer, Action.CREATE_TEAM))
    narrowed = bool(query.q or query.chosen)
    return TeamsPage(
        answer=f"{plural(found.total, 'team')} {'match' if narrowed else 'running today'}.",
        table=show_table(OFFER, query, words, rows=rows, total=found.total),
        note=f"A team has {sizes.least} to {sizes.most} people; in its first {sizes.start_days} days "
        f"{sizes.start_least} are enough. Each person counts once.",
        add=Link("Add a team", f"{home}/teams/add/") if may_create else None,
    )


def _row(home: str, line: TeamLine, sizes: TeamSizes, today: date) -> Row:
    runs = line.starts <= today and (line.ends is None or line.ends > today)
    strands = Strands(line.digital, line.clinical, line.operational)
    cells = (
        Cell(line.name, href=f"{home}/teams/{line.id}/", note=_state(line, today)),
        Cell(line.service or "–"),
        Cell("", strands=strands, note=_missing_words(strands) if runs else ""),
        Cell(f"{line.people:,}", note=_size_words(line, sizes) if runs else ""),
        Cell(short_date(line.released_on) if line.released_on else "None yet"),
        Cell(short_date(line.starts)),
        Cell(source_words(line.origin), look="source"),
    )
    return Row(cells, id=f"team-{line.id}")


def _missing_words(strands: Strands) -> str:
    return f"{listed(strands.missing).capitalize()} missing" if strands.missing else ""


def _state(line: TeamLine, today: date) -> str:
    if line.ends is not None and line.ends <= today:
        return f"Ended {short_date(line.ends - timedelta(days=1))}"
    return f"Starts {short_date(line.starts)}" if line.starts > today else ""


def _size_words(line: TeamLine, sizes: TeamSizes) -> str:
    if line.people < line.least:
        return "Too few"
    if line.people > sizes.most:
        return "Too many"
    return "Full" if line.people == sizes.most else ""


def team_rows(found: Page[TeamLine]) -> tuple[list[str], list[list[str]]]:
    """The filtered rows as a file."""
    headings = ["Team", "Service", "People", "Digital", "Clinical", "Operational", "Last release", "Starts", "Last day"]
    rows = []
    for one in found.rows:
        counts = [str(count) for count in (one.people, one.digital, one.clinical, one.operational)]
        last_day = (one.ends - timedelta(days=1)).isoformat() if one.ends else ""
        released = one.released_on.isoformat() if one.released_on else ""
        rows.append([one.name, one.service, *counts, released, one.starts.isoformat(), last_day, *place_of(one.origin)])
    return [*headings, *PLACE], rows
