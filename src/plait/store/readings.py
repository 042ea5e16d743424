"""Who opened what the board has not published: each opening of such a paper, pack or file leaves a row of its own."""

from dataclasses import dataclass
from datetime import datetime

from plait.store.models import Event
from plait.store.writing import Act, noting

PAPER, PACK = "paperreading", "packreading"
"""Kinds of these events; they tell of no row of a table that changed."""
LOOKED, TAKEN = "looked at", "exported"
MOST = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, by its kind and name; `opening` is what let them, where it was opened to them for a day."""

    kind: str
    record_id: int
    name: str
    opening: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening: when, by whom, and whether the file was taken or only the page looked at."""

    at: datetime
    by: str
    is_file: bool


def note_reading(act: Act, opened: Opened, *, is_file: bool = False) -> None:
    """Leave in the audit trail that somebody opened a paper or a pack that not everybody reads: its page, or a file."""
    told = {"name": opened.name, **({"opening": opened.opening} if opened.opening else {})}
    with noting(act) as pen:
        pen.note(TAKEN if is_file else LOOKED, opened.kind, opened.record_id, told)


def list_readings(trust_id: int, paper_id: int) -> tuple[Reading, ...]:
    """The latest openings of a paper while not everybody read it, newest first."""
    events = Event.objects.filter(trust_id=trust_id, kind=PAPER, record_id=paper_id).order_by("-id")[:MOST]
    return tuple(Reading(event.at, event.actor_name, event.action == TAKEN) for event in events)
