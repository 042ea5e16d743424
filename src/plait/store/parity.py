"""Parity for pages: how the board's time was shared, and which advice and questions each technology decision had."""

from dataclasses import dataclass
from datetime import date

from plait.engine.agenda_time import MeetingTime, times_of
from plait.engine.board import AgendaItem, Meeting
from plait.store.board import DecisionLine, list_decisions
from plait.store.origins import with_origins
from plait.store.paging import Wanted
from plait.store.selecting import select


@dataclass(frozen=True, slots=True)
class Questioned:
    """A technology decision with how many questions were raised about it, and how many changed something."""

    decision: DecisionLine
    raised: int
    changed: int


MEETINGS = """
    SELECT id, name, kind, held_on, begins, finishes, status, origin_id, origin_line
    FROM store_meeting WHERE trust_id = %(trust)s AND kind = 'board' AND status = 'published'"""
ITEMS = """
    SELECT m.name AS meeting, i.number, i.title, i.minutes, i.tag, i.is_confirmed
    FROM store_agendaitem i JOIN store_meeting m ON m.id = i.meeting_id
    WHERE i.trust_id = %(trust)s AND m.kind = 'board' AND m.status = 'published'"""
QUESTIONS = """
    SELECT meeting_id, lower(decision) AS decision, count(*) AS raised, count(*) FILTER (WHERE changed <> '') AS changed
    FROM store_challenge WHERE trust_id = %(trust)s AND decision <> '' GROUP BY meeting_id, lower(decision)"""


def load_times(trust_id: int, *, on: date) -> tuple[tuple[MeetingTime, ...], dict[str, int]]:
    """How each published meeting of the board up to that day shared its time, and the ids of meetings by name."""
    asked = {"trust": trust_id}
    rows = with_origins(select(MEETINGS, asked))
    ids = {row["name"]: row.pop("id") for row in rows}
    times = times_of((Meeting(**row) for row in rows), (AgendaItem(**row) for row in select(ITEMS, asked)), on)
    return times, ids


def list_technology_decisions(trust_id: int) -> tuple[Questioned, ...]:
    """Every technology decision of a published meeting, the latest first, with the questions raised about it."""
    wanted = Wanted(filters={"technology": "yes"}, sort="decided", descending=True, limit=None)
    found = list_decisions(trust_id, wanted, drafts=False).rows
    asked = {(row["meeting_id"], row["decision"]): row for row in select(QUESTIONS, {"trust": trust_id})}
    none = {"raised": 0, "changed": 0}
    told = ((one, asked.get((one.meeting_id, one.name.lower()), none)) for one in found)
    return tuple(Questioned(one, row["raised"], row["changed"]) for one, row in told)
