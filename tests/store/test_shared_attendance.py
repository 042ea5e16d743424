"""What one trust sees of the other's board about an executive of both: who came only where it says so, few drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plait.store.executives import (
    hide_attendance,
    list_shares,
    meetings_of,
    show_attendance,
    withdraw_share,
)
from plait.store.history import history_of_kind
from plait.store.models import Attendance, BoardMember, Employment, ExecutiveShare, Meeting, Trust
from plait.store.scope import scoped
from plait.store.staging import Refused
from plait.store.writing import Act
from tests.conftest import UserWithRole
from tests.lent import day, rows
from tests.shared import employment_of, join, leading, say

pytestmark = pytest.mark.django_db
SEEN = "SELECT held_on, is_draft, presence FROM store_sharedmeeting ORDER BY held_on"


@pytest.fixture
def one(trust: Trust, user_with_role: UserWithRole) -> Act:
    """PLA, which reads: its board meets in ten days."""
    return leading(trust, user_with_role, meetings=f"Board|Board|{day(10):%d/%m/%Y}|09:30|12:30|Draft")


@pytest.fixture
def other(other_trust: Trust, user_with_role: UserWithRole, one: Act) -> Act:
    """PLB, whose board met five days ago and yesterday, the last in draft, and meets in ten and in twenty days."""
    meetings = "\n".join(
        f"Board {ahead}|Board|{day(ahead):%d/%m/%Y}|12:00|15:00|{status}"
        for ahead, status in ((-5, "Published"), (-1, "Draft"), (10, "Draft"), (20, "Draft"))
    )
    act = leading(other_trust, user_with_role, meetings=meetings)
    join(one, act)
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        seat = {"office": "Other director", "kind": "executive", "starts": day(-90), "trust_id": act.trust_id}
        member = BoardMember.objects.create(name="Rosalind", employment=Employment.objects.get(), **seat)
        for meeting in Meeting.objects.filter(held_on__lt=day(0)):
            Attendance.objects.create(trust_id=act.trust_id, meeting=meeting, member=member, presence="apologies")
    return act


def seen(act: Act) -> list[tuple[object, ...]]:
    """The boards of the other trust by plain SQL, past every page: the day, whether in draft, whether they came."""
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        assert rows(f"SELECT count(*) FROM store_attendance WHERE trust_id <> {act.trust_id}") == [(0,)]
        return list(rows(SEEN))


def come(act: Act, *, by: int) -> None:
    """A trust says that the other sees who came to its board."""
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        ExecutiveShare.objects.update(attendance_by=by)


def test_a_meeting_in_draft_shows_only_on_the_day_of_a_board_of_both(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA")
    assert seen(one) == [(day(-5), False, ""), (day(10), True, "")]
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        Meeting.objects.update(kind="committee")
    assert seen(one) == [(day(-5), False, "")]


def test_only_who_reads_drafts_is_told_of_one(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA")
    number = employment_of(one)
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        told, kept = (
            [(m.held_on, m.is_draft) for m in meetings_of(one.trust_id, number, on=day(0), drafts=drafts) if m.other]
            for drafts in (True, False)
        )
    assert told == [(day(10), True), (day(-5), False)]
    assert kept == [(day(-5), False)]


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [(1, 90, []), (0, 1, ["apologies"]), (-3, 90, ["apologies"]), (-90, 0, [])],
    ids=["before", "last day", "in", "after"],
)
def test_who_came_shows_within_the_grant_and_of_published_meetings(
    one: Act, other: Act, starts: int, ends: int, shown: list[str]
) -> None:
    say(one, "PLB")
    say(other, "PLA", starts=starts, ends=ends)
    come(other, by=other.by or 0)
    assert [presence for _, _, presence in seen(one) if presence] == shown


def test_who_came_is_not_shown_unless_said_by_the_trust_of_the_board(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA")
    assert {presence for _, _, presence in seen(one)} == {""}
    come(one, by=one.by or 0)
    assert {presence for _, _, presence in seen(one)} == {""}, "what one trust says is not said by the other"
    come(other, by=one.by or 0)
    assert {presence for _, _, presence in seen(one)} == {""}, "nor by who spoke for the trust that reads it"


def test_what_cannot_be_said_of_attendance_is_refused(one: Act, other: Act) -> None:
    theirs = employment_of(other)
    say(one, "PLB")
    with scoped(user_id=other.by, trust_ids=[other.trust_id]), pytest.raises(Refused, match="Both trusts have to say"):
        show_attendance(other, theirs, "PLA")
    say(other, "PLA")
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        with pytest.raises(Refused, match="saw nothing of it"):
            hide_attendance(other, theirs, "PLA")
        with pytest.raises(Refused, match="You spoke for the other trust"):
            show_attendance(replace(other, by=one.by), theirs, "PLA")
        show_attendance(other, theirs, "PLA")
        with pytest.raises(Refused, match="sees already"):
            show_attendance(other, theirs, "PLA")


def test_it_is_shown_and_hidden_and_goes_with_the_grant(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA")
    theirs = employment_of(other)
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        show_attendance(other, theirs, "pla")
        [line] = list_shares(other.trust_id, on=day(0))
        assert (line.tells, line.told) == (True, False)
        [told] = history_of_kind(other.trust_id, "executiveshare")
        assert told.action == "extended"
    assert "apologies" in str(seen(one))
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        [line] = list_shares(one.trust_id, on=day(0))
        assert (line.tells, line.told) == (False, True)
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        hide_attendance(other, theirs, "PLA")
    assert "apologies" not in str(seen(one))
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        show_attendance(other, theirs, "PLA")
        withdraw_share(other, theirs, "PLA")
    assert seen(one) == []
