"""What the pages of imports show: the list, one file before and after it is saved, its rows, the question of undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plait.engine.litmus.wording import day, many
from plait.engine.permissions import Action, Viewer, own_sheets, scope_of
from plait.engine.workbook import SHEETS
from plait.jobs.imports import is_theirs
from plait.store.board import meetings_brought
from plait.store.import_notes import Notes
from plait.store.import_views import ImportView, StagedLine, load_overwritten, load_staged, saved_before
from plait.store.mappings import load_mapped
from plait.store.paging import Page, Wanted
from plait.store.staging import ABSENT, APPROVED, CHANGED, DISCARDED, NEW, REJECTED, STAGED, UNCHANGED, WAITING
from plait.store.undoing import EditedSince, load_left
from plait.web.imports.cleaned import cleaned_table
from plait.web.imports.downloads import unlocked
from plait.web.imports.endings import EndingField, endings_of
from plait.web.imports.hiding import hides_costs, without_costs
from plait.web.imports.lines import show_lines
from plait.web.imports.reaching import is_reached
from plait.web.imports.tried import TriedPage, moment, tried_page
from plait.web.shared.listing import Column, Listing, Query, show_pages
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    EmptyState,
    ImportCount,
    Link,
    LockedAction,
    Row,
    TablePage,
)  # fmt: skip
from plait.web.shared.table import ListWords, show_table

FIRST = 20
STATUS = {
    WAITING: "Being read", STAGED: "Waiting for approval", APPROVED: "Saved", "undone": "Undone",
    "discarded": "Put aside", "failed": "Not read",
}  # fmt: skip
FATES = {REJECTED: "Cannot be read", NEW: "New", CHANGED: "Changed", UNCHANGED: "The same", ABSENT: "Not in this file"}
IMPORTS = Listing(
    columns=tuple(
        Column(key, text, number=key in {NEW, CHANGED}, sortable=False)
        for key, text in (
            ("name", "File"), ("status", "Status"), ("brought", "Brought"), (NEW, "New rows"), (CHANGED, "Changed rows")
        )
    ),
    search_label="Search by file name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListPage:
    """The imports of a trust, and what each sheet helps to answer."""

    imports: TablePage
    sheets: TablePage


@dataclass(frozen=True, slots=True)
class StagedPage:
    """One import: what it would do or what it did, and what can be done with it now."""

    number: int
    name: str
    said: str
    title: str
    status: str
    is_busy: bool
    progress: str
    failure: str
    summary: str
    ready: str
    rejected: int
    counts: tuple[ImportCount, ...]
    faults: TablePage
    changed: TablePage
    added: TablePage
    onward: Link | None
    endings: tuple[EndingField, ...]
    remarks: tuple[str, ...]
    locked: LockedAction | None
    cleaned: TablePage
    tried: TriedPage | None
    can_match: bool
    can_match_again: bool
    can_download: bool
    can_leave_out: bool
    can_save: bool
    can_undo: bool
    can_put_aside: bool
    seen: str


@dataclass(frozen=True, slots=True)
class RowsPage:
    """The rows of a file that met one fate."""

    title: str
    back: Link
    rows: TablePage


@dataclass(frozen=True, slots=True)
class UndoPage:
    """The question before an import is taken back, with the rows edited since."""

    name: str
    back: Link
    edited: TablePage


def list_page(viewer: Viewer, query: Query, found: Page[ImportView]) -> ListPage:
    """The list as this viewer may open it."""
    empty = EmptyState("No file has been brought yet. Three sheets are enough: people, services and teams.")
    rows = [_import_row(viewer, kept) for kept in found.rows]
    table = show_table(IMPORTS, query, ListWords("Imports", "imports", empty), rows=rows, total=found.total)
    own, asked = own_sheets(viewer, Action.IMPORT, [sheet.name for sheet in SHEETS]), unlocked()
    sheets = tuple(
        Row((Cell(sheet.title), Cell(sheet.help), Cell(asked.get(sheet.name, "No question yet"))))
        for sheet in SHEETS
        if sheet.name in own
    )
    heads = tuple(ColumnHead(text) for text in ("Sheet", "What it holds", "Questions it helps to answer"))
    return ListPage(
        _without_download(table),
        TablePage("What each sheet unlocks", heads, sheets, EmptyState(""), caption_hidden=True),
    )


def _without_download(table: TablePage) -> TablePage:
    return TablePage(table.caption, table.heads, table.rows, table.empty, table.filters, table.pagination)


def _import_row(viewer: Viewer, kept: ImportView) -> Row:
    href = f"/t/{viewer.trust_code}/imports/{kept.id}/" if is_reached(viewer, kept) else ""
    brought = f"{moment(kept.uploaded_at)}, {kept.uploaded_by}"
    return Row(
        (
            Cell(kept.name, href=href),
            Cell(STATUS[kept.status]),
            Cell(brought),
            Cell(f"{kept.count(NEW):,}"),
            Cell(f"{kept.count(CHANGED):,}"),
        )
    )


def staged_page(viewer: Viewer, kept: ImportView, notes: Notes) -> StagedPage:
    """One import as its page shows it."""
    busy = kept.status == WAITING or bool(kept.stage)
    is_staged = kept.status == STAGED and not busy
    rejected = kept.rejected
    may_match = is_staged and notes.has_report and is_theirs(viewer, kept)
    good = kept.count(NEW) + kept.count(CHANGED) + kept.count(UNCHANGED)
    return StagedPage(
        number=kept.id,
        name=kept.name,
        said=f"{kept.name}, brought {moment(kept.uploaded_at)} by {kept.uploaded_by}",
        title=_title(kept, busy=busy),
        status=kept.status,
        is_busy=busy,
        progress=_progress(kept),
        failure=kept.failure,
        summary=_summary(kept, may_match=may_match),
        ready=_remedy(kept, good, has_report=notes.has_report),
        rejected=rejected if is_staged else 0,
        counts=_counts(viewer, kept),
        faults=_faults(viewer, kept),
        changed=_changed(viewer, kept),
        added=_added(viewer, kept, is_staged=is_staged),
        onward=_onward(viewer, kept) if kept.status == APPROVED and not busy else None,
        endings=endings_of(kept) if is_staged else (),
        remarks=_remarks(viewer, kept),
        locked=_locked(kept, good, rejected) if is_staged else None,
        cleaned=cleaned_table(notes.cleaned),
        tried=tried_page(kept, notes.trial) if is_staged and good and scope_of(viewer, Action.READ_FINDINGS) else None,
        can_match=may_match and bool(rejected),
        can_match_again=may_match and not rejected,
        can_download=kept.status != DISCARDED and not hides_costs(viewer, kept),
        can_leave_out=is_staged and bool(rejected) and bool(good),
        can_save=is_staged and bool(kept.sheets) and not rejected,
        can_undo=kept.status == APPROVED and is_theirs(viewer, kept),
        can_put_aside=is_theirs(viewer, kept),
        seen=kept.fingerprint,
    )


def _title(kept: ImportView, *, busy: bool) -> str:
    if kept.status in {WAITING, STAGED}:
        return "Check this file before you save it"
    return "This file is being undone" if busy else STATUS[kept.status]


def _summary(kept: ImportView, *, may_match: bool) -> str:
    if not kept.rejected:
        return ""
    if may_match and not kept.sheets:
        return "The columns of this file are not matched yet. Nothing has been saved"
    return (
        f"{many(kept.rejected, 'row', 'rows') if kept.sheets else 'This file'} cannot be read. Nothing has been saved"
    )


def _remedy(kept: ImportView, good: int, *, has_report: bool) -> str:
    if not kept.sheets:
        report = "If it is a report of your own, match its columns. " if has_report else ""
        return f"{report}What is wrong with it and what to do stands below."
    put_right = "Correct it" if kept.rejected == 1 else "Correct them"
    others = f" The other {many(good, 'row is', 'rows are')} ready." if good else ""
    words = " Words of a report are matched under Match the columns." if has_report else ""
    return f"{put_right} in the file and upload it again.{words}{others}"


def _progress(kept: ImportView) -> str:
    done = f": {kept.done:,} of {kept.total:,}" if kept.total else ""
    return f"{kept.stage or 'Waiting for a worker'}{done}"


def _locked(kept: ImportView, good: int, rejected: int) -> LockedAction | None:
    if not kept.sheets or not (good or kept.count(ABSENT)):
        return LockedAction("save", "Save", "There is nothing in this file that can be saved.")
    if not rejected:
        return None
    remedy = "Correct them, or leave them out below." if good else "Correct them in the file."
    return LockedAction("save", "Save all rows", f"Rows cannot be read. {remedy}")


def _counts(viewer: Viewer, kept: ImportView) -> tuple[ImportCount, ...]:
    base = f"/t/{viewer.trust_code}/imports/{kept.id}/rows/"
    counts = {REJECTED: kept.rejected} | {fate: kept.count(fate) for fate in FATES if fate != REJECTED}
    return tuple(
        ImportCount(counts[fate], text, f"{base}{fate}/", bad=fate == REJECTED) for fate, text in FATES.items()
    )


def _remarks(viewer: Viewer, kept: ImportView) -> tuple[str, ...]:
    said = [f"True from {day(kept.choices.true_from)}."]
    said += ["It corrects the past: values are overwritten."] if kept.choices.corrects_past else []
    said += load_mapped(viewer.trust_id, kept.id)
    said += load_overwritten(viewer.trust_id, kept.id) if kept.status == STAGED else ()
    if hides_costs(viewer, kept):
        said.append("Bands and points are shown to finance partners and to whoever brought the file.")
    if before := saved_before(viewer.trust_id, kept):
        said.append(f"The very same file was saved on {before}.")
    said += filter(None, [load_left(viewer.trust_id, kept.id).looking_back])
    for sheet in kept.sheets:
        if sheet.unused_headings:
            said.append(f"{sheet.table}: these columns are not used: {', '.join(sheet.unused_headings)}.")
    if (absent := kept.count(ABSENT)) and not kept.choices.whole_registers:
        said.append(f"{many(absent, 'row of our records is', 'rows of our records are')} not in this file, and kept.")
    return tuple(said)


def rows_page(viewer: Viewer, kept: ImportView, outcome: str, query: Query, found: Page[StagedLine]) -> RowsPage:
    """One page of the rows of one fate."""
    heads, rows = show_lines(outcome, without_costs(viewer, kept, found.rows))
    pages = show_pages(query, IMPORTS, total=found.total, nouns="rows") if found.total else None
    empty = EmptyState("There is no such row in this file.")
    table = TablePage(FATES[outcome], heads, rows, empty, pagination=pages, caption_hidden=True)
    return RowsPage(FATES[outcome], Link(kept.name, f"/t/{viewer.trust_code}/imports/{kept.id}/"), table)


def _faults(viewer: Viewer, kept: ImportView) -> TablePage:
    found = load_staged(viewer.trust_id, kept.id, REJECTED, Wanted(limit=FIRST)) if kept.rejected else Page((), 0)
    heads, rows = show_lines(REJECTED, without_costs(viewer, kept, found.rows))
    return TablePage("Rows that cannot be read", heads, rows, EmptyState(""), caption_hidden=True)


def _changed(viewer: Viewer, kept: ImportView) -> TablePage:
    found = load_staged(viewer.trust_id, kept.id, CHANGED, Wanted(limit=FIRST)) if kept.count(CHANGED) else Page((), 0)
    heads, rows = show_lines(CHANGED, without_costs(viewer, kept, found.rows))
    return TablePage("Changed", heads, rows, EmptyState("No row changes what is recorded."), caption_hidden=True)


def _added(viewer: Viewer, kept: ImportView, *, is_staged: bool) -> TablePage:
    """What a short file adds, like the items of an agenda; of a long one the count leads to its rows."""
    is_short = is_staged and 0 < kept.count(NEW) <= FIRST
    found = load_staged(viewer.trust_id, kept.id, NEW, Wanted(limit=FIRST)) if is_short else Page((), 0)
    heads, rows = show_lines(NEW, without_costs(viewer, kept, found.rows))
    return TablePage("New", heads, rows, EmptyState(""), caption_hidden=True)


def _onward(viewer: Viewer, kept: ImportView) -> Link | None:
    """Where the secretary goes on once an agenda is saved: to its meeting."""
    if not scope_of(viewer, Action.EDIT_BOARD):
        return None
    brought = meetings_brought(viewer.trust_id, kept.id)
    return (
        Link(f"Open {brought[0][1]}", f"/t/{viewer.trust_code}/board/{brought[0][0]}/") if len(brought) == 1 else None
    )


def undo_page(viewer: Viewer, kept: ImportView, edited: Sequence[EditedSince]) -> UndoPage:
    """The question, with the rows edited since by name."""
    rows = tuple(Row((Cell(one.label), Cell(one.sheet), Cell(one.by))) for one in edited)
    heads = tuple(ColumnHead(text) for text in ("Row", "Sheet", "Edited by"))
    table = TablePage("Rows edited since", heads, rows, EmptyState(""))
    return UndoPage(kept.name, Link(kept.name, f"/t/{viewer.trust_code}/imports/{kept.id}/"), table)
