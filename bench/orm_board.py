"""What members of the board do there, as the usual way of Django makes it into records."""

from typing import Any

from plait.engine.attendance import Attendance
from plait.engine.board_actions import BoardAction
from plait.engine.board_members import BoardMember
from plait.engine.challenges import Challenge
from plait.engine.origins import Origin
from plait.engine.sponsorships import Sponsorship


def board_member(m: Any) -> BoardMember:
    """A member of the board."""
    number = m.employment.employee_number if m.employment else ""
    ends = min((day for day in (m.ends, m.employment.ends if m.employment else None) if day), default=None)
    return BoardMember(m.name, m.office, m.kind, m.starts, ends, m.votes, number, origin(m))


def attendance(a: Any) -> Attendance:
    """Whether a member was at a meeting."""
    return Attendance(a.meeting.name, a.member.name, a.presence, a.deputy, origin(a))


def challenge(c: Any) -> Challenge:
    """A question put at a meeting."""
    return Challenge(
        c.meeting.name, c.question, c.raised_by, c.item, c.decision, c.raised_on, c.answer, c.changed, origin(c)
    )  # fmt: skip


def action(a: Any) -> BoardAction:
    """What an office is to do."""
    return BoardAction(a.meeting.name, a.name, a.owner, a.due_on, a.item, a.done_on, a.tag, origin(a))


def sponsorship(s: Any) -> Sponsorship:
    """What an office sponsors."""
    return Sponsorship(s.office, s.kind, s.name, s.part, s.starts, s.ends, origin(s))


def origin(row: Any) -> Origin | None:
    """Where a row came from."""
    if row.origin is None:
        return None
    return Origin(row.origin.imported.name, row.origin.table, row.origin_line, row.origin.imported.true_from)
