"""What members of the board do there, for pages: who came, what they asked, what they are to do, what they sponsor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from plait.engine.origins import Origin
from plait.store.board import Place
from plait.store.models import Attendance, BoardAction, Challenge
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Whether one member was at a meeting."""

    id: int
    member_id: int
    member: str
    office: str
    presence: str
    deputy: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """One question put at a meeting."""

    id: int
    question: str
    raised_by: str
    item: str
    decision: str
    answer: str
    changed: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing a meeting asked somebody to do; `status` is that of the meeting."""

    id: int
    name: str
    meeting_id: int
    meeting: str
    status: str
    item: str
    owner: str
    due_on: date
    done_on: date | None
    tag: str
    state: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class SponsorshipLine:
    """An office's time as sponsor or lead of a programme, an outcome or a service."""

    id: int
    office: str
    kind: str
    name: str
    part: str
    starts: date
    ends: date | None
    origin: Origin | None


ATTENDANCE = """
    SELECT a.id, a.member_id, m.name AS member, m.office, a.presence, a.deputy, a.origin_id, a.origin_line
    FROM store_attendance a JOIN store_boardmember m ON m.id = a.member_id
    WHERE a.trust_id = %(trust)s AND a.meeting_id = %(meeting)s
    ORDER BY (a.presence = 'present'), lower(m.name) COLLATE "C" """
CHALLENGES = """
    SELECT id, question, raised_by, item, decision, answer, changed, origin_id, origin_line
    FROM store_challenge WHERE trust_id = %(trust)s AND meeting_id = %(meeting)s ORDER BY id"""
# An action is late as engine/board_actions.py says.
ACTIONS = """
    SELECT a.id, a.name, a.meeting_id, m.name AS meeting, m.status, a.item, a.owner, a.due_on, a.done_on, a.tag,
        CASE WHEN a.done_on <= %(on)s THEN 'done' WHEN a.due_on < %(on)s THEN 'late' ELSE 'open' END AS state,
        a.origin_id, a.origin_line
    FROM store_boardaction a JOIN store_meeting m ON m.id = a.meeting_id
    WHERE a.trust_id = %(trust)s AND (%(drafts)s OR m.status = 'published')"""
LISTED_ACTIONS = f"""
    SELECT * FROM ({ACTIONS}) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || owner || ' ' || meeting), lower(%(search)s)) > 0)
    AND (%(meeting)s = '' OR meeting_id::text = %(meeting)s)
    AND (%(state)s = '' OR state = %(state)s) AND (%(tag)s = '' OR tag = %(tag)s)
    AND (%(owner)s = '' OR owner = %(owner)s)"""
ACTION_SORTS = {
    # Late ones first, then what is open, then what is done, each by its day.
    "urgent": "array_position(ARRAY['late', 'open', 'done'], state) * 1000000 + (due_on - DATE '2000-01-01')",
    "due": "due_on", "name": plain_name("name"), "owner": plain_name("owner"), "meeting": plain_name("meeting"),
}  # fmt: skip
SPONSORSHIPS = """
    SELECT id, office, kind, name, part, starts, ends, origin_id, origin_line
    FROM store_sponsorship WHERE trust_id = %(trust)s"""
LISTED_SPONSORSHIPS = f"""
    SELECT * FROM ({SPONSORSHIPS}) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || office), lower(%(search)s)) > 0)
    AND (%(kind)s = '' OR kind = %(kind)s) AND (%(part)s = '' OR part = %(part)s)
    AND (%(holds)s = '' OR (%(holds)s = 'yes') = (ends IS NULL OR ends > %(on)s))"""
SPONSORSHIP_SORTS = {"office": plain_name("office"), "name": plain_name("name"), "starts": "starts"}


def list_attendance(trust_id: int, meeting_id: int) -> tuple[AttendanceLine, ...]:
    """Who was away from a meeting, then who was there."""
    rows = with_origins(select(ATTENDANCE, {"trust": trust_id, "meeting": meeting_id}))
    return tuple(AttendanceLine(**row) for row in rows)


def list_challenges(trust_id: int, meeting_id: int) -> tuple[ChallengeLine, ...]:
    """The questions put at a meeting, as they were written down."""
    rows = with_origins(select(CHALLENGES, {"trust": trust_id, "meeting": meeting_id}))
    return tuple(ChallengeLine(**row) for row in rows)


def list_actions(trust_id: int, wanted: Wanted, *, on: date, drafts: bool) -> Page[ActionLine]:
    """One page of the actions, late ones first; with those of meetings in draft or without."""
    filters = {name: wanted.filters.get(name, "") for name in ("meeting", "state", "tag", "owner")}
    asked = {"trust": trust_id, "on": on, "drafts": drafts, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_ACTIONS, ACTION_SORTS, wanted, asked)
    return Page(tuple(ActionLine(**row) for row in with_origins(rows)), total)


def list_actions_of(trust_id: int, meeting_id: int, *, on: date) -> tuple[ActionLine, ...]:
    """What one meeting asked for, in draft or not."""
    wanted = Wanted(filters={"meeting": str(meeting_id)}, limit=None)
    return list_actions(trust_id, wanted, on=on, drafts=True).rows


def list_sponsorships(trust_id: int, wanted: Wanted, *, on: date) -> Page[SponsorshipLine]:
    """One page of the sponsorships, past ones as well."""
    filters = {name: wanted.filters.get(name, "") for name in ("kind", "part", "holds")}
    asked = {"trust": trust_id, "on": on, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_SPONSORSHIPS, SPONSORSHIP_SORTS, wanted, asked)
    return Page(tuple(SponsorshipLine(**row) for row in with_origins(rows)), total)


def load_sponsorship(trust_id: int, sponsorship_id: int) -> SponsorshipLine | None:
    """One sponsorship, past or not; None when the trust has none of this id."""
    rows = select(f"{SPONSORSHIPS} AND id = %(row)s", {"trust": trust_id, "row": sponsorship_id})
    return next((SponsorshipLine(**row) for row in with_origins(rows)), None)


KINDS: Mapping[str, tuple[type[Model], str]] = {
    "attendance": (Attendance, "member__name"), "challenge": (Challenge, "question"), "action": (BoardAction, "name"),
}  # fmt: skip
"""What belongs to a meeting: its table, and the column that says what a row is called."""


def find_part(trust_id: int, kind: str, row_id: int) -> Place | None:
    """Where an attendance, a challenge or an action belongs; None when the trust has none of this id."""
    model, called = KINDS[kind]
    rows = model._default_manager.filter(trust_id=trust_id, pk=row_id)
    found = rows.values_list("meeting_id", called).first()
    return Place(*found) if found else None
