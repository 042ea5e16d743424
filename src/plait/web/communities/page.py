"""What the list of communities of practice shows: which are alive, and which families have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plait.engine.litmus.wording import CANNOT_TELL
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.store.communities import CommunityLine
from plait.store.paging import Page
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.naming import UNNAMED, reads_names
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Community", "Family", "Lead", "Last met", "Living", "Members", *PLACE)
NOBODY = "Nobody is recorded with a competency at practitioner level or above."


@dataclass(frozen=True, slots=True)
class CommunitiesPage:
    """The communities, and the families whose people practise alone."""

    answer: str
    table: TablePage
    alone: TablePage
    add: Link | None


@dataclass(frozen=True, slots=True)
class AloneByFamily:
    """How many practise each family alone, and the families, folded, that have a living community.

    `is_practised`: does anybody at all hold a competency at practitioner level or above?
    """

    people: Mapping[str, int]
    living: frozenset[str]
    is_practised: bool

    def has_living(self, family: str) -> bool:
        """Is there a living community of this family, which they are outside of?"""
        return family.casefold() in self.living


def offer(families: Iterable[str]) -> Listing:
    """What the list of communities offers."""
    return Listing(
        columns=(
            Column("name", HEADINGS[0]),
            Column("family", HEADINGS[1]),
            Column("lead", HEADINGS[2], sortable=False),
            Column("met", HEADINGS[3]),
            Column("living", HEADINGS[4], sortable=False),
            Column("members", HEADINGS[5], number=True),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("family", "Family", tuple((family, family) for family in families)),
            Filter("living", "Living", (("yes", "Living"), ("no", "Not living"))),
        ),
        search_label="Find a community",
        sort="name",
    )


def communities_page(
    viewer: Viewer, offered: Listing, query: Query, found: Page[CommunityLine], alone: AloneByFamily
) -> CommunitiesPage:
    """The list as this viewer sees it."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No community of practice is recorded yet. Without one, people who share a skill have nowhere to keep it.",
        Link("Bring a file", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Communities of practice", "communities", empty)
    rows = [_row(viewer, one) for one in found.rows]
    may_add = Scope.TRUST in scope_of(viewer, Action.EDIT_COMMUNITIES)
    return CommunitiesPage(
        answer=_answer(alone),
        table=show_table(offered, query, words, rows=rows, total=found.total),
        alone=_alone(home, alone),
        add=Link("Add a community", f"{home}/communities/add/") if may_add else None,
    )


def _answer(alone: AloneByFamily) -> str:
    if not alone.is_practised:
        return f"{CANNOT_TELL} {NOBODY} Record first who holds which competency."
    if not alone.people:
        return "Nobody at practitioner level or above is without a living community."
    outside = sum(map(alone.has_living, alone.people))
    said = []
    if without := len(alone.people) - outside:
        said.append(f"{_families(without)} people at practitioner level or above and no living community.")
    if outside:
        theirs = "its living community" if outside == 1 else "their living communities"
        said.append(f"{_families(outside)} people at practitioner level or above outside {theirs}.")
    return " ".join(said)


def _families(count: int) -> str:
    return f"{plural(count, 'family', 'families')} of competencies {'has' if count == 1 else 'have'}"


def _row(viewer: Viewer, one: CommunityLine) -> Row:
    return Row(
        (
            Cell(one.name, href=f"/t/{viewer.trust_code}/communities/{one.id}/"),
            Cell(one.family or "–"),
            Cell(lead_words(viewer, one)),
            Cell(short_date(one.last_met) if one.last_met else "Never"),
            Cell("Living" if one.is_living else "Not living", look="" if one.is_living else "warning"),
            Cell(f"{one.members:,}"),
            Cell(source_words(one.origin), look="source"),
        )
    )


def lead_words(viewer: Viewer, one: CommunityLine) -> str:
    """Who leads it, by name for those who read the directory."""
    if one.lead_id is None:
        return "Nobody"
    return one.lead if reads_names(viewer) else UNNAMED


def _alone(home: str, alone: AloneByFamily) -> TablePage:
    heads = (ColumnHead("Family"), ColumnHead("People who practise alone", number=True), ColumnHead("Why"))
    rows = tuple(
        Row(
            (
                Cell(family, href=f"{home}/competencies/?family={family}"),
                Cell(f"{people:,}"),
                Cell("Not in its living community" if alone.has_living(family) else "No living community"),
            )
        )
        for family, people in alone.people.items()
    )
    empty = EmptyState("Nobody at practitioner level or above is without one." if alone.is_practised else NOBODY)
    return TablePage("Families whose people practise alone", heads, rows, empty, caption_hidden=True)


def community_rows(viewer: Viewer, found: Page[CommunityLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.family,
            lead_words(viewer, one),
            one.last_met.isoformat() if one.last_met else "",
            "Yes" if one.is_living else "No",
            str(one.members),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
