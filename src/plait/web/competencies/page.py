"""What the list of competencies shows: what the services need beside what people can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.litmus.wording import CANNOT_TELL
from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.competencies import Demand, Shortage, Supply
from plait.store.paging import Page
from plait.web.shared.jinja import plural, wte
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

WORDS = {value: word for word, value in VIEWPOINT_CHOICES.items()}
HEADINGS = (
    "Competency",
    "Family",
    "Viewpoint",
    "Needed",
    "Held at that level",
    "Gap",
    "Single holder",
    "Held in all",
    *PLACE,
)


@dataclass(frozen=True, slots=True)
class SupplyPage:
    """Supply against demand: the answer in a sentence, the list, and the way to a new competency."""

    answer: str
    table: TablePage
    links: tuple[Link, ...]
    add: Link | None


def offer(families: Iterable[str]) -> Listing:
    """What the list of competencies offers."""
    return Listing(
        columns=(
            Column("name", HEADINGS[0]),
            Column("family", HEADINGS[1]),
            Column("needed", HEADINGS[3]),
            Column("meeting", HEADINGS[4], sortable=False),
            Column("gap", HEADINGS[5]),
            Column("held", HEADINGS[7], number=True),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("family", "Family", tuple((family, family) for family in families)),
            Filter("viewpoint", "Viewpoint", tuple((value, word) for word, value in VIEWPOINT_CHOICES.items())),
            Filter("gap", "Gap", (("yes", "Gap only"),), "With or without"),
            Filter("single", "Holders", (("yes", "Single holder only"),), "Any number"),
        ),
        search_label="Find a competency",
        sort="name",
    )


def supply_page(viewer: Viewer, offered: Listing, query: Query, found: Page[Supply], shortage: Shortage) -> SupplyPage:
    """The list as this viewer sees it."""
    may_edit = bool(scope_of(viewer, Action.EDIT_SERVICES))
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No competencies are recorded yet. Without them nobody can tell who can do what.",
        Link("Bring a file", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Competencies, what is needed and what is held", "competencies", empty)
    rows = [_row(home, one) for one in found.rows]
    return SupplyPage(
        answer=_answer(shortage),
        table=show_table(offered, query, words, rows=rows, total=found.total),
        links=_links(viewer, f"{home}/competencies/"),
        add=Link("Add a competency", f"{home}/competencies/add/") if may_edit else None,
    )


def _links(viewer: Viewer, here: str) -> tuple[Link, ...]:
    ahead = Link("See the quarters ahead, by whose time is free", f"{here}quarters/")
    worth = Link("See what recruiting is worth", f"{here}worth/")
    pace = Link("See how long needs wait for a team", f"{here}pace/")
    return (ahead, pace, worth) if scope_of(viewer, Action.READ_PLANS) else (ahead, pace)


def _answer(shortage: Shortage) -> str:
    short, single = shortage.short, shortage.single
    if not shortage.needed:
        return f"{CANNOT_TELL} No service says what it needs. Record the needs of your services first."
    if not short and not single:
        return "No need is short of people, and none hangs on one person."
    verb, hang = ("is" if short == 1 else "are"), ("hangs" if single == 1 else "hang")
    said = f"{plural(short, 'competency', 'competencies')} {verb} short of what the services need"
    return f"{said}, and {single:,} {hang} on a single person."


def _row(home: str, one: Supply) -> Row:
    needed = [need_words(level) for level in one.demand]
    return Row(
        (
            Cell(one.name, href=f"{home}/competencies/{one.id}/"),
            Cell(one.family, note=WORDS.get(one.viewpoint, one.viewpoint)),
            Cell("; ".join(needed) or "No need"),
            Cell(meeting_words(one) or "–", note="Hangs on one person" if one.single_id else ""),
            Cell(gap_words(one), look="warning" if one.is_short else ""),
            Cell(f"{one.held:,}", note=f"{one.confirmed:,} confirmed" if one.held else ""),
            Cell(source_words(one.origin, one.framework), look="source"),
        )
    )


def supply_rows(found: Page[Supply]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.family,
            WORDS.get(one.viewpoint, one.viewpoint),
            "; ".join(need_words(level) for level in one.demand),
            meeting_words(one),
            gap_words(one) if one.is_short else "",
            "Yes" if one.single_id else "No",
            str(one.held),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def need_words(one: Demand) -> str:
    """2 people and 0.4 WTE at Practitioner."""
    return f"{amount_words(one.people, one.wte)} at {one.level.word}"


def meeting_words(one: Supply) -> str:
    """How many meet each level that is needed."""
    return "; ".join(
        f"{amount_words(level.meeting, level.meeting_wte if level.wte else Decimal(0))} at {level.level.word} or above"
        for level in one.demand
    )


def gap_words(one: Supply) -> str:
    """What would have to come for every need to be met."""
    return amount_words(one.gap_people, one.gap_wte) if one.is_short else "None"


def amount_words(people: int, time: Decimal) -> str:
    """1 person, 0.4 WTE, or both."""
    said = [plural(people, "person", "people")] if people or not time else []
    said += [f"{wte(time)} WTE"] if time else []
    return " and ".join(said)
