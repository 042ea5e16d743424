"""Executives shared with another trust: what both trusts said, and what each sees of the other meanwhile."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError

from plait.engine.origins import Origin
from plait.store.lending import list_other_trusts
from plait.store.models import ExecutiveShare, RoleHolder
from plait.store.origins import with_origins
from plait.store.selecting import HOLDS, plain_name, select
from plait.store.staging import Refused
from plait.store.writing import Act, Row, StaleRecord, Writing, noting, read_rows_by

DAY = timedelta(days=1)
AT_ONCE = "Somebody of this trust said something of it in the same moment. Nothing of yours is saved: look again."
ASKED, GRANTED, WAITS, ALONE = "asked", "granted", "waits", "alone"
"""The other trust says so and this one does not; both do; this one alone does; one user said so for both trusts."""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """What this trust and another say of an executive of both: `state`, and until when (exclusive) it is said.

    `tells` where this trust shows the other who came to its board, `told` where the other shows it to this one.
    """

    employment_id: int
    name: str
    other: str
    other_name: str
    state: str
    starts: date
    ends: date
    tells: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class RoleThere:
    """A role that somebody holds: in this trust, where `other` is empty, or in the other."""

    other: str
    role: str
    held_as: str
    wte: Decimal
    starts: date
    ends: date | None
    origin: Origin | None

    def holds(self, on: date) -> bool:
        """Is it held on that day?"""
        return self.starts <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True)
class MeetingThere:
    """A board somebody should be at: of this trust, where `other` is empty, or of the other.

    Times are empty where nobody said; `presence` is whether they came: to the board of this trust, and to that of the
    other where it shows this.
    """

    other: str
    held_on: date
    begins: str
    finishes: str
    presence: str
    is_draft: bool
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class DeclaredThere:
    """An interest in the register of this trust, where `other` is empty, or of the other."""

    other: str
    organisation: str
    interest: str
    document: str
    starts: date
    ends: date | None
    origin: Origin | None


OWN = f"""
    SELECT s.employment_id, p.name, s.other, COALESCE(o.name, s.other) AS other_name,
        CASE WHEN g.employment_id IS NOT NULL THEN '{GRANTED}' WHEN EXISTS (SELECT 1 FROM store_shareasked a
            WHERE a.here_id = s.trust_id AND a.employment_id = s.employment_id AND upper(a.other) = upper(s.other))
            THEN '{ALONE}' ELSE '{WAITS}' END AS state, s.starts,
        COALESCE(g.ends, s.ends) AS ends, COALESCE(g.tells, s.attendance_by_id IS NOT NULL) AS tells,
        COALESCE(g.told, false) AS told
    FROM store_executiveshare s JOIN store_employment e ON e.id = s.employment_id
    JOIN store_person p ON p.id = e.person_id LEFT JOIN store_othertrust o ON upper(o.code) = upper(s.other)
    LEFT JOIN store_sharegranted g ON g.here_id = s.trust_id AND g.employment_id = s.employment_id
        AND upper(g.other) = upper(s.other)
    WHERE s.trust_id = %(trust)s AND {HOLDS.format("s")}"""
LISTED = f"""
    SELECT * FROM ({OWN} UNION ALL
    SELECT a.employment_id, p.name, a.other, a.other_name, '{ASKED}', a.starts, a.ends, false, false
    FROM store_shareasked a JOIN store_employment e ON e.id = a.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE a.here_id = %(trust)s AND NOT EXISTS (SELECT 1 FROM ({OWN}) s
        WHERE s.employment_id = a.employment_id AND upper(s.other) = upper(a.other))) known
    ORDER BY {plain_name("name")}, other"""
# The halves of this trust and of the other side by side; of the other only what its views show.
ROLES = """
    SELECT '' AS other, r.name AS role, h.held_as, trim_scale(h.wte) AS wte, h.starts, LEAST(h.ends, e.ends) AS ends,
        h.origin_id, h.origin_line
    FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
    JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s AND h.employment_id = %(employment)s
        AND (LEAST(h.ends, e.ends) IS NULL OR LEAST(h.ends, e.ends) > %(on)s)
    UNION ALL SELECT other_name, role, held_as, trim_scale(wte), starts, ends, NULL::bigint, NULL::int
    FROM store_sharedrole
    WHERE here_id = %(trust)s AND employment_id = %(employment)s ORDER BY other, starts, role"""
MEETINGS = """
    SELECT '' AS other, m.held_on, m.begins, m.finishes, COALESCE((
            SELECT a.presence FROM store_attendance a JOIN store_boardmember k ON k.id = a.member_id
            WHERE a.meeting_id = m.id AND k.employment_id = %(employment)s
                AND (%(drafts)s OR m.status = 'published') LIMIT 1), '') AS presence,
        m.status <> 'published' AS is_draft, m.origin_id, m.origin_line
    FROM store_meeting m
    WHERE m.trust_id = %(trust)s AND m.kind = 'board' AND m.held_on > %(since)s AND (
        EXISTS (SELECT 1 FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
            WHERE h.employment_id = %(employment)s AND h.trust_id = %(trust)s AND r.seat IN ('voting', 'attending')
                AND h.starts <= m.held_on AND (h.ends IS NULL OR h.ends > m.held_on))
        OR EXISTS (SELECT 1 FROM store_boardmember k
            WHERE k.employment_id = %(employment)s AND k.starts <= m.held_on
                AND (k.ends IS NULL OR k.ends > m.held_on)))
    UNION ALL SELECT other_name, held_on, begins, finishes, presence, is_draft, NULL::bigint, NULL::int
    FROM store_sharedmeeting
    WHERE here_id = %(trust)s AND employment_id = %(employment)s AND (%(drafts)s OR NOT is_draft)
    ORDER BY held_on DESC, begins, other"""
DECLARED = """
    SELECT '' AS other, d.organisation, d.interest, d.document, d.starts, LEAST(d.ends, e.ends) AS ends,
        d.origin_id, d.origin_line
    FROM store_declaration d JOIN store_employment e ON e.id = d.employment_id
    WHERE d.trust_id = %(trust)s AND d.employment_id = %(employment)s
        AND (LEAST(d.ends, e.ends) IS NULL OR LEAST(d.ends, e.ends) > %(on)s)
    UNION ALL SELECT other_name, organisation, interest, document, starts, ends, NULL::bigint, NULL::int
    FROM store_shareddeclaration
    WHERE here_id = %(trust)s AND employment_id = %(employment)s ORDER BY other, organisation, interest"""
SPOKE = """
    SELECT tells, their_word_by FROM store_sharegranted
    WHERE here_id = %(trust)s AND employment_id = %(employment)s AND upper(other) = upper(%(other)s)"""


def list_shares(trust_id: int, *, on: date) -> tuple[ShareLine, ...]:
    """What stands between this trust and others about executives of both today, by name."""
    return tuple(ShareLine(**row) for row in select(LISTED, {"trust": trust_id, "on": on}))


def roles_of(trust_id: int, employment_id: int, *, on: date) -> tuple[RoleThere, ...]:
    """The leadership roles somebody holds here today or will, and in the other trust as far as that is shared."""
    return tuple(RoleThere(**row) for row in with_origins(select(ROLES, _asked(trust_id, employment_id, on))))


def meetings_of(trust_id: int, employment_id: int, *, on: date, drafts: bool) -> tuple[MeetingThere, ...]:
    """The boards somebody should be at, from a year ago on, the latest first; of the other trust days and times.

    Of a meeting in draft of this trust whoever reads no `drafts` is told the day and the times too, and not who came;
    of one of the other trust nothing. Who reads drafts is told of it only on the day of a board of this trust.
    """
    asked = {**_asked(trust_id, employment_id, on), "since": on - timedelta(days=365), "drafts": drafts}
    return tuple(MeetingThere(**row) for row in with_origins(select(MEETINGS, asked)))


def interests_of(trust_id: int, employment_id: int, *, on: date) -> tuple[DeclaredThere, ...]:
    """What somebody declares here, and in the register of the other trust as far as that is shared."""
    return tuple(DeclaredThere(**row) for row in with_origins(select(DECLARED, _asked(trust_id, employment_id, on))))


def _asked(trust_id: int, employment_id: int, on: date) -> Row:
    return {"trust": trust_id, "employment": employment_id, "on": on}


def list_leaders(trust_id: int, *, on: date) -> dict[int, str]:
    """Everybody who holds a leadership role today: names by the id of their employment."""
    held = RoleHolder.objects.filter(trust_id=trust_id, starts__lte=on).exclude(ends__lte=on)
    found = held.exclude(employment__ends__lte=on).order_by("employment__person__name", "employment_id")
    return dict(found.values_list("employment_id", "employment__person__name"))


def ask_to_share(act: Act, employment_id: int, other: str, ends: date) -> None:
    """Say that this trust shares about one of its leaders with another up to a day, exclusive; it waits for the other.

    Refused where there is no such leader or trust, the day is not to come, or it was said already.
    """
    if employment_id not in list_leaders(act.trust_id, on=act.day):
        raise Refused("Choose somebody who holds a leadership role in this trust today.")
    if other not in list_other_trusts():
        raise Refused("Choose another trust from the list.")
    if ends <= act.day:
        raise Refused("The last day is over. Write a later one.")
    if _said(act, employment_id, other):
        raise Refused("This trust has said so already. Withdraw it first to say until when anew.")
    with _saying(act) as pen:
        pen.add(ExecutiveShare, [_row(act, employment_id, other, ends)], "asked")


def accept_share(act: Act, employment_id: int, other: str) -> ShareLine:
    """Say the same as the other trust, up to the same day; Refused where it asked nothing, or the same person asked."""
    asked = {"trust": act.trust_id, "employment": employment_id, "other": other}
    found = select(
        "SELECT asked_by, ends FROM store_shareasked WHERE here_id = %(trust)s AND employment_id = %(employment)s "
        "AND upper(other) = upper(%(other)s)",
        asked,
    )
    if not found:
        raise Refused("There is nothing to accept: the other trust asks for nothing today.")
    if found[0]["asked_by"] == act.by:
        raise Refused("You asked for it in the other trust. Somebody else has to accept it here.")
    until = {"ends": found[0]["ends"], "agreed_by_id": act.by}
    with _saying(act) as pen:
        rows = _said(act, employment_id, other)
        pen.change(ExecutiveShare, [(row, until) for row in rows], "accepted")
        if not rows:
            pen.add(ExecutiveShare, [_row(act, employment_id, other, found[0]["ends"])], "accepted")
    [line] = [
        one
        for one in list_shares(act.trust_id, on=act.day)
        if (one.employment_id, one.other.upper()) == (employment_id, other.upper())
    ]
    return line


def withdraw_share(act: Act, employment_id: int, other: str) -> None:
    """Share no more with another trust about somebody, from this moment.

    Refused where nothing was said, and where somebody else said something of it meanwhile.
    """
    with _saying(act) as pen:
        rows = _said(act, employment_id, other)
        if not rows:
            raise Refused("There was nothing to withdraw.")
        pen.remove(ExecutiveShare, [row for row in rows if row["starts"] == act.day], "withdrawn")
        pen.change(ExecutiveShare, [(row, {"ends": act.day}) for row in rows if row["starts"] < act.day], "withdrawn")


def show_attendance(act: Act, employment_id: int, other: str) -> None:
    """Let the other trust see whether somebody came to the board of this one, while both share about them.

    Refused where they do not, where it is shown already, and to whoever spoke for the other trust.
    """
    asked = {"trust": act.trust_id, "employment": employment_id, "other": other}
    found = select(SPOKE, asked)
    if not found:
        raise Refused("Both trusts have to say first that they share about this executive.")
    if found[0]["tells"]:
        raise Refused("The other trust sees already who came to the board of this one.")
    if found[0]["their_word_by"] == act.by:
        raise Refused("You spoke for the other trust. Somebody else has to say this here.")
    with _saying(act) as pen:
        rows = _said(act, employment_id, other)
        pen.change(ExecutiveShare, [(row, {"attendance_by_id": act.by}) for row in rows], "extended")


def hide_attendance(act: Act, employment_id: int, other: str) -> None:
    """Let the other trust see no more who came to the board of this one, at once; Refused where it did not."""
    with _saying(act) as pen:
        rows = [row for row in _said(act, employment_id, other) if row["attendance_by_id"] is not None]
        if not rows:
            raise Refused("The other trust saw nothing of it.")
        pen.change(ExecutiveShare, [(row, {"attendance_by_id": None}) for row in rows], "narrowed")


@contextmanager
def _saying(act: Act) -> Iterator[Writing]:
    """One act of saying; Refused where somebody else of the trust said something of it at once."""
    try:
        with noting(act) as pen:
            yield pen
    except (IntegrityError, StaleRecord) as clash:
        raise Refused(AT_ONCE) from clash


def _row(act: Act, employment_id: int, other: str, ends: date) -> Row:
    said = {"employment_id": employment_id, "other": other.upper(), "agreed_by_id": act.by}
    return {**said, "starts": act.day, "ends": ends}


def _said(act: Act, employment_id: int, other: str) -> Sequence[Row]:
    live = {"starts__lte": act.day, "ends__gt": act.day}
    return read_rows_by(ExecutiveShare, trust_id=act.trust_id, employment_id=employment_id, other__iexact=other, **live)
