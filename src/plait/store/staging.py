"""A file between upload and approval: kept with its rows, each beside what the record says now."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet
from psycopg.errors import LockNotAvailable

from plait.engine.litmus.wording import many
from plait.engine.plain_values import from_plain, to_plain
from plait.engine.sheets import Entry, Key, Reading, Values, key_of
from plait.engine.tables import Problem
from plait.engine.workbook import BY_NAME, Intake, reject
from plait.store.imports import Choices, Progress, Saving, SheetPlan, plan_sheets, save_plans
from plait.store.models import Import, ImportedSheet, StagedRow, Trust
from plait.store.names import Names, load_managers
from plait.store.writing import Act, Row, insert_rows, kind_of, noting, writing

NEW, CHANGED, UNCHANGED, REJECTED, ABSENT = "new", "changed", "unchanged", "rejected", "absent"
TABLE = " table"  # beside the values of a staged row: no column of a sheet has such a name
OUTCOMES = (REJECTED, NEW, CHANGED, UNCHANGED, ABSENT)
WAITING, STAGED, APPROVED, UNDONE, DISCARDED, FAILED = "waiting", "staged", "approved", "undone", "discarded", "failed"
PATIENCE = "3s"  # what a program that died held is free again by then, and nobody waits longer for a page


class Refused(Exception):
    """An act on an import that its state does not allow; the text says why and what to do."""


class RecordMoved(Refused):
    """The record changed since the file was checked, and the file would now do something else."""


@contextmanager
def held(trust_id: int, import_id: int) -> Iterator[Import]:
    """An import in the hands of one act at a time, as it is once no other has hold of it; one transaction.

    Refused while another act reads, saves or takes back the same import.
    """
    with transaction.atomic():
        try:
            _take(import_id)
        except OperationalError as fault:
            if isinstance(fault.__cause__, LockNotAvailable):
                raise Refused("Plait is working on this file at this moment. Try again when that is done.") from fault
            raise
        yield Import.objects.get(trust_id=trust_id, id=import_id)


def _take(import_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [import_id])
        cursor.execute("SELECT set_config('lock_timeout', '0', true)")  # rows are waited for as ever


def keep_file(act: Act, name: str, data: bytes, sha256: str, choices: Choices) -> int:
    """Keep a file that is about to be read, and give its import's id.

    A file that waits already is not kept twice: it takes the name and the choices it is brought with now.
    """
    waiting = Import.objects.filter(trust_id=act.trust_id, status__in=(WAITING, STAGED))
    there = waiting.filter(sha256=sha256, uploaded_by_id=act.by).first()
    if there:
        with held(act.trust_id, there.id):
            if waiting.filter(id=there.id).update(name=name[:255], **_chosen(choices)):
                return there.id
    with noting(act) as pen:
        kept = Import.objects.create(
            trust_id=act.trust_id, name=name[:255], sha256=sha256, data=data, status=WAITING,
            uploaded_by_id=act.user_id, uploaded_at=act.at, **_chosen(choices),
        )  # fmt: skip
        pen.note("uploaded", "import", kept.id, {"name": name, "sha256": sha256})
        return kept.id


def _chosen(choices: Choices) -> Row:
    return {**asdict(choices), "whole_registers": sorted(choices.whole_registers)}


def load_file(trust_id: int, import_id: int) -> tuple[str, bytes]:
    """Name and bytes of a kept file."""
    kept = Import.objects.get(trust_id=trust_id, id=import_id)
    return kept.name, bytes(kept.data)


def stage(trust_id: int, import_id: int, intake: Intake, *, progress: Progress) -> None:
    """Keep what a file states, each row beside what the record says now; what was staged of it before goes.

    Refused when the file does not wait any more.
    """
    with held(trust_id, import_id) as kept:
        if kept.status not in (WAITING, STAGED):
            raise Refused(f"This file is {kept.status} and cannot be checked again. Upload it anew.")
        kept.revision = Trust.objects.values_list("revision", flat=True).get(id=trust_id)
        names = Names(trust_id)
        progress("Comparing with the record", 0, 1)
        readings, plans = _fitting(kept, intake.readings, names)
        ImportedSheet.objects.filter(imported=kept).delete()
        for done, reading in enumerate(readings):
            progress(f"Comparing {BY_NAME[reading.sheet].title.lower()}", done, len(readings))
            plan = next(plan for plan in plans if plan.sheet.name == reading.sheet)
            _keep_reading(kept, plan, reading)
        _keep_file_problems(kept, intake.problems)
        kept.status = STAGED
        kept.save(update_fields=["status", "revision"])


def _fitting(
    kept: Import, readings: Sequence[Reading], names: Names
) -> tuple[Sequence[Reading], tuple[SheetPlan, ...]]:
    """The readings without the rows that do not fit the record, and what the others would change."""
    trust_id, day = kept.trust_id, kept.uploaded_at.date()
    while True:
        entries = {reading.sheet: reading.entries for reading in readings}
        plans = plan_sheets(trust_id, entries, choices_of(kept), names, brought_on=day)
        unfit = {plan.sheet.name: plan.comparison.rejected for plan in plans if plan.comparison.rejected}
        if not unfit:
            return readings, plans
        readings = reject(readings, unfit, names.known(), load_managers(trust_id))


def _keep_reading(kept: Import, plan: SheetPlan, reading: Reading) -> None:
    """Keep the rows of one sheet, by the table of the file each of them stands in."""
    c = plan.comparison
    faults: dict[tuple[str, int | None], list[Problem]] = {}
    for problem in reading.problems:
        faults.setdefault((problem.table, problem.line), []).append(problem)
    rows: dict[str, list[Row]] = {}
    for (table, _), found in faults.items():
        rows.setdefault(table, []).append(_row(REJECTED, None, problems=found))
    staged = [
        *(_row(NEW, entry) for entry in c.new),
        *(_row(CHANGED, change.entry, before=change.before) for change in c.changed),
        *(_row(UNCHANGED, entry) for entry in c.unchanged),
    ]
    for row in staged:
        rows.setdefault(row["values"][TABLE], []).append(row)
    if plan.sheet.has_last_day:
        first = next(iter(rows), plan.sheet.title)
        rows.setdefault(first, []).extend(_absent_row(plan, key) for key in c.absent)
    for table, kept_rows in rows.items():
        _keep_rows(kept, plan.sheet.name, table, kept_rows, reading.unused_headings)


def _keep_rows(kept: Import, sheet: str, table: str, rows: Sequence[Row], unused: Sequence[str]) -> None:
    counts = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in OUTCOMES}
    imported = ImportedSheet.objects.create(
        trust_id=kept.trust_id, imported=kept, table=table, sheet=sheet, unused_headings=list(unused), **counts
    )
    insert_rows(StagedRow, [{**row, "trust_id": kept.trust_id, "sheet_id": imported.pk} for row in rows])


def _row(outcome: str, entry: Entry | None, *, before: Values | None = None, problems: Sequence[Problem] = ()) -> Row:
    return {
        "line": entry.line if entry else problems[0].line,
        "outcome": outcome,
        "label": label_of(entry.sheet, entry.values) if entry else "",
        "values": {**to_plain(entry.values), TABLE: entry.table} if entry else None,
        "before": to_plain(before) if before else None,
        "problems": [asdict(problem) for problem in problems] or None,
    }


def _absent_row(plan: SheetPlan, key: Key) -> Row:
    values = plan.standing[key].values
    return {"outcome": ABSENT, "label": label_of(plan.sheet.name, values), "values": to_plain(values)}


def label_of(sheet: str, values: Values) -> str:
    """What people call an entry: its key, and for a person the name as well."""
    parts = [values.get(column) for column in BY_NAME[sheet].key]
    if sheet == "people":
        parts.append(values.get("name"))
    return ", ".join(str(part) for part in parts if part is not None)[:400]


def _keep_file_problems(kept: Import, problems: Sequence[Problem]) -> None:
    if problems:
        _keep_rows(kept, "", kept.name, [_row(REJECTED, None, problems=[problem]) for problem in problems], ())


def approve(act: Act, import_id: int, *, progress: Progress) -> None:
    """Save a staged file in one transaction, or nothing of it.

    Refused while rows are rejected and not left out on purpose, when somebody approved it already, and when
    it clashes with the record, as with what somebody saves at the same moment;
    RecordMoved (after staging it anew) when the record changed so that it would do something else.
    """
    with clashing(), held(act.trust_id, import_id) as kept:
        _refuse_unready(kept)
        names = Names(act.trust_id)
        entries = load_entries(kept)
        plans = plan_sheets(act.trust_id, entries, choices_of(kept), names)
        if _moved(kept, plans):
            raise RecordMoved("The record changed since this file was checked. Look at the changes again.")
        sheets = ImportedSheet.objects.filter(imported=kept).values_list("sheet", "table", "id")
        origins = {(sheet, table): id for sheet, table, id in sheets}
        with writing(replace(act, imported=import_id)) as pen:
            save_plans(pen, plans, Saving(choices_of(kept), names, origins), progress=progress)
            chosen = asdict(choices_of(kept)) | {"whole_registers": kept.whole_registers}
            pen.note("approved", "import", import_id, {"name": kept.name, **chosen})
        kept.status, kept.approved_by_id, kept.approved_at = APPROVED, act.by, act.at
        kept.save(update_fields=["status", "approved_by", "approved_at"])


@contextmanager
def clashing() -> Iterator[None]:
    """Refused, where the database finds that what is written clashes with what is there."""
    try:
        yield
    except IntegrityError as fault:
        raise Refused(
            f"Rows of this file{kind_in_words(fault)} clash with the record: they were saved by somebody else just now,"
            " or they overlap another time of the same record. Nothing was saved. Look at the file again."
        ) from fault


def kind_in_words(fault: IntegrityError) -> str:
    """The kind of the rows a fault of the database is about; its own words name ids, perhaps of another trust."""
    table = getattr(getattr(fault.__cause__, "diag", None), "table_name", None)
    kinds = {model._meta.db_table: kind_of(model) for model in apps.get_app_config("store").get_models()}
    return f" (of kind {kinds[table]})" if table in kinds else ""


def _refuse_unready(kept: Import) -> None:
    if kept.status != STAGED:
        raise Refused(f"This file is {kept.status} and cannot be saved again. Upload it anew.")
    rejected = dict(ImportedSheet.objects.filter(imported=kept, rejected__gt=0).values_list("sheet", "rejected"))
    if rejected and not kept.leaves_out:
        raise Refused(f"{many(sum(rejected.values()), 'row', 'rows')} cannot be read. Correct them, or leave them out.")
    partial = sorted(BY_NAME[sheet].title for sheet in rejected if sheet in kept.whole_registers)
    if partial:  # a row that cannot be read names somebody, and whoever it names must not be ended
        wrong = f"{', '.join(partial)} cannot be the whole register while rows of it are left out."
        raise Refused(f"{wrong} Correct those rows, or let the others stand.")
    if not ImportedSheet.objects.filter(imported=kept).exclude(sheet="").exists():
        raise Refused("There is nothing in this file that can be saved.")


def choices_of(kept: Import) -> Choices:
    """What was chosen for a kept file."""
    return Choices(kept.true_from, kept.corrects_past, kept.leaves_out, frozenset(kept.whole_registers))


def load_entries(kept: Import) -> dict[str, list[Entry]]:
    """The good rows of a staged file, by sheet."""
    entries: dict[str, list[Entry]] = {}
    for sheet in ImportedSheet.objects.filter(imported=kept).exclude(sheet="").order_by("id"):
        rows = StagedRow.objects.filter(sheet=sheet, outcome__in=(NEW, CHANGED, UNCHANGED)).order_by("id")
        entries.setdefault(sheet.sheet, []).extend(_entry(sheet.sheet, row) for row in rows.values("line", "values"))
    return entries


def load_written(trust_id: int, import_id: int, sheet: str) -> frozenset[str]:
    """The columns of one sheet that a staged file would write: what new rows state, and what changed rows change."""
    rows = StagedRow.objects.filter(trust_id=trust_id, sheet__imported_id=import_id, sheet__sheet=sheet)
    said = rows.filter(outcome__in=(NEW, CHANGED)).values_list("outcome", "values", "before")
    stated: set[str] = set()
    for outcome, values, before in said.iterator():
        stated.update(before or () if outcome == CHANGED else [name for name, value in (values or {}).items() if value])
    return frozenset(stated - {TABLE})


def _entry(sheet: str, row: Mapping[str, Any]) -> Entry:
    values = from_plain({name: value for name, value in row["values"].items() if name != TABLE})
    return Entry(sheet, values, row["values"][TABLE], row["line"], key_of(BY_NAME[sheet], values))


def _moved(kept: Import, plans: Sequence[SheetPlan]) -> bool:
    """Would the file now do something else than what was shown?"""
    if Trust.objects.values_list("revision", flat=True).get(id=kept.trust_id) == kept.revision:
        return False
    return any(_does_else(kept, plan) for plan in plans)


def _does_else(kept: Import, plan: SheetPlan) -> bool:
    rows = StagedRow.objects.filter(sheet__imported=kept, sheet__sheet=plan.sheet.name)
    if plan.comparison.rejected or len(plan.comparison.new) != rows.filter(outcome=NEW).count():
        return True
    shown = list(rows.filter(outcome=CHANGED).values_list("label", "before"))
    now = [(label_of(plan.sheet.name, c.entry.values), to_plain(c.before)) for c in plan.comparison.changed]
    if sorted(now, key=str) != sorted(shown, key=str):
        return True
    return plan.sheet.name in kept.whole_registers and _ends_else(rows, plan)


def _ends_else(rows: "QuerySet[StagedRow]", plan: SheetPlan) -> bool:
    """Somebody who came meanwhile is absent from the file too, and must not end unseen."""
    shown = rows.filter(outcome=ABSENT).values_list("label", flat=True)
    now = [label_of(plan.sheet.name, plan.standing[key].values) for key in plan.comparison.absent]
    return sorted(now) != sorted(shown)
