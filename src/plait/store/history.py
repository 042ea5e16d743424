"""What happened to a record: when, by whom, which values, from which file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet, Value

from plait.engine.competencies import Level
from plait.engine.history import LABELS_OF_KIND, WORDS
from plait.engine.services import PRIORITIES
from plait.store.models import (
    AccountabilityClaim,
    Assignment,
    BoardMember,
    Champion,
    ChangeWindow,
    ClinicalVisit,
    CommunityMember,
    Declaration,
    Deputy,
    DesignVoice,
    Employment,
    Event,
    ExecutiveShare,
    Holding,
    ImportedSheet,
    LentPerson,
    LongLeave,
    Membership,
    Offer,
    RoleHolder,
    Settlement,
)
from plait.store.models.events import REMOVAL
from plait.store.names import NAMED

OF_SOMEBODY = (
    Assignment, Holding, Membership, CommunityMember, RoleHolder, AccountabilityClaim, Settlement, Champion,
    ClinicalVisit,
    DesignVoice, LentPerson, BoardMember, Deputy, Declaration, ExecutiveShare,
    ChangeWindow,
    LongLeave,
)  # fmt: skip
"""Tables whose rows tell of somebody's employment."""
UNSHOWN = frozenset(
    (
        "id",
        "trust_id",
        "version",
        "origin_id",
        "origin_line",
        "person_id",
        "employment_id",
        "agreed_by_id",
        "ended_by_id",
        "attendance_by_id",
        "promised",
    )
)

TITLED = {
    "boardaction": ("name",), "boardpaper": ("title",), "challenge": ("question",),
    "clinicalvisit": ("visited_on",),
    "boardlearning": ("held_on",), "directorcontact": ("met_on",), "educationsession": ("held_on", "topic"),
    "agendaitem": ("title",), "chartmark": ("marked_on",), "decision": ("name",), "observation": ("observed_on",),
    "placefigure": ("place", "observed_on"), "programmereport": ("reported_on",), "remark": ("said_on",),
    "notchosen": ("name",), "objective": ("name",),
    "standingright": ("right", "subject"), "declaration": ("organisation",),
    "plannedmove": ("title",),
    "executiveshare": ("other",),
    "paperopening": ("title",),
    "longleave": ("first_on",),
}  # fmt: skip
"""What tells a row from the others of its kind that share its history."""

BELONGS = {
    **dict.fromkeys(("membership", "release"), ("team_id",)),
    **dict.fromkeys(("accountabilityclaim", "settlement"), ("territory_id",)),
    "clinicalvisit": ("area_id",),
    "boardlearning": ("member_id",),
    **dict.fromkeys(("educationsession", "educationtarget"), ("staff_group_id",)),
    "agendaitem": ("meeting_id",),
    **dict.fromkeys(("assumption", "blocker", "researchround"), ("team_id",)),
    "designdecision": ("service_id",),
    "designvoice": ("decision_id",),
    **dict.fromkeys(("observation", "chartmark", "placefigure"), ("outcome_id",)),
    **dict.fromkeys(("changewindow", "milestone", "programmereport", "listeningtheme", "remark"), ("programme_id",)),
    "programmeoutcome": ("programme_id", "outcome_id"),
    "communitymember": ("community_id",),
    "decision": ("meeting_id",),
    "attendance": ("meeting_id", "member_id"),
    **dict.fromkeys(("boardaction", "boardpaper", "challenge"), ("meeting_id",)),
    "dependency": ("team_id", "on_team_id"),
    "holding": ("competency_id",),
    "need": ("service_id", "competency_id"),
    "offer": ("community_id", "team_id", "competency_id", "service_id"),
    **dict.fromkeys(("roleholder", "deputy"), ("role_id",)),
}
"""The columns that say what a row belongs to, like the team of a release: without it nobody knows which it is."""

NO_ROWS = frozenset(("import", "file", "exception", "paperreading", "packreading"))
"""Kinds of events that tell of a file on its way in or out, of an exception or of an opening, and of no table's row."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One column before and after, in words; empty text stands for nothing."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event of a record; `person` is whom its row tells of, where it tells of somebody's employment.

    `title` is what its row is called, where rows of a kind share a history; `belongs_to` are the records without which
    nobody would know which row it is.
    """

    at: datetime
    by: str
    action: str
    kind: str
    changes: tuple[ValueChange, ...]
    import_id: int | None
    file: str
    table: str
    line: int | None
    record_id: int | None = None
    person: str = ""
    title: str = ""
    belongs_to: tuple[str, ...] = ()


def load_history(trust_id: int, about: Mapping[str, Iterable[int]], *, limit: int = 200) -> tuple[HistoryLine, ...]:
    """The latest events of rows given as kind to ids, newest first."""
    wanted = Q(pk__in=())
    for kind, ids in about.items():
        wanted |= Q(kind=kind, record_id__in=list(ids))
    events = Event.objects.filter(wanted, trust_id=trust_id).select_related("imported").order_by("-id")[:limit]
    return tell(list(events))


def tell(events: Sequence[Event]) -> tuple[HistoryLine, ...]:
    """Events in words, with names in place of the ids they hold; a few queries, however many they are."""
    words = _Words(events)
    return tuple(_line(event, words) for event in events)


def history_of_kind(trust_id: int, kind: str, *, limit: int = 100) -> tuple[HistoryLine, ...]:
    """The latest changes to all rows of one kind, of those that are no more as well, newest first.

    That a row was added with a file is not told: its file stands beside it.
    """
    events = Event.objects.filter(trust_id=trust_id, kind=kind).exclude(action="added", imported__isnull=False)
    return tell(list(events.select_related("imported").order_by("-id")[:limit]))


def rows_about_person(trust_id: int, employment_id: int) -> dict[str, list[int]]:
    """The rows that tell of one employment, by kind, for `load_history`."""
    own = {"trust_id": trust_id, "employment_id": employment_id}
    person = Employment.objects.filter(trust_id=trust_id, id=employment_id).values_list("person_id", flat=True)
    return {
        "employment": [employment_id],
        "person": list(person),
        **rows_of(OF_SOMEBODY, **own),
    }


def rows_about_community(trust_id: int, community_id: int) -> dict[str, list[int]]:
    """The rows that tell of one community of practice, of who was in it and of what it offers, for `load_history`."""
    own = rows_of((CommunityMember, Offer), trust_id=trust_id, community_id=community_id)
    return {"community": [community_id], **own}


def rows_of(tables: Iterable[type[models.Model]], *, trust_id: int, **owner: int | str) -> dict[str, list[int]]:
    """By kind, the ids of the rows of one owner, given as column and what it holds; those that are no more as well."""
    by_kind = {str(model._meta.model_name): model for model in tables}
    found: dict[str, list[Any]] = {kind: [] for kind in by_kind}
    first, *others = (_ids_of(kind, model, trust_id, owner) for kind, model in by_kind.items())
    for kind, row in first.union(*others, all=True):  # one query, however many tables
        found[kind].append(row)
    was = {f"before__{column}": id for column, id in owner.items()}
    gone = Event.objects.filter(REMOVAL, trust_id=trust_id, kind__in=list(found), record_id__isnull=False, **was)
    for kind, id in gone.values_list("kind", "record_id").distinct():
        found[kind].append(id)
    return found


def _ids_of(
    kind: str, model: type[models.Model], trust_id: int, owner: Mapping[str, int | str]
) -> QuerySet[Any, tuple[str, int]]:
    rows = model._default_manager.filter(trust_id=trust_id, **owner)
    ids: QuerySet[Any, tuple[str, int]] = rows.annotate(kind_=Value(kind)).values_list("kind_", "id").order_by()
    return ids


def employment_of(event: Event) -> int | None:
    """The employment that an event tells of, if it tells of one."""
    row: Mapping[str, Any] = event.after or event.before or {}
    return event.record_id if event.kind == "employment" else row.get("employment_id")


def _line(event: Event, words: "_Words") -> HistoryLine:
    row = event.after or event.before or {}
    sheet = words.sheets.get(row.get("origin_id") or 0)
    comes_from_file = event.imported is not None
    return HistoryLine(
        event.at,
        event.actor_name,
        event.action,
        event.kind,
        tuple(words.changes(event)),
        event.imported_id,
        event.imported.name if event.imported is not None else "",
        sheet or "" if comes_from_file else "",
        row.get("origin_line") if comes_from_file else None,
        event.record_id,
        words.person(event),
        ", ".join(_plain(str(row[column])) for column in TITLED.get(event.kind, ()) if row.get(column)),
        words.owners(event),
    )


class _Words:
    """Turns the columns of events into words, naming what ids stand for; one query a register."""

    def __init__(self, events: Sequence[Event]) -> None:
        rows = [(event.kind, row) for event in events for row in (event.before, event.after) if row]
        self._models = {kind: apps.get_model("store", kind) for kind in {kind for kind, _ in rows} - NO_ROWS}
        origins = {row.get("origin_id") for _, row in rows} - {None}
        self.sheets = dict(ImportedSheet.objects.filter(id__in=origins).values_list("id", "table"))
        self._named = self._load_names(events, rows)

    def person(self, event: Event) -> str:
        """Whom the event tells of, where it tells of somebody's employment."""
        return self._named.get(("employment", employment_of(event) or 0), "")

    def owners(self, event: Event) -> tuple[str, ...]:
        """The names of the records that the event's row belongs to."""
        row = event.after or event.before or {}
        columns = [column for column in BELONGS.get(event.kind, ()) if row.get(column)]
        return tuple(self._word(event.kind, column, row[column]) for column in columns)

    def _load_names(
        self, events: Sequence[Event], rows: Iterable[tuple[str, Mapping[str, Any]]]
    ) -> dict[tuple[str, int], str]:
        ids = {"employment": {id for event in events if (id := employment_of(event)) is not None}}
        for kind, row in rows:
            for column, value in row.items():
                target = self._target(kind, column)
                if target and value:
                    ids.setdefault(target, set()).add(value)
        named = {}
        for model, column in NAMED.values():
            label = str(model._meta.model_name)
            said = "person__name" if model is Employment else column  # files know people by number, readers by name
            found = model._default_manager.filter(id__in=ids.get(label, ())).values_list("id", said)
            named.update({(label, id): name for id, name in found})
        return named

    def _target(self, kind: str, column: str) -> str:
        if not column.endswith("_id") or column in UNSHOWN or kind not in self._models:
            return ""
        field = next((f for f in self._models[kind]._meta.concrete_fields if f.column == column), None)
        related = field.related_model if isinstance(field, models.ForeignKey) else None
        return str(related._meta.model_name) if related is not None and not isinstance(related, str) else ""

    def changes(self, event: Event) -> Iterable[ValueChange]:
        before, after = event.before or {}, event.after or {}
        for column in sorted({*before, *after} - UNSHOWN):
            was, now = self._both(event.kind, column, before.get(column), after.get(column))
            if was != now:
                plain = "last day" if column == "ends" else column.removesuffix("_id").replace("_", " ")
                yield ValueChange(LABELS_OF_KIND.get((event.kind, column), plain), was, now)

    def _both(self, kind: str, column: str, before: Any, after: Any) -> tuple[str, str]:
        if before and after and isinstance(before, list) and isinstance(after, list):
            return _lists(before, after)
        return self._word(kind, column, before), self._word(kind, column, after)

    def _word(self, kind: str, column: str, value: Any) -> str:
        if value in (None, "", []):
            return ""
        if column == "ends":
            # The record keeps the first day that no longer counts; people speak of the last that does.
            value = (date.fromisoformat(value) - timedelta(days=1)).isoformat()
        target = self._target(kind, column)
        if target:
            return self._named.get((target, value), f"number {value}")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return "; ".join(_plain(str(part)) for part in value)
        return WORDS.get((kind, column), {}).get(str(value)) or _coded(column, value)


def _coded(column: str, value: Any) -> str:
    """What a column keeps as a number in the words of a page: a level, a priority, pounds with their thousands."""
    if column == "level":
        return Level(value).word
    if column == "priority":
        return PRIORITIES.get(value, str(value))
    return f"{Decimal(str(value)):,f}" if column.endswith("_pounds") else _plain(str(value))


def _lists(before: Sequence[Any], after: Sequence[Any]) -> tuple[str, str]:
    """Two lists, like the days a community met, by their length and what the second adds and leaves out."""
    told = [f"{_plain(str(part))} added" for part in after if part not in before]
    told += [f"{_plain(str(part))} removed" for part in before if part not in after]
    return f"{len(before)} in all", f"{len(after)} in all" + (": " if told else "") + "; ".join(told)


def _plain(text: str) -> str:
    """A date as people write it; a number without the noughts a table adds."""
    if _is_decimal(text):
        return text.rstrip("0").rstrip(".")
    try:
        return f"{date.fromisoformat(text):%-d %B %Y}" if len(text) == len("2026-06-01") else text
    except ValueError:
        return text


def _is_decimal(text: str) -> bool:
    whole, dot, rest = text.partition(".")
    return bool(dot) and whole.isdigit() and rest.isdigit()
