"""A worker asks for people whom another trust lends, as far as the loan goes, and never without one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from plait.engine.assembly.asks import first_window
from plait.engine.permissions import Role
from plait.files.folder import load_path
from plait.files.plans import plan_of
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import ask_for_teams, assemble_teams
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.jobs.trusts import Opening, open_trust
from plait.store.assembly import Wish
from plait.store.imports import Choices
from plait.store.models import AssemblyRun, Borrowing, Employment, LentPerson
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
