"""The registers of the record: how the entries of each sheet stand in its tables, and how they are saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models

from plait.engine.cells import Value
from plait.engine.comparing import Change
from plait.engine.sheets import Entry, Key, Sheet, Values, key_of
from plait.store.models.events import CORRECTED
from plait.store.names import NAMED, Names
from plait.store.writing import Row, Writing

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one key stands in the record: its values as a file would state them, and the rows that hold them."""

    values: Values
    rows: tuple[Row, ...]
    """For a dated register the unbroken stay, oldest first, the row that holds on the day last; else one row."""
    until: Row | None = None
    """The row in which that stay ends, where others follow the one that holds on the day."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be saved of one sheet, and how: from which day on, or as a correction of the past."""

    true_from: date
    corrects_past: bool = False
    new: Sequence[Entry] = ()
    changed: Sequence[Change] = ()
    ended: Sequence[Key] = ()
    origins: Mapping[str, int] = field(default_factory=dict)
    """By table of the file: the imported sheet its rows come from."""

    @property
    def action(self) -> str:
        """What events call a change in place: history tells a correction of the past from a change."""
        return CORRECTED if self.corrects_past else "changed"


Said = Mapping[Key, Values]
"""What a file says, by key."""

NOTHING_SAID: Said = {}


@dataclass(frozen=True, slots=True)
class Register:
    """One sheet and the one table it fills.

    `columns` says which table column holds which column of the sheet where the names differ; `refs`
    which columns name another register; `dated` which changes end the old row and start a new one;
    `joined` the table column that keeps the first day of an unbroken stay; `renews` which changes begin a
    stay of their own.
    """

    sheet: Sheet
    model: type[models.Model]
    columns: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[str, str] = field(default_factory=dict)
    dated: frozenset[str] = frozenset()
    joined: str = ""
    renews: frozenset[str] = frozenset()

    def load_standing(
        self, trust_id: int, on: date, names: Names, *, only: int | None = None, said: Said = NOTHING_SAID
    ) -> dict[Key, Standing]:
        """Every key of the register as it stands on `on`; one that has ended by then does not stand.

        With `only`, just the key of the row with that id. Where what is `said` of a key has a first day, that
        day tells whether the last stay is meant: before its end it is, though it has ended by then; later it is not.
        """
        by_key: dict[Key, list[Row]] = {}
        ordered = ("starts", "id") if self.joined else ("id",)
        rows: Iterable[Row] = self._rows(trust_id, only).order_by(*ordered).values()
        for row in rows:
            by_key.setdefault(key_of(self.sheet, self.values_of(row, names)), []).append(row)
        stood = {key: self._stay(rows, on, said.get(key, {})) for key, rows in by_key.items()}
        return {key: self._standing(rows, by_key[key], names) for key, rows in stood.items() if rows}

    def _standing(self, rows: tuple[Row, ...], every: list[Row], names: Names) -> Standing:
        """A stay ends where its last row does, not where a change parts two of its rows."""
        last = rows[-1]
        until = [row for row in every if self.joined and row[self.joined] == last[self.joined]][-1:]
        if not until or until[0] is last:
            return Standing(self.values_of(last, names), rows)
        return Standing(self.values_of({**last, "ends": until[0]["ends"]}, names), rows, until[0])

    def _rows(self, trust_id: int, only: int | None) -> "models.QuerySet[models.Model]":
        rows = self.model._default_manager.filter(trust_id=trust_id)
        if only is None:
            return rows
        key = [self._stored(column) for column in self.sheet.key]
        return rows.filter(**dict(zip(key, rows.values_list(*key).get(id=only), strict=True)))

    def _stay(self, rows: list[Row], on: date, said: Values) -> tuple[Row, ...]:
        if not self.joined:
            return tuple(rows)
        first_day, until = said.get("starts"), rows[-1]["ends"]
        if until is not None and until <= (first_day if isinstance(first_day, date) else on):
            return ()
        held = [row for row in rows if row["ends"] is None or row["ends"] > on]
        now = held[0] if held else rows[-1]
        return tuple(r for r in rows if r[self.joined] == now[self.joined] and r["starts"] <= now["starts"])

    def values_of(self, row: Row, names: Names) -> dict[str, Value]:
        """A row of the table as a file would state it."""
        values: dict[str, Value] = {}
        for column in self.sheet.columns:
            stored = self._stored(column.name)
            if stored in row:
                values[column.name] = self._shown(column.name, row[stored], names)
        return values

    def _stored(self, column: str) -> str:
        if column == "starts" and self.joined:
            return self.joined
        return self.columns.get(column, f"{column}_id" if column in self.refs else column)

    def _shown(self, column: str, value: Any, names: Names) -> Value:
        if column in self.refs:
            return names.spelling(self.refs[column], value) if value is not None else None
        if isinstance(value, list):
            return tuple(part.isoformat() if isinstance(part, date) else part for part in value)
        return value  # type: ignore[no-any-return]  # a column of the table holds one of the kinds of Value

    def row_of(self, values: Values, names: Names) -> Row:
        """The table's columns for the values an entry states; what it leaves out keeps its default."""
        row: Row = {}
        for column in self.sheet.columns:
            if column.name not in values or not self._is_stored(column.name):
                continue
            row[self._stored(column.name)] = self._kept(column.name, values[column.name], names)
        return row

    def _is_stored(self, column: str) -> bool:
        stored = self._stored(column)
        return any(f.column == stored for f in self.model._meta.concrete_fields)

    def _kept(self, column: str, value: Value, names: Names) -> Any:
        if column in self.refs:
            return names.id_of(self.refs[column], str(value)) if value else None
        if isinstance(value, tuple):
            return list(value)
        return self._field(column).get_default() if value is None else value

    def _field(self, column: str) -> "models.Field[Any, Any]":
        return next(f for f in self.model._meta.concrete_fields if f.column == self._stored(column))

    def save(self, pen: Writing, batch: Batch, standing: Mapping[Key, Standing], names: Names) -> None:
        """Write a batch: new entries, changes as of its day or as corrections, and ends."""
        pen.add(self.model, [self._new_row(entry, batch, names) for entry in batch.new])
        in_place: list[tuple[Row, Row]] = []
        ends: list[tuple[Row, Row]] = []
        starts: list[Row] = []
        for change in batch.changed:
            stood = standing[change.entry.key]
            row = self._said(change, stood.rows[-1], batch, names)
            if stood.until is not None and (end := row.pop("ends", stood.until["ends"])) != stood.until["ends"]:
                in_place.append((stood.until, {"ends": end, **origin_of(batch, change.entry)}))
            begins = bool(self.renews & change.before.keys()) and self._splits(change, stood.rows[-1], batch)
            *others, (last, new) = self._corrected(stood.rows, {} if begins else row)
            in_place.extend(others)
            if self._splits(change, {**last, **new}, batch):
                moved = {k: v for k, v in new.items() if k in ("starts", self.joined)}
                ends.append((last, {**moved, "ends": batch.true_from}))
                starts.append(next_row(last, row, batch.true_from))
            else:
                in_place.append((last, new))
        for key in batch.ended:
            last = standing[key].rows[-1]
            ends.append((last, {"ends": max(batch.true_from, last["starts"] + DAY)}))
        pen.change(self.model, in_place, batch.action)
        pen.change(self.model, ends, "ended")
        pen.add(self.model, starts)

    def _said(self, change: Change, last: Row, batch: Batch, names: Names) -> Row:
        """What a changed entry says, as columns of the table; nothing about a first day it leaves empty."""
        row = {**self.row_of(change.entry.values, names), **origin_of(batch, change.entry)}
        row = {k: v for k, v in row.items() if v is not None or k not in ("starts", self.joined)}
        if not self.renews & change.before.keys():
            return row
        return another_level(row, batch.true_from if self._splits(change, last, batch) else last[self.joined])

    def _new_row(self, entry: Entry, batch: Batch, names: Names) -> Row:
        stated = {c.name: c.default for c in self.sheet.columns if c.default is not None}
        row = self.row_of({**stated, **{k: v for k, v in entry.values.items() if v is not None}}, names)
        columns = {f.column for f in self.model._meta.concrete_fields}
        for column in ("starts", self.joined):
            if column in columns and row.get(column) is None:
                row[column] = row.get(self.joined) or batch.true_from
        if self.sheet.name in NAMED:
            row["id"] = names.id_of(self.sheet.name, str(entry.key[0]))
        return {**row, **origin_of(batch, entry)}

    def _splits(self, change: Change, row: Row, batch: Batch) -> bool:
        if batch.corrects_past or not self.dated & change.before.keys():
            return False
        return bool(row["starts"] < batch.true_from and (row["ends"] is None or batch.true_from < row["ends"]))

    def _corrected(self, rows: tuple[Row, ...], row: Row) -> list[tuple[Row, Row]]:
        """Changes in place, that of the last row last; a first day that moved moves for the whole stay."""
        last = rows[-1]
        first_day = row.get(self.joined) if self.joined else None
        if first_day is None or first_day == last[self.joined]:
            return [(last, row)]
        changes = []
        for each in rows:
            new: Row = {self.joined: first_day, **(row if each is last else {})}
            if each["starts"] == each[self.joined]:
                new["starts"] = first_day
            changes.append((each, new))
        return changes


def origin_of(batch: Batch, entry: Entry) -> Row:
    """The columns that say which file and line a row comes from."""
    return {"origin_id": batch.origins.get(entry.table), "origin_line": entry.line}


def another_level(new: Row, since: date) -> Row:
    """What is new when somebody holds a competency at another level: a day of its own, and confirmed by nobody yet.

    What `new` itself says of these holds instead.
    """
    return {"since": since, "confirmed_by_id": None, "confirmed_on": None, **new}


def next_row(last: Row, new: Row, starts: date) -> Row:
    """The row that follows `last` from `starts` on, with what is `new` in it."""
    kept = {k: v for k, v in last.items() if k not in ("id", "version")}
    return {**kept, **new, "starts": starts}
