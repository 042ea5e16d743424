"""Papers opened for a day: asked for, agreed by somebody else, shut early; and what was opened under each."""

from collections.abc import Mapping
from operator import or_
from typing import Any

from django.db import IntegrityError
from django.db.models import F, Q, QuerySet

from plait.engine.paper_openings import LASTS, Opening
from plait.store.models import Access, Event, PaperOpening
from plait.store.papers import PaperLine
from plait.store.readings import PAPER, TAKEN, Reading
from plait.store.writing import Act, Row, StaleRecord, kind_of, noting, read_rows_by

COLUMNS = (
    "id",
    "version",
    "user_id",
    "asked_at",
    "wish",
    "reason",
    "paper_id",
    "title",
    "agreed_at",
    "until",
    "ended_at",
)
NAMES = {"asked_by": F("user__name"), "agreed_by_name": F("agreed_by__name"), "ended_by_name": F("ended_by__name")}
MOST = 100


class AskedAlready(Exception):
    """This user has asked, and nobody has answered yet."""


class OwnAsking(Exception):
    """Nobody agrees to what they asked for themselves."""


def ask_to_open(act: Act, wish: str, reason: str) -> int:
    """Ask to read one paper, told in words, for this reason; AskedAlready while another asking waits."""
    row = {"user_id": act.user_id, "asked_at": act.at, "wish": wish, "reason": reason}
    try:
        with noting(act) as pen:
            return pen.add(PaperOpening, [row], action="asked")[0]
    except IntegrityError as twice:
        raise AskedAlready from twice


def list_openings(trust_id: int, *, of: int | None = None) -> tuple[Opening, ...]:
    """The latest askings of a trust, or those of one user, newest first; none that waits or is open is left out."""
    rows = PaperOpening.objects.filter(trust_id=trust_id, **_whose(of))
    unended = rows.filter(ended_at=None).order_by(F("until").desc(nulls_first=True), "-id")
    shown = (Q(id__in=found.values("id")[:MOST]) for found in (rows.order_by("-id"), unended))
    return _lines(rows.filter(or_(*shown)))


def find_opening(trust_id: int, opening_id: int, *, of: int | None = None) -> Opening | None:
    """One asking, of one user where `of` says whose; None when there is none of this number."""
    return next(iter(_lines(PaperOpening.objects.filter(trust_id=trust_id, id=opening_id, **_whose(of)))), None)


def agree(act: Act, opening: Opening, paper: PaperLine) -> None:
    """Open this one paper to whoever asked, until a day from now; the caller asks who may agree.

    OwnAsking for one's own, under another address too; the database refuses that of one account as well. StaleRecord
    when it was answered since it was read.
    """
    if opening.user_id == act.by or _is_same_person(act, opening):
        raise OwnAsking
    new = {
        "paper_id": paper.id,
        "title": paper.title,
        "agreed_by_id": act.user_id,
        "agreed_at": act.at,
        "until": act.at + LASTS,
    }
    with noting(act) as pen:
        pen.change(PaperOpening, [(_waiting(act, opening), new)], action="agreed")


def shut(act: Act, opening: Opening) -> None:
    """Nobody reads by it any more from now on: an asking is declined or taken back, an opening ends early.

    StaleRecord when it was answered or ended since it was read.
    """
    with noting(act) as pen:
        row = _waiting(act, opening)
        pen.change(PaperOpening, [(row, {"ended_by_id": act.user_id, "ended_at": act.at})], action="ended")


def list_opened(trust_id: int, openings: tuple[Opening, ...]) -> Mapping[int, tuple[Reading, ...]]:
    """What was opened under each of these, by their number, oldest first."""
    found: dict[int, tuple[Reading, ...]] = {}
    papers = [one.paper_id for one in openings if one.paper_id is not None]
    events = Event.objects.filter(trust_id=trust_id, kind=PAPER, record_id__in=papers, after__has_key="opening")
    for event in events.order_by("id"):
        number = (event.after or {})["opening"]
        found[number] = (*found.get(number, ()), Reading(event.at, event.actor_name, event.action == TAKEN))
    return found


def _is_same_person(act: Act, opening: Opening) -> bool:
    """Are the account that asked and the one that acts tied to one person of this trust?"""
    mine = Access.objects.filter(trust_id=act.trust_id, user_id=act.user_id)
    return mine.filter(employment__person__employment__access__user_id=opening.user_id).exists()


def _waiting(act: Act, opening: Opening) -> Row:
    rows = read_rows_by(PaperOpening, trust_id=act.trust_id, id=opening.id, ended_at=None)
    if not rows:
        raise StaleRecord(kind_of(PaperOpening), [opening.id])
    return {**rows[0], "version": opening.version}


def _whose(of: int | None) -> Row:
    return {} if of is None else {"user_id": of}


def _lines(rows: "QuerySet[PaperOpening]") -> tuple[Opening, ...]:
    return tuple(_line(row) for row in rows.order_by("-id").annotate(**NAMES).values(*COLUMNS, *NAMES))


def _line(row: dict[str, Any]) -> Opening:
    agreed, ended = row.pop("agreed_by_name"), row.pop("ended_by_name")
    return Opening(**row, agreed_by=agreed or "", ended_by=ended or "")
