"""Imports as their pages and commands show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db.models import F, Func, TextField

from plait.engine.comparing import is_many
from plait.engine.plain_values import from_plain
from plait.engine.sheets import Values
from plait.engine.tables import Problem
from plait.store.imports import IN_ORDER, Choices
from plait.store.models import Import, ImportedSheet, StagedRow
from plait.store.paging import Page, Wanted
from plait.store.staging import ABSENT, APPROVED, CHANGED, NEW, OUTCOMES, REJECTED, TABLE, UNCHANGED, choices_of

NONE_ENDED: Mapping[str, int] = {}
DAYS = frozenset(("starts", "ends"))
UNSHOWN = ("data", "cleaned", "tried")
"""What is large, or kept for `import_notes`."""


@dataclass(frozen=True, slots=True)
class ImportSheetView:
    """One sheet of an import, with its counts by outcome."""

    id: int
    table: str
    sheet: str
    counts: Mapping[str, int]
    unused_headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A register of which rows end when the file is saved: how many, and of how many that hold on that day."""

    sheet: str
    count: int
    of: int

    @property
    def is_many(self) -> bool:
        """Is the number typed back before that?"""
        return is_many(self.count, of=self.of)


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import as its pages and commands show it."""

    id: int
    name: str
    sha256: str
    status: str
    choices: Choices
    uploaded_by_id: int
    uploaded_by: str
    uploaded_at: datetime
    approved_by: str
    approved_at: datetime | None
    undone_by: str
    undone_at: datetime | None
    sheets: tuple[ImportSheetView, ...]
    problems: int
    stage: str
    done: int
    total: int
    failure: str
    ended: Mapping[str, int] = field(default_factory=dict)
    """By whole register: how many rows of the file are of what has ended by that day."""

    def count(self, outcome: str) -> int:
        """Rows of this outcome over all sheets."""
        return sum(sheet.counts[outcome] for sheet in self.sheets)

    @property
    def rejected(self) -> int:
        """Faults that keep the file from being saved: rows that cannot be read, and faults of the file itself."""
        return self.count(REJECTED) + self.problems

    @property
    def fingerprint(self) -> str:
        """Differs when the file was staged anew with other choices, or with another outcome."""
        chosen, counts = self.choices, [sorted(sheet.counts.items()) for sheet in self.sheets]
        told = (chosen.true_from.isoformat(), chosen.corrects_past, sorted(chosen.whole_registers), counts)
        return sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def weight(self) -> int:
        """Rows that saving the file has to look at: those it states, and those of the record that it ends."""
        stated = self.count(NEW) + self.count(CHANGED) + self.count(UNCHANGED)
        return stated + sum(ending.count for ending in self.endings)

    @property
    def endings(self) -> tuple[Ending, ...]:
        """The registers that are said to be whole and miss rows of the record."""
        found = [self._ending(sheet) for sheet in sorted(self.choices.whole_registers)]
        return tuple(ending for ending in found if ending.count)

    def _ending(self, name: str) -> Ending:
        """A register may stand in several tables of the file, each with some of the counts."""
        counts = [sheet.counts for sheet in self.sheets if sheet.sheet == name]
        ends = sum(one[ABSENT] for one in counts)
        named = sum(one[CHANGED] + one[UNCHANGED] for one in counts) - self.ended.get(name, 0)
        return Ending(name, ends, ends + named)


@dataclass(frozen=True, slots=True)
class StagedLine:
    """One row of a staged file as its page shows it."""

    table: str
    sheet: str
    line: int | None
    outcome: str
    label: str
    values: Values
    before: Values
    problems: tuple[Problem, ...]


def list_imports(trust_id: int, wanted: Wanted) -> Page[ImportView]:
    """The imports of a trust, latest first."""
    found = Import.objects.filter(trust_id=trust_id).defer(*UNSHOWN).order_by("-id")
    if wanted.search:
        found = found.filter(name__icontains=wanted.search)
    people = found.select_related("uploaded_by", "approved_by", "undone_by").prefetch_related("importedsheet_set")
    stop = None if wanted.limit is None else wanted.offset + wanted.limit
    return Page(tuple(_view(kept) for kept in people[wanted.offset : stop]), found.count())


def load_import(trust_id: int, import_id: int) -> ImportView | None:
    """One import; None when the trust has none of this number."""
    found = Import.objects.filter(trust_id=trust_id, id=import_id).defer(*UNSHOWN)
    kept = found.select_related("uploaded_by", "approved_by", "undone_by").first()
    return _view(kept, _ended(kept)) if kept else None


def _ended(kept: Import) -> dict[str, int]:
    """By whole register, the rows of a file whose last day lies before the file is true."""
    rows = StagedRow.objects.filter(sheet__imported=kept, outcome__in=(CHANGED, UNCHANGED))
    gone = rows.filter(values__ends__date__lte=kept.true_from.isoformat())
    return {name: gone.filter(sheet__sheet=name).count() for name in kept.whole_registers}


def saved_before(trust_id: int, kept: ImportView) -> str:
    """When the very same file was saved before and by whom, or nothing: “3 November 2026 by Elin Hughes”."""
    same = Import.objects.filter(trust_id=trust_id, sha256=kept.sha256, status=APPROVED).exclude(id=kept.id)
    last = same.order_by("-id").values_list("approved_at", "approved_by__name").first()
    return f"{last[0].day} {last[0]:%B %Y} by {last[1]}" if last and last[0] else ""


def load_staged(trust_id: int, import_id: int, outcome: str, wanted: Wanted) -> Page[StagedLine]:
    """The rows of one outcome of a staged file, in the order of the file."""
    rows = StagedRow.objects.filter(trust_id=trust_id, sheet__imported_id=import_id, outcome=outcome)
    ordered = rows.order_by("sheet_id", "line", "id").select_related("sheet")
    stop = None if wanted.limit is None else wanted.offset + wanted.limit
    return Page(tuple(_staged_line(row) for row in ordered[wanted.offset : stop]), rows.count())


def load_overwritten(trust_id: int, import_id: int) -> tuple[str, ...]:
    """What a staged file changes in columns that have no days of their own, in words, a sentence a sheet."""
    changed = StagedRow.objects.filter(trust_id=trust_id, sheet__imported_id=import_id, outcome=CHANGED)
    keys = Func(F("before"), function="jsonb_object_keys", output_field=TextField())
    pairs = set(changed.annotate(column=keys).values_list("sheet__sheet", "column").distinct())
    return tuple(
        f"{sheet.title}: {', '.join(headings)}. No days of their own: the new value counts for the past too, and the"
        " history keeps the old."
        for sheet, dated in ((register.sheet, register.dated) for register in IN_ORDER)
        if (
            headings := [
                c.heading for c in sheet.columns if (sheet.name, c.name) in pairs and c.name not in dated | DAYS
            ]
        )
    )


def _view(kept: Import, ended: Mapping[str, int] = NONE_ENDED) -> ImportView:
    sheets = sorted(kept.importedsheet_set.all(), key=lambda sheet: sheet.pk)
    return ImportView(
        id=kept.pk,
        name=kept.name,
        sha256=kept.sha256,
        status=kept.status,
        choices=choices_of(kept),
        uploaded_by_id=kept.uploaded_by_id,
        uploaded_by=kept.uploaded_by.name,
        uploaded_at=kept.uploaded_at,
        approved_by=kept.approved_by.name if kept.approved_by else "",
        approved_at=kept.approved_at,
        undone_by=kept.undone_by.name if kept.undone_by else "",
        undone_at=kept.undone_at,
        sheets=tuple(_sheet_view(sheet) for sheet in sheets if sheet.sheet),
        problems=sum(sheet.rejected for sheet in sheets if not sheet.sheet),
        stage=kept.stage,
        done=kept.done,
        total=kept.total,
        failure=kept.failure,
        ended=ended,
    )


def _sheet_view(sheet: ImportedSheet) -> ImportSheetView:
    counts = {outcome: getattr(sheet, outcome) for outcome in OUTCOMES}
    return ImportSheetView(sheet.pk, sheet.table, sheet.sheet, counts, tuple(sheet.unused_headings))


def _staged_line(row: StagedRow) -> StagedLine:
    values = {name: value for name, value in (row.values or {}).items() if name != TABLE}
    return StagedLine(
        table=row.sheet.table,
        sheet=row.sheet.sheet,
        line=row.line,
        outcome=row.outcome,
        label=row.label,
        values=from_plain(values),
        before=from_plain(row.before or {}),
        problems=tuple(Problem(**problem) for problem in row.problems or ()),
    )
