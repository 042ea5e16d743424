"""A search shared by several trusts: a job of the queue for each part, done by any number of workers.

First each trust's prices for those it lends, then each trust's teams at these prices, then all joined. Whoever ends
the last job of a round has the next one done. What a job finds hangs on the record and on the round before alone, so
the plan is the same whoever did what, and a job done twice, as after a worker died, finds the same.
"""

import os
import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued, JobAborted

from plait.engine.assembly.asks import Policy, Window
from plait.engine.assembly.assembling import plan_of_teams, worth_of
from plait.engine.assembly.decompose import NEAR, Proposed, fitted, price, propose
from plait.engine.assembly.highs import NotSolved
from plait.engine.assembly.plan import Plan, ProposedTeam, Status
from plait.engine.assembly.planning import checked
from plait.engine.assembly.together import Part, as_lent, part_of, plain_prices, prices_in
from plait.engine.permissions import Action, Viewer, scope_of
from plait.files.plans import plain_plan, plain_teams, teams_of
from plait.jobs.acting import NotAllowed, act_of, acting, in_words
from plait.jobs.assembly import AFTER_SHUTDOWN, BROKE, GAVE_UP, MOST_TRIES
from plait.store.access import enters_elsewhere, trusts_of
from plait.store.assembly import Wish, add_run, keep_plan, load_run
from plait.store.borrowed import with_borrowed
from plait.store.findings import load_revision
from plait.store.paging import Wanted
from plait.store.scope import scoped, set_scope
from plait.store.services import list_services
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.together import (
    PRICED,
    PROPOSED,
    PartRun,
    fail_shared,
    keep_found,
    lent_references,
    lock_parts,
    share_runs,
)
from plait.store.writing import Act

PRICING, PROPOSING, JOINING = "plait.price_part", "plait.propose_part", "plait.join_parts"
STAGES = {PRICING: "Finding what each trust wants for its people", PROPOSING: "Finding teams of each trust"}
LAST = "Joining the teams of all trusts"
POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Home:
    """One trust of a shared search, and its run."""

    code: str
    trust_id: int
    run_id: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What a worker is told: in whose name, all homes, and which of them this job is about."""

    shared: str
    user_id: int
    homes: tuple[Home, ...]
    home: str
    request: str = ""


def others_of(viewer: Viewer, *, on: datetime) -> dict[str, str]:
    """The other trusts in which the viewer may assemble too: names by code. Afterwards the scope is the viewer's."""
    day = timezone.localdate(on)
    if not enters_elsewhere(viewer):
        return {}
    try:
        found = {one.code: one.name for one in trusts_of(viewer.user_id, day) if one.code != viewer.trust_code}
        return {code: name for code, name in found.items() if _may_assemble(viewer.user_id, code, on)}
    finally:
        set_scope(user_id=viewer.user_id, trust_ids=[viewer.trust_id])


def _may_assemble(user_id: int, code: str, on: datetime) -> bool:
    with acting(user_id, code, on=timezone.localdate(on)) as other:
        return bool(scope_of(other, Action.ASSEMBLE))


def ask_together(viewer: Viewer, act: Act, wish: Wish, codes: Collection[str]) -> int:
    """Have workers look for teams of several trusts at once; the number of this trust's run.

    In the others for every service that needs something and has no team. Refused where a trust has none, NotAllowed
    where the viewer may not assemble there.
    """
    shared, homes = uuid4(), []
    try:
        with transaction.atomic():
            homes.append(Home(viewer.trust_code, viewer.trust_id, add_run(act, wish)))
            homes.extend(_home(viewer.user_id, code, act, wish) for code in sorted(codes))
            set_scope(user_id=viewer.user_id, trust_ids=[one.trust_id for one in homes])
            share_runs([one.run_id for one in homes], shared)
            told = Shared(str(shared), viewer.user_id, tuple(homes), viewer.trust_code, act.request)
            _defer_each(PRICING, told)
    finally:
        set_scope(user_id=viewer.user_id, trust_ids=[viewer.trust_id])
    return homes[0].run_id


def _home(user_id: int, code: str, act: Act, wish: Wish) -> Home:
    with acting(user_id, code, on=act.day) as other:
        if not scope_of(other, Action.ASSEMBLE):
            raise NotAllowed(f"Your role ({other.role_words}) may not {Action.ASSEMBLE.value} in {other.trust_name}.")
        lines = list_services(other.trust_id, Wanted(limit=None), on=wish.starts).rows
        names = [one.name for one in lines if one.needs and not one.teams and one.phase != "retired"]
        if not names:
            raise Refused(f"{other.trust_name} has no service that needs something and lacks a team.")
        theirs = Wish(names, wish.starts, wish.months, borrows=True)
        return Home(code, other.trust_id, add_run(act_of(other, act.at, request=act.request), theirs))


def _defer_each(task: str, told: Shared) -> None:
    for home in told.homes:
        _defer(task, replace(told, home=home.code), f"{task}-{home.run_id}")


def _defer(task: str, told: Shared, name: str) -> None:
    try:
        with transaction.atomic():
            queue.configure_task(task, lock=name, queueing_lock=name).defer(told=asdict(told))
    except AlreadyEnqueued:
        pass  # by a worker that did the same before it died


@queue.task(name=PRICING, pass_context=True, retry=AFTER_SHUTDOWN)
def price_part(context: JobContext, told: dict[str, Any]) -> None:
    """Find what one trust wants for those it lends."""
    _do(context, _shared(told), _price)


@queue.task(name=PROPOSING, pass_context=True, retry=AFTER_SHUTDOWN)
def propose_part(context: JobContext, told: dict[str, Any]) -> None:
    """Find the teams of one trust at everybody's prices, and the most it could cover."""
    _do(context, _shared(told), _propose)


@queue.task(name=JOINING, pass_context=True, retry=AFTER_SHUTDOWN)
def join_parts(context: JobContext, told: dict[str, Any]) -> None:
    """Join what was found, so that nobody is asked for twice, and keep every trust's plan, or none."""
    _do(context, _shared(told), _join)


def _shared(told: dict[str, Any]) -> Shared:
    return Shared(**{**told, "homes": tuple(Home(**one) for one in told["homes"])})


def _do(context: JobContext, told: Shared, work: Callable[[Shared, Act], None]) -> None:
    """Do a job with the rights its user has today, in every trust; what is refused or breaks is said on every run."""
    if context.job.attempts >= MOST_TRIES:
        _fail(told, GAVE_UP)
        return
    try:
        with _everywhere(told) as act:
            work(told, act)
    except NotSolved:
        _fail(told, "No plan was found. Assemble again, for fewer services.")
    except (Refused, NotAllowed) as refusal:
        _fail(told, in_words(refusal))
    except JobAborted:
        raise
    except Exception:
        _fail(told, BROKE)
        raise


@contextmanager
def _everywhere(told: Shared) -> Iterator[Act]:
    """Within the rows of all the trusts, each of which the user may assemble in today."""
    at, mine = timezone.now(), None
    for home in told.homes:
        with acting(told.user_id, home.code, on=timezone.localdate(at)) as viewer:
            if not scope_of(viewer, Action.ASSEMBLE):
                raise NotAllowed(f"Your role ({viewer.role_words}) may not {Action.ASSEMBLE.value} in {home.code}.")
            if home.code == told.home:
                mine = act_of(viewer, at, request=told.request)
    if mine is None:
        raise NotAllowed(f"{told.home} is none of the trusts of this search.")
    with scoped(user_id=told.user_id, trust_ids=[home.trust_id for home in told.homes]):
        yield mine


def _fail(told: Shared, failure: str) -> None:
    with scoped(user_id=told.user_id, trust_ids=[home.trust_id for home in told.homes]):
        fail_shared({home.run_id: home.trust_id for home in told.homes}, failure)


def _part(told: Shared, code: str, act: Act) -> Part:
    home = next(one for one in told.homes if one.code == code)
    run = load_run(home.trust_id, home.run_id)
    if run is None:
        raise Refused("The run is there no more.")
    trust = with_borrowed(load_trust(home.code, on=run.starts), home.trust_id)
    others = [one.code for one in told.homes if one is not home]
    lent = lent_references(home.trust_id, others, act=act)
    return part_of(trust, run.services, Window(run.starts, run.months), lent)


def _price(told: Shared, act: Act) -> None:
    if _waits(told, PRICED):
        part = _part(told, told.home, act)
        _keep(told, PRICED, plain_prices(price(part.block, part.shared), part.block))
    _go_on(told, PRICED, PROPOSING)


def _propose(told: Shared, act: Act) -> None:
    if _waits(told, PROPOSED):
        block = _part(told, told.home, act).block
        prices = prices_in(block, [one.prices for one in _parts(told) if one.prices])
        found = propose(block, prices, POLICY)
        own = prices.of_all([one for one in block.pool if one.home == told.home])
        _keep(told, PROPOSED, {"teams": plain_teams(found.teams), "bound": found.bound + own})
    _go_on(told, PROPOSED, JOINING)


def _parts(told: Shared) -> tuple[PartRun, ...]:
    """Every run of the search, unless it has ended meanwhile."""
    with transaction.atomic():
        return lock_parts(UUID(told.shared))


def _waits(told: Shared, column: str) -> bool:
    return any(one.code == told.home and getattr(one, column) is None for one in _parts(told))


def _keep(told: Shared, column: str, found: dict[str, Any]) -> None:
    run_id = next(one.run_id for one in told.homes if one.code == told.home)
    stage = STAGES[PROPOSING] if column == PRICED else LAST
    keep_found(run_id, column, {**found, "by": f"{socket.gethostname()}:{os.getpid()}"}, stage=stage)


def _go_on(told: Shared, column: str, then: str) -> None:
    """Have the next round done where this job was the last of its own: of two that end at once, the second sees it."""
    with transaction.atomic():
        parts = lock_parts(UUID(told.shared))
        if len(parts) < len(told.homes) or any(getattr(one, column) is None for one in parts):
            return
        if then == JOINING:
            _defer(JOINING, told, f"{JOINING}-{told.shared}")
        else:
            _defer_each(then, told)


def _join(told: Shared, act: Act) -> None:
    revisions = {home.code: load_revision(home.trust_id) for home in told.homes}
    with transaction.atomic():
        runs = lock_parts(UUID(told.shared))
        if len(runs) < len(told.homes):
            return  # done already, by a worker that died before it could say so
        parts = [_part(told, one.code, act) for one in runs]
        found = {one.code: Proposed(teams_of((one.part or {})["teams"]), (one.part or {})["bound"]) for one in runs}
        prices = [one.prices for one in runs if one.prices]
        blocks = [part.block for part in parts]
        made = fitted(
            [(block, prices_in(block, prices)) for block in blocks],
            {code: one.teams for code, one in found.items()},
            POLICY,
        ).values()
        teams = [part.teams(made) for part in parts]
        bound = sum(one.bound for one in found.values())
        for run, part, plan in zip(runs, parts, _plans(parts, teams, bound), strict=True):
            others = [one.trust_name for one in runs if one is not run]
            workers = {told_by["by"] for one in runs for told_by in (one.prices, one.part) if told_by}
            kept = {**plain_plan(plan), "together": {"with": others, "workers": len(workers)}}
            keep_plan(run.trust_id, run.id, kept, revision=revisions[part.trust.code])


def _plans(parts: Sequence[Part], teams: Sequence[Sequence[ProposedTeam]], bound: float) -> Iterator[Plan]:
    """Each trust's plan, checked with what the others ask of its people; bounded by what it leaves the others."""
    worth = [sum(map(worth_of, some)) for some in teams]
    is_near = bound - sum(worth) <= POLICY.gap * sum(worth) + NEAR
    for part, some, own, trust in zip(parts, teams, worth, as_lent(parts, teams), strict=True):
        plan = plan_of_teams(tuple(some), bound - sum(worth) + own, part.pool, POLICY)
        status = Status.PROVED if is_near else Status.STOPPED
        yield checked(replace(plan, status=status), trust)
