"""Assembling in the background: asked for, searched with progress, checked again, accepted into the record."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted

from plait.engine.assembly.acceptance import entries_of, only_teams
from plait.engine.assembly.asks import Policy, Window
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.consent import unasked_of_others
from plait.engine.assembly.highs import NotSolved
from plait.engine.assembly.levels import weights_of
from plait.engine.assembly.plan import Plan, Progress
from plait.engine.assembly.planning import CannotBeHad, change_teams, plan_teams
from plait.engine.assembly.scorer import check
from plait.engine.assembly.wishes import Without
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.trust import Trust
from plait.files.conflicts import plain_conflict
from plait.files.plans import plain_by_role, plain_plan, plan_of, wishes_of
from plait.jobs.acting import NotAllowed, act_of, acting, in_words
from plait.jobs.worth import value_later
from plait.store.assembly import (
    SAVING,
    WORKING,
    Report,
    Run,
    Wish,
    accept_run,
    add_run,
    begin_acceptance,
    fail_run,
    find_search,
    keep_plan,
    load_run,
    reporting_run,
)
from plait.store.borrowed import with_borrowed, with_guests
from plait.store.consent import list_proposals
from plait.store.findings import load_revision
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.writing import Act, StaleRecord

ASSEMBLING, ACCEPTING = "plait.assemble", "plait.accept"
MOST_TRIES = 3
BROKE = "Plait could not finish this, and the record is as it was. Whoever runs Plait finds the reason in its log."
GAVE_UP = f"The worker ended {MOST_TRIES} times in the middle of this, and the record is as it was."
UNASKED = "Somebody of another trust was not asked, or is lent no more: {}. Ask first, or assemble again."
NOT_ALL = "No plan keeps every wish."
REPORT_SECONDS = 1.0
AFTER_SHUTDOWN = RetryStrategy(max_attempts=MOST_TRIES, retry_exceptions=[JobAborted])


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is told: which run, and in whose name."""

    code: str
    trust_id: int
    user_id: int
    run_id: int
    request: str = ""


def ask_for_teams(viewer: Viewer, act: Act, wish: Wish) -> int:
    """Keep a wish for teams, and have a worker look for them; the number of the run.

    The same wish sent again while its search is under way, as by a second click, leads to that search.
    """
    with transaction.atomic():  # no wish without a job: nobody would ever look
        under_way = find_search(act, wish)
        if under_way is not None:
            return under_way
        run_id = add_run(act, wish)
        _defer(ASSEMBLING, viewer, act, run_id)
    return run_id


def ask_to_accept(viewer: Viewer, act: Act, run_id: int, teams: Collection[str]) -> None:
    """Have a worker write the accepted teams of a plan into the record. Refused unless the plan is ready.

    Refused too where somebody of another trust would join one of them who was not asked.
    """
    run = load_run(viewer.trust_id, run_id)
    if run and run.plan:
        _refuse_unasked(viewer, run_id, only_teams(plan_of(run.plan), teams), act)
    with transaction.atomic():
        begin_acceptance(viewer.trust_id, run_id, teams, on=act.day)
        _defer(ACCEPTING, viewer, act, run_id)


def _defer(task: str, viewer: Viewer, act: Act, run_id: int) -> None:
    errand = Errand(viewer.trust_code, viewer.trust_id, viewer.user_id, run_id, act.request)
    queue.configure_task(task, lock=f"assembly-{run_id}").defer(errand=asdict(errand))


@queue.task(name=ASSEMBLING, pass_context=True, retry=AFTER_SHUTDOWN)
def assemble_teams(context: JobContext, errand: dict[str, Any]) -> None:
    """Find the best teams for a run; asked to stop, it keeps the best found until then."""
    _Job(context, Errand(**errand)).do(WORKING)


@queue.task(name=ACCEPTING, pass_context=True, retry=AFTER_SHUTDOWN)
def accept_teams(context: JobContext, errand: dict[str, Any]) -> None:
    """Check the accepted teams against the record of now, and write them."""
    _Job(context, Errand(**errand)).do(SAVING)


@dataclass(frozen=True, slots=True)
class _Job:
    """One piece of work on a run: what is refused or breaks is said on the run, and the record stays as it was."""

    context: JobContext
    told: Errand

    def do(self, status: str) -> None:
        """Do what a run in this status waits for, with the rights its user has today; nothing when it does not."""
        if self.context.job.attempts >= MOST_TRIES:
            self._fail(GAVE_UP)
            return
        at = timezone.now()
        try:
            with acting(self.told.user_id, self.told.code, on=timezone.localdate(at)) as viewer:
                run = load_run(viewer.trust_id, self.told.run_id)
                if run and run.status == status:
                    self._work(viewer, run, act_of(viewer, at, request=self.told.request))
        except NotSolved:
            self._fail("No plan was found before the search stopped. Assemble again, for fewer services.")
        except (Refused, NotAllowed, StaleRecord) as refusal:
            self._fail(in_words(refusal))
        except JobAborted:
            raise  # this worker stops, and the job goes back to the queue
        except Exception:
            self._fail(BROKE)
            raise

    def _work(self, viewer: Viewer, run: Run, act: Act) -> None:
        action = Action.ACCEPT_TEAMS if run.status == SAVING else Action.ASSEMBLE
        if not scope_of(viewer, action):
            raise NotAllowed(f"Your role ({viewer.role_words}) may not {action.value}.")
        if run.status == SAVING:
            _accept(viewer, run, act)
            return
        revision = load_revision(viewer.trust_id)  # first, so that a change during the search shows as one since
        trust = _trust(viewer, run)
        with reporting_run(viewer.trust_id, run.id) as report:
            heed = _Heeding(self.context, report)
            try:
                plan = _search(trust, run, _plan_before(viewer, run), heed)
            except CannotBeHad as clash:
                fail_run(viewer.trust_id, run.id, NOT_ALL, conflict=plain_conflict(clash.conflict))
                return
        if heed.is_aborted:
            raise JobAborted
        picked = None if run.borrows else pick_by_role(trust, plan)  # of people lent no job title is known
        kept = plain_plan(plan) | ({"by_role": plain_by_role(picked)} if picked else {})
        keep_plan(viewer.trust_id, run.id, kept, revision=revision)
        if run.changes_id is None:  # who changes one thing after another waits for the worker
            value_later(viewer.trust_id, viewer.user_id, run.id)

    def _fail(self, failure: str) -> None:
        with scoped(user_id=self.told.user_id, trust_ids=[self.told.trust_id]):
            fail_run(self.told.trust_id, self.told.run_id, failure)


class _Heeding:
    """Progress of a search, told once a second at most; false when somebody asked to stop, or the worker does."""

    def __init__(self, context: JobContext, report: Report) -> None:
        self.is_aborted = False
        self._context, self._report = context, report
        self._stage, self._told_at, self._goes_on = "", 0.0, True

    def __call__(self, stage: str, best: float | None, bound: float | None) -> bool:
        self.is_aborted = self.is_aborted or self._context.should_abort()
        if self._goes_on and (stage != self._stage or monotonic() - self._told_at >= REPORT_SECONDS):
            self._goes_on = self._report(stage, best, bound)
            self._stage, self._told_at = stage, monotonic()
        return self._goes_on and not self.is_aborted


def _plan_before(viewer: Viewer, run: Run) -> Plan | None:
    """The plan to change as little of as can be."""
    before = load_run(viewer.trust_id, run.changes_id) if run.changes_id else None
    return plan_of(before.plan) if before and before.plan else None


def _trust(viewer: Viewer, run: Run) -> Trust:
    """Who is there, and what is needed, on the first day; with those whom other trusts lend, where that was asked."""
    trust = load_trust(viewer.trust_code, on=run.starts)
    return with_borrowed(trust, viewer.trust_id) if run.borrows else with_guests(trust, viewer.trust_id)


def _search(trust: Trust, run: Run, before: Plan | None, progress: Progress) -> Plan:
    wishes = (*map(Without, run.left_out), *wishes_of(run.wishes))
    policy = Policy(wishes, weights=weights_of(run.weights))
    if before is not None and before.teams:
        return change_teams(trust, before, policy, progress=progress)
    return plan_teams(trust, run.services, Window(run.starts, run.months), policy, progress=progress)


def _accept(viewer: Viewer, run: Run, act: Act) -> None:
    plan = only_teams(plan_of(run.plan or {}), run.accepted)
    _refuse_unasked(viewer, run.id, plan, act)

    def check_now() -> None:
        faults = check(plan, _trust(viewer, run))
        if faults:
            raise Refused(f"The record has changed since, and the plan no longer fits: {faults[0]}. Assemble again.")

    accept_run(act, run.id, entries_of(plan, source=f"run {run.id}"), check=check_now)


def _refuse_unasked(viewer: Viewer, run_id: int, plan: Plan, act: Act) -> None:
    if any(one.home and one.is_new for team in plan.teams for one in team.members):
        unasked = unasked_of_others(plan, list_proposals(viewer.trust_id, run_id, on=act.day))
        if unasked:
            raise Refused(UNASKED.format(", ".join(team.ask.team for team in unasked)))
