"""Runs of the assembler: kept, followed, accepted in one transaction, taken back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, models

from plait.engine.sheets import Entry
from plait.store.consent import refuse_without_consent, settle_proposals
from plait.store.imports import Choices, Saving, plan_sheets, save_plans
from plait.store.models import AssemblyRun, Membership, Trust, User
from plait.store.names import Names
from plait.store.paging import Page, Wanted
from plait.store.progress import own_connection
from plait.store.staging import Refused
from plait.store.taking_back import WHILE, take_back
from plait.store.writing import Act, noting, writing

WORKING, READY, FAILED, SAVING, ACCEPTED = "working", "ready", "failed", "saving", "accepted"
KIND = "assemblyrun"
REPORT = """
    UPDATE store_assemblyrun SET stage = %s, best = %s, bound = %s WHERE trust_id = %s AND id = %s
    RETURNING wants_stop"""

LENT_CLASH = "Somebody whom another trust lends is lent no more for that time, or has not agreed. Nothing was saved."
CLASH = "The teams clash with what somebody saved just now. Nothing was saved. Assemble again."

Report = Callable[[str, float | None, float | None], bool]
"""Told the stage, the best value and the bound; true while nobody has asked to stop."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run as its pages and the worker see it; `changes_since` counts the writes to the record since it began."""

    id: int
    services: tuple[str, ...]
    starts: date
    months: int
    left_out: tuple[str, ...]
    wishes: tuple[Mapping[str, Any], ...]
    weights: Mapping[str, str]
    borrows: bool
    is_shared: bool
    changes_id: int | None
    asked_by_id: int
    asked_by: str
    asked_at: datetime
    status: str
    stage: str
    best: float | None
    bound: float | None
    wants_stop: bool
    failure: str
    plan: Mapping[str, Any] | None
    conflict: Mapping[str, Any] | None
    changes_since: int
    accepted: tuple[str, ...]
    accepted_by_id: int | None
    accepted_by: str
    accepted_at: datetime | None

    @property
    def is_busy(self) -> bool:
        """Is a worker looking, or saving what was accepted?"""
        return self.status in {WORKING, SAVING}


def list_runs(trust_id: int, wanted: Wanted) -> Page[Run]:
    """The runs of a trust, latest first, without their plans."""
    found = AssemblyRun.objects.filter(trust_id=trust_id).order_by("-id")
    if wanted.search:
        found = found.filter(services__icontains=wanted.search)
    rows = found.defer("plan").select_related("asked_by", "accepted_by", "trust")
    stop = None if wanted.limit is None else wanted.offset + wanted.limit
    return Page(tuple(_run(one, plan=None) for one in rows[wanted.offset : stop]), found.count())


def load_run(trust_id: int, run_id: int) -> Run | None:
    """One run with its plan; None when the trust has none of this number."""
    found = AssemblyRun.objects.filter(trust_id=trust_id, id=run_id)
    kept = found.select_related("asked_by", "accepted_by", "trust").first()
    return _run(kept, plan=kept.plan) if kept else None


def _run(kept: AssemblyRun, *, plan: Mapping[str, Any] | None) -> Run:
    return Run(
        kept.id,
        tuple(kept.services),
        kept.starts,
        kept.months,
        tuple(kept.left_out),
        tuple(kept.wishes),
        kept.weights,
        kept.borrows,
        kept.shared is not None,
        kept.changes_id,
        kept.asked_by_id,
        kept.asked_by.name,
        kept.asked_at,
        kept.status,
        kept.stage,
        kept.best,
        kept.bound,
        kept.wants_stop,
        kept.failure,
        plan,
        kept.conflict,
        kept.trust.revision - kept.revision,
        tuple(kept.accepted),
        kept.accepted_by_id,
        kept.accepted_by.name if kept.accepted_by else "",
        kept.accepted_at,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: teams for which services, from when, for how many months, without whom.

    `changes` is the run whose plan this one stays near; `weights` say what is to count how much beside coverage, where
    it is not as usual; `wishes` are other wishes, as `plait.files.plans` writes them. With `borrows`, those whom other
    trusts lend are asked for too.
    """

    services: Sequence[str]
    starts: date
    months: int
    left_out: Sequence[str] = ()
    changes: int | None = None
    wishes: Sequence[Mapping[str, Any]] = ()
    weights: Mapping[str, str] = field(default_factory=dict)
    borrows: bool = False


def find_search(act: Act, wish: Wish) -> int | None:
    """A search of the same user for the same that is under way; who asks twice at once waits here for the first."""
    User.objects.select_for_update(no_key=True).get(id=act.user_id)
    same = AssemblyRun.objects.filter(
        trust_id=act.trust_id,
        asked_by_id=act.user_id,
        status=WORKING,
        services=list(wish.services),
        starts=wish.starts,
        months=wish.months,
        left_out=list(wish.left_out),
        wishes=list(wish.wishes),
        changes_id=wish.changes,
        weights=dict(wish.weights),
        borrows=wish.borrows,
    )
    return same.values_list("id", flat=True).first()


def add_run(act: Act, wish: Wish) -> int:
    """Keep a wish for teams; its number."""
    with noting(act) as pen:
        made = AssemblyRun.objects.create(
            trust_id=act.trust_id,
            services=list(wish.services),
            starts=wish.starts,
            months=wish.months,
            left_out=list(wish.left_out),
            wishes=list(wish.wishes),
            changes_id=wish.changes,
            weights=dict(wish.weights),
            borrows=wish.borrows,
            asked_by_id=act.user_id,
            asked_at=act.at,
            status=WORKING,
            stage="Waiting for a worker",
        )
        pen.note("asked", KIND, None, {"name": f"Run {made.id}", "services": list(wish.services)})
    return made.id


def list_plans(trust_id: int, *, most: int) -> tuple[Run, ...]:
    """The latest runs that have a plan, without it: those one may be compared with."""
    found = AssemblyRun.objects.filter(trust_id=trust_id, plan__isnull=False).order_by("-id")
    rows = found.defer("plan").select_related("asked_by", "accepted_by", "trust")[:most]
    return tuple(_run(one, plan=None) for one in rows)


@contextmanager
def reporting_run(trust_id: int, run_id: int) -> Iterator[Report]:
    """A report others see at once; it answers whether to go on."""
    with own_connection(trust_id) as own:

        def report(stage: str, best: float | None, bound: float | None) -> bool:
            with own.cursor() as cursor:
                cursor.execute(REPORT, [stage, best, bound, trust_id, run_id])
                told = cursor.fetchone()
            return bool(told) and not told[0]

        yield report


def keep_plan(trust_id: int, run_id: int, plan: Mapping[str, Any], *, revision: int) -> None:
    """The search is over: keep its plan, made of the record at `revision`."""
    coverage = plan["coverage"]
    _runs(trust_id, run_id).filter(status=WORKING).update(
        status=READY, stage="", plan=plan, revision=revision, best=coverage["value"], bound=coverage["bound"]
    )


def fail_run(trust_id: int, run_id: int, failure: str, *, conflict: Mapping[str, Any] | None = None) -> None:
    """The work on a run came to nothing: a search has failed, an acceptance leaves the plan as it was.

    `conflict` says which wishes stood against a plan, as `plait.files.conflicts` writes it.
    """
    failed = _runs(trust_id, run_id).filter(status=WORKING)
    failed.update(status=FAILED, stage="", failure=failure[:500], conflict=conflict)
    _runs(trust_id, run_id).filter(status=SAVING).update(status=READY, stage="", failure=failure[:500])


def note_pay_seen(act: Act, run_id: int) -> None:
    """Leave in the audit trail that somebody looked at what each person of a plan costs."""
    with noting(act) as pen:
        pen.note("looked at", KIND, None, {"name": f"What each person of run {run_id} costs"})


def ask_run_to_stop(act: Act, run_id: int) -> bool:
    """Ask a search to stop and keep the best it has; false when none is under way."""
    with noting(act) as pen:
        is_asked = bool(_runs(act.trust_id, run_id).filter(status=WORKING).update(wants_stop=True))
        if is_asked:
            pen.note("stopped", KIND, None, {"name": f"Run {run_id}"})
    return is_asked


def begin_acceptance(trust_id: int, run_id: int, teams: Collection[str], *, on: date) -> None:
    """Say which of the proposed teams are accepted; Refused unless the plan is ready, so that it happens once.

    Refused too where people were asked whether they join, and not all of them have agreed.
    """
    refuse_without_consent(trust_id, run_id, teams, on=on)
    ready = _runs(trust_id, run_id).filter(status=READY)
    if not ready.update(status=SAVING, stage="Waiting for a worker", failure="", accepted=sorted(teams)):
        raise Refused("This plan is accepted already, or not ready. Look at it again.")


def accept_run(act: Act, run_id: int, entries: Mapping[str, Sequence[Entry]], *, check: Callable[[], None]) -> None:
    """Write the teams and memberships of the accepted part of a plan, in one transaction, or nothing of it.

    `check` is called with the trust's record held against other writers, and raises where the plan breaks a rule by
    now. Refused where it clashes with the record.
    """
    run = AssemblyRun.objects.get(trust_id=act.trust_id, id=run_id)
    names = Names(act.trust_id)
    try:
        with writing(act) as pen:
            Trust.objects.select_for_update().get(id=act.trust_id)
            check()
            choices = Choices(run.starts)
            plans = plan_sheets(act.trust_id, entries, choices, names)
            save_plans(pen, plans, Saving(choices, names))
            settle_proposals(pen, run_id, run.accepted)
            promised = Membership.objects.filter(trust_id=act.trust_id, id__in=pen.added.get(Membership, ()))
            promised.update(promised=True)
            with connection.cursor() as cursor:  # so that a clash shows here: no time is promised twice
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            pen.note("accepted", KIND, None, {"name": f"Run {run_id}", "teams": list(run.accepted)})
            done = _runs(act.trust_id, run_id).filter(status=SAVING)
            done.update(status=ACCEPTED, stage="", accepted_by=act.by, accepted_at=act.at, request=act.request)
    except IntegrityError as fault:
        rule = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None) or ""
        raise Refused(LENT_CLASH if rule.startswith("lentplace") else CLASH) from fault


def can_undo(run: Run, user_id: int, now: datetime) -> bool:
    """May this user still take the acceptance back: their own, not an hour old?"""
    is_theirs = run.status == ACCEPTED and run.accepted_by_id == user_id
    return is_theirs and run.accepted_at is not None and now - run.accepted_at < WHILE


def undo_acceptance(act: Act, run_id: int) -> None:
    """End what an acceptance wrote as if it had never been; the plan is ready again.

    As `store.taking_back.take_back`, whose errors it raises.
    """
    request = _runs(act.trust_id, run_id).filter(status=ACCEPTED).values_list("request", flat=True).first()
    take_back(act, request or "")


def _runs(trust_id: int, run_id: int) -> "models.QuerySet[AssemblyRun]":
    return AssemblyRun.objects.filter(trust_id=trust_id, id=run_id)
