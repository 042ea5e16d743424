"""Taking back what one's own last page wrote, as long as nobody changed it since or built on it."""

from collections.abc import Sequence
from datetime import timedelta

from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Case, QuerySet, When

from plait.engine.taking_back import Written
from plait.store.editing import NoSuchRecord
from plait.store.feeds import SHEET_OF, date_feeds
from plait.store.history import UNSHOWN
from plait.store.models import AssemblyRun, Community, Event, SecondTeam, Team
from plait.store.staging import Refused
from plait.store.writing import Act, Row, StaleRecord, Writing, kind_of, writing

WHILE = timedelta(hours=1)
RECENT = 5_000
"""How many of the trust's last events are looked at; what lies further back is no slip of a moment ago."""
APART = frozenset(
    (
        "access",
        "user",
        "import",
        "columnmap",
        "assemblyrun",
        "secondteam",
        "exception",
        "paperopening",
        "paperreading",
        "packreading",
    )
)
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
            # Where they were the accepted teams of a plan, that plan is only proposed again.
            accepted = AssemblyRun.objects.filter(trust_id=act.trust_id, request=request, status="accepted")
            accepted.update(status="ready", accepted_by=None, accepted_at=None, request="")
            built = SecondTeam.objects.filter(trust_id=act.trust_id, request=request, status="built")
            built.update(status="ready", built_by=None, built_at=None, request="")
            date_feeds(act.trust_id, {SHEET_OF[event.kind] for event in events if event.kind in SHEET_OF})
    except (StaleRecord, IntegrityError) as fault:
        raise Refused("Somebody changed this since, or built on it. Open the record and change it there.") from fault


def load_written(act: Act, request: str) -> tuple[Written, ...]:
    """The rows that `take_back` would put back, for the question whether this user may still write them."""
    events = list(_events(act, request))
    return tuple(
        Written(
            event.kind,
            _columns(event, events),
            is_whole=event.before is None or event.after is None,
            team=_name_of(Team, event),
            community=_name_of(Community, event),
        )
        for event in events
    )


def _columns(event: Event, events: Sequence[Event]) -> frozenset[str]:
    """The columns that differ; the days of an assignment only say from when its other columns hold."""
    before, after = event.before or _followed(event, events), event.after or {}
    shown = {*before, *after} - UNSHOWN | ({"person_id"} if before and after else set())
    changed = {name for name in shown if (before.get(name) or None) != (after.get(name) or None)}
    days = {"starts", "ends"} if event.kind == "assignment" else set()
    return frozenset(name.removesuffix("_id") for name in changed - days)


def _followed(event: Event, events: Sequence[Event]) -> Row:
    """The row of the same stay that a new row follows, whose values it repeats where they did not change."""
    stay = ("assignment", (event.after or {}).get("employment_id"))
    others = [one.before for one in events if one.before and (one.kind, one.before.get("employment_id")) == stay]
    return others[0] if others and event.kind == "assignment" else {}


def _name_of(model: type[Team | Community], event: Event) -> str:
    """What the team or community is called today that a row is, or belongs to."""
    kind = kind_of(model)
    id = event.record_id if event.kind == kind else (event.after or event.before or {}).get(f"{kind}_id", 0)
    found = model._default_manager.filter(trust_id=event.trust_id, id=id or 0)
    return found.values_list("name", flat=True).first() or ""


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
