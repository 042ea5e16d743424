"""What was put right of the past since a day, each as far as somebody may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from plait.engine.board_sheets import PUBLISHED
from plait.engine.history import KINDS, NOT_SHOWN, columns_hidden, label, reads_kind, reads_names
from plait.engine.litmus.judging import questions
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Action, Role, Scope, Viewer, scope_of
from plait.store.audit import cut, midnight
from plait.store.feeds import SHEET_OF
from plait.store.history import HistoryLine, ValueChange, employment_of, tell
from plait.store.models import Access, Employment, Event, Meeting
from plait.store.models.events import CORRECTION
from plait.store.paging import Page, Wanted
from plait.store.undoing import describe


@dataclass(frozen=True, slots=True)
class Correction:
    """One record of the past that was put right: which, by whom, from which file, and what rests on its sheet.

    `changes` are the values the viewer may read, `unread` how many others changed. Of a record that is not theirs to
    read nothing but its kind is told.
    """

    at: datetime
    by: str
    record: str
    changes: tuple[ValueChange, ...]
    unread: int
    file: str
    sheet: str
    line: int | None
    questions: tuple[Litmus, ...]

    @property
    def values(self) -> str:
        """“viewpoint clinical → digital”; of values that are not the viewer's to read, that there are some."""
        said = [f"{label(one.column)}: {one.before or 'nothing'} → {one.after or 'nothing'}" for one in self.changes]
        return "; ".join([*said, *([self.unread_words] if self.unread else [])])

    @property
    def unread_words(self) -> str:
        """How many values are not the viewer's to read."""
        return f"{many(self.unread, 'value', 'values')} {NOT_SHOWN}"


def count_corrections(viewer: Viewer, *, after: date) -> int:
    """How many records had their past corrected after that day."""
    return _since(viewer, after).values("kind", "record_id").distinct().count()


def list_corrections(viewer: Viewer, wanted: Wanted, *, after: date) -> Page[Correction]:
    """The corrections made after that day, newest first; a handful of queries, however many there are."""
    found = _since(viewer, after)
    total = found.count()
    events = cut(found.order_by("-id"), wanted, total)
    employments = {id for event in events if (id := employment_of(event)) is not None}
    numbers = dict(Employment.objects.filter(id__in=employments).values_list("id", "employee_number"))
    actors = _actors(viewer, events)
    told = zip(events, tell(events), strict=True)
    return Page(tuple(_shown(viewer, event, line, numbers, actors) for event, line in told), total)


def _since(viewer: Viewer, after: date) -> "QuerySet[Event]":
    """What was put right of meetings still in draft is for those who read drafts alone."""
    begins = midnight(after + timedelta(days=1))
    found = Event.objects.filter(CORRECTION, trust_id=viewer.trust_id, at__gte=begins)
    if scope_of(viewer, Action.READ_BOARD_DRAFTS):
        return found
    published = Meeting.objects.filter(trust_id=viewer.trust_id, status=PUBLISHED).values("id")
    of_row = Cast(KT("after__meeting_id"), BigIntegerField())
    of_meeting = found.annotate(meeting=Case(When(kind="meeting", then=F("record_id")), default=of_row))
    return of_meeting.filter(Q(meeting=None) | Q(meeting__in=published))


def _actors(viewer: Viewer, events: Sequence[Event]) -> dict[int | None, str]:
    """By user, the name of who acted; for readers who are told no names, the roles."""
    if Scope.TRUST in scope_of(viewer, Action.READ_PEOPLE):
        return {event.actor_id: event.actor_name for event in events}
    held: dict[int | None, list[str]] = {event.actor_id: [] for event in events}
    access = Access.objects.filter(trust_id=viewer.trust_id, user_id__in=[id for id in held if id], role__in=list(Role))
    for user_id, role in access.order_by("id").values_list("user_id", "role"):
        held[user_id].append(Role(role).words)
    return {id: listed(list(dict.fromkeys(words))).capitalize() or "Somebody" for id, words in held.items()}


def _shown(
    viewer: Viewer, event: Event, line: HistoryLine, numbers: Mapping[int, str], actors: Mapping[int | None, str]
) -> Correction:
    kind, sheet, employment = event.kind, SHEET_OF.get(event.kind, ""), employment_of(event)
    number = numbers.get(employment or 0, "") if employment or kind == "person" else None
    record = KINDS.get(kind, kind)
    changes: tuple[ValueChange, ...] = ()
    if reads_kind(viewer, kind, employee_number=number):
        teams = line.belongs_to if kind == "membership" else ()
        hidden = columns_hidden(viewer, kind, employee_number=number, teams=teams)
        changes = tuple(one for one in line.changes if one.column not in hidden)
        record += f": {', '.join(_named(viewer, event, line))}"
    resting = tuple(one for one in questions() if sheet in one.sheets)
    unread = len(line.changes) - len(changes)
    place = (line.file, line.table, line.line)
    return Correction(event.at, actors[event.actor_id], record, changes, unread, *place, resting)


def _named(viewer: Viewer, event: Event, line: HistoryLine) -> list[str]:
    """What a record that the viewer reads is called, and whose it is where the viewer reads that."""
    if employment_of(event) is None:
        own = [] if line.belongs_to and not line.title else [describe(event)]
        return [*line.belongs_to, *own]
    return [*line.belongs_to, line.person if reads_names(viewer, event.kind) else "somebody"]
