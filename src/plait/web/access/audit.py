"""What the audit trail shows: who did what to which record, with values as the viewer may read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from plait.engine.cells import CannotRead, read_date
from plait.engine.history import COST, KINDS, NOT_SHOWN
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.store.audit import SECURITY_KINDS, AuditLine, AuditReach
from plait.store.history import ValueChange
from plait.store.paging import Page
from plait.web.access.page import role_words
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.page import Cell, EmptyState, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("When", "Who", "What", "About", "Values", "File", "Sheet", "Line")
SHORTLY = 6


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The trail: how far it reaches for this viewer, and the list."""

    answer: str
    table: TablePage
    note: str


def reads_everything(viewer: Viewer) -> bool:
    """Does the trail show this viewer the whole trust?"""
    return Scope.TRUST in scope_of(viewer, Action.READ_AUDIT)


def audit_reach(viewer: Viewer, own_rows: dict[str, list[int]]) -> AuditReach:
    """How far this viewer reads; `own_rows` are the rows that tell of themselves."""
    scope = scope_of(viewer, Action.READ_AUDIT)
    if Scope.TRUST in scope:
        return AuditReach(everything=True)
    return AuditReach(
        kinds=SECURITY_KINDS if Scope.SECURITY in scope else (),
        about=own_rows if Scope.SELF in scope else {},
    )


def audit_listing(viewer: Viewer) -> Listing:
    """What the trail offers this viewer: kinds of record they may meet, and a search by person or day."""
    scope = scope_of(viewer, Action.READ_AUDIT)
    kinds = KINDS if Scope.TRUST in scope or Scope.SELF in scope else {kind: KINDS[kind] for kind in SECURITY_KINDS}
    columns = (("when", "When"), ("who", "Who"), ("what", "What"), ("about", "About"), ("values", "Values"))
    return Listing(
        columns=tuple(Column(key, text, sortable=False) for key, text in columns),
        filters=(
            Filter("kind", "Record", tuple(sorted(kinds.items(), key=lambda one: one[1]))),
            Filter("action", "What happened", (("corrected", "Corrections of the past"),), "Everything"),
        ),
        search_label="Find by person, or by day like 30/06/2026",
    )


def split_search(query: Query) -> tuple[Query, date | None]:
    """A search that is a day asks for that day; any other, for who did it or whom it is about."""
    try:
        return replace(query, q=""), read_date(query.q)
    except CannotRead:
        return query, None


def audit_page(viewer: Viewer, offered: Listing, query: Query, found: Page[AuditLine]) -> AuditPage:
    """One page of the trail."""
    words = ListWords("What happened, newest first", "events", EmptyState("Nothing has happened yet."))
    rows = [_row(viewer, line) for line in found.rows]
    if reads_everything(viewer):
        note = "Every accepted change leaves an event, and no event can be changed or removed."
    elif Scope.SECURITY in scope_of(viewer, Action.READ_AUDIT):
        note = "Your role shows who was given access and whose access was closed."
    else:
        note = "Your role shows what was changed about yourself, and by whom."
    return AuditPage(
        answer=f"{plural(found.total, 'event')}, newest first.",
        table=show_table(offered, query, words, rows=rows, total=found.total),
        note=note,
    )


def _row(viewer: Viewer, line: AuditLine) -> Row:
    event, at = line.event, timezone.localtime(line.event.at)
    values = [*_values(viewer, line)]
    more = f"; and {len(values) - SHORTLY} more" if len(values) > SHORTLY else ""
    cells = (
        Cell(f"{short_date(at.date())}, {at:%H:%M}"),
        Cell(event.by),
        Cell(f"{KINDS.get(event.kind, event.kind)} {event.action}"),
        Cell(line.about),
        Cell(("; ".join(values[:SHORTLY]) + more) or "–", note=_source(line)),
    )
    return Row(cells)


def _source(line: AuditLine) -> str:
    event = line.event
    parts = [event.file, event.table, f"line {event.line}" if event.line else ""]
    return ", ".join(part for part in parts if part)


def _values(viewer: Viewer, line: AuditLine) -> Iterable[str]:
    """Each value that changed, in words; of pay only that it did, for those who may not read it."""
    for change in line.event.changes:
        if change.column == "user":
            continue  # whom it is about stands beside it
        if change.column in COST and not _reads_cost(viewer):
            yield f"{change.column} {NOT_SHOWN}"
        else:
            yield _told(change)


def _reads_cost(viewer: Viewer) -> bool:
    """Whose trail is about themselves alone reads their own pay in it."""
    scope = scope_of(viewer, Action.READ_BAND)
    return Scope.TRUST in scope or (Scope.SELF in scope and not reads_everything(viewer))


def _told(change: ValueChange) -> str:
    is_role = change.column == "role"
    before, after = (role_words(text) if is_role else text for text in (change.before, change.after))
    if before and after:
        return f"{change.column} {before} → {after}"
    return f"{change.column} {after}" if after else f"{change.column} was {before}"


def audit_rows(viewer: Viewer, found: Page[AuditLine]) -> Iterable[list[str]]:
    """The trail as a file."""
    for line in found.rows:
        event = line.event
        yield [
            f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
            event.by,
            f"{KINDS.get(event.kind, event.kind)} {event.action}",
            line.about,
            "; ".join(_values(viewer, line)),
            event.file,
            event.table,
            str(event.line or ""),
        ]
