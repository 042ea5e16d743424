"""One record at a time: taken to a form, saved from it, ended; by the same registers that take whole files."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model

from plait.engine.comparing import Comparison, compare
from plait.engine.design_sheets import DESIGN_DECISIONS
from plait.engine.papers import PAPERS
from plait.engine.sheets import Entry, Key, Reading, Values, key_of
from plait.engine.tables import Problem
from plait.engine.workbook import BY_NAME, check_readings
from plait.store.history import HistoryLine, load_history, rows_about_person
from plait.store.imports import BY_SHEET, Choices, Saving, SheetPlan, save_plans
from plait.store.models import DesignVoice, ListeningTheme, PaperOpening, Submission
from plait.store.names import Names, load_managers
from plait.store.registers import Register, Standing
from plait.store.writing import Act, StaleRecord, Writing, kind_of, writing


class NoSuchRecord(Exception):
    """There is no such record in scope; pages answer exactly as for an address that never was."""


class AlreadyThere(Exception):
    """A record of this key stands already."""


@dataclass(frozen=True, slots=True)
class Editable:
    """A record as a form shows it; `stamp` tells whether somebody saved it in between."""

    sheet: str
    id: int
    key: Key
    values: Values
    stamp: str


class Conflict(Exception):
    """Somebody saved the record since the form was opened; `now` is what it says today."""

    def __init__(self, now: Editable) -> None:
        super().__init__("Somebody else saved this record first")
        self.now = now


def load_editable(trust_id: int, sheet: str, record_id: int, *, on: date) -> Editable:
    """The record of a sheet with this id (for people: of the employment) as it stands on `on`."""
    return _editable(sheet, record_id, *_standing(trust_id, sheet, record_id, on, Names(trust_id)))


def check_form(trust_id: int, sheet: str, values: Values) -> tuple[Entry | None, tuple[Problem, ...]]:
    """What a form states, checked like a row of a file: the entry, or what is wrong with it by column."""
    entry = Entry(sheet, values, "form", None, key_of(BY_NAME[sheet], values))
    known = Names(trust_id).known()
    [checked] = check_readings([Reading(sheet, (entry,))], known, load_managers(trust_id))
    return (checked.entries[0] if checked.entries else None), checked.problems


def save_edit(act: Act, editable: Editable, entry: Entry, *, choices: Choices) -> bool:
    """Save what a form states over the record it was opened on; False when it says what the record says already.

    Raises Conflict when somebody saved the record since, NoSuchRecord when it has gone, AlreadyThere when
    its new key is another record's.
    """
    names = Names(act.trust_id)
    key, stood = _standing(act.trust_id, editable.sheet, editable.id, choices.true_from, names)
    now = _editable(editable.sheet, editable.id, key, stood)
    if now.stamp != editable.stamp:
        raise Conflict(now)
    _refuse_taken(act.trust_id, entry, key, names, choices.true_from)
    comparison = compare(BY_NAME[editable.sheet], [_under(entry, key)], {key: stood.values}, on=choices.true_from)
    if not comparison.changed:
        return False
    try:
        _save(act, SheetPlan(BY_SHEET[editable.sheet], comparison, {key: stood}), choices, names)
    except StaleRecord as stale:
        latest = load_editable(act.trust_id, editable.sheet, editable.id, on=choices.true_from)
        raise Conflict(latest) from stale
    return True


def add_entry(act: Act, entry: Entry, *, choices: Choices, submission: uuid.UUID) -> int:
    """Add a record a form states and give its id; the same submission sent again leads to the same record."""
    names = Names(act.trust_id)
    with transaction.atomic():
        taken, _ = Submission.objects.get_or_create(
            trust_id=act.trust_id, user_id=act.user_id, key=submission, defaults={"at": act.at}
        )
        register = BY_SHEET[entry.sheet]
        if taken.record_id and register.model._default_manager.filter(id=taken.record_id).exists():  # else it is undone
            return taken.record_id
        if entry.key in register.load_standing(act.trust_id, choices.true_from, names):
            raise AlreadyThere(", ".join(str(entry.values[column]) for column in register.sheet.key))
        [added] = _save(act, SheetPlan(register, Comparison(new=(entry,)), {}), choices, names)
        taken.record_id = added
        taken.save(update_fields=["record_id"])
        return added


def remove_record(act: Act, editable: Editable) -> None:
    """Take away a record that was never true, of a sheet whose records do not end; events keep what it said.

    Raises Conflict when somebody saved the record since, NoSuchRecord when it has gone or its kind ends instead.
    """
    register = BY_SHEET[editable.sheet]
    if register.sheet.has_last_day or not isinstance(register, Register):
        raise NoSuchRecord(f"{register.sheet.title} end, and are not removed")
    key, stood = _standing(act.trust_id, editable.sheet, editable.id, act.day, Names(act.trust_id))
    now = _editable(editable.sheet, editable.id, key, stood)
    if now.stamp != editable.stamp:
        raise Conflict(now)
    try:
        with writing(act) as pen:
            _let_go(pen, editable)
            pen.remove(register.model, stood.rows)
            pen.touch(editable.sheet)
    except StaleRecord as stale:
        raise Conflict(now) from stale


def _let_go(pen: Writing, editable: Editable) -> None:
    """What belongs to the record goes with it, and what only names it names nothing any more."""
    for model, column in GO_WITH.get(editable.sheet, ()):
        pen.remove(model, list(model._default_manager.filter(**{column: editable.id}).order_by("id").values()))
    for model, column in NAMED_IN.get(editable.sheet, ()):
        naming = model._default_manager.filter(**{column: editable.id}).order_by("id").values()
        pen.change(model, [(row, {column: None}) for row in naming])


GO_WITH: Mapping[str, tuple[tuple[type[Model], str], ...]] = {DESIGN_DECISIONS.name: ((DesignVoice, "decision_id"),)}
NAMED_IN: Mapping[str, tuple[tuple[type[Model], str], ...]] = {
    DESIGN_DECISIONS.name: ((ListeningTheme, "decision_id"),),
    PAPERS.name: ((PaperOpening, "paper_id"),),  # put back, the paper is open to nobody by it
}  # fmt: skip


def load_last_saving(trust_id: int, sheet: str, record_id: int) -> HistoryLine | None:
    """The last event of a record, of a person's own rows only; None where nothing of it was ever saved."""
    kinds = ("person", "employment", "assignment") if sheet == "people" else ()
    rows = rows_about_person(trust_id, record_id) if kinds else {}
    about = {kind: rows[kind] for kind in kinds} or {kind_of(BY_SHEET[sheet].model): [record_id]}
    return next(iter(load_history(trust_id, about, limit=1)), None)


def _standing(trust_id: int, sheet: str, record_id: int, on: date, names: Names) -> tuple[Key, Standing]:
    try:
        standing = BY_SHEET[sheet].load_standing(trust_id, on, names, only=record_id)
    except ObjectDoesNotExist as missing:
        raise NoSuchRecord(f"{sheet} {record_id}") from missing
    if not standing:
        raise NoSuchRecord(f"{sheet} {record_id}")
    return next(iter(standing.items()))


def _editable(sheet: str, record_id: int, key: Key, stood: Standing) -> Editable:
    stamp = ".".join(f"{row['id']}v{row['version']}" for row in stood.rows)
    return Editable(sheet, record_id, key, stood.values, stamp)


def _under(entry: Entry, key: Key) -> Entry:
    """The entry under the key its record has today, so that a new name is a change and no new record."""
    return Entry(entry.sheet, entry.values, entry.table, entry.line, key)


def _refuse_taken(trust_id: int, entry: Entry, key: Key, names: Names, on: date) -> None:
    if entry.key == key:
        return
    standing: Mapping[Key, Standing] = BY_SHEET[entry.sheet].load_standing(trust_id, on, names)
    if entry.key in standing:
        raise AlreadyThere(", ".join(str(part) for part in entry.key))


def _save(act: Act, plan: SheetPlan, choices: Choices, names: Names) -> Sequence[int]:
    """The ids of the records added: of employments, where they are people."""
    with writing(act) as pen:
        save_plans(pen, [plan], Saving(choices, names))
    return pen.added.get(plan.register.model, [])
