"""A worker asks for people whom another trust lends, as far as the loan goes, and never without one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.engine.assembly.asks import first_window
from plait.engine.permissions import Role
from plait.files.folder import load_path
from plait.files.plans import plan_of
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import accept_teams, ask_for_teams, ask_to_accept, assemble_teams
from plait.jobs.consent import TELLING, TELLING_THERE, ask_members, tell_of_lent_places, tell_of_proposals
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.jobs.trusts import Opening, open_trust
from plait.store.assembly import Wish, load_run, undo_acceptance
from plait.store.imports import Choices
from plait.store.models import (
    Access,
    AssemblyRun,
    Borrowing,
    Employment,
    LentAnswer,
    LentPerson,
    LentPlace,
    Membership,
    Person,
    Proposal,
    Team,
    User,
)
from plait.store.staging import Refused
from tests.cli.commands import EMAIL, rows, write_sheet
from tests.jobs.test_assembly import do, user
from tests.planned import SHEETS, SINCE, write_planned

pytestmark = pytest.mark.usefixtures("rxx")
TODAY = timezone.localdate()
LENDER = "RYY"


def bring(code: str, folder: Path) -> None:
    at = timezone.now()
    with acting(user(), code, on=timezone.localdate(at)) as viewer:
        act = act_of(viewer, at)
        number = bring_file(viewer, act, Upload(*load_path(folder)), Choices(timezone.localdate(at)))
        approve_import(viewer, act, number, leaves_out=False)


def lend(number: str, *, ends: int = 900, **more: object) -> str:
    """RYY lends somebody to RXX until so many days from now; their reference."""
    employment = rows(Employment).get(trust_id=2, employee_number=number)
    values = {"borrower": "RXX", "starts": TODAY, "ends": TODAY + timedelta(days=ends), **more}
    rows(LentPerson).create(trust_id=2, employment=employment, **values)
    return f"{LENDER}/{employment.pk}"


def agree() -> None:
    rows(Borrowing).create(trust_id=1, lender=LENDER, starts=TODAY, ends=TODAY + timedelta(days=900))


def assembled(*, borrows: bool = True) -> AssemblyRun:
    """A run for Flow board, as a worker leaves it."""
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(["Flow board"], first_window(timezone.localdate(at)).starts, 6, borrows=borrows)
        run_id = ask_for_teams(viewer, act_of(viewer, at), wish)
    return do(assemble_teams.func, run_id)


def homes(run: AssemblyRun) -> dict[str, str]:
    """The trust that lends each member of the plan."""
    return {one.employee_number: one.home for team in plan_of(run.plan or {}).teams for one in team.members}


@pytest.fixture
def two(rxx: int, tmp_path: Path) -> None:
    """RXX lacks an expert of user research, and RYY has one."""
    del rxx
    opening = Opening(LENDER, "Other Trust", EMAIL, (Role.ADM, Role.CDIO))
    assert open_trust(opening, lambda: "", at=timezone.now())
    bring("RXX", write_planned(tmp_path / "ours"))
    people = SHEETS["People"][0]
    write_sheet(
        tmp_path / "theirs", "people", people,
        ("71", "Una Vale", "Digital, data and technology", "Researcher", "Design", "1", SINCE),
        ("72", "Val Wren", "Managers", "Manager", "Design", "1", SINCE),
    )  # fmt: skip
    held = ("71", "USER research", "Expert", SINCE)
    write_sheet(tmp_path / "theirs", "competencies held", SHEETS["Competencies held"][0], held)
    bring(LENDER, tmp_path / "theirs")


@pytest.mark.usefixtures("two")
def test_who_is_lent_covers_what_the_trust_lacks_and_the_plan_says_whose_they_are() -> None:
    alone = assembled()
    lent = lend("71")
    agree()
    run = assembled()
    assert homes(run)[lent] == LENDER
    assert {home for number, home in homes(run).items() if number != lent} == {""}
    assert run.best is not None
    assert alone.best is not None
    assert run.best > alone.best
    assert "Una Vale" not in str(run.plan)
    assert "71" not in homes(run)


@pytest.mark.usefixtures("two")
def test_nobody_of_another_trust_is_asked_without_a_tick_a_loan_and_a_word() -> None:
    lent = lend("71")
    assert lent not in homes(assembled())
    agree()
    assert lent not in homes(assembled(borrows=False))
    rows(LentPerson).update(ends=TODAY + timedelta(days=60))
    assert lent not in homes(assembled()), "it ends within the window"
    rows(LentPerson).update(starts=TODAY - timedelta(days=9), ends=TODAY)
    assert lent not in homes(assembled()), "it has ended"


@pytest.mark.usefixtures("two")
def test_no_more_time_is_asked_for_than_is_lent() -> None:
    lent = lend("71", wte="0.2")
    agree()
    [member] = [
        one for team in plan_of(assembled().plan or {}).teams for one in team.members if one.employee_number == lent
    ]
    assert str(member.wte) == "0.2"


def proposed() -> tuple[int, str]:
    """A plan of RXX with Una Vale of RYY in it, to which both trusts have said yes; her reference."""
    lent = lend("71")
    agree()
    rows(Access).create(trust_id=1, user_id=user(), role=Role.CDIO, starts=TODAY)
    run = assembled()
    assert lent in homes(run)
    return int(run.pk), lent


def ask(run_id: int) -> None:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        run = load_run(viewer.trust_id, run_id)
        assert run
        plan = plan_of(run.plan or {})
        ask_members(viewer, act_of(viewer, at), run_id, (plan, [team.ask.team for team in plan.teams]), link=str)


def say(trust_id: int) -> None:
    """Everybody of a trust who is asked says yes, as do their line managers."""
    rows(Proposal).filter(trust_id=trust_id).update(
        member="agreed", manager="agreed", member_on=TODAY, manager_on=TODAY
    )
    for one in rows(LentPlace).filter(state="open") if trust_id == 2 else ():
        kept = {name: getattr(one, name) for name in ("team", "service", "wte", "starts", "ends")}
        rows(LentAnswer).create(
            trust_id=2, employment_id=one.number, place=one.pk, borrower="RXX", member="agreed", manager="agreed",
            member_on=TODAY, manager_on=TODAY, **kept,
        )  # fmt: skip


def accepted(run_id: int) -> AssemblyRun:
    """The run after somebody accepts its team, and a worker has written it, or said why not."""
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        ask_to_accept(viewer, act_of(viewer, at, request="accepting"), run_id, ["Flow board"])
    return do(accept_teams.func, run_id)


@pytest.mark.usefixtures("two")
def test_a_team_with_somebody_lent_is_accepted_once_all_have_agreed_and_taken_back() -> None:
    run_id, _ = proposed()
    with pytest.raises(Refused, match="was not asked"):
        accepted(run_id)
    ask(run_id)
    say(1)
    with pytest.raises(Refused, match="Not everybody has agreed"):
        accepted(run_id)
    say(2)
    assert accepted(run_id).status == "accepted"
    [place] = rows(LentPlace)
    assert (place.state, rows(Team).get(pk=place.seat_id or 0).name) == ("accepted", "Flow board")
    own = rows(Membership).filter(trust_id=1).count()
    assert own
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        undo_acceptance(act_of(viewer, at), run_id)
    [place] = rows(LentPlace)
    assert (place.state, place.seat_id) == ("open", None)
    assert rows(Membership).filter(trust_id=1).count() < own
    assert rows(AssemblyRun).get(pk=run_id).status == "ready"
    assert accepted(run_id).status == "accepted", "their word still stands"


@pytest.mark.usefixtures("two")
def test_a_loan_that_ends_before_the_worker_writes_leaves_the_record_as_it_was() -> None:
    run_id, _ = proposed()
    ask(run_id)
    say(1)
    say(2)
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        ask_to_accept(viewer, act_of(viewer, at, request="accepting"), run_id, ["Flow board"])
    rows(LentPerson).update(starts=TODAY - timedelta(days=9), ends=TODAY)
    run = do(accept_teams.func, run_id)
    assert run.status == "ready"
    assert "is lent no more" in run.failure
    assert not rows(Team).filter(trust_id=1, name="Flow board").exists()


@pytest.mark.usefixtures("two")
def test_letters_to_the_lending_trust_go_by_the_queue_and_name_nobody_else(mailoutbox: list[EmailMessage]) -> None:
    run_id, _ = proposed()
    member = rows(User).create(email="una@ryy.example", name="Una Vale")
    employment = rows(Employment).get(trust_id=2, employee_number="71")
    rows(Access).create(trust_id=2, user=member, role="ME", employment=employment, starts=TODAY)
    with override_settings(MAIL_PROPOSALS=True):
        ask(run_id)
    [there] = [one.args["there"] for one in rows(ProcrastinateJob).filter(task_name=TELLING_THERE)]
    assert (there["code"], there["link"]) == ("RYY", "RYY")
    tell_of_lent_places.func(there)
    told = [one.args["told"] for one in rows(ProcrastinateJob).filter(task_name=TELLING)]
    tell_of_proposals.func(next(one for one in told if one["code"] == "RYY"))
    [letter] = mailoutbox
    assert letter.to == ["una@ryy.example"]
    assert "Una Vale" in letter.body
    assert "whether you will give time to a team" in letter.body
    assert not [one.name for one in rows(Person) if one.name in letter.body and one.name != "Una Vale"]


@pytest.mark.usefixtures("two")
def test_who_is_lent_and_in_the_team_stays_there_when_it_is_assembled_again() -> None:
    run_id, lent = proposed()
    ask(run_id)
    say(1)
    say(2)
    assert accepted(run_id).status == "accepted"
    for borrows in (True, False):
        [team] = plan_of(assembled(borrows=borrows).plan or {}).teams
        assert lent in {one.employee_number for one in team.members if not one.is_new}
