"""Taking back what one's own last page wrote, as long as nobody changed it since or built on it."""

from datetime import timedelta

from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Case, QuerySet, When

from plait.store.editing import NoSuchRecord
from plait.store.feeds import SHEET_OF, date_feeds
from plait.store.models import Event
from plait.store.staging import Refused
from plait.store.writing import Act, StaleRecord, Writing, writing

WHILE = timedelta(hours=1)
RECENT = 5_000
"""How many of the trust's last events are looked at; what lies further back is no slip of a moment ago."""
APART = frozenset(("access", "user", "import", "columnmap"))
"""Kinds of events that are no rows of the record: each has its own way back."""


def take_back(act: Act, request: str) -> None:
    """Put the rows that `request` wrote back as they were: an act of the same user in this trust, not an hour old.

    NoSuchRecord when there is none to take back, Refused when somebody changed a row since or built on it.
    """
    events = list(_events(act, request))
    if not events or any(event.action == "undone" for event in events):
        raise NoSuchRecord(f"request {request}")
    try:
        with writing(act) as pen, connection.cursor() as cursor:
            for event in events:
                _put_back(pen, event)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            date_feeds(act.trust_id, {SHEET_OF[event.kind] for event in events if event.kind in SHEET_OF})
    except (StaleRecord, IntegrityError) as fault:
        raise Refused("Somebody changed this since, or built on it. Open the record and change it there.") from fault


def _events(act: Act, request: str) -> "QuerySet[Event]":
    """What the request wrote, last first; people before all, as row security hides them without an employment."""
    recent = Event.objects.filter(trust_id=act.trust_id).order_by("-id").values("id")[:RECENT]
    own = Event.objects.filter(id__in=recent, trust_id=act.trust_id, actor_id=act.by, request=request, imported=None)
    rows = own.filter(record_id__isnull=False, at__gt=act.at - WHILE).exclude(kind__in=APART)
    return rows.order_by(Case(When(kind="person", then=0), default=1), "-id")


def _put_back(pen: Writing, event: Event) -> None:
    model = apps.get_model("store", event.kind)
    if event.before is None:
        pen.remove(model, [event.after or {}], "undone")
    elif event.after is None:
        pen.add(model, [event.before], "undone")
    else:
        was = {column: value for column, value in event.before.items() if column != "version"}
        pen.change(model, [(event.after, was)], "undone")
