"""Places that people of one trust take in teams of another, by plain SQL: seen and kept within the loan, never else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from plait.engine.assembly.consent import Answer, Place, Side, State, Word
from plait.engine.permissions import Role, Viewer
from plait.engine.trust import members_on
from plait.store.assembly import Wish, add_run, keep_plan
from plait.store.borrowed import with_borrowed, with_guests, without_guests
from plait.store.consent import (
    answer_proposal,
    count_waiting,
    list_asked,
    list_proposals,
    send_proposals,
    withdraw_proposals,
)
from plait.store.lent_places import (
    answer_lent,
    list_asked_lenders,
    list_given,
    list_guests,
    list_lent_answering,
    settle_lent,
)
from plait.store.models import (
    Access,
    Assignment,
    Borrowing,
    Employment,
    Event,
    LentAnswer,
    LentPerson,
    LentPlace,
    Membership,
    Team,
    Trust,
    User,
)
from plait.store.paging import Wanted
from plait.store.people import list_people
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.teams import list_teams, load_sizes, load_team
from plait.store.writing import Act, StaleRecord, noting
from plait.store.you import load_own
from tests.lent import agree, day, lend, rows

pytestmark = pytest.mark.django_db
SEEN = "SELECT id FROM store_sharedplace"


@contextmanager
def of(act: Act) -> Iterator[None]:
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        yield


def number_of(act: Act, number: str = "1002") -> int:
    with of(act):
        return int(Employment.objects.get(employee_number=number).pk)


def run_of(act: Act) -> int:
    with of(act):
        run = add_run(act, Wish(["Flow board"], day(30), 6, borrows=True))
        plan = {"coverage": {"value": 1.0, "bound": 1.0}}
        keep_plan(act.trust_id, run, plan, revision=0)
    return run


def place(lender: Act, *, wte: str = "0.2", starts: int = 10, ends: int = 60, number: str = "1002") -> Place:
    reference = f"PLA/{number_of(lender, number)}"
    return Place("Flow board", "Flow board", reference, Decimal(wte), day(starts), day(ends), "Brings it", "PLA")


def ask(borrower: Act, *places: Place) -> int:
    run = run_of(borrower)
    with of(borrower):
        send_proposals(borrower, run, places)
    return run


def viewer(act: Act, number: str, *, reports: tuple[str, ...] = ()) -> Viewer:
    """Somebody of PLA by their employee number."""
    return Viewer(
        user_id=act.user_id, name="Somebody", trust_id=act.trust_id, trust_code="PLA", trust_name="Plaiting",
        is_invented=True,
        roles=frozenset((Role.ME,)), employee_number=number, reports=frozenset(reports),
    )  # fmt: skip


def say(act: Act, word: Word = Word.AGREED, *, number: str = "1002") -> None:
    """Both sides say the same to the only open place."""
    with of(act):
        for who in (viewer(act, number), viewer(act, "1000", reports=(number,))):
            [asked] = list_asked(who, on=day(0))
            reason = "" if word is Word.AGREED else "No time"
            answer_proposal(act, asked, word, reason, version=asked.proposal.version)


def accept(borrower: Act, run: int) -> Team:
    """What an acceptance does to the places: the team is there, and they are taken."""
    with of(borrower):
        team, _ = Team.objects.get_or_create(
            trust_id=borrower.trust_id, name="Flow board", defaults={"starts": day(10)}
        )
        with noting(borrower) as pen:
            settle_lent(pen, run, ["Flow board"])
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return team


def rule(fault: IntegrityError) -> str:
    return str(getattr(fault.__cause__, "diag").constraint_name)  # noqa: B009 # the stubs know no cause


def seen(act: Act) -> int:
    with of(act):
        return len(rows(SEEN))


def test_a_place_is_asked_answered_in_the_other_trust_and_taken(lender: Act, borrower: Act, other_trust: Trust) -> None:
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender))
    with of(lender):
        assert count_waiting(viewer(lender, "1002"), on=day(0)) == 1
        assert count_waiting(viewer(lender, "1000", reports=("1002",)), on=day(0)) == 1
        assert count_waiting(viewer(lender, "1003"), on=day(0)) == 0
        [asked] = list_asked(viewer(lender, "1002"), on=day(0))
    assert (asked.proposal.name, asked.proposal.other, asked.side) == ("Cy Otieno", other_trust.name, Side.MEMBER)
    say(lender)
    with of(borrower):
        [told] = list_proposals(borrower.trust_id, run, on=day(0))
        assert told.is_agreed
        assert told.name == told.place.employee_number, "no name is told without the lender's say"
        assert list_asked_lenders(borrower.trust_id, run) == {lender.trust_id: "PLA"}
    team = accept(borrower, run)
    with of(borrower):
        [guest] = list_guests(borrower.trust_id, team.pk)
        assert (guest.viewpoint, guest.wte, guest.ends, guest.is_lent) == ("clinical", Decimal("0.2"), day(60), True)
        assert list_proposals(borrower.trust_id, run, on=day(0))[0].state is State.ACCEPTED
    with of(lender):
        [given] = list_given(lender.trust_id)
        assert (given.name, given.team, given.wte) == ("Cy Otieno", "Flow board", Decimal("0.2"))
        assert count_waiting(viewer(lender, "1002"), on=day(0)) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [(1, 90, 0), (0, 1, 1), (-3, 90, 1), (-90, 0, 0)],
    ids=["before", "last", "in", "after"],
)
def test_a_place_shows_to_both_trusts_within_the_loan_only(
    lender: Act, borrower: Act, starts: int, ends: int, shown: int
) -> None:
    loan = lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender))
    say(lender)
    team = accept(borrower, run)
    assert (seen(lender), seen(borrower)) == (1, 1)
    with of(lender):
        LentPerson.objects.filter(pk=loan).update(starts=day(starts), ends=day(ends))
        assert rows("SELECT id FROM store_lentplace") == [], "the row itself is the other trust's"
        assert len(list_given(lender.trust_id)) == shown
    with of(borrower):
        assert rows("SELECT id FROM store_lentanswer") == []
        [guest] = list_guests(borrower.trust_id, team.pk)
        assert guest.is_lent is bool(shown)
        assert guest.viewpoint == ("clinical" if shown else "")
    assert (seen(lender), seen(borrower)) == (shown, shown)


def test_a_third_trust_and_nobody_in_scope_see_no_place(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    ask(borrower, place(lender))
    for scope in ([], [999]):
        with scoped(user_id=None, trust_ids=scope):
            assert rows(SEEN) == []
            assert rows("SELECT id FROM store_lentplace") == []


def test_neither_trust_writes_what_is_the_others(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    ask(borrower, place(lender))
    with of(lender):
        assert LentPlace.objects.update(wte="0.9") == 0
    with of(borrower), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        LentAnswer.objects.create(
            trust_id=lender.trust_id, employment_id=number_of(lender), place=1, borrower="PLB", team="x", service="x",
            wte="0.2", starts=day(10), ends=day(60), member="agreed", manager="agreed",
        )  # fmt: skip


SUMS = ("plait_promised_short_on(1, current_date, NULL)", "plait_given_elsewhere(1, current_date, NULL)")


@pytest.mark.parametrize("helper", SUMS)
def test_the_sums_over_both_trusts_are_not_to_be_asked_for(lender: Act, helper: str) -> None:
    with of(lender), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows(f"SELECT {helper}")


@pytest.mark.parametrize(
    "asked", [{"ends": 91}, {"starts": -9}, {"wte": "0.5"}], ids=["past its end", "before its start", "more than lent"]
)
def test_nobody_is_asked_outside_the_loan(lender: Act, borrower: Act, asked: dict[str, Any]) -> None:
    lend(lender, wte="0.4")
    agree(borrower)
    with pytest.raises(Refused, match="lent no more for all of that time"):
        ask(borrower, place(lender, **asked))
    assert seen(borrower) == 0


def test_nobody_is_asked_without_the_word_to_borrow(lender: Act, borrower: Act) -> None:
    lend(lender)
    with pytest.raises(Refused, match="lent no more"):
        ask(borrower, place(lender))


def refused(borrower: Act, run: int) -> str:
    """By which rule the database refuses to take the places of a run."""
    with pytest.raises(IntegrityError) as fault:
        accept(borrower, run)
    with of(borrower):
        assert LentPlace.objects.get(run_id=run).state == "open"
    return rule(fault.value)


def test_a_place_is_not_taken_before_both_have_agreed(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender))
    assert refused(borrower, run) == "lentplace_agreed"
    with of(lender):
        [asked] = list_asked(viewer(lender, "1002"), on=day(0))
        answer_proposal(lender, asked, Word.AGREED, "", version=0)
    assert refused(borrower, run) == "lentplace_agreed"


def test_a_word_holds_for_what_was_asked_and_for_no_more(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender))
    say(lender)
    with of(borrower):
        LentPlace.objects.filter(run_id=run).update(wte="0.3")
    assert refused(borrower, run) == "lentplace_agreed"


def test_nobody_is_taken_past_their_time_over_both_trusts(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender, wte="0.5"))  # of 0.6, of which a team at home takes 0.2
    say(lender)
    assert refused(borrower, run) == "membership_promised_time"


def test_what_is_taken_there_is_promised_no_more_at_home(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender, wte="0.4"))
    say(lender)
    accept(borrower, run)
    with of(lender):
        team = Team.objects.create(trust_id=lender.trust_id, name="New team", starts=day(0))
        stay = {"employment_id": number_of_in(lender), "wte": "0.1", "starts": day(20), "joined": day(20)}
        with pytest.raises(IntegrityError, match="Promised time"), transaction.atomic():
            Membership.objects.create(trust_id=lender.trust_id, team=team, **stay)


def number_of_in(act: Act) -> int:
    """The same, within a scope that is open already."""
    return int(Employment.objects.get(trust_id=act.trust_id, employee_number="1002").pk)


def test_two_places_take_no_more_than_is_lent(lender: Act, borrower: Act) -> None:
    lend(lender, wte="0.2")
    agree(borrower)
    first = ask(borrower, place(lender, wte="0.2"))
    say(lender)
    accept(borrower, first)
    another = Place(**{**{n: getattr(place(lender), n) for n in Place.__dataclass_fields__}, "service": "Other"})
    second = ask(borrower, another)
    say(lender)
    assert refused(borrower, second) == "lentplace_within_loan"


def test_a_loan_that_ended_meanwhile_takes_nobody(lender: Act, borrower: Act) -> None:
    loan = lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender))
    say(lender)
    with of(lender):
        LentPerson.objects.filter(pk=loan).update(ends=day(40))
    assert refused(borrower, run) == "lentplace_within_loan"
    with of(borrower):
        Borrowing.objects.update(ends=day(0))
        [told] = list_proposals(borrower.trust_id, run, on=day(0))
    assert not told.is_lent
    assert not told.is_agreed


def test_a_no_is_told_with_its_reason_and_a_yes_is_not_asked_for_twice(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    first = ask(borrower, place(lender))
    say(lender, Word.DECLINED)
    with of(borrower):
        [told] = list_proposals(borrower.trust_id, first, on=day(0))
        assert (told.declined_by, told.member.reason) == ((Side.MEMBER, Side.MANAGER), "No time")
    with of(lender):
        [asked] = list_asked(viewer(lender, "1002"), on=day(0))
        answer_proposal(lender, asked, Word.AGREED, "", version=asked.proposal.version)
        with pytest.raises(StaleRecord):
            answer_proposal(lender, asked, Word.AGREED, "", version=asked.proposal.version)
    second = ask(borrower, place(lender, wte="0.1", ends=50))
    with of(borrower):
        [told] = list_proposals(borrower.trust_id, second, on=day(0))
        assert (told.member.word, told.manager.word) == (Word.AGREED, Word.WAITING)
        assert list_proposals(borrower.trust_id, first, on=day(0)) == (), "what was asked before is withdrawn"
    with of(lender):
        with pytest.raises(StaleRecord):
            answer_lent(lender, (asked.proposal, Side.MEMBER), Answer(Word.AGREED, day(0)), version=0)
        assert Event.objects.filter(kind="lentanswer").count() == 3


def test_who_is_asked_already_is_not_asked_again_and_may_be_asked_no_longer(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    again = place(lender)
    run = ask(borrower, again)
    with of(borrower):
        with pytest.raises(Refused, match="asked already"):
            send_proposals(borrower, run, [again])
        assert withdraw_proposals(borrower, run) == 1
    assert seen(lender) == 0


def test_without_a_manager_the_member_decides_alone(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    with of(lender):
        Assignment.objects.update(manager=None)
    run = ask(borrower, place(lender))
    with of(lender):
        [asked] = list_asked(viewer(lender, "1002"), on=day(0))
        answer_proposal(lender, asked, Word.AGREED, "", version=0)
    assert accept(borrower, run).name == "Flow board"


def test_letters_go_to_those_of_the_lending_trust_who_may_enter(lender: Act, borrower: Act) -> None:
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender))
    with of(lender):
        member = User.objects.create(email="cy@pla.example", name="Cy Otieno", password="!")
        Access.objects.create(
            trust_id=lender.trust_id, user=member, role="ME", employment_id=number_of_in(lender), starts=day(-9)
        )
        assert list_lent_answering(lender.trust_id, run, on=day(0)) == [member.pk]
    say(lender)
    with of(lender):
        assert list_lent_answering(lender.trust_id, run, on=day(0)) == []


@pytest.fixture
def taken(lender: Act, borrower: Act) -> int:
    """The team of PLB in which Cy Otieno of PLA takes a place from today."""
    lend(lender)
    agree(borrower)
    run = ask(borrower, place(lender, starts=0))
    say(lender)
    with of(borrower):
        Team.objects.create(trust_id=borrower.trust_id, name="Flow board", starts=day(0))
    return int(accept(borrower, run).pk)


def test_the_borrower_counts_who_is_lent_in_the_team(borrower: Act, taken: int) -> None:
    with of(borrower):
        [line] = list_teams(borrower.trust_id, Wanted(), load_sizes(borrower.trust_id), on=day(0)).rows
        detail = load_team(borrower.trust_id, taken, on=day(0))
    assert (line.people, line.clinical) == (1, 1)
    assert detail is not None
    assert len(detail.guests) == 1


@pytest.mark.usefixtures("taken")
def test_the_picture_of_the_borrower_holds_who_is_lent_as_a_guest(
    lender: Act, borrower: Act, other_trust: Trust
) -> None:
    reference = f"PLA/{number_of(lender)}"
    with of(borrower):
        alone = load_trust(other_trust.code, on=day(0))
        both, guests = with_borrowed(alone, other_trust.pk), with_guests(alone, other_trust.pk)
    assert alone.guests == {reference}
    assert [one.employee_number for one in members_on(alone)["Flow board"]] == [reference]
    assert [one.team for one in both.memberships if one.employee_number == reference].count("Flow board") == 1
    assert [loan.wte for loan in guests.loans] == [0]
    assert without_guests(alone).memberships == ()


@pytest.mark.usefixtures("taken")
def test_the_lender_counts_the_time_as_taken(lender: Act, trust: Trust, other_trust: Trust) -> None:
    with of(lender):
        [line] = list_people(lender.trust_id, Wanted(search="Cy Otieno"), on=day(0), by_number=False).rows
        ours = load_trust(trust.code, on=day(0))
        own = load_own(lender.trust_id, "1002", on=day(0))
    assert line.free_wte == Decimal("0.2")
    assert f"{other_trust.name}: Flow board" in {one.team for one in ours.memberships}
    assert own is not None
    assert [one.team for one in own.teams if one.team_id < 0] == [f"Flow board, at {other_trust.name}"]


def test_with_guests_leaves_a_trust_without_any_as_it_is(borrower: Act, other_trust: Trust) -> None:
    with of(borrower):
        alone = load_trust(other_trust.code, on=day(0))
        assert with_guests(alone, other_trust.pk) is alone
