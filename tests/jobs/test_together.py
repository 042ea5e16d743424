"""A search that two trusts share: asked for once, in parts by any number of workers, with one result in each trust."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from plait.engine.assembly.asks import first_window
from plait.engine.assembly.decompose import fitted
from plait.engine.assembly.levels import weights_of
from plait.engine.assembly.wishes import Apart, Budget, Lead, Must, Together, Weight, Without
from plait.engine.assembly.wishes import Wish as PlanWish
from plait.engine.permissions import Role
from plait.files.plans import plain_wishes, plan_of, wishes_of
from plait.jobs import together
from plait.jobs.acting import NotAllowed, act_of, acting
from plait.jobs.asking_together import PRICING, PROPOSING, Home, Shared, ask_together, others_of
from plait.jobs.assembly import BROKE, GAVE_UP, MOST_TRIES, NOT_ALL
from plait.jobs.together import CLASH, LAST, STAGES, join_parts, price_part, propose_part
from plait.jobs.trusts import Opening, open_trust
from plait.store.assembly import Wish
from plait.store.models import Access, AssemblyRun, Borrowing, Employment, LentPerson, Need
from plait.store.progress import own_connection
from plait.store.staging import Refused
from plait.store.together import reporting_part
from tests.cli.commands import EMAIL, do_jobs, rows
from tests.jobs.test_assembly import user
from tests.jobs.test_borrowing import bring
from tests.planned import write_planned

CODES = ("RXX", "RYY")
TODAY = timezone.localdate()


@pytest.fixture
def two(rxx: int, tmp_path: Path) -> None:
    """Two trusts of the same people and needs, which lend each other a developer and an expert of flow."""
    del rxx
    opening = Opening("RYY", "Other Trust", EMAIL, (Role.ADM, Role.CDIO))
    assert open_trust(opening, lambda: "", at=timezone.now())
    for code in CODES:
        bring(code, write_planned(tmp_path / code))
    until = TODAY + timedelta(days=900)
    for lender, borrower, number in ((1, 2, "3"), (2, 1, "2")):
        employment = rows(Employment).get(trust_id=lender, employee_number=number)
        values = {"borrower": CODES[borrower - 1], "starts": TODAY, "ends": until}
        rows(LentPerson).create(trust_id=lender, employment=employment, **values)
        rows(Borrowing).create(trust_id=borrower, lender=CODES[lender - 1], starts=TODAY, ends=until)


def ask(*codes: str) -> int:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(["Flow board", "Booking"], first_window(timezone.localdate(at)).starts, 6, borrows=True)
        return ask_together(viewer, act_of(viewer, at), wish, codes or ("RYY",))


def runs() -> list[AssemblyRun]:
    return list(rows(AssemblyRun).order_by("trust_id"))


def told(home: str = "RXX") -> Shared:
    first, *_ = kept = runs()
    homes = tuple(Home(CODES[one.trust_id - 1], one.trust_id, one.pk) for one in kept)
    return Shared(str(first.shared), user(), homes, home)


def do(task: object, home: str = "RXX", *, attempts: int = 0) -> None:
    """What a worker does with the job of one part."""
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="part", attempts=attempts)
    context = JobContext(app=queue, job=job, start_timestamp=0, abort_reason=lambda: None)
    task.func(context, asdict(told(home)))  # type: ignore[attr-defined] # a task of the queue


def jobs() -> list[str]:
    return sorted(
        rows(ProcrastinateJob).filter(status="todo", task_name__contains="_part").values_list("task_name", flat=True)
    )


def work() -> None:
    """Have every round done: a worker that ends with the queue does not wait for what its last job asks for."""
    for _ in range(3):
        do_jobs()


@pytest.mark.usefixtures("two")
def test_one_question_gives_each_trust_a_plan_in_its_own_names() -> None:
    ask()
    work()
    ours, theirs = runs()
    assert [(one.status, one.failure) for one in (ours, theirs)] == [("ready", ""), ("ready", "")]
    for run, other in ((ours, "Other Trust"), (theirs, "Example Trust")):
        assert run.plan is not None
        assert run.plan["together"]["with"] == [other]
        plan = plan_of(run.plan)
        assert plan.coverage.value <= plan.coverage.bound
        assert not any(":" in one.employee_number for team in plan.teams for one in team.members)
    assert ours.services == ["Flow board", "Booking"]
    assert theirs.services == ["Flow board"], "Booking has a team there"


@pytest.mark.usefixtures("two")
def test_the_plans_ask_nobody_for_more_than_they_have_in_both_trusts() -> None:
    ask()
    work()
    asked: dict[str, float] = {}
    for run in runs():
        code = CODES[run.trust_id - 1]
        for team in plan_of(run.plan or {}).teams:
            for one in team.members:
                pk = (
                    ""
                    if one.home
                    else rows(Employment).get(trust_id=run.trust_id, employee_number=one.employee_number).pk
                )
                name = one.employee_number if one.home else f"{code}/{pk}"
                asked[name] = asked.get(name, 0.0) + (float(one.wte) if one.is_new else 0.0)
    assert asked
    assert max(asked.values()) <= 1


@pytest.mark.usefixtures("two")
def test_the_plan_is_the_same_whoever_does_which_part_in_whatever_order() -> None:
    found = []
    for order in (CODES, CODES[::-1]):
        rows(AssemblyRun).all().delete()
        ask()
        for task in (price_part, propose_part):
            for home in order:
                do(task, home)
        do(join_parts)
        found.append([(one.plan or {})["teams"] for one in runs()])
    assert found[0] == found[1]


@pytest.mark.usefixtures("two")
def test_the_last_of_a_round_has_the_next_one_done_and_a_job_done_twice_changes_nothing() -> None:
    ask()
    rows(ProcrastinateJob).all().delete()
    do(price_part, "RXX")
    assert jobs() == []
    do(price_part, "RYY")
    assert jobs() == ["plait.propose_part"] * 2
    before = [one.prices for one in runs()]
    do(price_part, "RYY")
    assert [one.prices for one in runs()] == before
    assert jobs() == ["plait.propose_part"] * 2, "one that waits already is not sent again"
    do(propose_part, "RXX")
    do(propose_part, "RYY")
    assert jobs() == ["plait.join_parts", *["plait.propose_part"] * 2]
    do(join_parts)
    kept = [one.plan for one in runs()]
    for task in (price_part, propose_part, join_parts):
        do(task)
    assert [one.plan for one in runs()] == kept


@pytest.mark.usefixtures("two")
def test_who_may_assemble_in_one_trust_only_is_refused_and_offered_nothing() -> None:
    at = timezone.now()

    def offered() -> dict[str, str]:
        with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
            return others_of(viewer, on=at)

    assert offered() == {"RYY": "Other Trust"}
    ask()
    rows(Access).filter(trust_id=2, role=Role.CDIO).delete()
    assert offered() == {}
    with pytest.raises(NotAllowed, match="may not"):
        ask()
    assert len(runs()) == 2, "nothing is left of what was refused"
    do(price_part)
    assert {(one.status, "may not" in one.failure) for one in runs()} == {("failed", True)}


@pytest.mark.usefixtures("two")
def test_a_trust_without_a_service_that_lacks_a_team_cannot_join() -> None:
    rows(AssemblyRun).all().delete()
    with acting(user(), "RYY", on=TODAY) as viewer:
        del viewer
    rows(Employment)

    rows(Need).filter(trust_id=2).delete()
    with pytest.raises(Refused, match="Other Trust has no service"):
        ask()
    assert runs() == []


@pytest.mark.usefixtures("two")
def test_what_breaks_or_is_given_up_is_said_in_every_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    do(price_part, attempts=MOST_TRIES)
    assert {one.failure for one in runs()} == {GAVE_UP}
    rows(AssemblyRun).all().delete()
    ask()
    monkeypatch.setattr(together, "price", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        do(price_part)
    assert {(one.status, one.failure) for one in runs()} == {("failed", BROKE)}


def search() -> None:
    """Every part of the search, in order."""
    for task in (price_part, propose_part):
        for home in CODES:
            do(task, home)
    do(join_parts)


def wish(*wishes: PlanWish, number: int = 0, **weights: str) -> None:
    """What a trust wishes for in the search that waits."""
    run = runs()[number]
    rows(AssemblyRun).filter(pk=run.pk).update(wishes=plain_wishes(wishes), weights=weights)


def members(number: int) -> set[str]:
    plan = plan_of(runs()[number].plan or {})
    return {one.employee_number for team in plan.teams for one in team.members if one.is_new}


def lent(lender: int, number: str) -> str:
    return f"{CODES[lender - 1]}/{rows(Employment).get(trust_id=lender, employee_number=number).pk}"


@pytest.mark.usefixtures("two")
def test_each_trust_has_what_it_wishes_for_in_its_own_names() -> None:
    ask()
    wish(Must("Flow board", "5"), Without("1"), Apart("2", "6"), Without("5", "Booking"))
    wish(Lead("Flow board", lent(1, "3")), number=1)
    search()
    assert [(one.status, one.failure) for one in runs()] == [("ready", "")] * 2
    assert "5" in members(0)
    assert "1" not in members(0)
    [team] = plan_of(runs()[1].plan or {}).teams
    assert team.ask.lead == lent(1, "3")
    assert lent(1, "3") in members(1)


@pytest.mark.usefixtures("two")
def test_a_pair_that_is_to_be_together_is_in_one_team() -> None:
    ask()
    wish(Together("2", "5"))
    search()
    teams = plan_of(runs()[0].plan or {}).teams
    assert [team for team in teams if {"2", "5"} <= {one.employee_number for one in team.members}]


@pytest.mark.usefixtures("two")
def test_the_weights_of_a_trust_count_in_its_own_plan() -> None:
    ask()
    wish(departments="a lot", thousands="as usual")
    search()
    weights = plan_of(runs()[0].plan or {}).weights
    assert weights == weights_of({"departments": "a lot", "thousands": "as usual"})
    assert plan_of(runs()[1].plan or {}).weights == weights_of({})


@pytest.mark.usefixtures("two")
def test_the_other_trust_is_searched_by_the_wishes_of_its_latest_plan() -> None:
    ask()
    search()
    kept = Must("Flow board", "5")
    wish(kept, Budget("Flow board", 1), Weight("Quiet", "User research", 1), number=1, seconds="a lot")
    ask()
    again = rows(AssemblyRun).filter(trust_id=2).latest("id")
    assert wishes_of(again.wishes) == (kept,)
    assert again.weights == {"seconds": "a lot"}


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("wishes", [(Must("Flow board", "5"), Without("5")), (Must("Flow board", "99"),)])
def test_wishes_that_cannot_be_had_are_told_in_their_trust_and_end_the_search(wishes: tuple[PlanWish, ...]) -> None:
    ask()
    wish(*wishes)
    do(price_part)
    ours, theirs = runs()
    assert (ours.status, ours.failure) == ("failed", NOT_ALL)
    assert ours.conflict is not None
    assert (theirs.status, theirs.failure) == ("failed", "The wishes of Example Trust cannot be had together.")


@pytest.mark.usefixtures("two")
def test_two_trusts_that_wish_for_all_the_time_of_one_person_are_told_so() -> None:
    ask()
    wish(Must("Flow board", "3", 6))
    wish(Must("Flow board", lent(1, "3"), 6), number=1)
    search()
    assert {(one.status, one.failure) for one in runs()} == {("failed", CLASH)}


@pytest.mark.usefixtures("two")
def test_a_search_that_is_stopped_in_one_trust_keeps_the_best_of_all_and_says_how_far_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(together, "REPORT_SECONDS", 0.0)
    ask()
    do(price_part)
    assert {one.stage for one in runs()} == {f"{STAGES[PRICING]}: 1 of 2 trusts done"}
    rows(AssemblyRun).filter(trust_id=2).update(wants_stop=True)
    do(price_part, "RYY")
    assert {one.stage for one in runs()} == {STAGES[PROPOSING]}
    for home in CODES:
        do(propose_part, home)
    assert {one.stage for one in runs()} == {LAST}
    do(join_parts)
    for run in runs():
        assert (run.status, run.failure) == ("ready", "")
        plan = plan_of(run.plan or {})
        assert plan.coverage.value <= plan.coverage.bound <= 1


def to_the_join(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Do everything up to the join, and something else while that works."""
    ask()
    for part in (price_part, propose_part):
        for home in CODES:
            do(part, home)

    def interrupted(*asked: Any, **also: Any) -> Any:
        meanwhile()
        return fitted(*asked, **also)

    monkeypatch.setattr(together, "fitted", interrupted)
    do(join_parts)


@pytest.mark.usefixtures("two")
def test_who_asks_to_stop_while_the_teams_are_joined_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        with own_connection(1, 2) as own, own.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
            cursor.execute("UPDATE store_assemblyrun SET wants_stop = true WHERE trust_id = 2")

    to_the_join(monkeypatch, stop)
    assert [(one.status, one.wants_stop) for one in runs()] == [("ready", False), ("ready", True)]


@pytest.mark.usefixtures("two")
def test_a_search_that_ends_while_its_teams_are_joined_keeps_no_plan_in_any_trust(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    to_the_join(monkeypatch, lambda: rows(AssemblyRun).filter(trust_id=2).update(status="failed"))
    assert [(one.status, one.plan) for one in runs()] == [("working", None), ("failed", None)]


@pytest.mark.usefixtures("two")
def test_what_is_reported_of_a_part_is_seen_at_once_and_a_stop_in_any_trust_is_heard() -> None:
    ask()
    ours, theirs = runs()
    assert ours.shared
    with reporting_part([1, 2], ours.shared, ours.pk) as report:
        assert report(0.5)
        assert runs()[0].best == 0.5
        rows(AssemblyRun).filter(pk=theirs.pk).update(wants_stop=True)
        assert not report(None)
    assert runs()[0].best == 0.5
