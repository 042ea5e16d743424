"""The one way rows are written: each change with its event, its version and the trust's revision, or not at all."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils.timezone import localtime
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

from plait.store.models import Event, FeedDate, Trust

Row = dict[str, Any]
"""Column name to value, as the table holds it."""

JUDGING = "plait.judge"
"""The task that judges a trust again after a write; `jobs` registers it under this name."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes, when, from which import and in answer to which request."""

    trust_id: int
    by: int | None
    by_name: str
    at: datetime
    imported: int | None = None
    request: str = ""

    @property
    def day(self) -> date:
        """The day of the act where the trust is, not in Greenwich: at half past midnight in summer it is a new one."""
        return localtime(self.at).date()

    @property
    def user_id(self) -> int:
        """The user who acts; a ValueError where nobody does, as in a job that acts for the trust."""
        if self.by is None:
            raise ValueError("This act needs somebody who acts")
        return self.by


class StaleRecord(Exception):
    """Somebody else changed a row since it was read; nothing of this act was saved."""

    def __init__(self, kind: str, record_ids: Sequence[int]) -> None:
        shown = ", ".join(map(str, record_ids[:5])) + (" and others" if len(record_ids) > 5 else "")
        super().__init__(f"{kind} {shown} changed since it was read")
        self.kind = kind
        self.record_ids = tuple(record_ids)


@dataclass(slots=True)
class Writing:
    """An open act of writing, made by `writing`; each method writes its rows and their events at once."""

    act: Act
    sheets: set[str] = field(default_factory=set)
    added: dict[type[models.Model], list[int]] = field(default_factory=dict)

    def add(self, model: type[models.Model], rows: Sequence[Row], action: str = "added") -> list[int]:
        """Insert `rows` and give their ids, in order; a row may bring its own id, drawn before by `draw_ids`."""
        if not rows:
            return []
        missing = [row for row in rows if row.get("id") is None]
        for row, new in zip(missing, draw_ids(model, len(missing)), strict=True):
            row["id"] = new
        trust = self._trust_of(model)
        whole = insert_rows(model, [{**trust, **row} for row in rows])
        self._events(model, action, [(row["id"], None, row) for row in whole])
        ids = [row["id"] for row in whole]
        self.added.setdefault(model, []).extend(ids)
        return ids

    def change(self, model: type[models.Model], changes: Sequence[tuple[Row, Row]], action: str = "changed") -> None:
        """Update rows given as (row as it was read, columns that change); StaleRecord when one moved on since."""
        if not changes:
            return
        after = [{**before, **new, "version": before["version"] + 1} for before, new in changes]
        # Only what changes: the database guards some columns against being set at all, the person of an employment.
        moved = {name for before, new in changes for name, value in new.items() if value != before.get(name)}
        columns = [column for column in _columns(model) if column in moved | {"version"}]
        table = _table(model)
        left = ", ".join(f'"{column}"' for column in columns)
        right = ", ".join(f'r."{column}"' for column in columns)
        updated = _run(
            f"UPDATE {table} t SET ({left}) = ROW({right}) FROM jsonb_populate_recordset(NULL::{table}, %s) r "
            "WHERE t.id = r.id AND t.version = r.version - 1 RETURNING t.id",
            [as_json(after)],
        )
        self._refuse_stale(model, [row["id"] for row in after], updated)
        self._events(model, action, [(a["id"], b, a) for (b, _), a in zip(changes, after, strict=True)])

    def remove(self, model: type[models.Model], rows: Sequence[Row], action: str = "removed") -> None:
        """Delete `rows` as they were read; StaleRecord when one moved on since."""
        if not rows:
            return
        removed = _run(
            f"DELETE FROM {_table(model)} t USING jsonb_to_recordset(%s) AS r(id bigint, version int) "
            "WHERE t.id = r.id AND t.version = r.version RETURNING t.id",
            [as_json([{"id": row["id"], "version": row["version"]} for row in rows])],
        )
        self._refuse_stale(model, [row["id"] for row in rows], removed)
        self._events(model, action, [(row["id"], row, None) for row in rows])

    def note(self, action: str, kind: str, record_id: int | None, after: Mapping[str, Any] | None = None) -> None:
        """Record that something happened which changed no row of the record, like an export or an undo."""
        self._insert_events(kind, action, [(record_id, None, dict(after) if after else None)])

    def touch(self, *sheets: str) -> None:
        """These feeds count as fresh from today: imported, edited or confirmed unchanged."""
        self.sheets.update(sheets)

    def _trust_of(self, model: type[models.Model]) -> Row:
        return {"trust_id": self.act.trust_id} if "trust_id" in _columns(model) else {}

    def _refuse_stale(self, model: type[models.Model], wanted: Sequence[int], done: Iterable[tuple[Any, ...]]) -> None:
        stale = set(wanted) - {row[0] for row in done}
        if stale:
            raise StaleRecord(kind_of(model), sorted(stale))

    def _events(
        self, model: type[models.Model], action: str, rows: Sequence[tuple[int, Row | None, Row | None]]
    ) -> None:
        self._insert_events(kind_of(model), action, rows)

    def _insert_events(self, kind: str, action: str, rows: Sequence[tuple[int | None, Row | None, Row | None]]) -> None:
        act = self.act
        events = [{"i": i, "b": before, "a": after} for i, before, after in rows]
        _run(
            f"INSERT INTO {_table(Event)} "
            "(trust_id, at, actor_id, actor_name, action, kind, imported_id, request, record_id, before, after) "
            "SELECT %s, %s, %s, %s, %s, %s, %s, %s, r.i, NULLIF(r.b, 'null'), NULLIF(r.a, 'null') "
            "FROM jsonb_to_recordset(%s) AS r(i bigint, b jsonb, a jsonb)",
            [act.trust_id, act.at, act.by, act.by_name, action, kind, act.imported, act.request, as_json(events)],
        )


@contextmanager
def noting(act: Act) -> Iterator[Writing]:
    """One transaction that leaves events and changes nothing of the record, like bringing a file or an export."""
    with transaction.atomic():
        yield Writing(act)


@contextmanager
def writing(act: Act) -> Iterator[Writing]:
    """One transaction for one trust: rows, events, feeds, revision and the wish to judge again, or nothing."""
    with transaction.atomic():
        pen = Writing(act)
        yield pen
        for sheet in sorted(pen.sheets):
            FeedDate.objects.update_or_create(trust_id=act.trust_id, sheet=sheet, defaults={"confirmed_on": act.day})
        Trust.objects.filter(id=act.trust_id).update(revision=models.F("revision") + 1)
        ask_to_judge(act.trust_id)


def ask_to_judge(trust_id: int) -> None:
    """Queue the judging of a trust, unless it waits in the queue already."""
    name = f"judge-{trust_id}"
    try:
        with transaction.atomic():
            queue.configure_task(JUDGING, lock=name, queueing_lock=name).defer(trust_id=trust_id)
    except AlreadyEnqueued:
        pass  # the waiting job will see this write too


def insert_rows(model: type[models.Model], rows: Sequence[Row]) -> list[Row]:
    """Insert rows in one statement, every column with its default where a row leaves it out; without events."""
    if not rows:
        return []
    defaults = _defaults(model)
    whole = [{**defaults, **row} for row in rows]
    named = ", ".join(f'"{column}"' for column in _columns(model) if column in whole[0])
    table = _table(model)
    _run(
        f"INSERT INTO {table} ({named}) SELECT {named} FROM jsonb_populate_recordset(NULL::{table}, %s)",
        [as_json(whole)],
    )
    return whole


def draw_ids(model: type[models.Model], count: int) -> list[int]:
    """New ids of a table, drawn before its rows exist, so that rows may name each other."""
    rows = _run(f"SELECT nextval(pg_get_serial_sequence('{_table(model)}', 'id')) FROM generate_series(1, %s)", [count])
    return [row[0] for row in rows]


def read_rows_by(model: type[models.Model], **conditions: Any) -> list[Row]:
    """Whole rows as the table holds them, in the order of their ids."""
    return list(model._default_manager.filter(**conditions).order_by("id").values())


def kind_of(model: type[models.Model]) -> str:
    """The word events know a table by, like “membership”."""
    return str(model._meta.model_name)


def as_json(value: Any) -> str:
    """JSON that PostgreSQL turns back into the very same values: dates as ISO text, decimals as text."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no place in a row")


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'


def _columns(model: type[models.Model]) -> list[str]:
    return [str(f.column) for f in model._meta.concrete_fields]


def _defaults(model: type[models.Model]) -> Row:
    """Every column of the table with the default its field states, since each insert names every column."""
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    return {str(f.column): f.get_default() if f.has_default() else None for f in fields}


def _run(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
