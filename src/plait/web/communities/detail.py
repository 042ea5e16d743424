"""What the page of one community of practice shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.communities import LIVING_DAYS
from plait.engine.permissions import Action, Viewer, reaches
from plait.store.communities import Alone, CommunityDetail, Member
from plait.store.history import HistoryLine
from plait.store.offers import OfferLine
from plait.store.paging import Page
from plait.web.communities.page import lead_words
from plait.web.shared.jinja import full_date, plural, short_date
from plait.web.shared.listing import Column, Listing, Query
from plait.web.shared.naming import reads_names
from plait.web.shared.offers import add_offer, offers_of_giver
from plait.web.shared.origins import show_history, source_words
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    Definition,
    EmptyState,
    Fact,
    Fault,
    HistoryEntry,
    Link,
    Row,
    TablePage,
)
from plait.web.shared.table import ListWords, show_table

MEMBERS = Listing(
    columns=(
        Column("name", "Name"),
        Column("department", "Department"),
        Column("since", "Since"),
        Column("source", "Source", sortable=False),
    ),
    sort="name",
)
SHOWN_DAYS = 12


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """The form that adds a day the community met: what was written, and what is wrong with it."""

    version: int
    written: str = ""
    error: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """One community: is it alive, who is in it, who of its family is not, and when it met."""

    name: str
    answer: str
    facts: tuple[Fact, ...]
    members: TablePage | None
    add_member: Link | None
    unseen: str
    alone_answer: str
    alone: TablePage | None
    offers: TablePage
    add_offer: Link | None
    met_on: tuple[str, ...]
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    meeting: MeetingForm | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of one community for this viewer."""

    query: Query
    members: Page[Member]
    alone: Page[Alone]
    alone_in_all: int
    history: tuple[HistoryLine, ...]
    today: date
    offers: tuple[OfferLine, ...] = ()


def may_edit(viewer: Viewer, detail: CommunityDetail) -> bool:
    """May this viewer change this very community?"""
    return reaches(viewer, Action.EDIT_COMMUNITIES, communities=(detail.line.name,))


def community_page(
    viewer: Viewer, detail: CommunityDetail, known: Known, form: MeetingForm | None = None
) -> CommunityPage:
    """The page of one community as this viewer may see it; `form` is what was wrong with a meeting day."""
    line = detail.line
    edits = may_edit(viewer, detail)
    action = f"/t/{viewer.trust_code}/communities/{line.id}/meeting/"
    meeting = replace(form or MeetingForm(detail.version), action=action)
    return CommunityPage(
        name=line.name,
        answer=_answer(detail, known.today),
        facts=_facts(viewer, detail),
        members=_members(viewer, known, may_change=edits) if reads_names(viewer) else None,
        add_member=Link("Add a person", f"/t/{viewer.trust_code}/communities/{line.id}/members/add/")
        if edits
        else None,
        unseen="" if reads_names(viewer) else f"{plural(line.members, 'person', 'people')}, without names.",
        alone_answer=_alone_answer(detail, known.alone_in_all),
        alone=_alone(known.alone) if known.alone.total else None,
        offers=offers_of_giver(viewer, known.offers, may_edit=edits),
        add_offer=add_offer(viewer, "community", line.id) if edits else None,
        met_on=tuple(full_date(day) for day in detail.met_on[:SHOWN_DAYS]),
        about=(Definition("Where it came from", source_words(detail.line.origin)),),
        history=_history(viewer, known.history),
        edit=Link("Change this community", f"/t/{viewer.trust_code}/communities/{line.id}/edit/") if edits else None,
        meeting=meeting if edits else None,
        faults=(Fault(meeting.error, "day"),) if meeting.error else (),
    )


def _history(viewer: Viewer, lines: Iterable[HistoryLine]) -> tuple[HistoryEntry, ...]:
    """What happened; who joined, left and led is for those who read names."""
    if reads_names(viewer):
        return show_history(lines, named=True)
    return show_history((one for one in lines if one.kind in {"community", "offer"}), hidden=frozenset(("lead",)))


def _answer(detail: CommunityDetail, today: date) -> str:
    line = detail.line
    if detail.ends is not None and detail.ends <= today:
        return f"It ended: {full_date(detail.ends)} was the first day without it."
    if line.last_met is None:
        return "It has no meeting recorded, so it does not count as living."
    days = plural((today - line.last_met).days, "day")
    if line.is_living:
        return f"It is living: it met {days} ago."
    return f"It is not living: it last met {days} ago, more than {LIVING_DAYS}."


def _facts(viewer: Viewer, detail: CommunityDetail) -> tuple[Fact, ...]:
    line = detail.line
    return (
        Fact("Last met", short_date(line.last_met) if line.last_met else "Never", note=f"limit: {LIVING_DAYS} days"),
        Fact("Members", f"{line.members:,}"),
        Fact("Lead", lead_words(viewer, line)),
        Fact("Family", line.family or "None stated"),
    )


def _members(viewer: Viewer, known: Known, *, may_change: bool) -> TablePage:
    empty = EmptyState("No member is recorded. A living community without members serves everybody of its family.")
    words = ListWords("Members", "people", empty)
    rows = [_member(viewer, one, may_change=may_change) for one in known.members.rows]
    table = show_table(MEMBERS, known.query, words, rows=rows, total=known.members.total)
    heads = (*table.heads, ColumnHead("Change")) if may_change else table.heads
    # It offers nothing to choose by, and the list is no register.
    return replace(table, heads=heads, filters=None, download=None)


def _member(viewer: Viewer, one: Member, *, may_change: bool) -> Row:
    home = f"/t/{viewer.trust_code}"
    cells = [
        Cell(one.name, href=f"{home}/people/{one.id}/", note=one.job_title),
        Cell(one.department),
        Cell(short_date(one.starts)),
        Cell(source_words(one.origin), look="source"),
    ]
    if may_change:
        cells.append(Cell(f"Change {one.name}", href=f"{home}/communities/members/{one.stay}/edit/"))
    return Row(tuple(cells))


def _alone_answer(detail: CommunityDetail, count: int) -> str:
    if not detail.line.family:
        return "It states no family of competencies, so nobody can be counted as without it."
    if not count:
        return f"The record holds nobody who practises {detail.line.family} without a living community."
    people = (
        f"{plural(count, 'person practises', 'people practise')} {detail.line.family} at practitioner level or above"
    )
    if detail.line.is_living:
        return f"{people} and {'is' if count == 1 else 'are'} not in it."
    return f"{people} without a living community."


def _alone(alone: Page[Alone]) -> TablePage:
    heads = (ColumnHead("Name"), ColumnHead("Department"), ColumnHead("Competencies"))
    rows = tuple(Row((Cell(one.name), Cell(one.department), Cell("; ".join(one.competencies)))) for one in alone.rows)
    return TablePage("Who practises alone", heads, rows, EmptyState(""), caption_hidden=True)
