"""Education and board development for pages: every session and target, and what members of the board did."""

from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.board_development import Learning
from plait.engine.board_members import BoardMember
from plait.engine.education import YEAR, Session, Target
from plait.engine.origins import Origin
from plait.store.history import rows_of
from plait.store.models import BoardLearning, EducationSession, EducationTarget
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.people import EMPLOYED
from plait.store.selecting import HOLDS, plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session and staff group, with how many people the group has today."""

    id: int
    held_on: date
    topic: str
    staff_group: str
    reached: int
    people: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of a staff group."""

    id: int
    staff_group: str
    share: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class LearningLine:
    """One session, visit or show-and-tell of a member of the board."""

    id: int
    member_id: int
    member: str
    office: str
    held_on: date
    kind: str
    what: str
    took_place: bool
    origin: Origin | None


HEADS = f"SELECT g.name, count(DISTINCT p.id) AS people {EMPLOYED} GROUP BY g.name"
SESSIONS = f"""
    SELECT s.id, s.held_on, s.topic, g.name AS staff_group, s.reached, COALESCE(h.people, 0)::int AS people,
        s.origin_id, s.origin_line
    FROM store_educationsession s JOIN store_staffgroup g ON g.id = s.staff_group_id
    LEFT JOIN ({HEADS}) h ON h.name = g.name
    WHERE s.trust_id = %(trust)s"""
LISTED_SESSIONS = f"""
    SELECT * FROM ({SESSIONS}) known
    WHERE (%(search)s = '' OR strpos(lower(topic || ' ' || staff_group), lower(%(search)s)) > 0)
    AND (%(group)s = '' OR staff_group = %(group)s)"""
SESSION_SORTS = {
    "day": "held_on", "topic": plain_name("topic"), "group": plain_name("staff_group"), "reached": "reached",
}  # fmt: skip
TARGETS = """
    SELECT t.id, g.name AS staff_group, t.share, t.origin_id, t.origin_line
    FROM store_educationtarget t JOIN store_staffgroup g ON g.id = t.staff_group_id
    WHERE t.trust_id = %(trust)s"""
LEARNING = """
    SELECT l.id, l.member_id, m.name AS member, m.office, l.held_on, l.kind, l.what, l.took_place, l.origin_id,
        l.origin_line
    FROM store_boardlearning l JOIN store_boardmember m ON m.id = l.member_id
    WHERE l.trust_id = %(trust)s"""
LISTED_LEARNING = f"""
    SELECT * FROM ({LEARNING}) known
    WHERE (%(search)s = '' OR strpos(lower(member || ' ' || office || ' ' || what), lower(%(search)s)) > 0)
    AND (%(kind)s = '' OR kind = %(kind)s)"""
LEARNING_SORTS = {"day": "held_on", "member": plain_name("member")}
MEMBERS = f"""
    SELECT m.name, m.office, m.kind, m.starts, LEAST(m.ends, e.ends) AS ends
    FROM store_boardmember m LEFT JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s AND {HOLDS.format("m")}"""


def list_sessions(trust_id: int, wanted: Wanted, *, on: date) -> Page[SessionLine]:
    """One page of the sessions, with the people each group has on the day."""
    asked = {"trust": trust_id, "on": on, "search": wanted.search, "group": wanted.filters.get("group", "")}
    rows, total = select_page(LISTED_SESSIONS, SESSION_SORTS, wanted, asked)
    return Page(tuple(SessionLine(**row) for row in with_origins(rows)), total)


def list_targets(trust_id: int) -> tuple[TargetLine, ...]:
    """The targets, by staff group."""
    rows = with_origins(select(f"{TARGETS} ORDER BY {plain_name('g.name')}", {"trust": trust_id}))
    return tuple(TargetLine(**row) for row in rows)


@dataclass(frozen=True, slots=True)
class Taught:
    """What the sum of a year rests on: the sessions, the targets, the people of each staff group."""

    sessions: tuple[Session, ...]
    targets: tuple[Target, ...]
    headcount: dict[str, int]


def load_taught(trust_id: int, *, on: date) -> Taught:
    """The sessions of 12 months, the targets, and headcounts by staff group on the day."""
    asked = {"trust": trust_id, "on": on, "since": on - YEAR}
    sessions = select(f"{SESSIONS} AND s.held_on > %(since)s AND s.held_on <= %(on)s", asked)
    targets = list_targets(trust_id)
    return Taught(
        tuple(Session(one["held_on"], one["topic"], one["staff_group"], one["reached"]) for one in sessions),
        tuple(Target(one.staff_group, one.share) for one in targets),
        {one["name"]: one["people"] for one in select(HEADS, asked)},
    )


def list_learning(trust_id: int, wanted: Wanted) -> Page[LearningLine]:
    """One page of what members of the board did, or have booked."""
    asked = {"trust": trust_id, "search": wanted.search, "kind": wanted.filters.get("kind", "")}
    rows, total = select_page(LISTED_LEARNING, LEARNING_SORTS, wanted, asked)
    return Page(tuple(LearningLine(**row) for row in with_origins(rows)), total)


def load_learning(trust_id: int, *, on: date) -> tuple[tuple[BoardMember, ...], tuple[Learning, ...]]:
    """The members of the day, and what all members did in the 12 months before or have booked since."""
    asked = {"trust": trust_id, "on": on, "since": on - timedelta(days=365)}
    members = tuple(BoardMember(**row) for row in select(MEMBERS, asked))
    rows = select(f"{LEARNING} AND l.held_on > %(since)s", asked)
    columns = ("member", "held_on", "kind", "what", "took_place")
    return members, tuple(Learning(*(row[column] for column in columns)) for row in rows)


def find_session(trust_id: int, session_id: int, *, on: date) -> SessionLine | None:
    """One session; None when the trust has none of this id."""
    rows = select(f"{SESSIONS} AND s.id = %(id)s", {"trust": trust_id, "on": on, "id": session_id})
    return next((SessionLine(**row) for row in with_origins(rows)), None)


def find_target(trust_id: int, target_id: int) -> TargetLine | None:
    """One target; None when the trust has none of this id."""
    return next((one for one in list_targets(trust_id) if one.id == target_id), None)


def find_learning(trust_id: int, learning_id: int) -> LearningLine | None:
    """One row of board development; None when the trust has none of this id."""
    rows = select(f"{LEARNING} AND l.id = %(id)s", {"trust": trust_id, "id": learning_id})
    return next((LearningLine(**row) for row in with_origins(rows)), None)


def rows_about_education(trust_id: int) -> dict[str, list[int]]:
    """The rows of sessions and targets, for their history."""
    return rows_of((EducationSession, EducationTarget), trust_id=trust_id)


def rows_about_learning(trust_id: int) -> dict[str, list[int]]:
    """The rows of board development, for their history."""
    return rows_of((BoardLearning,), trust_id=trust_id)
