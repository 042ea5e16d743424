"""Places proposed to people: sent once, answered by those whose word it is, settled or withdrawn whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from plait.engine.assembly.consent import Place, Side, State, Word
from plait.engine.permissions import Role, Viewer
from plait.store.access import email_of, find_viewer
from plait.store.consent import (
    Asked,
    answer_proposal,
    count_waiting,
    is_theirs,
    list_answering,
    list_asked,
    list_proposals,
    refuse_without_consent,
    send_proposals,
    settle_proposals,
    withdraw_proposals,
)
from plait.store.models import AssemblyRun, Employment, Membership, Proposal, Team
from plait.store.scope import set_scope
from plait.store.staging import Refused
from plait.store.writing import Act, StaleRecord, noting
from tests.books import book, imported
from tests.conftest import UserWithRole

PEOPLE = """
Employee number|Name      |Staff group  |Department|WTE|Line manager|Starts
1000           |Ann Frost |Managers     |Office    |1  |            |01/04/2025
1001           |Bo Price  |Managers     |Digital   |0.8|1000        |01/04/2025
1002           |Cy Otieno |Managers     |Medicine  |0.6|1000        |01/04/2025
1003           |Di Sykes  |Managers     |Medicine  |0.6|1002        |01/04/2025
"""
STARTS, ENDS = date(2027, 1, 1), date(2027, 7, 1)
pytestmark = pytest.mark.django_db


def place(number: str, *, team: str = "Flow board", wte: str = "0.4") -> Place:
    return Place(team, "Flow", number, Decimal(wte), STARTS, ENDS, "The only one free")


@pytest.fixture
def run(act: Act) -> int:
    """A run of the trust whose plan is ready."""
    imported(act, book(people=PEOPLE))
    return ready(act)


def ready(act: Act) -> int:
    made = AssemblyRun.objects.create(
        trust_id=act.trust_id, services=["Flow"], starts=STARTS, months=6, asked_by_id=act.user_id, asked_at=act.at,
        status="ready",
    )  # fmt: skip
    return made.id


def viewer(act: Act, number: str | None, *reports: str, role: Role = Role.ME) -> Viewer:
    return Viewer(
        act.user_id, "Somebody", act.trust_id, "PLA", "Northmoor", is_invented=False, roles=frozenset({role}),
        employee_number=number, reports=frozenset(reports),
    )  # fmt: skip


def asked_of(act: Act, who: Viewer) -> dict[str, tuple[Side, Word]]:
    return {one.proposal.name: (one.side, one.answer.word) for one in list_asked(who, on=act.day)}


def say(act: Act, who: Viewer, name: str, word: Word, reason: str = "") -> None:
    [asked] = [one for one in list_asked(who, on=act.day) if one.proposal.name == name]
    answer_proposal(act, asked, word, reason, version=asked.proposal.version)


CY, ANN, BO = "1002", "1000", "1001"


def test_each_is_asked_for_the_word_that_is_theirs(act: Act, run: int) -> None:
    send_proposals(act, run, [place(BO), place(CY), place(ANN), place("1003")])
    ann, cy = viewer(act, ANN, BO, CY), viewer(act, CY, "1003")
    waits = Word.WAITING
    manager, member = (Side.MANAGER, waits), (Side.MEMBER, waits)
    assert asked_of(act, ann) == {"Ann Frost": member, "Bo Price": manager, "Cy Otieno": manager}
    assert asked_of(act, cy) == {"Cy Otieno": member, "Di Sykes": manager}
    assert asked_of(act, viewer(act, None)) == {}
    assert (count_waiting(ann, on=act.day), count_waiting(cy, on=act.day)) == (3, 2)
    assert count_waiting(viewer(act, None), on=act.day) == 0


def test_roles_without_the_permission_give_no_word(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    auditor = viewer(act, CY, role=Role.RO)
    assert list_asked(auditor, on=act.day) == ()
    [one] = list_proposals(act.trust_id, run, on=act.day)
    assert is_theirs(viewer(act, CY), one, Side.MEMBER)
    assert not is_theirs(viewer(act, CY, CY), one, Side.MANAGER)  # nobody is their own manager
    assert not is_theirs(viewer(act, BO), one, Side.MEMBER)


def test_a_team_is_agreed_once_everybody_has_agreed(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    with pytest.raises(Refused, match="Not everybody has agreed yet: Flow board"):
        refuse_without_consent(act.trust_id, run, ["Flow board"], on=act.day)
    refuse_without_consent(act.trust_id, run, ["Another"], on=act.day)
    say(act, viewer(act, CY), "Cy Otieno", Word.AGREED)
    say(act, viewer(act, ANN, CY), "Cy Otieno", Word.AGREED)
    refuse_without_consent(act.trust_id, run, ["Flow board"], on=act.day)
    [one] = list_proposals(act.trust_id, run, on=act.day)
    assert one.is_agreed
    assert (one.member.on, one.manager.on) == (act.day, act.day)
    with noting(act) as pen:
        settle_proposals(pen, run, ["Flow board"])
    assert [one.state for one in list_proposals(act.trust_id, run, on=act.day)] == [State.ACCEPTED]
    assert list_asked(viewer(act, CY), on=act.day) == ()


def test_without_a_line_manager_the_member_s_word_is_all(act: Act, run: int) -> None:
    send_proposals(act, run, [place(ANN)])
    say(act, viewer(act, ANN), "Ann Frost", Word.AGREED)
    assert list_proposals(act.trust_id, run, on=act.day)[0].is_agreed


def test_a_word_given_on_what_moved_on_is_refused(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    [asked] = list_asked(viewer(act, CY), on=act.day)
    answer_proposal(act, asked, Word.AGREED, "", version=1)
    with pytest.raises(StaleRecord):
        answer_proposal(act, asked, Word.DECLINED, "No time", version=1)
    withdraw_proposals(act, run)
    with pytest.raises(StaleRecord):
        answer_proposal(act, asked, Word.DECLINED, "No time", version=2)


def test_whoever_is_asked_already_is_not_asked_again(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    with pytest.raises(Refused, match="asked already"):
        send_proposals(act, run, [place(BO), place(CY)])
    assert withdraw_proposals(act, run) == 1
    assert withdraw_proposals(act, run) == 0
    send_proposals(act, run, [place(BO), place(CY)])
    assert {one.name for one in list_proposals(act.trust_id, run, on=act.day)} == {"Bo Price", "Cy Otieno"}


def test_a_plan_that_is_not_ready_asks_nobody(act: Act, run: int) -> None:
    AssemblyRun.objects.update(status="accepted")
    with pytest.raises(Refused, match="accepted already"):
        send_proposals(act, run, [place(CY)])
    with pytest.raises(Refused, match="accepted already"):
        withdraw_proposals(act, run)


def test_somebody_who_has_left_is_not_asked(act: Act, run: int) -> None:
    Employment.objects.filter(employee_number=CY).update(ends=act.day)
    with pytest.raises(Refused, match="has left"):
        send_proposals(act, run, [place(CY)])
    assert not Proposal.objects.exists()


def test_the_next_plan_takes_over_what_was_agreed_and_withdraws_the_rest(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY), place(BO), place("1003")])
    say(act, viewer(act, CY), "Cy Otieno", Word.AGREED)
    say(act, viewer(act, BO), "Bo Price", Word.DECLINED, "On leave")
    second = ready(act)
    send_proposals(act, second, [place(CY, wte="0.3"), place(BO)])
    cy, bo = sorted(list_proposals(act.trust_id, second, on=act.day), key=lambda one: one.place.employee_number)[::-1]
    assert (cy.member.word, cy.manager.word, bo.member.word) == (Word.AGREED, Word.WAITING, Word.WAITING)
    assert [one.name for one in list_proposals(act.trust_id, run, on=act.day)] == ["Di Sykes"]


def test_more_time_is_another_question(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    say(act, viewer(act, CY), "Cy Otieno", Word.AGREED)
    second = ready(act)
    send_proposals(act, second, [place(CY, wte="0.5")])
    assert list_proposals(act.trust_id, second, on=act.day)[0].member.word is Word.WAITING


def test_letters_go_to_those_whose_word_is_wanted(act: Act, run: int, user_with_role: UserWithRole) -> None:
    trust = AssemblyRun.objects.get().trust
    people = {one.employee_number: one for one in Employment.objects.all()}
    ann, cy, _ = (user_with_role("ME", trust, employment=people[number]).pk for number in (ANN, CY, BO))
    set_scope(user_id=act.by, trust_ids=[act.trust_id])
    send_proposals(act, run, [place(CY), place(ANN)])
    assert set(list_answering(act.trust_id, run, ["Flow board"], on=act.day)) == {ann, cy}
    assert list_answering(act.trust_id, run, ["Another"], on=act.day) == []
    say(act, viewer(act, CY), "Cy Otieno", Word.AGREED)
    assert list_answering(act.trust_id, run, ["Flow board"], on=act.day) == [ann]
    assert "@" in email_of(ann)
    assert find_viewer(ann, "PLA", act.day) is not None


def test_two_answers_at_once_are_not_both_taken_for_the_last(act: Act, run: int) -> None:
    """The member's and the manager's word stand in one row: whoever is second looks again."""
    send_proposals(act, run, [place(CY)])
    [mine], [theirs] = (list_asked(who, on=act.day) for who in (viewer(act, CY), viewer(act, ANN, CY)))
    answer_proposal(act, mine, Word.AGREED, "", version=mine.proposal.version)
    with pytest.raises(StaleRecord):
        answer_proposal(act, Asked(theirs.proposal, Side.MANAGER), Word.AGREED, "", version=theirs.proposal.version)


def join(
    act: Act, number: str, wte: str, *, promised: bool = False, team: str = "Hub", origin: int | None = None
) -> None:
    there, _ = Team.objects.get_or_create(trust_id=act.trust_id, name=team, defaults={"starts": date(2026, 1, 1)})
    Membership.objects.create(
        trust_id=act.trust_id, team=there, employment=Employment.objects.get(employee_number=number), wte=Decimal(wte),
        starts=STARTS, ends=ENDS, joined=STARTS, promised=promised, origin_id=origin,
    )  # fmt: skip


def settle_now() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def refused(write: Callable[[], object]) -> None:
    def settled() -> None:
        with transaction.atomic():
            write()
            settle_now()

    with pytest.raises(IntegrityError, match="Promised time passes what there is"):
        settled()


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("first_is_promised", [True, False])
def test_promised_time_is_never_passed_whoever_writes_second(act: Act, *, first_is_promised: bool) -> None:
    join(act, CY, "0.4", promised=first_is_promised)
    settle_now()
    refused(lambda: join(act, CY, "0.3", promised=not first_is_promised, team="Beds"))
    join(act, CY, "0.2", promised=not first_is_promised, team="Beds")
    settle_now()
    refused(lambda: Membership.objects.filter(wte=Decimal("0.2")).update(wte=Decimal("0.21")))


@pytest.mark.usefixtures("run")
def test_what_nobody_promised_may_be_recorded_as_it_is(act: Act) -> None:
    join(act, CY, "0.4")
    join(act, CY, "0.4", team="Beds")
    settle_now()


@pytest.mark.usefixtures("run")
def test_a_file_says_what_is_even_past_promised_time(act: Act) -> None:
    join(act, CY, "0.4", promised=True)
    settle_now()
    origin = Employment.objects.filter(employee_number=CY).values_list("origin_id", flat=True).get()
    assert origin is not None
    join(act, CY, "0.4", team="Beds", origin=origin)
    settle_now()


@pytest.mark.usefixtures("run")
def test_time_in_a_team_that_has_ended_is_free_to_be_promised(act: Act) -> None:
    join(act, CY, "0.6")
    Team.objects.update(ends=STARTS)
    join(act, CY, "0.6", promised=True, team="Beds")
    settle_now()


def test_a_place_is_asked_of_one_person_once(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    [row] = Proposal.objects.values()
    with pytest.raises(IntegrityError, match="proposal_once"), transaction.atomic():
        Proposal.objects.create(**{**row, "id": None})
    with pytest.raises(IntegrityError, match="proposal_member_why"), transaction.atomic():
        Proposal.objects.update(member="declined")


def test_long_without_an_answer_is_told(act: Act, run: int) -> None:
    send_proposals(act, run, [place(CY)])
    [one] = list_proposals(act.trust_id, run, on=act.day)
    assert not one.is_unanswered(act.day + timedelta(days=13))
    assert one.is_unanswered(act.day + timedelta(days=14))
    declined = replace(one, member=replace(one.member, word=Word.DECLINED))
    assert not declined.is_unanswered(act.day + timedelta(days=14))
    assert declined.declined_by == (Side.MEMBER,)
