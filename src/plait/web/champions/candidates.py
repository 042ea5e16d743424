"""Whom somebody might ask where a champion is missing: why, why not, and the line manager to speak to first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from plait.engine.champion_candidates import RULE, Candidate, against, put_in_order, why
from plait.engine.champion_gaps import Gap, Rostered
from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.shifts import SHIFTS
from plait.store.champions import Staffing
from plait.web.shared.jinja import number
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.page import Cell, Choice, EmptyState, Link, Row, TablePage, plain_heads
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Name", "Job title", "Profession", "Staff group", "Department", "Site", "Shifts", "Why", "Why not yet",
    "Line manager",
)  # fmt: skip
KEYS: dict[str, Callable[[Candidate], Any]] = {
    "name": lambda one: one.name.casefold(),
    "department": lambda one: (one.department.casefold(), one.name.casefold()),
}
BEGIN = Column("begin", "Champion’s record", sortable=False, onscreen=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """The gap of an address, what its list offers and what of it was chosen, and the candidates that remain."""

    gap: Gap
    staffing: Staffing
    offered: Listing
    query: Query
    chosen: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """The candidates for one gap: how many, the list, whom to try, and what can be printed for a walk."""

    title: str
    answer: str
    table: TablePage
    tried: tuple[Choice, ...]
    walk: Link | None
    gaps: Link
    order: str = "In the order to ask them: nothing against, then competency, community and time kept free, then name."
    rule: str = f"{RULE} A proposal grants nothing: speak to the person and the line manager first."


@dataclass(frozen=True, slots=True)
class WalkPage:
    """The same on paper: where to go, whom to meet there, and room for the answer."""

    title: str
    lead: str
    table: TablePage
    back: Link


def gap_asked(parameters: Mapping[str, str]) -> Gap:
    """The gap an address asks for; words that name no shift ask for none."""
    texts = {name: parameters.get(name, "").replace("\0", "").strip() for name in ("group", "site", "shift")}
    return Gap(texts["group"], texts["site"], texts["shift"] if texts["shift"] in SHIFTS else "")


def offer_candidates(viewer: Viewer, staffing: Staffing, found: Sequence[Candidate]) -> Listing:
    """What the list of candidates offers: the gap itself stands among its filters."""
    begins = (BEGIN,) if scope_of(viewer, Action.EDIT_CHAMPIONS) else ()
    return Listing(
        columns=(
            Column("name", "Name"),
            Column("department", "Department"),
            Column("shifts", "Shifts", sortable=False),
            Column("why", "Why"),
            Column("against", "Why not yet", sortable=False),
            Column("manager", "Line manager to ask", sortable=False),
            *begins,
        ),
        filters=(
            _filter("group", "Staff group", sorted(staffing.heads.groups)),
            _filter("site", "Site", sorted(staffing.heads.sites)),
            _filter("shift", "Shift", SHIFTS),
            _filter("department", "Department", sorted({one.department for one in found})),
            Filter("free", "Against", (("yes", "Nothing against"), ("no", "Something against")), "Either"),
        ),
        search_label="Find a candidate",
        sort="why",
    )


def _filter(name: str, label: str, choices: Sequence[str]) -> Filter:
    return Filter(name, label, tuple((choice, choice) for choice in choices))


def chosen_candidates(found: Sequence[Candidate], query: Query, today: date) -> list[Candidate]:
    """The candidates somebody asked for, in the order asked for; by the rule where none is."""
    kept = [
        one
        for one in put_in_order(found, today)
        if query.q.casefold() in f"{one.name} {one.job_title} {one.profession}".casefold()
        and query.filter("department") in ("", one.department)
        and query.filter("free") in ("", "no" if against(one, today) else "yes")
    ]
    if query.sort == "why":
        return kept[::-1] if query.descending else kept
    return sorted(kept, key=KEYS[query.sort], reverse=query.descending)


def candidates_page(viewer: Viewer, asked: Asked, today: date) -> CandidatesPage:
    """The candidates for a gap."""
    gap, query, chosen = asked.gap, asked.query, asked.chosen
    home = f"/t/{viewer.trust_code}"
    words = ListWords(f"Candidates for {gap.words}", "candidates", nobody(viewer, gap, asked.staffing.rostered))
    shown = chosen[query.offset : query.offset + PAGE_SIZE]
    rows = [_row(home, asked.offered, one, today) for one in shown]
    free = sum(not against(one, today) for one in chosen)
    table = show_table(asked.offered, query, words, rows=rows, total=len(chosen))
    is_gap = not query.q and {name for name, _ in query.chosen} <= {"group", "site", "shift"}
    walk = f"{home}/champions/candidates/walk/?{urlencode(dict(query.chosen) | ({'q': query.q} if query.q else {}))}"
    return CandidatesPage(
        title=f"Who could be a champion: {gap.words}",
        answer=_answer(len(chosen), free),
        table=replace(table, empty=words.empty) if is_gap else table,
        tried=tuple(Choice(str(one.id), f"{one.name}, {one.department}", selected=False) for one in shown),
        walk=Link("Print list for a ward walk", walk) if chosen else None,
        gaps=Link("All gaps", f"{home}/champions/gaps/"),
    )


def _answer(people: int, free: int) -> str:
    if not people:
        return "Nobody is recorded whom one could ask."
    stands = f"nothing stands against {'asking' if free == people else f'{number(free)} of'}"
    return f"{many(people, 'person', 'people')} could be asked; {stands} them."


def nobody(viewer: Viewer, gap: Gap, rostered: Rostered) -> EmptyState:
    """What to say where there is nobody to ask, and how the record gets to know more."""
    recorded = rostered.sites.get(gap.site, 0) if gap.site else sum(rostered.sites.values())
    if gap.shift and not recorded:
        where = f" at {gap.site}" if gap.site else ""
        may_import = bool(scope_of(viewer, Action.IMPORT))
        way = "The roster can be brought as the column Shifts of the people sheet"
        whose = "" if may_import else ", by the transformation office"
        return EmptyState(
            f"No record says who works {gap.shift.lower()}{where}. {way}{whose}.",
            Link("Bring the people sheet with shifts", f"/t/{viewer.trust_code}/imports/") if may_import else None,
        )
    return EmptyState(f"Nobody recorded fits {gap.words} who is not a champion there already.")


def _row(home: str, offered: Listing, one: Candidate, today: date) -> Row:
    stands = against(one, today)
    cells = {
        "name": Cell(one.name, href=f"{home}/people/{one.id}/", note=one.job_title or one.profession),
        "department": Cell(one.department, note=one.site),
        "shifts": Cell(", ".join(one.shifts) or "Not recorded"),
        "why": Cell("; ".join(why(one)) or "Nothing recorded yet"),
        "against": Cell("; ".join(stands) or "Nothing", look="warning" if stands else ""),
        "manager": Cell(one.manager, href=f"{home}/people/{one.manager_id}/") if one.manager else Cell("Not recorded"),
        "begin": _begin(home, one),
    }
    return Row(tuple(cells[column.key] for column in offered.columns), id=f"candidate-{one.id}")


def _begin(home: str, one: Candidate) -> Cell:
    if one.champion is not None:
        return Cell("Change it", href=f"{home}/champions/{one.champion.id}/edit/", of=f"for {one.name}")
    return Cell("Begin it", href=f"{home}/champions/add/?person={one.id}", of=f"for {one.name}")


def candidate_rows(chosen: Sequence[Candidate], today: date) -> list[list[str]]:
    """The candidates as a file, in the order of the list."""
    return [
        [
            *(one.name, one.job_title, one.profession, one.group, one.department, one.site, "; ".join(one.shifts)),
            *("; ".join(why(one)), "; ".join(against(one, today)), one.manager),
        ]
        for one in chosen
    ]


def walk_page(viewer: Viewer, asked: Asked, today: date, back: str) -> WalkPage:
    """Everybody who could be asked, department by department, with room to write; long leave is not carried about."""
    there = sorted((one for one in asked.chosen if one.leave is None), key=KEYS["department"])
    away = len(asked.chosen) - len(there)
    rows = tuple(
        Row(
            (
                Cell(one.name, note=one.job_title or one.profession),
                Cell(one.department, note=one.manager and f"Line manager: {one.manager}"),
                Cell(", ".join(one.shifts) or "Not recorded"),
                Cell("; ".join((*why(one), *against(one, today))) or "–"),
                Cell(""),
                Cell(""),
            )
        )
        for one in there
    )
    heads = plain_heads(("Name", "Department", "Shifts", "Why and why not", "Asked on", "Answer"))
    left = f" Not there just now, and left out: {number(away)}." if away else ""
    return WalkPage(
        title=f"Ward walk: {asked.gap.words}",
        lead=f"{many(len(there), 'person', 'people')} to meet, department by department.{left} This page names people: "
        "keep it with you and destroy it afterwards.",
        table=TablePage("Whom to meet", heads, rows, nobody(viewer, asked.gap, Rostered()), caption_hidden=True),
        back=Link("Back to the candidates", back),
    )
