"""Where champions are missing most, as a short panel and as a list; for planners each leads to whom they might ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from plait.engine.champion_gaps import Gap, GapCover, find_gaps
from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.shifts import SHIFTS
from plait.engine.small_numbers import TOO_FEW, hide_small
from plait.store.champions import ChampionLine, Staffing
from plait.web.champions.cover import NONE
from plait.web.shared.jinja import number
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

NEEDED = (Action.READ_CHAMPIONS, Action.READ_COMPETENCIES, Action.READ_CAPACITY)
SHOWN = 3
HEADINGS = ("Where", "Kind", "Staff", "Active champions", "In proportion to staff", "Champions short")
NO_RECORD = "No record says"
GROUP, PLACE = "Staff group", "Site and shift"
RULE = (
    "The largest under-representation stands first: how many champions fewer there are than if they were spread as "
    "clinical staff are. A site at a shift counts the clinical people whose record says that they work then and there. "
    "Where no shift of anybody on a site is recorded, it stands last, for nobody can tell."
)
KEYS: dict[str, Callable[[GapCover], Any]] = {
    "short": lambda one: (one.staff is not None, one.short, one.staff or 0),
    "where": lambda one: one.gap.words.casefold(),
    "staff": lambda one: -1 if one.staff is None else one.staff,
    "champions": lambda one: one.active,
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap of the panel: where it is, how many work there, and the way to whom one might ask."""

    where: str
    said: str
    find: Link | None


@dataclass(frozen=True, slots=True)
class GapPanel:
    """The few gaps that are largest, and the way to all."""

    first: tuple[Missing, ...]
    every: Link


@dataclass(frozen=True, slots=True)
class GapsPage:
    """Every gap: the answer, the list, and how it is ordered."""

    answer: str
    table: TablePage
    rule: str = RULE


def plans_with_people(viewer: Viewer) -> bool:
    """May this viewer read who of the whole trust works when, is on leave, and holds which competency?"""
    return lacking(viewer) is None


def lacking(viewer: Viewer) -> Action | None:
    """The first of the rights to read candidates that this viewer does not have; nothing where they have all."""
    return next((one for one in NEEDED if Scope.TRUST not in scope_of(viewer, one)), None)


def candidates_address(viewer: Viewer, gap: Gap) -> str:
    """Where the candidates for a gap stand."""
    asked = {name: value for name in ("group", "site", "shift") if (value := getattr(gap, name))}
    return f"/t/{viewer.trust_code}/champions/candidates/?{urlencode(asked)}"


def gaps_for(viewer: Viewer, every: Sequence[ChampionLine], staffing: Staffing) -> tuple[GapCover, ...]:
    """The gaps as this viewer may read them: who may not read when everybody works sees no number of few."""
    found = find_gaps(every, staffing.heads, staffing.rostered)
    if Scope.TRUST in scope_of(viewer, Action.READ_CAPACITY):
        return found
    sites = sorted({one.gap.site for one in found if one.gap.site and one.staff is not None})
    rows = [[one for one in found if one.gap.site == site] for site in sites]
    people = sum(staffing.rostered.sites.values())
    hidden, is_whole = hide_small([[[one.staff or 0] for one in of] for of in rows], people=people)
    few = {of[place].gap for of, places in zip(rows, hidden, strict=True) for place in places} if rows else set()
    few |= {one.gap for of in rows for one in of} if is_whole else set()
    bare = [replace(one, staff=None, in_proportion=None) for one in found if one.gap in few]
    return (*(one for one in found if one.gap not in few), *sorted(bare, key=lambda one: one.gap.words))


def gap_panel(viewer: Viewer, found: Sequence[GapCover]) -> GapPanel | None:
    """The largest gaps; nothing where there is none."""
    if not found:
        return None
    plans = plans_with_people(viewer)
    first = [
        Missing(
            one.gap.words,
            f"{_staff_words(one)}, {many(one.active, 'champion', 'champions') if one.active else 'no champion'}",
            Link("Find somebody", candidates_address(viewer, one.gap)) if plans else None,
        )
        for one in found[:SHOWN]
    ]
    words = f"All {number(len(found))} gaps" if len(found) > SHOWN else "The gaps as a list"
    return GapPanel(tuple(first), Link(words, f"/t/{viewer.trust_code}/champions/gaps/"))


def _staff_words(one: GapCover) -> str:
    if one.staff is None:
        return "no number of staff to show"
    return f"{number(one.staff)} staff work then" if one.gap.shift else f"{number(one.staff)} staff"


def offer_gaps(found: Sequence[GapCover]) -> Listing:
    """What the list of gaps offers."""
    sites = sorted({one.gap.site for one in found} - {""})
    return Listing(
        columns=(
            Column("where", "Where"),
            Column("staff", "Staff", number=True),
            Column("champions", "Active champions", number=True),
            Column("part", "In proportion to staff", number=True, sortable=False),
            Column("short", "Champions short", number=True),
        ),
        filters=(
            Filter("kind", "Kind", ((GROUP, GROUP), (PLACE, PLACE))),
            Filter("site", "Site", tuple((site, site) for site in sites)),
            Filter("shift", "Shift", tuple((shift, shift) for shift in SHIFTS)),
        ),
        search_label="Find a gap",
        sort="short",
        descending=True,
    )


def chosen_gaps(found: Sequence[GapCover], query: Query) -> list[GapCover]:
    """The gaps somebody asked for, in the order asked for."""
    kept = [
        one
        for one in found
        if query.q.casefold() in one.gap.words.casefold()
        and query.filter("kind") in ("", _kind(one))
        and query.filter("site") in ("", one.gap.site)
        and query.filter("shift") in ("", one.gap.shift)
    ]
    return sorted(sorted(kept, key=KEYS["where"]), key=KEYS[query.sort], reverse=query.descending)


def _kind(one: GapCover) -> str:
    return GROUP if one.gap.group else PLACE


def gaps_page(viewer: Viewer, offered: Listing, query: Query, found: Sequence[GapCover]) -> GapsPage:
    """The list of gaps."""
    chosen, home = chosen_gaps(found, query), f"/t/{viewer.trust_code}/champions/"
    words = ListWords("Where champions are missing", "gaps", EmptyState("Nothing is missing.", Link("Champions", home)))
    shown = chosen[query.offset : query.offset + PAGE_SIZE]
    rows = [_row(viewer, one) for one in shown]
    bare = sum(1 for one in found if not one.active)
    return GapsPage(
        answer=f"{many(bare, 'place or staff group has', 'places and staff groups have')} no active champion."
        if found
        else "Every staff group, and every site at every shift, has an active champion.",
        table=show_table(offered, query, words, rows=rows, total=len(chosen)),
    )


def _row(viewer: Viewer, one: GapCover) -> Row:
    plans = plans_with_people(viewer)
    few = NO_RECORD if Scope.TRUST in scope_of(viewer, Action.READ_CAPACITY) else f"{TOO_FEW}, or not recorded"
    return Row(
        (
            Cell(one.gap.words, href=candidates_address(viewer, one.gap) if plans else "", note=_kind(one)),
            Cell(few if one.staff is None else number(one.staff)),
            Cell(number(one.active)) if one.active else NONE,
            *(Cell("–" if part is None else f"{float(part):.1f}") for part in _parts(one)),
        )
    )


def _parts(one: GapCover) -> tuple[Fraction | None, Fraction | None]:
    """How many there would be in proportion, and how many are short of it; nothing where nobody can tell."""
    return one.in_proportion, None if one.in_proportion is None else one.short


def gap_rows(found: Sequence[GapCover]) -> list[list[str]]:
    """The gaps as a file; what nobody recorded, or the viewer may not read, is empty."""
    return [
        [
            one.gap.words,
            _kind(one),
            "" if one.staff is None else str(one.staff),
            str(one.active),
            *("" if part is None else f"{float(part):.2f}" for part in _parts(one)),
        ]
        for one in found
    ]
