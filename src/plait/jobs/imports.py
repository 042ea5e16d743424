"""A file on its way into the record: brought, staged, approved, taken back; in the background when it is large."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from django.db import transaction
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

from plait.engine.ae_mapping import observe_ae, read_ae_list
from plait.engine.ae_returns import is_ae_return
from plait.engine.column_list import read_columns
from plait.engine.days_told import mixed_days
from plait.engine.frameworks.cleaning import Cleaned
from plait.engine.intake import SHEET_TITLES, Brought, Registered, holds_framework, tables_to_map, understand
from plait.engine.left_out import narrow_intake
from plait.engine.litmus.wording import listed
from plait.engine.mapping import ColumnMapping, Mapped, apply_mapping, say_what_words_mean, signature_of
from plait.engine.people import PEOPLE
from plait.engine.permissions import Action, Scope, Viewer, importable_fields, own_sheets, scope_of
from plait.engine.tables import Book, Problem, Table
from plait.files.folder import read_kept, unpacked_bytes
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE
from plait.files.reading import XLSX
from plait.jobs.acting import NotAllowed
from plait.store.import_notes import note_reading
from plait.store.import_views import ImportView, load_import
from plait.store.imports import Choices, Progress, no_progress
from plait.store.mappings import load_mappings, note_mapped, save_mapping
from plait.store.names import Names, load_managers
from plait.store.progress import begin, discard, leave_out
from plait.store.snapshot import load_competencies
from plait.store.staging import APPROVED, RecordMoved, Refused, approve, keep_file, load_file, load_written, stage
from plait.store.undoing import Left, refuse_edited, undo
from plait.store.writing import Act

STAGING, APPROVING, UNDOING, TRYING = "plait.stage", "plait.approve", "plait.undo", "plait.try"
"""The tasks of `jobs.import_tasks` and `jobs.trying`, by the names under which they are queued."""

MOST_ROWS = 2_000
"""Rows that are read or saved while somebody waits; more become a background job."""
MOST_BYTES = MEGABYTE
"""A larger file is not even opened while somebody waits: 2,000 rows stay well below this."""
MOST_WORKBOOK_BYTES = 5 * MEGABYTE
"""As MOST_BYTES for what a workbook unpacks to, whose XML is wordy: 2,000 people take 1.2 MB. 5 MB are read within
0.4 to 1.4 seconds on a small server, by what stands in the cells; 10 MB take 0.8 to 2.8, and 20 MB 1.2 to 5.3."""
QUEUED = "Waiting for a worker"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody brought it; a folder's name ends in a stroke and its bytes are packed."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is told: which import, and in whose name."""

    code: str
    trust_id: int
    user_id: int
    import_id: int
    request: str = ""
    leave_edited: bool = False


def bring_file(viewer: Viewer, act: Act, upload: Upload, choices: Choices) -> int:
    """Keep a file and stage it, or have a worker stage it when it is large; the id of its import.

    NotAllowed when the viewer may not import, or not one of the sheets in it; nothing is kept then.
    Refused when the file is larger than Plait reads.
    """
    import_id = keep_upload(viewer, act, upload, choices)
    _stage_or_queue(viewer, act, import_id, upload)
    return import_id


def stage_again(viewer: Viewer, act: Act, import_id: int) -> bool:
    """Stage a kept file anew: true when it is done, false when a worker will do it because it is large.

    NotAllowed as `stage_now`.
    """
    return _stage_or_queue(viewer, act, import_id, Upload(*load_file(viewer.trust_id, import_id)))


def _stage_or_queue(viewer: Viewer, act: Act, import_id: int, upload: Upload) -> bool:
    most = MOST_WORKBOOK_BYTES if upload.name.casefold().endswith(XLSX) else MOST_BYTES
    if unpacked_bytes(upload.name, upload.data) <= most:
        book = read_kept(upload.name, upload.data, expected=SHEET_TITLES)
        if sum(len(table.lines) for table in book.tables) <= MOST_ROWS:
            stage_now(viewer, act, import_id, progress=quietly, book=book)
            ask_to_try(viewer, act, import_id)
            return True
    _queue(STAGING, viewer, act, import_id)
    return False


def keep_upload(viewer: Viewer, act: Act, upload: Upload, choices: Choices) -> int:
    """Keep the bytes of a file that is about to be staged."""
    if not scope_of(viewer, Action.IMPORT):
        raise NotAllowed(f"Your role ({viewer.role_words}) may not import files.")
    if len(upload.data) > MAX_FILE_BYTES:
        raise Refused(f"{upload.name} is larger than {MAX_FILE_BYTES // MEGABYTE} MB. Bring it in smaller parts.")
    return keep_file(act, upload.name, upload.data, sha256(upload.data).hexdigest(), choices)


def stage_now(
    viewer: Viewer, act: Act, import_id: int, *, progress: Progress, book: Book | None = None
) -> tuple[Cleaned, ...]:
    """Read a kept file and put each row beside what the record says; what was cleaned of a framework in it.

    A file with a sheet the viewer may not import is discarded, and NotAllowed says which; columns of people
    the viewer may not write are left out, and noted beside the mappings used.
    """
    progress("Reading the file", 0, 1)
    book = book or _book_of(viewer, import_id)
    mapped, used = map_book(viewer, book)
    brought = _read(viewer, mapped)
    try:
        _refuse_foreign(viewer, [reading.sheet for reading in brought.intake.readings])
        _refuse_ending(viewer, import_id)
    except NotAllowed:
        discard(act, import_id)
        raise
    known = Names(viewer.trust_id).known()
    note_reading(viewer.trust_id, import_id, has_report=bool(tables_to_map(book)), cleaned=brought.cleaned)
    reports = [table.name for table, before in zip(mapped.tables, book.tables, strict=True) if table is not before]
    intake = say_what_words_mean(brought.intake, reports)
    narrowed = narrow_intake(intake, importable_fields(viewer), known[PEOPLE.name])
    stage(viewer.trust_id, import_id, narrowed.intake, progress=progress)
    note_mapped(act, import_id, (*used, *narrowed.left_out, *mixed_days(intake.entries(), known)))
    return brought.cleaned


def map_book(viewer: Viewer, book: Book) -> tuple[Book, tuple[str, ...]]:
    """The book with each report that has a saved mapping in its sheet's own headings, and what was done, in words."""
    signatures = {table.name: signature_of(table) for table in tables_to_map(book)}
    saved = load_mappings(viewer.trust_id, signatures.values()) if signatures else {}
    tables, problems = [], list(book.problems)
    used: dict[str, list[str]] = {}
    for table in book.tables:
        mapping = saved.get(signatures.get(table.name, ""))
        done = _mapped(table, mapping) if mapping else Mapped(table)
        tables.append(done.table)
        problems += done.problems
        if mapping:
            left = ", ".join(map(str, done.left_out))
            said = f" Totals and notes on line {left} are left out." if left else ""
            used.setdefault(f"columns matched by “{mapping.name}”.{said}", []).append(table.name)
    told = tuple(f"{listed(names)}: {said}" for said, names in used.items())
    return replace(book, tables=tuple(tables), problems=tuple(problems)), told


def _mapped(table: Table, mapping: ColumnMapping) -> Mapped:
    return observe_ae(table, mapping) if is_ae_return(table) else apply_mapping(table, mapping)


def load_report(viewer: Viewer, import_id: int) -> Table | None:
    """The first table of a kept file whose columns are to be matched; None when every table is a sheet."""
    tables = tables_to_map(_book_of(viewer, import_id))
    return tables[0] if tables else None


def match_columns(viewer: Viewer, act: Act, import_id: int, stated: Table) -> tuple[Problem, ...]:
    """Save the mapping that a list states for the report in a kept file; with a fault in the list, nothing is saved.

    Refused when the file holds no report whose columns are to be matched.
    """
    report = load_report(viewer, import_id)
    if report is None:
        raise Refused("Every table of the file is known by its headings, so there are no columns to match.")
    said = read_ae_list(stated, report) if is_ae_return(report) else read_columns(stated, report, name=stated.name)
    if not said.problems:
        save_mapping(act, signature_of(report), said.mapping)
    return said.problems


def ask_to_try(viewer: Viewer, act: Act, import_id: int) -> None:
    """Have a worker find out which verdicts a staged file would change; a large one is not judged on a copy."""
    if is_small(find_import(viewer, import_id)):
        errand = Errand(viewer.trust_code, viewer.trust_id, viewer.user_id, import_id, act.request)
        _defer(TRYING, errand, lock=f"{TRYING}-{import_id}")


def is_small(kept: ImportView) -> bool:
    """Is a staged file small enough to be saved while somebody waits, and to be judged on a copy before?"""
    return kept.weight <= MOST_ROWS


def approve_import(viewer: Viewer, act: Act, import_id: int, *, leaves_out: bool) -> bool:
    """Save a staged file: true when it is saved, false when a worker will save it because it is large.

    That rows which cannot be read are left out is kept with it, once the viewer may save the file at all.
    Refused, NotAllowed and RecordMoved as `approve_now`; NotAllowed when the trust has no such import.
    """
    kept = find_import(viewer, import_id)
    _refuse_approval(viewer, kept)
    leave_out(viewer.trust_id, import_id, leaves_out=leaves_out)
    if is_small(kept):
        approve_now(viewer, act, import_id, progress=quietly)
        return True
    _queue(APPROVING, viewer, act, import_id)
    return False


def approve_now(viewer: Viewer, act: Act, import_id: int, *, progress: Progress) -> None:
    """Save a staged file in one transaction, or nothing of it.

    RecordMoved when the record changed so that the file would do something else: it is staged anew by then,
    to be looked at again.
    """
    _refuse_approval(viewer, find_import(viewer, import_id))
    try:
        approve(act, import_id, progress=progress)
    except RecordMoved:
        stage_now(viewer, act, import_id, progress=progress)
        ask_to_try(viewer, act, import_id)
        raise


def _refuse_approval(viewer: Viewer, kept: ImportView) -> None:
    _refuse_foreign(viewer, [sheet.sheet for sheet in kept.sheets])
    _refuse_ending(viewer, kept.id)
    _refuse_fields(viewer, kept.id, "save it")


def take_back(viewer: Viewer, act: Act, import_id: int, *, leave_edited: bool) -> Left | None:
    """Undo a saved import: what is left as it is, or None when a worker will undo it because it is large.

    As `undo_import`; whatever is to be asked is asked before a worker is sent.
    """
    kept = find_import(viewer, import_id)
    if is_small(kept) or kept.status != APPROVED:
        return undo_import(viewer, act, import_id, leave_edited=leave_edited)
    refuse_undo(viewer, import_id)
    if kept.stage:
        raise Refused("This import is being undone already.")
    if not leave_edited:
        refuse_edited(viewer.trust_id, import_id)
    _queue(UNDOING, viewer, act, import_id, leave_edited=leave_edited)
    return None


def undo_import(
    viewer: Viewer, act: Act, import_id: int, *, leave_edited: bool = False, progress: Progress = no_progress
) -> Left:
    """Put every row of a saved import back as it was, and tell what is left as it is; see `store.undoing.undo`."""
    refuse_undo(viewer, import_id)
    return undo(act, import_id, leave_edited=leave_edited, progress=progress)


def refuse_undo(viewer: Viewer, import_id: int) -> None:
    """NotAllowed where an import is not this viewer's to take back, or changed what they may not write."""
    kept = find_import(viewer, import_id)
    _refuse_foreign(viewer, [sheet.sheet for sheet in kept.sheets])
    if not is_theirs(viewer, kept):
        raise NotAllowed(f"Your role ({viewer.role_words}) takes back only what you brought yourself.")
    _refuse_fields(viewer, import_id, "take it back", ended=PEOPLE.name in kept.choices.whole_registers)


def is_theirs(viewer: Viewer, kept: ImportView) -> bool:
    """May this viewer stop an import, put it aside or take it back? Who imports some sheets: only what they brought."""
    return Scope.TRUST in scope_of(viewer, Action.IMPORT) or kept.uploaded_by_id == viewer.user_id


def find_import(viewer: Viewer, import_id: int) -> ImportView:
    """One import of the viewer's trust; NotAllowed alike for one that is not there and one of another trust."""
    kept = load_import(viewer.trust_id, import_id)
    if kept is None:
        raise NotAllowed(f"{viewer.trust_name} has no import {import_id}.")
    return kept


def quietly(_stage: str, _done: int, _total: int) -> None:
    """Progress of work so short that nobody watches."""


def _book_of(viewer: Viewer, import_id: int) -> Book:
    name, data = load_file(viewer.trust_id, import_id)
    return read_kept(name, data, expected=SHEET_TITLES)


def _read(viewer: Viewer, book: Book) -> Brought:
    known = Names(viewer.trust_id).known()
    # Only a framework meets whole competencies; for all else their names are enough.
    competencies = load_competencies(viewer.trust_id) if holds_framework(book) else ()
    return understand(book, Registered(known, load_managers(viewer.trust_id), competencies))


def _refuse_foreign(viewer: Viewer, sheets: Sequence[str]) -> None:
    own = own_sheets(viewer, Action.IMPORT, sheets)
    foreign = [sheet for sheet in sheets if sheet not in own]
    if foreign or not scope_of(viewer, Action.IMPORT):
        raise NotAllowed(f"Your role ({viewer.role_words}) may not import {' or '.join(foreign) or 'files'}.")


def _refuse_ending(viewer: Viewer, import_id: int) -> None:
    """A whole register ends whom it does not name, so it is for those who may write a last day."""
    if PEOPLE.name in find_import(viewer, import_id).choices.whole_registers and "ends" not in importable_fields(
        viewer
    ):
        raise NotAllowed(f"Your role ({viewer.role_words}) may not end people, so the file is not the whole register.")


def _refuse_fields(viewer: Viewer, import_id: int, doing: str, *, ended: bool = False) -> None:
    """Somebody else may have brought the file, who may write more."""
    written = load_written(viewer.trust_id, import_id, PEOPLE.name) | ({"ends"} if ended else set())
    foreign = written - importable_fields(viewer)
    if foreign:
        named = " and ".join(column.heading for column in PEOPLE.columns if column.name in foreign)
        raise NotAllowed(
            f"Your role ({viewer.role_words}) may not write {named}. Whoever brought the file may {doing}."
        )


def _queue(task: str, viewer: Viewer, act: Act, import_id: int, *, leave_edited: bool = False) -> None:
    """Hand the work on an import to a worker, and say so on its page."""
    begin(viewer.trust_id, import_id, QUEUED)
    errand = Errand(viewer.trust_code, viewer.trust_id, viewer.user_id, import_id, act.request, leave_edited)
    _defer(task, errand, lock=f"import-{import_id}")


def _defer(task: str, errand: Errand, *, lock: str) -> None:
    job = queue.configure_task(task, lock=lock, queueing_lock=f"{task}-{errand.import_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():  # it waits already
        job.defer(errand=asdict(errand))
