"""The board's record for pages: meetings, their agenda, what they decided, and standing rights."""

from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import RIGHTS as RUNGS
from plait.engine.board_sheets import SUBJECTS
from plait.engine.origins import Origin
from plait.store.history import rows_of
from plait.store.models import (
    AgendaItem,
    Attendance,
    BoardAction,
    BoardPaper,
    Challenge,
    Decision,
    Meeting,
    StandingRight,
)
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting, with how many items and decisions it has, its timed minutes, and those on digital."""

    id: int
    name: str
    kind: str
    held_on: date
    begins: str
    finishes: str
    status: str
    items: int
    minutes: int
    digital: int
    decisions: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of an agenda."""

    id: int
    number: str
    title: str
    minutes: int | None
    tag: str
    is_confirmed: bool
    for_decision: bool
    authors: tuple[str, ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with its meeting; `decided_on` is that of the meeting where it states none."""

    id: int
    name: str
    meeting_id: int
    meeting: str
    status: str
    decided_on: date
    item: str
    is_technology: bool
    specialist: bool | None
    advice: str
    advice_by: str
    leads: tuple[str, ...]
    challenged_by: tuple[str, ...]
    origin: Origin | None

    @property
    def is_advised(self) -> bool:
        """Was a specialist in the room, or written advice attached?"""
        return bool(self.specialist or self.advice)


@dataclass(frozen=True, slots=True)
class RightLine:
    """Whether a subject has a right, since when that holds, and what says so."""

    id: int
    right: str
    subject: str
    has: bool
    since: date | None
    document: str
    origin: Origin | None


MEETINGS = """
    SELECT m.id, m.name, m.kind, m.held_on, m.begins, m.finishes, m.status,
        COALESCE(i.items, 0) AS items, COALESCE(i.minutes, 0)::int AS minutes, COALESCE(i.digital, 0)::int AS digital,
        COALESCE(d.decisions, 0) AS decisions, m.origin_id, m.origin_line
    FROM store_meeting m
    LEFT JOIN (SELECT meeting_id, count(*) AS items, sum(minutes) AS minutes,
            sum(minutes) FILTER (WHERE is_confirmed AND tag = 'digital') AS digital
        FROM store_agendaitem WHERE trust_id = %(trust)s GROUP BY meeting_id) i ON i.meeting_id = m.id
    LEFT JOIN (SELECT meeting_id, count(*) AS decisions
        FROM store_decision WHERE trust_id = %(trust)s GROUP BY meeting_id) d ON d.meeting_id = m.id
    WHERE m.trust_id = %(trust)s AND (%(drafts)s OR m.status = 'published')"""
LISTED_MEETINGS = f"""
    SELECT * FROM ({MEETINGS}) known
    WHERE (%(search)s = '' OR strpos(lower(name), lower(%(search)s)) > 0)
    AND (%(kind)s = '' OR kind = %(kind)s) AND (%(status)s = '' OR status = %(status)s)"""
MEETING_SORTS = {
    "held": "held_on", "name": plain_name("name"), "minutes": "minutes", "digital": "digital",
    "decisions": "decisions",
}  # fmt: skip
# A number like 7a stands after 7 and before 10, as in engine/board.py.
ITEMS = """
    SELECT id, number, title, minutes, tag, is_confirmed, for_decision, authors, origin_id, origin_line
    FROM store_agendaitem WHERE trust_id = %(trust)s AND meeting_id = %(meeting)s
    ORDER BY COALESCE(substring(number FROM '^[0-9]+')::numeric, 0), number COLLATE "C" """
DECISIONS = """
    SELECT d.id, d.name, d.meeting_id, m.name AS meeting, m.status, COALESCE(d.decided_on, m.held_on) AS decided_on,
        d.item, d.is_technology, d.specialist, d.advice, d.advice_by, d.leads, d.challenged_by, d.origin_id,
        d.origin_line
    FROM store_decision d JOIN store_meeting m ON m.id = d.meeting_id
    WHERE d.trust_id = %(trust)s AND (%(drafts)s OR m.status = 'published')"""
LISTED_DECISIONS = f"""
    SELECT * FROM ({DECISIONS}) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || meeting), lower(%(search)s)) > 0)
    AND (%(meeting)s = '' OR meeting_id::text = %(meeting)s)
    AND (%(technology)s = '' OR (%(technology)s = 'yes') = is_technology)
    AND (%(advised)s = '' OR (%(advised)s = 'yes') = (COALESCE(specialist, FALSE) OR advice <> ''))"""
DECISION_SORTS = {"decided": "decided_on", "name": plain_name("name"), "meeting": plain_name("meeting")}
RIGHTS = """
    SELECT id, "right", subject, has, since, document, origin_id, origin_line
    FROM store_standingright WHERE trust_id = %(trust)s"""


def list_meetings(trust_id: int, wanted: Wanted, *, drafts: bool) -> Page[MeetingLine]:
    """One page of the meetings, with those in draft or without."""
    filters = {name: wanted.filters.get(name, "") for name in ("kind", "status")}
    asked = {"trust": trust_id, "drafts": drafts, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_MEETINGS, MEETING_SORTS, wanted, asked)
    return Page(tuple(MeetingLine(**row) for row in with_origins(rows)), total)


def load_meeting(trust_id: int, meeting_id: int, *, drafts: bool) -> MeetingLine | None:
    """One meeting; None when there is none of this id, or it is a draft and drafts are not asked for."""
    asked = {"trust": trust_id, "drafts": drafts, "meeting": meeting_id}
    rows = select(f"{MEETINGS} AND m.id = %(meeting)s", asked)
    return next((MeetingLine(**row) for row in with_origins(rows)), None)


def meetings_brought(trust_id: int, import_id: int) -> tuple[tuple[int, str], ...]:
    """The id and name of each meeting whose record comes from one import, by day."""
    found = Meeting.objects.filter(trust_id=trust_id, origin__imported_id=import_id).order_by("held_on", "name")
    return tuple(found.values_list("id", "name"))


def list_items(trust_id: int, meeting_id: int) -> tuple[ItemLine, ...]:
    """The agenda of a meeting, in its order."""
    rows = with_origins(select(ITEMS, {"trust": trust_id, "meeting": meeting_id}))
    return tuple(ItemLine(**{**row, "authors": tuple(row["authors"])}) for row in rows)


def list_decisions(trust_id: int, wanted: Wanted, *, drafts: bool) -> Page[DecisionLine]:
    """One page of the decisions, with those of meetings in draft or without."""
    filters = {name: wanted.filters.get(name, "") for name in ("meeting", "technology", "advised")}
    asked = {"trust": trust_id, "drafts": drafts, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_DECISIONS, DECISION_SORTS, wanted, asked)
    lists = ("leads", "challenged_by")
    made = [DecisionLine(**row | {name: tuple(row[name]) for name in lists}) for row in with_origins(rows)]
    return Page(tuple(made), total)


def list_decisions_of(trust_id: int, meeting_id: int) -> tuple[DecisionLine, ...]:
    """What one meeting decided, in draft or not."""
    wanted = Wanted(filters={"meeting": str(meeting_id)}, sort="name", limit=None)
    return list_decisions(trust_id, wanted, drafts=True).rows


def list_rights(trust_id: int) -> tuple[RightLine, ...]:
    """The standing rights, in the order of the ladder."""
    rows = with_origins(select(RIGHTS, {"trust": trust_id}))
    place = {right: place for place, right in enumerate(RUNGS)}
    return tuple(
        sorted((RightLine(**row) for row in rows), key=lambda one: (place[one.right], SUBJECTS.index(one.subject)))
    )


@dataclass(frozen=True, slots=True)
class Place:
    """The meeting that an item or a decision belongs to, and what the row is called."""

    meeting_id: int
    title: str


def find_item(trust_id: int, item_id: int) -> Place | None:
    """Where an agenda item belongs; None when the trust has none of this id."""
    found = AgendaItem.objects.filter(trust_id=trust_id, id=item_id).values_list("meeting_id", "title").first()
    return Place(*found) if found else None


def find_decision(trust_id: int, decision_id: int) -> Place | None:
    """Where a decision belongs; None when the trust has none of this id."""
    found = Decision.objects.filter(trust_id=trust_id, id=decision_id).values_list("meeting_id", "name").first()
    return Place(*found) if found else None


def rows_about_meeting(trust_id: int, meeting_id: int) -> dict[str, list[int]]:
    """The rows that tell of one meeting and of what was said, decided and asked there, by kind, for its history."""
    return {
        "meeting": [meeting_id],
        **rows_of(
            (AgendaItem, Decision, Attendance, BoardPaper, Challenge, BoardAction),
            trust_id=trust_id,
            meeting_id=meeting_id,
        ),
    }


def rows_about_rights(trust_id: int) -> dict[str, list[int]]:
    """The rows of the standing rights, for their history."""
    return rows_of((StandingRight,), trust_id=trust_id)
