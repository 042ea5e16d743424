"""Taking an import back: the rows as they were, and a question where one was edited since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import IntegrityError, connection, models

from plait.engine.litmus.wording import many
from plait.engine.workbook import BY_NAME
from plait.store.feeds import SHEET_OF, date_feeds
from plait.store.history import employment_of
from plait.store.imports import Progress, no_progress
from plait.store.models import Employment, Event, Import
from plait.store.staging import APPROVED, UNDONE, Refused, held, kind_in_words
from plait.store.writing import Act, Row, Writing, writing

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class EditedSince:
    """A row an import wrote that somebody changed, or built on, afterwards."""

    kind: str
    record_id: int
    label: str
    by: str

    @property
    def sheet(self) -> str:
        """The title of the sheet that states such rows; what only stands in columns of a sheet has none."""
        return BY_NAME[SHEET_OF[self.kind]].title if self.kind in SHEET_OF else self.kind.capitalize()


class NeedsAnswer(Refused):
    """Rows of the import were edited since; undoing the rest is possible when the user says so."""

    def __init__(self, edited: Sequence[EditedSince]) -> None:
        super().__init__(f"{many(len(edited), 'row of this import was', 'rows of this import were')} edited since.")
        self.edited = tuple(edited)


@dataclass(frozen=True, slots=True)
class Left:
    """What an undo left as it is: the rows edited since by name; rows of sheets edited since, and those they need."""

    named: tuple[EditedSince, ...] = ()
    edited: int = 0
    needed: int = 0

    @property
    def words(self) -> str:
        """How many rows are left and why; nothing where none is."""
        total = self.edited + self.needed
        return f"{many(total, 'row is', 'rows are')} left: {self._why}." if total else ""

    @property
    def looking_back(self) -> str:
        """The same of an undo of some time ago, by when what it left may have been changed again."""
        total = self.edited + self.needed
        return f"When it was undone, {many(total, 'row', 'rows')} of it stayed: {self._why}." if total else ""

    @property
    def _why(self) -> str:
        needed = f", {self.needed} that {'it needs' if self.edited == 1 else 'they need'}" if self.needed else ""
        return f"{self.edited} edited since{needed}"


def load_left(trust_id: int, import_id: int) -> Left:
    """How many rows the undo of an import left; none where it is not undone."""
    notes = Event.objects.filter(trust_id=trust_id, kind="import", action="undone", record_id=import_id)
    noted: Row = notes.values_list("after", flat=True).first() or {}
    total: int = noted.get("left_as_they_are") or 0
    edited: int = noted.get("edited_since", total) or 0
    return Left((), edited, total - edited)


def undo(act: Act, import_id: int, *, leave_edited: bool = False, progress: Progress = no_progress) -> Left:
    """Put every row of an import back as it was, in one transaction, and tell what is left as it is.

    NeedsAnswer when rows were edited since and `leave_edited` does not say to leave them. Refused when
    the import is not approved, or other rows now depend on those it added.
    """
    try:
        with held(act.trust_id, import_id) as kept:
            return _undo(act, kept, leave_edited=leave_edited, progress=progress)
    except IntegrityError as fault:
        raise Refused(
            f"Rows added since{kind_in_words(fault)} depend on rows of this import. Remove those first."
        ) from fault


def refuse_edited(trust_id: int, import_id: int) -> None:
    """NeedsAnswer where rows of a saved import were edited since: asked before a worker is sent to undo it."""
    kept = Import.objects.get(trust_id=trust_id, id=import_id)
    edited = _edited(kept, _later(kept))
    if edited:
        raise NeedsAnswer(edited)


def _undo(act: Act, kept: Import, *, leave_edited: bool, progress: Progress) -> Left:
    if kept.status != APPROVED:
        raise Refused(f"This import is {kept.status}; only one that is saved can be undone.")
    later = _later(kept)
    edited = _edited(kept, later)
    if edited and not leave_edited:
        raise NeedsAnswer(edited)
    families = _Families(kept, edited)
    left = Left(edited, *families.count())
    with writing(replace(act, imported=kept.id)) as pen:
        total, done = _events_of(kept).count(), 0
        for kind, events in _backwards(kept):
            progress("Putting rows back", done, total)
            done += len(events)
            _put_back(pen, kind, [event for event in events if not families.holds(event)], later)
        told = {"left_as_they_are": left.edited + left.needed, "edited_since": left.edited}
        pen.note("undone", "import", kept.id, {"name": kept.name, **told})
        kept.status, kept.undone_by_id, kept.undone_at = UNDONE, act.by, act.at
        kept.save(update_fields=["status", "undone_by", "undone_at"])
        date_feeds(act.trust_id, kept.importedsheet_set.values_list("sheet", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return left


Family = tuple[object, ...]
"""What stands or falls together, by its kind first."""

Later = Mapping[tuple[str, int], Event]
"""By kind and id of a row that an import wrote: the last event of another act after it."""


def _later(kept: Import) -> Later:
    own = _events_of(kept)
    last = own.order_by("-id").values_list("id", flat=True).first() or 0
    same = own.filter(kind=models.OuterRef("kind"), record_id=models.OuterRef("record_id"))
    later = Event.objects.filter(models.Exists(same), trust_id=kept.trust_id, id__gt=last)
    return {(event.kind, event.record_id or 0): event for event in later.order_by("id")}


def _edited(kept: Import, later: Later) -> tuple[EditedSince, ...]:
    """The rows another act changed after the import, each once; not one that stands again as the import left it."""
    own = _events_of(kept).filter(record_id__in={id for _, id in later}).order_by("id")
    left = {(event.kind, event.record_id): event for event in own}
    people = _people(later.values())
    return tuple(
        EditedSince(kind, id, people.get(employment_of(event)) or describe(event), event.actor_name)
        for (kind, id), event in later.items()
        if _values(kind, event.after) != _values(kind, left[kind, id].after)
    )


def _people(events: Iterable[Event]) -> dict[int | None, str]:
    """Number and name of whom events tell of, by employment; whoever may undo an import may read names."""
    wanted = {id for event in events if (id := employment_of(event)) is not None}
    found = Employment.objects.filter(id__in=wanted).values_list("id", "employee_number", "person__name")
    return {id: f"{number} {name}" for id, number, name in found}


def _values(kind: str, row: Row | None) -> Row | None:
    """What a row holds, version aside, however its numbers are written."""
    fields = [f for f in apps.get_model("store", kind)._meta.concrete_fields if f.name != "version"]
    return {str(f.column): f.to_python(row.get(str(f.column))) for f in fields} if row else None


def _events_of(kept: Import) -> "models.QuerySet[Event]":
    """What an import did to rows of the record."""
    return Event.objects.filter(imported=kept, record_id__isnull=False).exclude(kind="import")


def describe(event: Event) -> str:
    """What people would call the row an event is about."""
    row = event.after or event.before or {}
    for column in ("name", "employee_number", "title", "number", "job_title", "question", "right"):
        if row.get(column):
            return str(row[column])
    return f"{event.kind} {event.record_id}"


class _Families:
    """The rows left as they are: those edited since, and with each the rows that only make sense together with it.

    A person, their employment and its assignments stand or fall together, and so do the rows of one dated stay:
    the row that ended and the one that followed it. What a row that is left refers to is left as well.
    """

    def __init__(self, kept: Import, edited: Sequence[EditedSince]) -> None:
        own = _events_of(kept)
        employments = own.filter(kind="employment").values_list("record_id", "after", "before")
        self._employment_of = {(after or before or {})["person_id"]: id for id, after, before in employments}
        self._families: set[Family] = set()
        self._edited: set[Family] = set()
        if edited:
            events, wanted = list(own), {(one.kind, one.record_id) for one in edited}
            self._edited = {self._family(event) for event in events if (event.kind, event.record_id) in wanted}
            self._leave(events, wanted)

    def holds(self, event: Event) -> bool:
        """Is the row of this event left?"""
        return self._family(event) in self._families

    def count(self) -> tuple[int, int]:
        """Rows as sheets state them, each family once: those edited since, and what else is left with them.

        What stands in a column of a sheet alone, as a department does, is no row that anybody brought.
        """
        needed = {family for family in self._families - self._edited if family[0] in SHEET_OF}
        return len(self._edited), len(needed)

    def _leave(self, events: Sequence[Event], wanted: set[tuple[str, int]]) -> None:
        """Leave the rows wanted and what they refer to, until nothing more is referred to."""
        while True:
            new = {self._family(e) for e in events if (e.kind, e.record_id) in wanted} - self._families
            if not new:
                return
            self._families |= new
            wanted = {target for event in events if self._family(event) in new for target in _targets(event)}

    def _family(self, event: Event) -> Family:
        row = event.after or event.before or {}
        if event.kind in ("person", "employment", "assignment"):
            of = {"person": self._employment_of.get(event.record_id), "employment": event.record_id}
            return ("employment", of.get(event.kind) or row.get("employment_id") or ("person", event.record_id))
        never_twice = _stay_columns(apps.get_model("store", event.kind))
        return (event.kind, *(row[column] for column in never_twice)) if never_twice else (event.kind, event.record_id)


def _targets(event: Event) -> set[tuple[str, int]]:
    """The rows a row refers to, as kind and id."""
    row = event.after or event.before or {}
    fields = apps.get_model("store", event.kind)._meta.concrete_fields
    named = [(f.related_model, row.get(str(f.column))) for f in fields if isinstance(f, models.ForeignKey)]
    return {(str(model._meta.model_name), id) for model, id in named if id and not isinstance(model, str)}


def _stay_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of which a dated table holds one row a day; none for other tables."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, ExclusionConstraint):
            return tuple(str(column) for column, _ in constraint.expressions[:-1])
    return ()


def _backwards(kept: Import) -> Iterator[tuple[str, list[Event]]]:
    """The events of an import, last first, in runs of one kind and one action.

    People come before all: once their employments are gone, row security no longer shows them.
    """
    events = _events_of(kept).order_by(models.Case(models.When(kind="person", then=0), default=1), "-id")
    for (kind, _), run in groupby(events.iterator(CHUNK), key=lambda e: (e.kind, e.action)):
        yield kind, list(run)


def _put_back(pen: Writing, kind: str, events: Sequence[Event], later: Later) -> None:
    model: type[models.Model] = apps.get_model("store", kind)
    added = [_now(e, later) for e in events if e.before is None and e.after is not None]
    removed = [dict(e.before) for e in events if e.after is None and e.before is not None]
    changed = [(_now(e, later), dict(e.before)) for e in events if e.after is not None and e.before is not None]
    pen.remove(model, added, "undone")
    pen.add(model, removed, "undone")
    pen.change(model, [(now, {k: v for k, v in before.items() if k != "version"}) for now, before in changed], "undone")


def _now(event: Event, later: Later) -> Row:
    """The row as the import left it, in the version it has now that later changes were taken back."""
    last = later.get((event.kind, event.record_id or 0), event)
    return {**(event.after or {}), "version": (last.after or {}).get("version")}
