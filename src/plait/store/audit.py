"""The audit trail of a trust: its events, newest first, as far as somebody may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from plait.store.history import HistoryLine, rows_about_person, tell
from plait.store.models import Employment, Event, User
from plait.store.paging import Page, Wanted
from plait.store.undoing import describe

SECURITY_KINDS = ("access", "user")
"""Events of these kinds concern sign-in and access."""

MOST_PEOPLE = 200
"""A search by person looks no further than this many people of that name."""


@dataclass(frozen=True, slots=True)
class AuditReach:
    """Which events somebody may read: all, those of some kinds, those about some rows given as kind to ids."""

    everything: bool = False
    kinds: tuple[str, ...] = ()
    about: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event, and whom or what it is about."""

    event: HistoryLine
    about: str


def rows_about_number(trust_id: int, employee_number: str | None) -> dict[str, list[int]]:
    """The rows that tell of whoever has this employee number, by kind; none without one."""
    employments = Employment.objects.filter(trust_id=trust_id, employee_number=employee_number)
    employment_id = employments.values_list("id", flat=True).first() if employee_number else None
    return rows_about_person(trust_id, employment_id) if employment_id else {}


def list_events(trust_id: int, reach: AuditReach, wanted: Wanted, *, day: date | None = None) -> Page[AuditLine]:
    """Events newest first; of one `day`, one kind (filter `kind`), one `action`, by or about whom the search names."""
    events = Event.objects.filter(_within(reach), trust_id=trust_id)
    if wanted.filters.get("kind"):
        events = events.filter(kind=wanted.filters["kind"])
    if wanted.filters.get("action"):
        events = events.filter(action=wanted.filters["action"])
    if day is not None:
        events = events.filter(at__gte=midnight(day), at__lt=midnight(day + timedelta(days=1)))
    if wanted.search:
        events = events.filter(_by_or_about(trust_id, wanted.search))
    total = events.count()
    return Page(_lines(cut(events.order_by("-id"), wanted, total)), total)


def _within(reach: AuditReach) -> Q:
    if reach.everything:
        return Q()
    within = Q(kind__in=reach.kinds)
    for kind, ids in reach.about.items():
        within |= Q(kind=kind, record_id__in=ids)
    return within


def midnight(day: date) -> datetime:
    """When a day begins where the trust is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _by_or_about(trust_id: int, words: str) -> Q:
    named = Q(person__name__icontains=words) | Q(employee_number__iexact=words)
    people = Employment.objects.filter(named, trust_id=trust_id).values_list("id", "person_id")[:MOST_PEOPLE]
    employments, persons = [pair[0] for pair in people], [pair[1] for pair in people]
    users = User.objects.filter(Q(name__icontains=words) | Q(email__iexact=words), access__trust_id=trust_id)
    user_ids = list(users.values_list("id", flat=True).distinct()[:MOST_PEOPLE])
    told = Q(actor_name__icontains=words)
    told |= Q(kind="person", record_id__in=persons) | Q(kind="employment", record_id__in=employments)
    for side in ("before", "after"):
        told |= Q(**{f"{side}__employment_id__in": employments}) | Q(**{f"{side}__user_id__in": user_ids})
        told |= Q(**{f"{side}__name__icontains": words})
    return told


def cut(events: "QuerySet[Event]", wanted: Wanted, total: int) -> list[Event]:
    """The events of one page, with the file each came by; a page past the end is the last."""
    found = events.select_related("imported")
    if wanted.limit is None:
        return list(found)
    last = max(total - 1, 0) // wanted.limit * wanted.limit
    offset = min(wanted.offset, last)
    return list(found[offset : offset + wanted.limit])


def _lines(events: Sequence[Event]) -> tuple[AuditLine, ...]:
    ids = {user for event in events if (user := _user(event)) is not None}
    users: dict[Any, str] = dict(User.objects.filter(id__in=ids).values_list("id", "name"))
    told = zip(tell(events), events, strict=True)
    return tuple(AuditLine(line, line.person or users.get(_user(event)) or describe(event)) for line, event in told)


def _user(event: Event) -> Any:
    """The user that an event's row names, if it names one."""
    return (event.after or event.before or {}).get("user_id")
