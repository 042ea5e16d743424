"""Teams assembled in the background: asked for, followed, stopped, accepted once, refused when they fit no more."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job

from plait.engine.assembly.asks import first_window
from plait.engine.assembly.changing import changes_between
from plait.engine.assembly.planning import BrokenPlan
from plait.engine.permissions import Role
from plait.files.folder import load_path
from plait.files.plans import by_role_of, plain_wishes, plan_of
from plait.files.worth import worth_of
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import (
    ASSEMBLING,
    BROKE,
    GAVE_UP,
    MOST_TRIES,
    Errand,
    accept_teams,
    ask_for_teams,
    ask_to_accept,
    assemble_teams,
)
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.jobs.worth import VALUING, value_plan
from plait.store.access import find_user_id
from plait.store.assembly import (
    CLASH,
    Wish,
    ask_run_to_stop,
    can_undo,
    list_runs,
    load_run,
    undo_acceptance,
)
from plait.store.editing import NoSuchRecord
from plait.store.imports import Choices
from plait.store.models import Access, AssemblyRun, Event, FeedDate, Membership, Team
from plait.store.paging import Wanted
from plait.store.staging import Refused
from plait.store.writing import Act
from tests.cli.commands import EMAIL, do_jobs, rows, write_sheet
from tests.planned import write_planned

Task = Callable[[JobContext, dict[str, Any]], None]
LONG_AGO = date(2020, 1, 1)
pytestmark = pytest.mark.usefixtures("rxx")


def user() -> int:
    found = find_user_id(EMAIL)
    assert found
    return found


def bring(folder: Path) -> None:
    """Bring a folder into the record and save it."""
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        act = act_of(viewer, at)
        number = bring_file(viewer, act, Upload(*load_path(folder)), Choices(timezone.localdate(at)))
        approve_import(viewer, act, number, leaves_out=False)


def ask(*services: str) -> int:
    """Somebody asks for teams; the number of the run."""
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(services, first_window(timezone.localdate(at)).starts, 6)
        return ask_for_teams(viewer, act_of(viewer, at, request="asking"), wish)


def do(task: Task, run_id: int, *, attempts: int = 0, why_abort: AbortReason | None = None) -> AssemblyRun:
    """What a worker does with a job on a run; the run afterwards."""
    told = Errand("RXX", 1, user(), run_id, "accepting")
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=task.__name__, attempts=attempts)
    task(JobContext(app=queue, job=job, start_timestamp=0, abort_reason=lambda: why_abort), asdict(told))
    return rows(AssemblyRun).get(id=run_id)


def accept(run_id: int, *teams: str) -> None:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        ask_to_accept(viewer, act_of(viewer, at, request="accepting"), run_id, teams)


def in_trust(work: Callable[[Act], Any]) -> Any:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        return work(act_of(viewer, at, request="undoing"))


@pytest.fixture
def planned(tmp_path: Path) -> None:
    """The trust with services that need teams, and somebody who may ask and accept."""
    rows(Access).create(trust_id=1, user_id=user(), role=Role.CDIO, starts=LONG_AGO)
    bring(write_planned(tmp_path / "planned"))


@pytest.fixture
def proposed(planned: None) -> int:
    """A run whose plan is ready."""
    del planned
    run_id = ask("Flow board", "Booking")
    assert do(assemble_teams.func, run_id).status == "ready"
    return run_id


def members(team: str) -> set[tuple[str, str, str, str]]:
    found = rows(Membership).filter(team__name=team)
    return {(m.employment.employee_number, str(m.wte.normalize()), str(m.starts), str(m.ends)) for m in found}


def test_a_worker_finds_teams_and_an_acceptance_records_them(planned: None) -> None:
    del planned
    run_id = ask("Flow board")
    waiting = rows(AssemblyRun).get()
    assert (waiting.status, waiting.stage, waiting.plan) == ("working", "Waiting for a worker", None)
    do_jobs()
    ready = rows(AssemblyRun).get()
    assert (ready.status, ready.stage, ready.failure) == ("ready", "", "")
    assert ready.best is not None
    assert ready.bound is not None
    assert 0 < ready.best <= ready.bound
    assert by_role_of(ready.plan or {}) is not None
    window = first_window(timezone.localdate())
    accept(run_id, "Flow board")
    do_jobs()
    done = rows(AssemblyRun).get()
    assert (done.status, done.accepted, done.accepted_by_id) == ("accepted", ["Flow board"], user())
    proposed = {
        (one.employee_number, str(one.wte.normalize()), str(window.starts), str(window.ends))
        for team in plan_of(done.plan or {}).teams
        for one in team.members
    }
    assert members("Flow board") == proposed
    assert rows(Team).get(name="Flow board").starts == window.starts


def test_a_kept_plan_is_valued_once_nothing_else_waits(planned: None) -> None:
    del planned
    run_id = ask("Flow board")
    do(assemble_teams.func, run_id)
    [waiting] = rows(ProcrastinateJob).filter(task_name=VALUING)
    assert waiting.priority < 0
    do_jobs()
    run = rows(AssemblyRun).get(id=run_id)
    binding, values = worth_of(run.worth or {})
    assert [one.competency for one in binding] == ["User research"]
    assert [(one.competency, one.is_proved) for one in values][:1] == [("User research", True)]
    value_plan.func(1, user(), run_id)
    assert rows(AssemblyRun).get(id=run_id).worth == run.worth
    value_plan.func(1, user(), run_id + 1)


def test_a_plan_that_changes_another_is_not_valued(planned: None) -> None:
    del planned
    run_id = ask("Flow board")
    do(assemble_teams.func, run_id)
    rows(ProcrastinateJob).filter(task_name=VALUING).delete()
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(("Flow board",), first_window(timezone.localdate(at)).starts, 6, ("4",), changes=run_id)
        changed = ask_for_teams(viewer, act_of(viewer, at, request="asking"), wish)
    assert do(assemble_teams.func, changed).status == "ready"
    assert not rows(ProcrastinateJob).filter(task_name=VALUING).exists()


def test_what_is_needed_from_the_first_day_on_is_asked_for(planned: None, tmp_path: Path) -> None:
    del planned
    starts = first_window(timezone.localdate()).starts
    need = ("Quiet", "User research", "Practitioner", "1", f"{starts:%d/%m/%Y}")
    bring(write_sheet(tmp_path / "late", "needs", ("Service", "Competency", "Level", "People", "Starts"), need))
    do(assemble_teams.func, ask("Quiet"))
    [team] = plan_of(rows(AssemblyRun).get().plan or {}).teams
    assert [need.competency for need in team.ask.needs] == ["User research"]


def test_only_the_chosen_teams_are_recorded_and_only_once(proposed: int) -> None:
    accept(proposed, "Flow board")
    with pytest.raises(Refused, match="accepted already, or not ready"):
        accept(proposed, "Flow board")
    assert do(accept_teams.func, proposed).status == "accepted"
    there, events = members("Flow board"), rows(Event).count()
    assert len(there) == 3
    assert members("Booking team") == {("6", "0.5", "2020-01-01", "None")}
    do(accept_teams.func, proposed, attempts=1)  # a worker may have died just after saving
    assert (members("Flow board"), rows(Event).count()) == (there, events)


def test_an_acceptance_is_taken_back_by_who_accepted_within_the_hour(proposed: int) -> None:
    accept(proposed, "Flow board")
    do(accept_teams.func, proposed)
    run = in_trust(lambda _: load_run(1, proposed))
    assert can_undo(run, user(), timezone.now())
    assert not can_undo(run, user() + 1, timezone.now())
    assert not can_undo(run, user(), timezone.now() + timedelta(hours=1))
    in_trust(lambda act: undo_acceptance(act, proposed))
    assert not rows(Team).filter(name="Flow board").exists()
    assert rows(AssemblyRun).get().status == "ready"
    with pytest.raises(NoSuchRecord):
        in_trust(lambda act: undo_acceptance(act, proposed))
    accept(proposed, "Flow board")
    assert do(accept_teams.func, proposed).status == "accepted"


def test_who_cannot_be_had_is_done_without_and_the_others_stay(proposed: int) -> None:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(["Flow board", "Booking"], first_window(timezone.localdate(at)).starts, 6, ["5"], proposed)
        run_id = ask_for_teams(viewer, act_of(viewer, at), wish)
    changed = do(assemble_teams.func, run_id)
    assert (changed.status, changed.changes_id, changed.left_out) == ("ready", proposed, ["5"])
    numbers = {one.employee_number for team in plan_of(changed.plan or {}).teams for one in team.members if one.is_new}
    assert numbers == {"1", "2", "3"}


def test_one_change_is_kept_and_no_more_changes_than_must(proposed: int) -> None:
    at = timezone.now()
    wishes = [{"kind": "weight", "service": "Flow board", "competency": "User research", "priority": 9}]
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        before = load_run(viewer.trust_id, proposed)
        assert before is not None
        wish = Wish(before.services, before.starts, before.months, [], proposed, wishes)
        run_id = ask_for_teams(viewer, act_of(viewer, at), wish)
        assert ask_for_teams(viewer, act_of(viewer, at), wish) == run_id
    changed = do(assemble_teams.func, run_id)
    plan = plan_of(changed.plan or {})
    assert (changed.status, plain_wishes(plan.wishes)) == ("ready", wishes)
    assert changes_between(plan_of(before.plan or {}), plan) == {}


def test_a_change_that_cannot_be_had_says_why(proposed: int) -> None:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        before = load_run(viewer.trust_id, proposed)
        assert before is not None
        nobody = [{"kind": "must", "service": "Flow board", "person": "6", "tenths": None}]
        wish = Wish(before.services, before.starts, before.months, [], proposed, nobody)
        run_id = ask_for_teams(viewer, act_of(viewer, at), wish)
    failed = do(assemble_teams.func, run_id)
    assert failed.status == "failed"
    assert failed.conflict is not None
    assert failed.conflict["wishes"]


def test_a_wish_about_somebody_who_is_not_in_the_record_is_told(proposed: int) -> None:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        wish = Wish(["Flow board"], first_window(timezone.localdate(at)).starts, 6, ["gone"], proposed)
        run_id = ask_for_teams(viewer, act_of(viewer, at), wish)
    left = do(assemble_teams.func, run_id)
    assert (left.status, left.failure) == ("failed", "No plan keeps every wish.")
    assert left.conflict is not None
    assert left.conflict["faults"] == [
        (
            "Nobody with employee number gone is employed here on the day the teams begin. "
            "Remove the wish, or name somebody else."
        )
    ]


def test_a_plan_that_fits_no_more_is_refused_with_the_reason(proposed: int, tmp_path: Path) -> None:
    bring(write_sheet(tmp_path / "late", "teams", ("Team", "Service", "Members"), ("Flow board", "Flow board", "2 1")))
    accept(proposed, "Flow board")
    left = do(accept_teams.func, proposed)
    assert left.status == "ready"
    assert left.failure.startswith("The record has changed since, and the plan no longer fits: ")
    assert left.failure.endswith(" Assemble again.")
    assert members("Flow board") == {("2", "1", str(timezone.localdate()), "None")}


def test_what_clashes_in_the_database_is_refused_whole(proposed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def clash(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("plait.store.assembly.save_plans", clash)
    accept(proposed, "Flow board")
    left = do(accept_teams.func, proposed)
    assert (left.status, left.failure) == ("ready", CLASH)
    assert not rows(Team).filter(name="Flow board").exists()


def test_a_search_asked_to_stop_keeps_the_best_it_has(planned: None) -> None:
    del planned
    run_id = ask("Flow board")
    assert in_trust(lambda act: ask_run_to_stop(act, run_id))
    left = do(assemble_teams.func, run_id)
    assert left.status == "ready"
    assert not in_trust(lambda act: ask_run_to_stop(act, run_id))


def test_a_worker_told_to_stop_puts_the_search_back(planned: None) -> None:
    del planned
    run_id = ask("Flow board")
    with pytest.raises(JobAborted):
        do(assemble_teams.func, run_id, why_abort=AbortReason.SHUTDOWN)
    assert rows(AssemblyRun).get().status == "working"
    assert do(assemble_teams.func, run_id, attempts=1).status == "ready"


def test_a_job_whose_worker_ended_too_often_is_given_up(planned: None) -> None:
    del planned
    left = do(assemble_teams.func, ask("Flow board"), attempts=MOST_TRIES)
    assert (left.status, left.failure) == ("failed", GAVE_UP)


def test_a_plan_that_breaks_a_rule_never_leaves_the_worker(planned: None, monkeypatch: pytest.MonkeyPatch) -> None:
    del planned
    monkeypatch.setattr("plait.engine.assembly.planning.check", lambda *_: ("nobody clinical",))
    run_id = ask("Flow board")
    with pytest.raises(BrokenPlan, match="nobody clinical"):
        do(assemble_teams.func, run_id)
    left = rows(AssemblyRun).get()
    assert (left.status, left.failure, left.plan) == ("failed", BROKE, None)


def test_a_pick_by_role_that_breaks_a_rule_is_not_kept_and_the_plan_is(
    planned: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del planned
    monkeypatch.setattr("plait.engine.assembly.by_role.check", lambda *_: ("nobody clinical",))
    kept = do(assemble_teams.func, ask("Flow board"))
    assert kept.status == "ready"
    assert by_role_of(kept.plan or {}) is None


def test_who_lost_the_right_meanwhile_accepts_nothing(proposed: int) -> None:
    accept(proposed, "Flow board")
    rows(Access).update(ends=timezone.localdate())
    left = do(accept_teams.func, proposed)
    assert left.status == "ready"
    assert "no trust RXX that this user may enter" in left.failure
    assert not rows(Team).filter(name="Flow board").exists()


def test_who_may_only_ask_by_now_accepts_nothing(proposed: int) -> None:
    accept(proposed, "Flow board")
    rows(Access).filter(role=Role.CDIO).delete()
    said = "may not accept proposed teams, so that their members are recorded."
    left = do(accept_teams.func, proposed)
    assert left.status == "ready"
    assert left.failure.endswith(said)


def test_acceptance_dates_the_feeds_of_teams_and_members(proposed: int) -> None:
    rows(FeedDate).update(confirmed_on=LONG_AGO)
    accept(proposed, "Flow board")
    do(accept_teams.func, proposed)
    today = rows(FeedDate).filter(confirmed_on=timezone.localdate()).values_list("sheet", flat=True)
    assert set(today) == {"teams", "memberships"}


def at_once(work: Callable[[], Any], *, times: int = 4) -> list[Any]:
    """What several threads get that do the same at the same moment, each on its own connection."""
    barrier = Barrier(times)

    def one(_: int) -> Any:
        barrier.wait()
        try:
            return work()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_wish_sent_several_times_at_once_is_one_run(planned: None) -> None:
    del planned
    assert set(at_once(lambda: ask("Flow board"))) == {rows(AssemblyRun).get().id}
    assert rows(ProcrastinateJob).filter(task_name=ASSEMBLING).count() == 1
    assert ask("Booking") != ask("Flow board")


def test_of_several_acceptances_at_once_one_is_taken(proposed: int) -> None:
    refused = [one for one in at_once(lambda: accept(proposed, "Flow board")) if one is not None]
    assert {str(one) for one in refused} == {"This plan is accepted already, or not ready. Look at it again."}
    assert len(refused) == 3
    assert at_once(lambda: do(accept_teams.func, proposed).status) == ["accepted"] * 4
    assert rows(Team).filter(name="Flow board").count() == 1


@pytest.mark.parametrize("status", ["nothing", "ready"])
def test_what_no_worker_is_told_of_is_not_begun(
    status: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = request.getfixturevalue("proposed" if status == "ready" else "planned")

    def die(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("plait.jobs.assembly._defer", die)
    with pytest.raises(SystemExit):
        accept(run_id, "Flow board") if status == "ready" else ask("Flow board")
    assert [run.status for run in rows(AssemblyRun)] == (["ready"] if status == "ready" else [])


def test_runs_are_listed_latest_first_and_found_by_service(proposed: int) -> None:
    later = ask("Booking")
    every = in_trust(lambda _: list_runs(1, Wanted()))
    assert ([run.id for run in every.rows], every.total) == ([later, proposed], 2)
    found = in_trust(lambda _: list_runs(1, Wanted(search="flow", limit=None)))
    assert [run.id for run in found.rows] == [proposed]
    assert in_trust(lambda _: load_run(1, later + 1)) is None
