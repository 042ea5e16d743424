"""What two trusts see of each other about an executive of both: nothing but under the word of both, on its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.store import executives
from plait.store.executives import (
    ASKED,
    GRANTED,
    WAITS,
    accept_share,
    ask_to_share,
    interests_of,
    list_leaders,
    list_shares,
    meetings_of,
    roles_of,
    withdraw_share,
)
from plait.store.history import history_of_kind
from plait.store.models import BoardMember, Employment, ExecutiveShare, LeadershipRole, Trust
from plait.store.scope import scoped
from plait.store.staging import Refused
from plait.store.writing import Act
from tests.conftest import InScope, UserWithRole
from tests.lent import count, day, rows
from tests.shared import employment_of, join, leading, say

pytestmark = pytest.mark.django_db
VIEWS = ("store_sharegranted", "store_sharedrole", "store_sharedmeeting", "store_shareddeclaration")
FOREIGN = ("store_employment", "store_roleholder", "store_leadershiprole", "store_meeting", "store_executiveshare")


@pytest.fixture
def one(trust: Trust, user_with_role: UserWithRole) -> Act:
    """PLA, where the shared executive has declared nothing."""
    meetings = f"Board|Board|{day(10):%d/%m/%Y}|09:30|12:30|Draft\nCommittee|Committee|{day(5):%d/%m/%Y}|||Published"
    return leading(trust, user_with_role, meetings=meetings)


@pytest.fixture
def other(other_trust: Trust, user_with_role: UserWithRole, one: Act) -> Act:
    """PLB, where the same person leads and declared it; its board of a year ago is no matter any more."""
    meetings = "\n".join(
        (
            f"Merger board|Board|{day(10):%d/%m/%Y}|12:00|15:00|Draft",
            f"Old board|Board|{day(-400):%d/%m/%Y}|12:00|15:00|Published",
            f"Committee|Committee|{day(9):%d/%m/%Y}|||Published",
        )
    )
    act = leading(other_trust, user_with_role, meetings=meetings, other="PLA")
    join(one, act)
    return act


def seen(act: Act) -> list[int]:
    """How many rows each view shows to a trust, of whose tables it never sees the other's."""
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        own = [rows(f"SELECT count(*) FROM {table} WHERE trust_id <> {act.trust_id}")[0][0] for table in FOREIGN]
        assert own == [0] * len(FOREIGN)
        return [count(view) for view in VIEWS]


def test_nothing_shows_without_the_word_of_both(one: Act, other: Act) -> None:
    assert seen(one) == seen(other) == [0, 0, 0, 0]
    say(one, "PLB")
    assert seen(one) == seen(other) == [0, 0, 0, 0]
    say(other, "PLA")
    assert seen(one) == [1, 1, 1, 1]
    assert seen(other) == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [(1, 90, 0), (0, 1, 1), (-3, 90, 1), (-90, 0, 0)],
    ids=["before", "last day", "in", "after"],
)
@pytest.mark.parametrize("whose", ["one", "other"])
def test_a_grant_holds_from_its_first_day_to_its_last(
    one: Act, other: Act, starts: int, ends: int, shown: int, whose: str
) -> None:
    dated, plain = ((one, "PLB"), (other, "PLA")) if whose == "one" else ((other, "PLA"), (one, "PLB"))
    say(*dated, starts=starts, ends=ends)
    say(*plain)
    assert seen(one)[0] == seen(other)[0] == shown


def test_two_words_of_one_user_are_no_grant(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA", by=one.by)
    assert seen(one) == [0, 0, 0, 0]


def test_words_about_two_people_are_no_grant(one: Act, other_trust: Trust, user_with_role: UserWithRole) -> None:
    apart = leading(other_trust, user_with_role, meetings=f"Board|Board|{day(10):%d/%m/%Y}|||Draft")
    say(one, "PLB")
    say(apart, "PLA")
    assert seen(one) == seen(apart) == [0, 0, 0, 0]
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        [line] = list_shares(one.trust_id, on=day(0))
        assert line.state == WAITS, "that the other trust said something of somebody else is not told"


def test_a_word_to_a_third_trust_shows_nothing(one: Act, other: Act) -> None:
    say(one, "ELSE")
    say(other, "PLA")
    assert seen(one) == [0, 0, 0, 0]


@pytest.mark.parametrize("leaves", ["one", "other"])
def test_who_leaves_either_trust_is_shared_no_more(one: Act, other: Act, leaves: str) -> None:
    say(one, "PLB")
    say(other, "PLA")
    act = one if leaves == "one" else other
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        Employment.objects.update(ends=day(0))
    assert seen(one) == seen(other) == [0, 0, 0, 0]


def test_nobody_in_scope_sees_nothing(one: Act, other: Act, in_scope: InScope) -> None:
    say(one, "PLB")
    say(other, "PLA")
    in_scope()
    assert [count(view) for view in (*VIEWS, "store_shareasked")] == [0] * 5


def test_within_it_either_reads_time_meetings_and_interests_and_no_more(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA", ends=40)
    number = employment_of(one)
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        here, there = roles_of(one.trust_id, number, on=day(0))
        assert not here.other
        assert there.other
        assert [here.wte, there.wte] == [Decimal("0.5"), Decimal("0.5")]
        assert there.role == "Digital head of PLB"
        assert there.holds(day(0))
        assert not there.holds(date(2025, 3, 31))
        boards = meetings_of(one.trust_id, number, on=day(0), drafts=True)
        assert sorted((m.other != "", m.held_on, m.begins, m.finishes) for m in boards) == [
            (False, day(10), "09:30", "12:30"), (True, day(10), "12:00", "15:00"),
        ]  # fmt: skip
        assert "Merger" not in str(boards)
        [declared] = interests_of(one.trust_id, number, on=day(0))
        assert (declared.organisation, declared.other) == ("PLA", there.other)
        columns = rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'store_sharedmeeting'")
        assert {name for (name,) in columns} == {
            "here_id", "employment_id", "other", "other_name", "id", "held_on", "begins", "finishes",
            "is_draft", "presence",
        }  # fmt: skip
        [line] = list_shares(one.trust_id, on=day(0))
        assert (line.state, line.ends) == (GRANTED, day(40)), "it ends with the word that ends first"


def test_a_member_of_the_board_should_be_there_without_a_seat_of_the_role(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA")
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        LeadershipRole.objects.update(seat="no")
    assert seen(one)[2] == 0
    number = employment_of(other)
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        BoardMember.objects.create(
            trust_id=other.trust_id, name="Rosalind", office="Other director", kind="executive", starts=day(-9),
            employment_id=number,
        )  # fmt: skip
    assert seen(one)[2] == 1


def test_it_is_asked_accepted_and_withdrawn(one: Act, other: Act) -> None:
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        [(number, name)] = list_leaders(one.trust_id, on=day(0)).items()
        ask_to_share(one, number, "PLB", day(60))
        [line] = list_shares(one.trust_id, on=day(0))
        assert (line.name, line.state, line.starts, line.ends) == (name, WAITS, day(0), day(60))
        with pytest.raises(Refused, match="said so already"):
            ask_to_share(one, number, "PLB", day(60))
        with pytest.raises(Refused, match="nothing to accept"):
            accept_share(one, number, "PLB")
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        [asked] = list_shares(other.trust_id, on=day(0))
        assert (asked.state, asked.other, asked.ends) == (ASKED, "PLA", day(60))
        assert accept_share(other, asked.employment_id, "pla").state == GRANTED
        [told] = history_of_kind(other.trust_id, "executiveshare")
        assert (told.action, told.title) == ("accepted", "PLA")
    assert seen(one) == [1, 1, 1, 1]
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        withdraw_share(one, number, "PLB")
        with pytest.raises(Refused, match="nothing to withdraw"):
            withdraw_share(one, number, "PLB")
    assert seen(one) == seen(other) == [0, 0, 0, 0]


def test_who_says_it_in_the_same_moment_as_somebody_else_is_told(
    one: Act, other: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(other, "PLA")
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        number = employment_of(one)
    say(one, "PLB", starts=0)
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        [row] = ExecutiveShare.objects.values()
        monkeypatch.setattr(executives, "_said", lambda *_: [])
        for saying in (lambda: ask_to_share(one, number, "PLB", day(60)), lambda: accept_share(one, number, "PLB")):
            with pytest.raises(Refused, match="in the same moment"):
                saying()
        monkeypatch.setattr(executives, "_said", lambda *_: [{**row, "version": 7}])
        with pytest.raises(Refused, match="in the same moment"):
            withdraw_share(one, number, "PLB")
        assert ExecutiveShare.objects.values().get() == row


def test_what_began_earlier_ends_the_day_it_is_withdrawn_and_may_be_asked_anew(one: Act, other: Act) -> None:
    say(one, "PLB")
    say(other, "PLA")
    number = employment_of(one)
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        withdraw_share(one, number, "plb")
        assert ExecutiveShare.objects.get().ends == day(0)
    assert seen(one) == seen(other) == [0, 0, 0, 0]
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        ask_to_share(one, number, "PLB", day(10))
    assert seen(other)[0] == 1


def test_who_asked_in_one_trust_does_not_accept_in_the_other(one: Act, other: Act) -> None:
    say(one, "PLB")
    same = replace(other, by=one.by)
    number = employment_of(other)
    with scoped(user_id=one.by, trust_ids=[other.trust_id]), pytest.raises(Refused, match="Somebody else"):
        accept_share(same, number, "PLA")
    say(other, "PLA", by=one.by)
    with scoped(user_id=other.by, trust_ids=[other.trust_id]):
        assert accept_share(other, number, "PLA").state == GRANTED, "somebody else may say it in their place"


@pytest.mark.parametrize(
    ("number", "trust_code", "ends", "words"),
    [(0, "PLB", 9, "leadership role"), (None, "NOPE", 9, "another trust"), (None, "PLB", 0, "last day is over")],
)
def test_what_cannot_be_asked_is_refused(
    one: Act, other: Act, number: int | None, trust_code: str, ends: int, words: str
) -> None:
    own = employment_of(one) if number is None else employment_of(other)
    with scoped(user_id=one.by, trust_ids=[one.trust_id]), pytest.raises(Refused, match=words):
        ask_to_share(one, own, trust_code, day(ends))
