"""What the page of one competency shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.competencies import Level
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.quarters import Quarter, QuarterLine
from plait.engine.services import PRIORITIES
from plait.store.competencies import Described, Holder, NeedOf, Supply
from plait.store.history import HistoryLine
from plait.store.offers import OfferLine
from plait.store.paging import Page
from plait.store.reach import Reach
from plait.web.competencies.drawing import SupplyChart, draw_supply
from plait.web.competencies.page import WORDS, amount_words, gap_words
from plait.web.competencies.quarters import quarter_table, reads_time
from plait.web.shared.jinja import full_date, plural, short_date, wte
from plait.web.shared.listing import Column, Listing, Query
from plait.web.shared.naming import reads_names
from plait.web.shared.offers import offers_of_competency
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    Definition,
    EmptyState,
    Fact,
    HistoryEntry,
    Link,
    Row,
    TablePage,
)
from plait.web.shared.table import ListWords, show_table


def offer_holders(viewer: Viewer) -> Listing:
    """What the list of holders offers: time and what is free of it for those who read everybody's, as of people."""
    time = (Column("wte", "WTE", number=True), Column("free", "Free", number=True)) if reads_time(viewer) else ()
    return Listing(
        columns=(
            Column("name", "Name"),
            *time,
            Column("level", "Level"),
            Column("since", "Since"),
            Column("confirmed", "Confirmed"),
            Column("source", "Source", sortable=False),
        ),
        sort="level",
        descending=True,
    )


@dataclass(frozen=True, slots=True)
class CompetencyPage:
    """One competency: the answer, its figures, levels, needs, holders, source and history."""

    name: str
    description: str
    answer: str
    warning: str
    facts: tuple[Fact, ...]
    levels: tuple[Definition, ...]
    needs: TablePage
    offers: TablePage
    ahead: TablePage
    charts: tuple[SupplyChart, ...]
    counts: TablePage
    holders: TablePage | None
    unseen: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    claim: Link | None
    edit: Link | None


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of one competency for this viewer: holders they may read of, history, the quarters ahead."""

    offered: Listing
    query: Query
    reach: Reach
    holders: Page[Holder]
    history: tuple[HistoryLine, ...]
    quarters: tuple[Quarter, ...] = ()
    ahead: tuple[QuarterLine, ...] = ()
    offers: tuple[OfferLine, ...] = ()


def competency_page(viewer: Viewer, described: Described, known: Known) -> CompetencyPage:
    """The page of one competency as this viewer may see it."""
    supply = described.supply
    here = f"/t/{viewer.trust_code}/competencies/{supply.id}/"
    may_claim = bool(scope_of(viewer, Action.CLAIM_COMPETENCY)) and viewer.employee_number is not None
    may_edit = bool(scope_of(viewer, Action.EDIT_SERVICES))
    return CompetencyPage(
        name=supply.name,
        description=described.description,
        answer=_answer(supply),
        warning=_warning(supply),
        facts=_facts(supply),
        levels=_levels(described),
        needs=_needs(viewer, described.needs),
        offers=offers_of_competency(viewer, known.offers, _could_serve(described.needs, known.offers)),
        ahead=quarter_table(known.ahead, known.quarters, time=reads_time(viewer)),
        charts=draw_supply(known.ahead, by_quarter=True) if reads_time(viewer) else (),
        counts=_counts(supply),
        holders=_holders(viewer, known) if known.holders.total or known.reach.everyone else None,
        unseen=_unseen(supply, known),
        about=_about(described),
        history=show_history(known.history),
        claim=Link("Claim this competency", f"/t/{viewer.trust_code}/you/claim/{supply.id}/") if may_claim else None,
        edit=Link("Change this competency", f"{here}edit/") if may_edit else None,
    )


def _answer(supply: Supply) -> str:
    if not supply.needs:
        return f"No service needs it today. {plural(supply.held, 'person holds', 'people hold')} it."
    if supply.is_short:
        return f"The services lack {gap_words(supply)}."
    return f"Every need is met. {plural(supply.held, 'person holds', 'people hold')} it."


def _warning(supply: Supply) -> str:
    if supply.single_id is None:
        return ""
    return (
        "Single point of failure: a need hangs on one person. "
        "When that person is away or leaves, nobody here meets the level."
    )


def _facts(supply: Supply) -> tuple[Fact, ...]:
    return (
        Fact("Held by", plural(supply.held, "person", "people"), note=f"{supply.confirmed:,} confirmed"),
        Fact("Needs", plural(supply.needs, "need"), note=f"gap: {gap_words(supply) if supply.is_short else 'none'}"),
        Fact("Family", supply.family),
        Fact("Viewpoint", WORDS.get(supply.viewpoint, supply.viewpoint)),
    )


def _levels(described: Described) -> tuple[Definition, ...]:
    return tuple(
        Definition(level.word, text or "The framework says nothing of this level.")
        for level, text in zip(Level, described.levels, strict=True)
    )


def _needs(viewer: Viewer, needs: Sequence[NeedOf]) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("Service", "Needs", "Priority", "File and line"))
    rows = tuple(_need_row(viewer, need) for need in needs)
    return TablePage("What needs it", heads, rows, EmptyState("No service needs it today."), caption_hidden=True)


def _need_row(viewer: Viewer, need: NeedOf) -> Row:
    amount = plural(need.people, "person", "people") if need.people else ""
    if need.wte is not None:
        amount = amount_words(0, need.wte)
    return Row(
        (
            Cell(need.service, href=f"/t/{viewer.trust_code}/services/{need.service_id}/"),
            Cell(f"{amount} at {need.level.word}"),
            Cell(PRIORITIES.get(need.priority, str(need.priority))),
            Cell(source_words(need.origin), look="source"),
        )
    )


def _could_serve(needs: Iterable[NeedOf], offers: Sequence[OfferLine]) -> Mapping[int, str]:
    """By offer, the services whose need by WTE it could serve: at its level or below, and not served by it already."""
    served = {(one.community_id, one.team_id, one.service_id) for one in offers}
    return {
        one.id: "; ".join(
            need.service
            for need in needs
            if need.wte is not None
            and need.level <= one.level
            and (one.community_id, one.team_id, need.service_id) not in served
        )
        or "No need by WTE at this level"
        for one in offers
        if one.service_id is None
    }


def _counts(supply: Supply) -> TablePage:
    heads = (
        ColumnHead("Level"),
        ColumnHead("People who hold it", number=True),
        ColumnHead("Needed"),
        ColumnHead("At this level or above"),
    )
    asked = {level.level: level for level in supply.demand}
    rows = []
    for level, count in zip(Level, supply.holders, strict=True):
        demand = asked.get(level)
        needed = amount_words(demand.people, demand.wte) if demand else "–"
        there = f"{plural(demand.meeting, 'person', 'people')}, {demand.confirmed:,} confirmed" if demand else "–"
        rows.append(Row((Cell(level.word), Cell(f"{count:,}"), Cell(needed), Cell(there))))
    return TablePage("Held and needed, level by level", heads, tuple(rows), EmptyState(""), caption_hidden=True)


def _holders(viewer: Viewer, known: Known) -> TablePage:
    words = ListWords("People who hold it", "people", EmptyState("Nobody holds it yet."))
    rows = [_holder_row(viewer, known.offered, one) for one in known.holders.rows]
    table = show_table(known.offered, known.query, words, rows=rows, total=known.holders.total)
    return replace(table, filters=None)  # it offers nothing to choose by


def _holder_row(viewer: Viewer, offered: Listing, one: Holder) -> Row:
    page = f"/t/{viewer.trust_code}/people/{one.id}/" if reads_names(viewer) else ""
    cells = {
        "name": Cell(one.name, href=page, note=one.job_title),
        "wte": Cell(wte(one.wte)),
        "free": Cell(wte(one.free_wte), look="warning" if one.free_wte < 0 else ""),
        "level": Cell(one.level.word),
        "since": Cell(short_date(one.since)),
        "confirmed": Cell(confirmed_words(one)),
        "source": Cell(source_words(one.origin), look="source"),
    }
    return Row(tuple(cells[column.key] for column in offered.columns), id=f"person-{one.id}")


def confirmed_words(one: Holder) -> str:
    """Claimed only, or confirmed by whom and when."""
    if one.confirmed_on is None:
        return "Claimed, not confirmed"
    return f"By {one.confirmed_by or 'somebody'} on {short_date(one.confirmed_on)}"


def _unseen(supply: Supply, known: Known) -> str:
    others = supply.held - known.holders.total
    if others <= 0 or known.reach.everyone:
        return ""
    shown = "others hold" if known.holders.total else "people hold"
    one = "other holds" if known.holders.total else "person holds"
    return f"{plural(others, one, shown)} it. Their names are for those who confirm or plan by them."


def _about(described: Described) -> tuple[Definition, ...]:
    about = [Definition("Framework", described.supply.framework or "The trust’s own")]
    if described.also_called:
        about.append(Definition("Also called", "; ".join(described.also_called)))
    about.append(Definition("Where it came from", source_words(described.supply.origin, described.supply.framework)))
    return tuple(about)


def holder_rows(viewer: Viewer, holders: Page[Holder]) -> tuple[Sequence[str], list[list[str]]]:
    """Those the viewer may read of, as a file."""
    time = reads_time(viewer)
    rows = [
        [
            one.name,
            one.job_title,
            *([str(one.wte), str(one.free_wte)] if time else []),
            one.level.word,
            full_date(one.since),
            one.confirmed_by,
            full_date(one.confirmed_on) if one.confirmed_on else "",
            *place_of(one.origin),
        ]
        for one in holders.rows
    ]
    headings = ["Name", "Job title", *(["WTE", "Free WTE"] if time else []), "Level", "Since"]
    return [*headings, "Confirmed by", "Confirmed on", *PLACE], rows
